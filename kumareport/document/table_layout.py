"""Column widths of the indicator tables, for any number of period columns.

The template's cells give the widths of everything but the period columns and the name: the period
columns become as wide as their content needs, the name takes the rest.
"""

import re
from itertools import pairwise

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc

from kumareport.document import names
from kumareport.document.metrics import Metrics, points, text_width
from kumareport.office.package.package import XmlElement, child_of
from kumareport.office.word.loop_tables import own_cells, own_rows

_SEAM = re.compile(r"(?<=[0-9.])(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])(?=[0-9])")
Row = list[tuple[CT_Tc, int]]
_TWIPS = 20
_HALF_MILLIMETRE = 0.5 / 25.4 * 1440
"""In twips. What people draw is no finer, and what programs round on saving is far below."""
_LEAST_NAME = 50.0
_LOOP_TRACE = 6.0
"""Points by which a cell misses its column where a loop has run; programs that round miss it by less."""
"""Points below which a column of names is a column of syllables."""
_DEFAULT_MARGIN = 5.4  # Word's own left and right cell margin, when a table states none
# ECMA-376 Part 1, CT_TcPr: the order in which Word wants a cell's properties.
_CELL_PROPERTIES = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
    "textDirection", "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
_CELL_ORDER = {qn(f"w:{name}"): place for place, name in enumerate(_CELL_PROPERTIES)}
# A report has tens of thousands of cells: their names are not put together for each of them.
_TABLE, _CELL, _PARAGRAPH, _TEXT, _BREAK = (qn(f"w:{n}") for n in ("tbl", "tc", "p", "t", "br"))
_PROPERTIES, _WIDTH, _MERGE, _SPAN = (
    qn(f"w:{name}") for name in ("tcPr", "tcW", "vMerge", "gridSpan")
)
_TYPE, _W, _VAL = qn("w:type"), qn("w:w"), qn("w:val")


class CellKinds:
    """What the cells of a rendered table are, found by the marks that their text carried."""

    def __init__(self) -> None:
        self.values: set[CT_Tc] = set()
        self.names: set[CT_Tc] = set()
        self.heads: set[CT_Tc] = set()
        self.fields: set[CT_Tc] = set()


def order_cell_properties(cell: CT_Tc) -> None:
    """Put a cell's properties in the schema's order; docxtpl writes gridSpan first."""
    properties = cell.tcPr
    if properties is not None:
        places = [_CELL_ORDER.get(str(child.tag), 99) for child in properties]
        if places != sorted(places):
            for _, child in sorted(zip(places, properties, strict=True), key=lambda one: one[0]):
                properties.append(child)


def empty_continued(block: XmlElement) -> None:
    """Empty the cells that continue a merge: nobody sees what a loop has repeated in them."""
    for merge in list(block.iter(_MERGE)):
        cell = next(merge.iterancestors(_CELL), None)
        if not isinstance(cell, CT_Tc) or not _continues(cell):
            continue
        properties = next(iter(cell.xpath("./w:p/w:pPr")), None)
        for child in list(cell):
            if child.tag != _PROPERTIES:
                _drop(child)
        paragraph = cell.add_p()
        if properties is not None:
            paragraph.insert(0, properties)


def _continues(cell: CT_Tc) -> bool:
    """Whether a cell continues the one above it (ECMA-376 Part 1, 17.4.84: also without a value)."""
    properties = child_of(cell, _PROPERTIES)
    merge = None if properties is None else child_of(properties, _MERGE)
    return merge is not None and merge.get(_VAL, "continue") == "continue"


