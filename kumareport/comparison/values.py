"""Changes of the values of an indicator."""

from collections.abc import Iterator

from kumareport.model.change import Change, ChangeKind, Topic
from kumareport.model.indicator import Indicator
from kumareport.model.row import period_key
from kumareport.model.value import Entry
from kumareport.notation import display_lines

_COVERED = "（左の欄と結合）"


def shown(entry: Entry, minus: str) -> str:
    """A value as it is printed; a column covered by a merged cell says so."""
    return "\n".join(display_lines(entry.value, minus)) if entry.span else _COVERED


def value_changes(
    old: Indicator, new: Indicator, minus: tuple[str, str], name: str, left_table: bool
) -> Iterator[Change]:
    """The values that print differently, by role and year.

    Args:
        old, new: the indicator.
        minus: the minus signs of the old and the new report. Another sign alone is no change.
        name: the first lines of the place.
        left_table: whether also to tell the values of columns that only one report has; within a
            chapter they are told with the column.
    """
    befores = {period_key(entry.period): entry for entry in old.entries}
    afters = {period_key(entry.period): entry for entry in new.entries}
    for key in (*afters, *(key for key in befores if key not in afters)):
        before, after = befores.get(key), afters.get(key)
        if (before is None or after is None) and not left_table:
            continue
        if _text(before, minus[1]) != _text(after, minus[1]):
            period = (after or befores[key]).period
            texts = _text(before, minus[0]), _text(after, minus[1])
            place = f"{name}\n{period.label}"
            yield Change(Topic.VALUE, ChangeKind.EDITED, place, *texts)


def _text(entry: Entry | None, minus: str) -> str:
    return "" if entry is None else shown(entry, minus)
