"""Column widths of the indicator tables, for any number of period columns.

The template's cells give the widths of everything but the period columns and the name: the period
columns become as wide as their content needs, the name takes the rest.
"""

from itertools import pairwise

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc

from kumareport.document import names
from kumareport.document.metrics import Metrics, points, text_width
from kumareport.ooxml.loop_tables import own_cells, own_rows
from kumareport.ooxml.package import XmlElement

Row = list[tuple[CT_Tc, int]]
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
    rows = rows_of(table)
    match_merges(rows)
    count = max(sum(span for _, span in row) for row in rows)
    widths: list[float | None] = [None] * count
    values: set[int] = set()
    names_at: set[int] = set()
    # Programs stretch a header that a loop makes short: the rows of values know their widths better.
    for row in sorted(rows, key=lambda row: not any(cell in kinds.values for cell, _ in row)):
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
    total = metrics.followed(_table_width(table))
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


def rows_of(table: XmlElement) -> list[Row]:
    """The cells of each row with their spans."""
    rows: list[Row] = []
    for row in own_rows(table):
        cells = [cell for cell in own_cells(row) if isinstance(cell, CT_Tc)]
        rows.append([(cell, cell.grid_span) for cell in cells])
    return rows


def match_merges(rows: list[Row]) -> None:
    """Let the cells that continue a merge span as many columns as the one above them: programs drop
    what stands in them, tags too. A row that still is short is filled by its last cell."""
    above: dict[int, int] = {}
    for row in rows:
        start = 0
        here: dict[int, int] = {}
        for number, (cell, span) in enumerate(row):
            if cell.vMerge == "continue" and above.get(start, span) != span:
                span = above[start]
                _set_span(row, number, span)
            here[start] = span
            start += span
        above = here
    count = max((sum(span for _, span in row) for row in rows), default=0)
    for row in rows:
        missing = count - sum(span for _, span in row)
        if row and missing:
            _set_span(row, len(row) - 1, row[-1][1] + missing)


def _set_span(row: Row, number: int, span: int) -> None:
    cell, _ = row[number]
    cell.grid_span = span
    row[number] = cell, span


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


def _apply(table: CT_Tbl, rows: list[Row], widths: list[float]) -> None:
    # The edges are rounded, not the columns, so that the right edge stays flush with other tables.
    edges = [round(sum(widths[:count]) * _TWIPS) for count in range(len(widths) + 1)]
    grid = table.tblGrid
    for column in list(grid):
        grid.remove(column)
    for left, right in pairwise(edges):
        column = grid.add_gridCol()
        column.set(qn("w:w"), str(right - left))
    for row in rows:
        start = 0
        for cell, span in row:
            width = cell.get_or_add_tcPr().get_or_add_tcW()
            width.set(qn("w:w"), str(edges[start + span] - edges[start]))
            width.set(qn("w:type"), "dxa")
            start += span
    for element in table.xpath("./w:tblPr/w:tblW"):
        element.set(qn("w:w"), str(edges[-1]))
        element.set(qn("w:type"), "dxa")


def _use_narrow_style(kinds: CellKinds, metrics: Metrics) -> None:
    normal = metrics.style_id(names.VALUE)
    narrow = metrics.style_id(metrics.dense(names.VALUE))
    for cell in kinds.values:
        for style in cell.xpath("./w:p/w:pPr/w:pStyle"):
            if style.get(qn("w:val")) == normal:
                style.set(qn("w:val"), narrow)


def match_grid(table: CT_Tbl, metrics: Metrics | None) -> None:
    """Let the grid have the columns that loops over cells have left, as wide as the table is to be;
    a table that holds no loop over cells keeps what the office has drawn.

    Args:
        table: without values.
        metrics: of the page; None for a table inside another.
    """
    rows = rows_of(table)
    count = max((sum(span for _, span in row) for row in rows), default=0)
    own = sum(points(column.w) for column in table.tblGrid.gridCol_lst)
    total = metrics.followed(_table_width(table)) if metrics else _table_width(table) or own
    if not count:
        return
    if count != len(table.tblGrid):
        match_merges(rows)
        widths = [0.0] * count
        for row in rows:
            start = 0
            for cell, span in row:
                if span == 1:
                    widths[start] = widths[start] or _own_width(cell)
                start += span
        mean = sum(widths) / (sum(width > 0 for width in widths) or 1)
        widths = [width or mean or total / count for width in widths]
    else:
        widths = [points(column.w) for column in table.tblGrid.gridCol_lst]
        if (
            metrics is None
            or not _fills(table)
            or abs(sum(widths) - total) < 0.1
            or _is_ragged(rows, count)
        ):
            return
    scale = total / sum(widths)
    _apply(table, rows, [width * scale for width in widths])


def _fills(table: CT_Tbl) -> bool:
    """Whether a table is as wide as it says, and not made to hang or stand aside."""
    return _table_width(table) > 0 and not table.xpath("./w:tblPr/w:tblpPr")


def _is_ragged(rows: list[Row], count: int) -> bool:
    return any(sum(span for _, span in row) != count for row in rows)