def _drop(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


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
    total = metrics.followed(table_width(table))
    fixed = sum(width or 0 for at, width in enumerate(widths) if at not in values | names_at)
    room = total - fixed
    sample_name = _name_width(kinds) * len(names_at)
    sample_value = max(_own_width(cell) for cell in kinds.values)
    texts = _unbroken(rows, kinds)
    margins = margins_of(table)
    normal, narrow = (_needed(texts, margins, metrics, dense) for dense in (False, True))
    widest = max(*normal.values(), sample_value)
    is_narrow = room - len(values) * widest < sample_name * 0.8
    if is_narrow:
        least = room - max(sample_name * 0.55, len(names_at) * _LEAST_NAME)
        of_values = _shared(narrow, values, room - sample_name, least)
    else:
        # Few columns: let them share the room with the name instead of huddling at the right.
        of_values = dict.fromkeys(
            values, min(max(widest, (room - sample_name * 1.6) / len(values)), widest * 1.5)
        )
    of_name = (room - sum(of_values.values())) / len(names_at)
    for at in range(count):
        if at in values:
            widths[at] = of_values[at]
        elif at in names_at:
            widths[at] = of_name
    apply_widths(table, rows, [width or sample_value for width in widths])
    if is_narrow:
        _use_narrow_style(kinds, metrics)


def _shared(
    needs: dict[int, float], values: set[int], usual: float, most: float
) -> dict[int, float]:
    """The widths of value columns: all alike where that holds what is in them, else those that need
    more are wider.

    Args:
        needs: what the columns need, in points.
        values: the columns.
        usual: how much they share where that is enough.
        most: how much they may share.
    """
    alike = max(*needs.values(), usual / len(values))
    if alike * len(values) <= most:
        return dict.fromkeys(values, alike)
    wanted = sorted((needs.get(at, 0.0) for at in values), reverse=True)
    left, common = most, most / len(values)
    for number, need in enumerate(wanted):
        if need <= common:
            break
        left -= need
        common = left / max(1, len(wanted) - number - 1)
    widths = {at: max(needs.get(at, 0.0), common) for at in values}
    scale = min(1.0, most / sum(widths.values()))
    return {at: width * scale for at, width in widths.items()}


def rows_of(table: XmlElement) -> list[Row]:
    """The cells of each row with their spans."""
    rows: list[Row] = []
    for row in own_rows(table):
        cells = [cell for cell in own_cells(row) if isinstance(cell, CT_Tc)]
        rows.append([(cell, _span(cell)) for cell in cells])
    return rows


def _span(cell: CT_Tc) -> int:
    """How many columns a cell spans (ECMA-376 Part 1, 17.4.17)."""
    properties = child_of(cell, _PROPERTIES)
    span = None if properties is None else child_of(properties, _SPAN)
    return 1 if span is None else int(span.get(_VAL, "1"))


def match_merges(rows: list[Row]) -> None:
    """Let the cells that continue a merge span as many columns as the one above them: programs drop
    what stands in them, tags too. A row that still is short is filled by its last cell."""
    above: dict[int, tuple[CT_Tc, int]] = {}
    for row in rows:
        start = 0
        here: dict[int, tuple[CT_Tc, int]] = {}
        for number, (cell, span) in enumerate(row):
            over, wide = above.get(start, (cell, span))
            if _continues(cell):
                _set_alike(cell, over)
                if wide != span:
                    span = wide
                    _set_span(row, number, span)
            here[start] = cell, span
            start += span
        above = here
    count = max((sum(span for _, span in row) for row in rows), default=0)
    for row in rows:
        missing = count - sum(span for _, span in row)
        if row and missing:
            _set_span(row, len(row) - 1, row[-1][1] + missing)


def _set_alike(cell: CT_Tc, over: CT_Tc) -> None:
    """Give an empty cell of a merge the paragraph style of the cell over it, which programs drop: the
    usual one would make its row taller."""
    styles = over.xpath("./w:p/w:pPr/w:pStyle/@w:val")
    for paragraph in cell.p_lst if styles else ():
        if paragraph.style is None:
            paragraph.style = str(styles[0])


def _set_span(row: Row, number: int, span: int) -> None:
    cell, _ = row[number]
    cell.grid_span = span
    row[number] = cell, span


def _own_width(cell: CT_Tc) -> float:
    properties = child_of(cell, _PROPERTIES)
    width = None if properties is None else child_of(properties, _WIDTH)
    if width is None or width.get(_TYPE) != "dxa":
        return 0.0
    return _tidy(int(width.get(_W, "0")))


def _tidy(twips: float) -> float:
    """A width in points, the same whether or not a program has rounded it by a twip or two."""
    return round(twips / _HALF_MILLIMETRE) * _HALF_MILLIMETRE / _TWIPS


def _name_width(kinds: CellKinds) -> float:
    """The name's width in the template: of the cell that stands alone beside the unit."""
    return max(_own_width(cell) for cell in kinds.names)


def table_width(table: CT_Tbl) -> float:
    """How wide a table says it is, in points; 0 where it does not."""
    found = table.xpath("./w:tblPr/w:tblW[@w:type='dxa']/@w:w")
    return int(found[0]) / _TWIPS if found else 0.0


def margins_of(table: CT_Tbl) -> float:
    """The left and right margin of a cell, in points."""
    total = 0.0
    for side in ("left", "right"):
        found = table.xpath(f"./w:tblPr/w:tblCellMar/w:{side}/@w:w")
        total += int(found[0]) / _TWIPS if found else _DEFAULT_MARGIN
    return total + 1


def _unbroken(rows: list[Row], kinds: CellKinds) -> list[tuple[int, bool, float]]:
    """The texts of values and heads that may not wrap: column, whether a head, widest line in em."""
    found: list[tuple[int, bool, float]] = []
    for row in rows:
        start = 0
        for cell, span in row:
            is_head = cell in kinds.heads
            if span == 1 and (is_head or cell in kinds.values):
                # A remark (※…) may wrap; a number may not.
                lines = (line for line in lines_of(cell) if not line.startswith("※"))
                found.append((start, is_head, max(map(line_width, lines), default=0.0)))
            start += span
    return found


def _needed(
    texts: list[tuple[int, bool, float]], margins: float, metrics: Metrics, dense: bool
) -> dict[int, float]:
    """The widest line of each column of values, heads included, with its margins, in points."""
    style = metrics.style(metrics.dense(names.VALUE) if dense else names.VALUE)
    head = metrics.style(names.TABLE_HEAD)
    needs: dict[int, float] = {}
    for column, is_head, width in texts:
        look = head if is_head else style
        need = width * look.size * look.scale + margins
        needs[column] = max(needs.get(column, 0.0), need)
    return needs


def line_width(line: str) -> float:
    """A line's width in em, with the space that programs put between digits and 以上."""
    return text_width(line) + 0.25 * len(_SEAM.findall(line))


def lines_of(cell: XmlElement) -> list[str]:
    """What a cell says, line by line."""
    lines = [""]
    for node in cell.iter(_TEXT, _BREAK, _PARAGRAPH):
        if node.tag == _TEXT:
            lines[-1] += node.text or ""
        else:
            lines.append("")
    return lines


def apply_widths(table: CT_Tbl, rows: list[Row], widths: list[float]) -> None:
    """Set the grid and the cells to the widths of the columns, in points."""
    # The edges are rounded, not the columns, so that the right edge stays flush with other tables.
    edges = [round(sum(widths[:count]) * _TWIPS) for count in range(len(widths) + 1)]
    grid = table.tblGrid
    for column in list(grid):
        grid.remove(column)
    for left, right in pairwise(edges):
        column = grid.add_gridCol()
        column.set(_W, str(right - left))
    for row in rows:
        start = 0
        for cell, span in row:
            properties = child_of(cell, _PROPERTIES)
            width = None if properties is None else child_of(properties, _WIDTH)
            if width is None:
                width = cell.get_or_add_tcPr().get_or_add_tcW()
            width.set(_W, str(edges[start + span] - edges[start]))
            width.set(_TYPE, "dxa")
            start += span
    for element in table.xpath("./w:tblPr/w:tblW"):
        element.set(_W, str(edges[-1]))
        element.set(_TYPE, "dxa")


def _use_narrow_style(kinds: CellKinds, metrics: Metrics) -> None:
    normal = metrics.style_id(names.VALUE)
    narrow = metrics.style_id(metrics.dense(names.VALUE))
    for cell in kinds.values:
        for style in cell.xpath("./w:p/w:pPr/w:pStyle"):
            if style.get(_VAL) == normal:
                style.set(_VAL, narrow)


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
    total = metrics.followed(table_width(table)) if metrics else table_width(table) or own
    if not count:
        return
    if is_left_by_a_loop(table, rows):
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
        if metrics is None or not _fills(table) or _is_ragged(rows, count):
            return
        widths = [_tidy(points(column.w) * _TWIPS) for column in table.tblGrid.gridCol_lst]
    scale = total / sum(widths)
    apply_widths(table, rows, [width * scale for width in widths])


def is_left_by_a_loop(table: CT_Tbl, rows: list[Row]) -> bool:
    """Whether loops over cells have left other columns than were drawn: another number of them, or cells
    that are not as wide as the columns of the grid that they stand in."""
    grid = [points(column.w) for column in table.tblGrid.gridCol_lst]
    if len(grid) != max((sum(span for _, span in row) for row in rows), default=0):
        return True
    for row in rows:
        start = 0
        for cell, span in row:
            width = _own_width(cell)
            if span == 1 and width and abs(width - grid[start]) > _LOOP_TRACE:
                return True
            start += span
    return False


def _fills(table: CT_Tbl) -> bool:
    """Whether a table is as wide as it says, and not made to hang or stand aside."""
    return table_width(table) > 0 and not table.xpath("./w:tblPr/w:tblpPr")


def _is_ragged(rows: list[Row], count: int) -> bool:
    return any(sum(span for _, span in row) != count for row in rows)
