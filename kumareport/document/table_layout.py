"""Column widths of the indicator tables, for any number of period columns.

The template's cells give the widths of everything but the period columns and the name: the period
columns become as wide as their content needs, the name takes the rest.
"""

from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc

from kumareport.document import names
from kumareport.document.elements import new_element
from kumareport.document.metrics import Metrics, text_width
from kumareport.ooxml.package import XmlElement

_TWIPS = 20
_DEFAULT_MARGIN = 5.4  # Word's own left and right cell margin, when a table states none
# ECMA-376 Part 1, CT_TcPr: the order in which Word wants a cell's properties.
_CELL_PROPERTIES = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
    "textDirection", "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
_CELL_ORDER = {qn(f"w:{name}"): place for place, name in enumerate(_CELL_PROPERTIES)}


class CellKinds:
    """What the cells of a rendered table are, found by the marks that their text carried."""

    def __init__(self) -> None:
        self.values: set[CT_Tc] = set()
        self.names: set[CT_Tc] = set()
        self.heads: set[CT_Tc] = set()


def order_cell_properties(cell: CT_Tc) -> None:
    """Put a cell's properties in the schema's order; docxtpl writes gridSpan first."""
    properties = cell.tcPr
    if properties is not None:
        ordered = sorted(properties, key=lambda child: _CELL_ORDER.get(str(child.tag), 99))
        for child in ordered:
            properties.append(child)


def lay_out(table: CT_Tbl, kinds: CellKinds, metrics: Metrics) -> None:
    """Set the grid and every cell's width, and the narrow value style where it is needed."""
    rows = [list(_spans(row)) for row in table.tr_lst]
    count = max(sum(span for _, span in row) for row in rows)
    widths: list[float | None] = [None] * count
    values: set[int] = set()
    names_at: set[int] = set()
    for row in rows:
        start = 0
        for cell, span in row:
            if cell in kinds.values:
                values |= set(range(start, start + span))
            elif span == 1 and cell in kinds.names:
                names_at.add(start)
            elif span == 1:
                widths[start] = widths[start] or _own_width(cell)
            start += span
    if not values or not names_at:
        return
    total = _table_width(table) or metrics.text_width
    margin = _margins(table)
    fixed = sum(width or 0 for at, width in enumerate(widths) if at not in values | names_at)
    sample_name = _name_width(kinds)
    sample_value = max(_own_width(cell) for cell in kinds.values)
    normal, narrow = (_needed(kinds, metrics, dense) + margin for dense in (False, True))
    spare = total - fixed
    per_value = max(normal, sample_value)
    is_narrow = spare - len(values) * per_value < sample_name * 0.8 * len(names_at)
    if is_narrow:
        per_value = max(narrow, (spare - sample_name * len(names_at)) / len(values))
        per_value = min(per_value, (spare - sample_name * 0.55 * len(names_at)) / len(values))
    else:
        # Few columns: let them share the room with the name instead of huddling at the right.
        per_value = min(max(per_value, (spare - sample_name * 1.6) / len(values)), per_value * 1.5)
    per_name = (spare - len(values) * per_value) / len(names_at)
    for at in range(count):
        if at in values:
            widths[at] = per_value
        elif at in names_at:
            widths[at] = per_name
    _apply(table, rows, [width or per_value for width in widths])
    if is_narrow:
        _use_narrow_style(kinds, metrics)


def _spans(row: CT_Row) -> list[tuple[CT_Tc, int]]:
    return [(cell, cell.grid_span) for cell in row.tc_lst]


def _own_width(cell: CT_Tc) -> float:
    found = cell.xpath("./w:tcPr/w:tcW[@w:type='dxa']/@w:w")
    return int(found[0]) / _TWIPS if found else 0.0


def _name_width(kinds: CellKinds) -> float:
    """The name's width in the template: of the cell that stands alone beside the unit."""
    return max(_own_width(cell) for cell in kinds.names)


def _table_width(table: CT_Tbl) -> float:
    found = table.xpath("./w:tblPr/w:tblW[@w:type='dxa']/@w:w")
    return int(found[0]) / _TWIPS if found else 0.0


def _margins(table: CT_Tbl) -> float:
    total = 0.0
    for side in ("left", "right"):
        found = table.xpath(f"./w:tblPr/w:tblCellMar/w:{side}/@w:w")
        total += int(found[0]) / _TWIPS if found else _DEFAULT_MARGIN
    return total + 1


def _needed(kinds: CellKinds, metrics: Metrics, dense: bool) -> float:
    """The widest line among the values and heads that stand in one column, in points."""
    style = metrics.style(metrics.dense(names.VALUE) if dense else names.VALUE)
    head = metrics.style(names.TABLE_HEAD)
    heads = (line for cell in kinds.heads if cell.grid_span == 1 for line in _lines(cell))
    head_width = max((text_width(line) for line in heads), default=0.0) * head.size * head.scale
    widest = 0.0
    for cell in kinds.values:
        if cell.grid_span == 1:
            for line in _lines(cell):
                # A remark (※…) may wrap; a number may not.
                if not line.startswith("※"):
                    widest = max(widest, text_width(line))
    return max(widest * style.size * style.scale, head_width)


def _lines(cell: XmlElement) -> list[str]:
    lines = [""]
    for node in cell.iter(qn("w:t"), qn("w:br"), qn("w:p")):
        if node.tag == qn("w:t"):
            lines[-1] += node.text or ""
        else:
            lines.append("")
    return lines


def _apply(table: CT_Tbl, rows: list[list[tuple[CT_Tc, int]]], widths: list[float]) -> None:
    grid = table.tblGrid
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        column = grid.add_gridCol()
        column.set(qn("w:w"), str(round(width * _TWIPS)))
    for row in rows:
        start = 0
        for cell, span in row:
            own = round(sum(widths[start : start + span]) * _TWIPS)
            for element in cell.xpath("./w:tcPr/w:tcW"):
                element.set(qn("w:w"), str(own))
                element.set(qn("w:type"), "dxa")
            start += span


def _use_narrow_style(kinds: CellKinds, metrics: Metrics) -> None:
    normal = metrics.style_id(names.VALUE)
    narrow = metrics.style_id(metrics.dense(names.VALUE))
    for cell in kinds.values:
        for style in cell.xpath("./w:p/w:pPr/w:pStyle"):
            if style.get(qn("w:val")) == normal:
                style.set(qn("w:val"), narrow)


def match_grid(table: XmlElement) -> None:
    """Let the grid have the columns that a loop over cells has left, in a table of whole cells."""
    rows = [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]
    grid = table.find(qn("w:tblGrid"))
    spans = next(table.iter(qn("w:gridSpan"), qn("w:vMerge")), None)
    if grid is None or not rows or spans is not None:
        return
    widths = [next((w.get(qn("w:w")) for w in cell.iter(qn("w:tcW"))), None) for cell in rows[0]]
    if len(widths) == len(grid) or None in widths or {len(row) for row in rows} != {len(widths)}:
        return
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        column = new_element("w:gridCol")
        column.set(qn("w:w"), width or "0")
        grid.append(column)
