"""The grid of a table and its cells: what loops and merges have left of it, how wide it all is."""

from collections.abc import Callable
from functools import lru_cache

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from msgspec import Struct

from kumareport.document.metrics import Metrics, points, text_width
from kumareport.office.package.package import XmlElement, child_of
from kumareport.office.word.computed_fields import style_of
from kumareport.office.word.loop_tables import own_cells, own_rows
from kumareport.patterns import regex

_SEAM = regex(r"(?<=[0-9.])(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])(?=[0-9])")
_TWIPS = 20
_HALF_MILLIMETRE = 0.5 / 25.4 * 1440
"""In twips. What people draw is no finer, and what programs round on saving is far below."""
_LOOP_TRACE = 6.0
"""Points by which a cell misses its column where a loop has run; programs that round miss it by less."""
_DEFAULT_MARGIN = 5.4  # Word's own left and right cell margin, when a table states none
# ECMA-376 Part 1, CT_TcPr: the order in which Word wants a cell's properties.
_CELL_PROPERTIES = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
    "textDirection", "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
_CELL_ORDER: dict[object, int] = {
    qn(f"w:{name}"): place for place, name in enumerate(_CELL_PROPERTIES)
}
# A report has tens of thousands of cells: their names are not put together for each of them.
_TABLE, _CELL, _PARAGRAPH, _TEXT, _BREAK = (qn(f"w:{n}") for n in ("tbl", "tc", "p", "t", "br"))
_PROPERTIES, _WIDTH, _MERGE, _SPAN, _LOOK, _COLUMN = (
    qn(f"w:{name}") for name in ("tcPr", "tcW", "vMerge", "gridSpan", "pPr", "gridCol")
)
_TABLE_PROPERTIES, _TABLE_WIDTH, _MARGINS, _PLACED, _LEFT, _RIGHT = (
    qn(f"w:{name}") for name in ("tblPr", "tblW", "tblCellMar", "tblpPr", "left", "right")
)
_TYPE, _W, _VAL = qn("w:type"), qn("w:w"), qn("w:val")


class TableCell(Struct):
    """A cell as it stands in its row.

    Attributes:
        element: the cell.
        properties: its ``w:tcPr``; None where it has none.
        span: how many columns it spans (ECMA-376 Part 1, 17.4.17).
        own_width: how wide it says it is, in points; 0 where it does not.
        continues: whether it continues the one above it (17.4.84: also without a value).
        width: the element that says how wide it is; None where none does.
    """

    element: CT_Tc
    properties: XmlElement | None
    span: int
    own_width: float
    continues: bool
    width: XmlElement | None

    @classmethod
    def of(cls, element: CT_Tc) -> "TableCell":
        """A cell; its properties are looked at once, and put in order."""
        span, own_width, continues, width = 1, 0.0, False, None
        properties = child_of(element, _PROPERTIES)
        last, is_orderly = 0, True
        for child in () if properties is None else properties:
            tag = child.tag
            place = _CELL_ORDER.get(tag, 99)
            if place < last:
                is_orderly = False
            last = place
            if tag == _WIDTH:
                width = child if width is None else width
                if child.get(_TYPE) == "dxa":
                    own_width = _tidy(int(child.get(_W, "0")))
            elif tag == _SPAN:
                span = int(child.get(_VAL, "1"))
            elif tag == _MERGE:
                continues = child.get(_VAL, "continue") == "continue"
        if properties is not None and not is_orderly:
            _put_in_order(properties)
        return cls(element, properties, span, own_width, continues, width)

    def set_span(self, span: int) -> None:
        """Let it span another number of columns."""
        self.element.grid_span = self.span = span


Row = list[TableCell]


def _put_in_order(properties: XmlElement) -> None:
    """Put a cell's properties in the schema's order: docxtpl writes gridSpan first."""
    places = [_CELL_ORDER.get(str(child.tag), 99) for child in properties]
    for _, child in sorted(zip(places, properties, strict=True), key=lambda one: one[0]):
        properties.append(child)


def end_cells(table: XmlElement) -> None:
    """Let each cell end with a paragraph, which one whose loop ran over nothing has none left of."""
    for cell in table.iter(_CELL):
        if (not len(cell) or cell[-1].tag != _PARAGRAPH) and isinstance(cell, CT_Tc):
            cell.add_p()


