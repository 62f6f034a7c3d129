"""Changes of the office's own fields (項目) of a record that stayed."""

from collections.abc import Iterator, Sequence

from kumareport.comparison.wording import added_or_edited
from kumareport.model.change import Change, Topic
from kumareport.model.field_value import FieldValue
from kumareport.notation import display


def field_text(value: FieldValue, minus: str) -> str:
    """What a field says on one line, with its unit."""
    shown = display(value.value, minus).replace("\n", "") if value.value else value.text
    return f"{shown}{value.field.unit}" if shown and value.value else shown


def field_changes(
    old: Sequence[FieldValue], new: Sequence[FieldValue], minus: tuple[str, str], name: str = "項目"
) -> Iterator[Change]:
    """The changes, in the order of the new columns, those that are gone last.

    Args:
        old, new: what the record says in its fields.
        minus: the minus signs of the old and the new report.
        name: what the record is called.
    """
    befores = {value.key: field_text(value, minus[0]) for value in old}
    afters = {value.key: field_text(value, minus[1]) for value in new}
    titles = {value.key: _title(value) for value in (*old, *new)}
    for key in dict.fromkeys((*afters, *befores)):
        place = f"{name}\n{titles[key]}"
        yield from added_or_edited(Topic.FIELD, place, befores.get(key, ""), afters.get(key, ""))


def _title(value: FieldValue) -> str:
    return value.key if value.year is None else f"{value.field.name} {value.year}"
