"""Column widths of the indicator tables, for any number of period columns.

The template's cells give the widths of everything but the period columns and the name: the period
columns become as wide as their content needs, the name takes the rest.
"""

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc

from kumareport.document import names
from kumareport.document.metrics import Metrics
from kumareport.document.table_grid import (
    Row,
    apply_widths,
    columns_of,
    lines_of,
    margins_of,
    match_merges,
    table_width,
    widest_line,
)
from kumareport.office.package.package import XmlElement
from kumareport.office.word.computed_fields import style_of

_LEAST_NAME = 50.0
"""Points below which a column of names is a column of syllables."""
_VAL = qn("w:val")


class CellKinds:
    """What the cells of a rendered table are, found by the marks that their text carried."""

    def __init__(self) -> None:
        self.unbroken: list[tuple[int, bool, float]] = []
        """Of a table that was laid out: the cells that may not wrap (:func:`_unbroken`)."""
        self.values: set[CT_Tc] = set()
        self.names: set[CT_Tc] = set()
        self.heads: set[CT_Tc] = set()
        self.fields: set[CT_Tc] = set()

    def widest(self, cell: XmlElement) -> float:
        """How wide the widest line of a cell is that may not wrap, in em."""
        return widest_line(lines_of(cell))


def lay_out(table: CT_Tbl, rows: list[Row], kinds: CellKinds, metrics: Metrics) -> None:
    """Set the grid and every cell's width, and the narrow value style where it is needed."""
    match_merges(rows)
    count = columns_of(rows)
    widths: list[float | None] = [None] * count
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
                widths[start] = widths[start] or cell.own_width
            start += cell.span
    if not values or not names_at:
        return
    total = metrics.followed(table_width(table))
    fixed = sum(width or 0 for at, width in enumerate(widths) if at not in values | names_at)
    room = total - fixed
    sample_name = _widest(rows, kinds.names) * len(names_at)
    sample_value = _widest(rows, kinds.values)
    texts = kinds.unbroken = _unbroken(rows, kinds)
    margins = margins_of(table)
    widest = max(*_needed(texts, margins, metrics, dense=False).values(), sample_value)
    is_narrow = room - len(values) * widest < sample_name * 0.8
    if is_narrow:
        least = room - max(sample_name * 0.55, len(names_at) * _LEAST_NAME)
        narrow = _needed(texts, margins, metrics, dense=True)
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


def _widest(rows: list[Row], cells: set[CT_Tc]) -> float:
    """The width in the template of some cells: of the names, that of one that stands alone."""
    return max(cell.own_width for row in rows for cell in row if cell.element in cells)


def _unbroken(rows: list[Row], kinds: CellKinds) -> list[tuple[int, bool, float]]:
    """The texts of values and heads that may not wrap: column, whether a head, widest line in em."""
    found: list[tuple[int, bool, float]] = []
    for row in rows:
        start = 0
        for cell in row:
            is_head = cell.element in kinds.heads
            if cell.span == 1 and (is_head or cell.element in kinds.values):
                found.append((start, is_head, kinds.widest(cell.element)))
            start += cell.span
    return found


def _needed(
    texts: list[tuple[int, bool, float]], margins: float, metrics: Metrics, *, dense: bool
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


def _use_narrow_style(kinds: CellKinds, metrics: Metrics) -> None:
    normal = metrics.style_id(names.VALUE)
    narrow = metrics.style_id(metrics.dense(names.VALUE))
    for cell in kinds.values:
        for paragraph in cell.p_lst:
            if style_of(paragraph) == normal:
                paragraph.style = narrow