def empty_continued(block: XmlElement) -> None:
    """Empty the cells that continue a merge: nobody sees what a loop has repeated in them."""
    for merge in list(block.iter(_MERGE)):
        cell = next(merge.iterancestors(_CELL), None)
        if not isinstance(cell, CT_Tc) or not TableCell.of(cell).continues:
            continue
        paragraphs = cell.p_lst or [cell.add_p()]
        kept = next((p for p in paragraphs if child_of(p, _LOOK) is not None), paragraphs[0])
        _keep(cell, lambda child, kept=kept: child is kept or child.tag == _PROPERTIES)
        _keep(kept, lambda child: child.tag == _LOOK)
        kept.attrib.clear()


def _keep(holder: XmlElement, is_kept: Callable[[XmlElement], bool]) -> None:
    for child in list(holder):
        if not is_kept(child):
            holder.remove(child)


def rows_of(table: XmlElement) -> list[Row]:
    """The cells of each row."""
    return [
        [TableCell.of(cell) for cell in own_cells(row) if isinstance(cell, CT_Tc)]
        for row in own_rows(table)
    ]


def columns_of(rows: list[Row]) -> int:
    """How many columns the longest row has."""
    return max((sum(cell.span for cell in row) for row in rows), default=0)


def fit_columns(table: CT_Tbl, rows: list[Row]) -> None:
    """Let the grid have a column for each cell of the longest row, and none that no cell stands in,
    where loops over cells have left more or fewer; the table stays as wide as it was drawn."""
    grid: XmlElement = table.tblGrid
    columns = grid.findall(_COLUMN)
    cells, count = max(map(len, rows), default=0), columns_of(rows)
    if cells <= len(columns) <= count or not count:
        return
    widths = [int(float(column.get(_W, "0"))) for column in columns]
    total = float(sum(widths))
    if cells > len(widths) and total:
        mean = total / cells
        widths = [int(width * mean / (total / len(widths))) for width in widths]
        widths += [int(mean)] * (cells - len(widths))
    if count < len(widths):
        extra = int(sum(widths[count:]) / count)
        widths = [width + extra for width in widths[:count]]
    for column in columns[len(widths) :]:
        grid.remove(column)
    columns += [table.tblGrid.add_gridCol() for _ in widths[len(columns) :]]
    for column, width in zip(columns, widths, strict=False):
        column.set(_W, str(width))


def match_merges(rows: list[Row]) -> None:
    """Let the cells that continue a merge span as many columns as the one above them: programs drop
    what stands in them, tags too. A row that still is short is filled by its last cell."""
    above: dict[int, TableCell] = {}
    for row in rows:
        start = 0
        here: dict[int, TableCell] = {}
        for cell in row:
            over = above.get(start, cell)
            if cell.continues:
                _set_alike(cell.element, over.element)
                if over.span != cell.span:
                    cell.set_span(over.span)
            here[start] = cell
            start += cell.span
        above = here
    count = columns_of(rows)
    for row in rows:
        missing = count - sum(cell.span for cell in row)
        if row and missing:
            row[-1].set_span(row[-1].span + missing)


def _set_alike(cell: CT_Tc, over: CT_Tc) -> None:
    """Give an empty cell of a merge the paragraph style of the cell over it, which programs drop: the
    usual one would make its row taller."""
    style = next((key for p in over.p_lst if (key := style_of(p))), "")
    for paragraph in cell.p_lst if style else ():
        if not style_of(paragraph):
            paragraph.style = style


def _tidy(twips: float) -> float:
    """A width in points, the same whether or not a program has rounded it by a twip or two."""
    return round(twips / _HALF_MILLIMETRE) * _HALF_MILLIMETRE / _TWIPS


def _property(table: XmlElement, name: str) -> XmlElement | None:
    """A property that a table states."""
    properties = child_of(table, _TABLE_PROPERTIES)
    return None if properties is None else child_of(properties, name)


def table_width(table: CT_Tbl) -> float:
    """How wide a table says it is, in points; 0 where it does not."""
    found = _property(table, _TABLE_WIDTH)
    if found is None or found.get(_TYPE) != "dxa":
        return 0.0
    return int(found.get(_W, "0")) / _TWIPS


def margins_of(table: CT_Tbl) -> float:
    """The left and right margin of a cell, in points."""
    margins = _property(table, _MARGINS)
    total = 0.0
    for side in (_LEFT, _RIGHT):
        found = None if margins is None else child_of(margins, side)
        width = None if found is None else found.get(_W)
        total += _DEFAULT_MARGIN if width is None else int(width) / _TWIPS
    return total + 1


