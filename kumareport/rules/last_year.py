"""Today's rows beside last year's: by ID, else by name."""

from collections.abc import Iterator

from kumareport.model.report import Indicator
from kumareport.model.value import Entry
from kumareport.rules.rule import Checked


def paired_entries(checked: Checked) -> Iterator[tuple[Indicator, Entry, Entry]]:
    """Each value that last year's workbook has too: the row, today's cell and last year's."""
    if checked.previous is None:
        return
    old = [row for _, row in checked.previous.indicators()]
    by_id = {row.id: row for row in old}
    by_name = {row.name: row for row in old}
    for row in checked.rows():
        before = by_id.get(row.id) or by_name.get(row.name)
        if before is None:
            continue
        cells = {(e.period.role, e.period.year.ad): e for e in before.entries}
        for entry in row.entries:
            then = cells.get((entry.period.role, entry.period.year.ad))
            if then is not None:
                yield row, entry, then
