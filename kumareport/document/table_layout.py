"""Column widths of the indicator tables, for any number of period columns.

The template's cells give the widths of everything but the period columns and the name: the period
columns become as wide as their content needs, the name takes the rest.
"""

from collections.abc import Iterator, Mapping

from docx.oxml.table import CT_Tbl, CT_Tc
from msgspec import Struct

from kumareport.document import names
from kumareport.document.metrics import Metrics
from kumareport.document.table_grid import (
    Row,
    Widths,
    apply_widths,
    columns_of,
    lines_of,
    margins_of,
    match_merges,
    table_width,
    widest_line,
)
from kumareport.office.word.computed_fields import style_of

_LEAST_NAME = 50.0
"""Points below which a column of names is a column of syllables."""


Widest = Mapping[tuple[int, bool], float]
"""The widest line that may not wrap of each column, of its heads (true) and of its values, in em."""


class Columns(Struct, frozen=True):
    """The columns of a table of values, as far as what its cells say does not matter.

    Attributes:
        drawn: how wide each of the others was drawn, in points.
        values: those of values.
        names: those of names.
        total: how wide all are together, in points.
        sample_name: how wide a name was drawn, in points.
        sample_value: how wide a value was drawn.
        margins: of a cell, in points.
    """

    drawn: list[float | None]
    values: set[int]
    names: set[int]
    total: float
    sample_name: float
    sample_value: float
    margins: float

    def fitted(self, widest: Widest, metrics: Metrics) -> "Fitted":
        """How wide they are to be for what the cells say."""
        drawn = (w or 0 for at, w in enumerate(self.drawn) if at not in self.values | self.names)
        room = self.total - sum(drawn)
        sample_name = self.sample_name * len(self.names)
        needs = _needed(widest, self.margins, metrics, dense=False)
        most = max((*needs.values(), self.sample_value))
        is_narrow = room - len(self.values) * most < sample_name * 0.8
        if is_narrow:
            least = room - max(sample_name * 0.55, len(self.names) * _LEAST_NAME)
            narrow = _needed(widest, self.margins, metrics, dense=True)
            of_values = _shared(narrow, self.values, room - sample_name, least)
        else:
            # Few columns: let them share the room with the name instead of huddling at the right.
            share = (room - sample_name * 1.6) / len(self.values)
            of_values = dict.fromkeys(self.values, min(max(most, share), most * 1.5))
        of_name = (room - sum(of_values.values())) / len(self.names)
        widths = [
            of_values[at] if at in self.values else of_name if at in self.names else width
            for at, width in enumerate(self.drawn)
        ]
        found = Widths([width or self.sample_value for width in widths])
        style = metrics.dense(names.VALUE) if is_narrow else names.VALUE
        return Fitted(found, metrics.style_id(style))


class Fitted(Struct, frozen=True):
    """Widths for what the cells of a table say, and the id of the style of its values."""

    widths: Widths
    style: str


class CellKinds:
    """What the cells of a rendered table are, found by the marks that their text carried."""

    def __init__(self) -> None:
        self.values: set[CT_Tc] = set()
        self.names: set[CT_Tc] = set()
        self.heads: set[CT_Tc] = set()
        self.fields: set[CT_Tc] = set()

    def fitted(self, columns: Columns, rows: list[Row], metrics: Metrics) -> Fitted:
        """How the columns of the table are to be."""
        widest: dict[tuple[int, bool], float] = {}
        for column, is_head, cell in self.unbroken(rows):
            width = widest_line(lines_of(cell))
            widest[column, is_head] = max(widest.get((column, is_head), 0.0), width)
        return columns.fitted(widest, metrics)

    def unbroken(self, rows: list[Row]) -> Iterator[tuple[int, bool, CT_Tc]]:
        """The cells of values and heads that may not wrap: column, whether a head, and the cell."""
        for row in rows:
            start = 0
            for cell in row:
                is_head = cell.element in self.heads
                if cell.span == 1 and (is_head or cell.element in self.values):
                    yield start, is_head, cell.element
                start += cell.span


def lay_out(table: CT_Tbl, rows: list[Row], kinds: CellKinds, metrics: Metrics) -> None:
    """Set the grid and every cell's width, and the narrow value style where it is needed."""
    match_merges(rows)
    drawn: list[float | None] = [None] * columns_of(rows)
    values: set[int] = set()
    names_at: set[int] = set()
    # Programs stretch a header that a loop makes short: the rows of values know their widths better.
    for row in sorted(rows, key=lambda row: not any(c.element in kinds.values for c in row)):
        start = 0
        for cell in row:
            if cell.element in kinds.values:
                values.update(range(start, start + cell.span))
            elif cell.span == 1 and cell.element in kinds.names:
                names_at.add(start)
            elif cell.span == 1:
                drawn[start] = drawn[start] or cell.own_width
            start += cell.span
    if not values or not names_at:
        return
    columns = Columns(
        drawn,
        values,
        names_at,
        metrics.followed(table_width(table)),
        _widest(rows, kinds.names),
        _widest(rows, kinds.values),
        margins_of(table),
    )
    fitted = kinds.fitted(columns, rows, metrics)
    apply_widths(table, rows, fitted.widths)
    normal = metrics.style_id(names.VALUE)
    for cell in kinds.values if fitted.style != normal else ():
        for paragraph in cell.p_lst:
            if style_of(paragraph) == normal:
                paragraph.style = fitted.style


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
    alike = max((*needs.values(), usual / len(values)))
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


def _widest(rows: list[Row], cells: set[CT_Tc]) -> float:
    """The width in the template of some cells: of the names, that of one that stands alone."""
    return max(cell.own_width for row in rows for cell in row if cell.element in cells)


def _needed(widest: Widest, margins: float, metrics: Metrics, *, dense: bool) -> dict[int, float]:
    """The widest line of each column of values, heads included, with its margins, in points."""
    style = metrics.style(metrics.dense(names.VALUE) if dense else names.VALUE)
    head = metrics.style(names.TABLE_HEAD)
    needs: dict[int, float] = {}
    for (column, is_head), width in widest.items():
        look = head if is_head else style
        need = width * look.size * look.scale + margins
        needs[column] = max(needs.get(column, 0.0), need)
    return needs