@lru_cache(4096)
def line_width(line: str) -> float:
    """A line's width in em, with the space that programs put between digits and 以上."""
    seams = 0 if line.isascii() else len(_SEAM.findall(line))
    return text_width(line) + 0.25 * seams


def widest_line(lines: list[str]) -> float:
    """The width of the widest of some lines in em. A remark (※…) may wrap; a number may not."""
    widest = 0.0
    for line in lines:
        if line[:1] != "※":
            widest = max(widest, line_width(line))
    return widest


def lines_of(cell: XmlElement) -> list[str]:
    """What a cell says, line by line."""
    lines = [""]
    for node in cell.iter(_TEXT, _BREAK, _PARAGRAPH):
        if node.tag == _TEXT:
            lines[-1] += node.text or ""
        else:
            lines.append("")
    return lines


class Widths:
    """The widths of a table's columns as a file states them.

    Args:
        widths: in points.
    """

    def __init__(self, widths: list[float]) -> None:
        self.count = len(widths)
        # The edges are rounded, not the columns, so that the right edge stays flush with other tables.
        self._edges = [round(sum(widths[:count]) * _TWIPS) for count in range(self.count + 1)]

    def between(self, start: int, end: int) -> str:
        """The width of the columns from one to before another, in twips."""
        return str(self._edges[end] - self._edges[start])


def apply_widths(table: CT_Tbl, rows: list[Row], widths: Widths) -> None:
    """Set the grid and the cells to the widths of the columns."""
    grid: XmlElement = table.tblGrid
    columns = [child for child in grid if child.tag == _COLUMN][: widths.count]
    for child in list(grid):
        if child not in columns:
            grid.remove(child)
    columns += [table.tblGrid.add_gridCol() for _ in range(len(columns), widths.count)]
    for number, column in enumerate(columns):
        column.set(_W, widths.between(number, number + 1))
    for row in rows:
        start = 0
        for cell in row:
            width = cell.width
            if width is None:
                width = cell.element.get_or_add_tcPr().get_or_add_tcW()
            width.set(_W, widths.between(start, start + cell.span))
            width.set(_TYPE, "dxa")
            start += cell.span
    element = _property(table, _TABLE_WIDTH)
    if element is not None:
        element.set(_W, widths.between(0, widths.count))
        element.set(_TYPE, "dxa")


def match_grid(table: CT_Tbl, rows: list[Row], metrics: Metrics | None) -> None:
    """Let the grid have the columns that loops over cells have left, as wide as the table is to be;
    a table that holds no loop over cells keeps what the office has drawn.

    Args:
        table: without values.
        rows: its rows.
        metrics: of the page; None for a table inside another.
    """
    count = columns_of(rows)
    if not count:
        return
    own = table_width(table)
    total = metrics.followed(own) if metrics else own or sum(_grid(table))
    if is_left_by_a_loop(table, rows):
        match_merges(rows)
        widths = [0.0] * count
        for row in rows:
            start = 0
            for cell in row:
                if cell.span == 1:
                    widths[start] = widths[start] or cell.own_width
                start += cell.span
        mean = sum(widths) / (sum(width > 0 for width in widths) or 1)
        widths = [width or mean or total / count for width in widths]
    else:
        if metrics is None or not _fills(table) or _is_ragged(rows, count):
            return
        widths = [_tidy(width * _TWIPS) for width in _grid(table)]
    scale = total / sum(widths)
    apply_widths(table, rows, Widths([width * scale for width in widths]))


def is_left_by_a_loop(table: CT_Tbl, rows: list[Row]) -> bool:
    """Whether loops over cells have left other columns than were drawn: another number of them, or cells
    that are not as wide as the columns of the grid that they stand in."""
    grid = _grid(table)
    if len(grid) != columns_of(rows):
        return True
    for row in rows:
        start = 0
        for cell in row:
            is_off = abs(cell.own_width - grid[start]) > _LOOP_TRACE
            if cell.span == 1 and cell.own_width and is_off:
                return True
            start += cell.span
    return False


def _grid(table: CT_Tbl) -> list[float]:
    """The widths of the columns that a table was drawn with, in points."""
    return [points(column.w) for column in table.tblGrid.gridCol_lst]


def _fills(table: CT_Tbl) -> bool:
    """Whether a table is as wide as it says, and not made to hang or stand aside."""
    return table_width(table) > 0 and _property(table, _PLACED) is None


def _is_ragged(rows: list[Row], count: int) -> bool:
    return any(sum(cell.span for cell in row) != count for row in rows)
