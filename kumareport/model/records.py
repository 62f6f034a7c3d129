"""The records of a part that may have fields of the office's own (項目): its heading, its indicators and
its texts."""

from collections.abc import Iterator
from typing import NamedTuple

from kumareport.model.field_value import FieldValue
from kumareport.model.report import Part


class FieldRecord(NamedTuple):
    """A record with what it says in the office's own fields.

    Attributes:
        id: its ID.
        name: its title, name or text.
    """

    id: str
    name: str
    fields: tuple[FieldValue, ...]


def records(part: Part) -> Iterator[FieldRecord]:
    """The records of a part: the heading, the indicators, the texts in the order they are printed."""
    yield FieldRecord(part.id, part.title, part.fields)
    for row in part.indicators:
        yield FieldRecord(row.id, row.name, row.fields)
    for text in part.texts:
        yield FieldRecord(text.id, text.text, text.fields)
