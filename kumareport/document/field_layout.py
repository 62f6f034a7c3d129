"""Column widths of the tables of fields (項目): a record a line, a field a column, as many as the form
has."""

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc

from kumareport.document import names
from kumareport.document.metrics import Metrics
from kumareport.document.table_grid import (
    Row,
    Widths,
    apply_widths,
    is_left_by_a_loop,
    line_width,
    lines_of,
    margins_of,
    table_width,
)

_NAMES = 0.3
"""The least part of the table that the names of the records take."""
_LONG = 14
"""Letters. A field that says more is broken into lines."""


def is_field_table(table: CT_Tbl, rows: list[Row], fields: set[CT_Tc]) -> bool:
    """Whether a loop has left a table with a name and then nothing but fields in a row, and a head above
    them; what the office has drawn keeps its widths."""
    if not fields or not is_left_by_a_loop(table, rows):
        return False
    lines = [row for row in rows if any(cell.element in fields for cell in row)]
    is_whole = all(all(cell.element in fields for cell in row[1:]) for row in lines)
    return bool(lines) and is_whole and len(lines) < len(rows) and len(lines[0]) > 1


def lay_out_fields(table: CT_Tbl, rows: list[Row], metrics: Metrics) -> None:
    """Set the grid and every cell's width: the fields as wide as they say, the names the rest."""
    count = max(len(row) for row in rows)
    total = metrics.followed(table_width(table))
    margins = margins_of(table)
    needs = [margins + max(_need(row, at, metrics) for row in rows) for at in range(1, count)]
    scale = min(1.0, total * (1 - _NAMES) / sum(needs))
    widths = [need * scale for need in needs]
    apply_widths(table, rows, Widths([total - sum(widths), *widths]))


def _need(row: Row, at: int, metrics: Metrics) -> float:
    """What a cell needs besides its margins, in points."""
    if at >= len(row):
        return 0.0
    cell = row[at].element
    is_head = next(cell.iterancestors(qn("w:tr"))).find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
    style = metrics.style(names.VALUE if is_head is None else names.TABLE_HEAD)
    letters = max((min(line_width(line), _LONG) for line in lines_of(cell)), default=0.0)
    return (letters + 1) * style.size * style.scale
