"""Today's rows beside last year's: value by value."""

from collections.abc import Iterator

from kumareport.last_year import paired
from kumareport.model.indicator import Indicator
from kumareport.model.value import Entry
from kumareport.rules.rule import Checked


def paired_entries(checked: Checked) -> Iterator[tuple[Indicator, Entry, Entry]]:
    """Each value that last year's workbook has too: the row, today's cell and last year's."""
    if checked.previous is None:
        return
    pairs = paired(checked.report, checked.previous)
    for row in checked.rows():
        before = pairs.get(row.id)
        if before is None:
            continue
        cells = {(e.period.role, e.period.year.ad): e for e in before.entries}
        for entry in row.entries:
            then = cells.get((entry.period.role, entry.period.year.ad))
            if then is not None:
                yield row, entry, then
