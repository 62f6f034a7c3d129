"""The columns of an office's own fields (項目): how their headers are read, and their lasting names."""

import unicodedata

from msgspec import Struct

from kumareport.model.form import FieldType, Form, FormField
from kumareport.model.formula import read_points
from kumareport.model.period import Year, year_in
from kumareport.model.period_words import role_key
from kumareport.model.record_kind import Turn
from kumareport.patterns import regex

COMPUTED = (FieldType.COMPUTED, FieldType.YEARLY_COMPUTED)
"""The types that have no column: they follow from others."""
_WITH_YEARS = (FieldType.YEARLY_NUMBER, FieldType.YEARLY_MONEY)
NUMERIC = (FieldType.NUMBER, FieldType.MONEY, *_WITH_YEARS)
"""The types whose columns hold numbers."""
YEARLY = (*_WITH_YEARS, FieldType.YEARLY_COMPUTED)
"""The types that say something for each year."""
_BRACKETED = regex(r"\([^()]*\)")
PREVIOUS = "前年度の"
"""Before the name of a field that a rollover moves: where its content goes."""


class FieldColumn(Struct, frozen=True):
    """A column of a field.

    Attributes:
        field: the field.
        column: the 1-based column in the sheet.
        typed: its header as typed, on one line.
        year: of a field that has a column a year: the year.
        is_previous: whether it holds what the field said last year.
    """

    field: FormField
    column: int
    typed: str
    year: Year | None = None
    is_previous: bool = False

    @property
    def key(self) -> str:
        """Its lasting name."""
        return field_key(self.field.name, self.year, is_previous=self.is_previous)


def field_key(name: str, year: Year | None = None, *, is_previous: bool = False) -> str:
    """The lasting name of a field's column."""
    return f"{PREVIOUS if is_previous else ''}{name}" + (f" {year.ad}" if year else "")


def field_column(form: Form, header: str, column: int) -> FieldColumn | None:
    """Read the header of an own field: its name, with its unit in brackets or not; before or behind
    it the year where it has one a year. None for any other header."""
    typed, found = " ".join(header.split()), year_in(header)
    whole = role_key(header)
    for field in form.own:
        if is_computed(field):
            continue
        names = {role_key(field.name), role_key(f"{field.name}{field.unit}")}
        if field.type in YEARLY:
            if found is not None and role_key(found[1]) in names:
                return FieldColumn(field, column, typed, found[0])
        elif whole in names:
            return FieldColumn(field, column, typed)
        elif field.turn is Turn.MOVE and whole in {role_key(PREVIOUS + name) for name in names}:
            return FieldColumn(field, column, typed, is_previous=True)
    return None


def field_but_for_unit(form: Form, header: str) -> FormField | None:
    """The own field that a header names with other words in brackets than its unit; None for none."""
    found = year_in(header)
    rest = unicodedata.normalize("NFKC", found[1] if found else header)
    whole = role_key(_BRACKETED.sub("", rest))
    fields = (f for f in form.own if not is_computed(f) and (f.type in YEARLY) is bool(found))
    return next((field for field in fields if role_key(field.name) == whole), None)


def is_computed(field: FormField) -> bool:
    """Whether a field follows from others, and has no column of its own."""
    return field.type in COMPUTED or (
        field.type is FieldType.MARK and read_points(field.how) is not None
    )


def field_of(form: Form, key: str) -> FormField | None:
    """The own field whose column has a lasting name; None for any other column."""
    for field in form.own:
        rest = key.removeprefix(PREVIOUS) if field.turn is Turn.MOVE else key
        if rest == field.name:
            return field
        if field.type in YEARLY and key.removeprefix(f"{field.name} ").isdecimal():
            return field
    return None


def open_fields(form: Form, kind: str) -> tuple[FormField, ...]:
    """The own fields that departments fill in, in records of a kind."""
    names = form.open_fields(kind)
    return tuple(field for field in form.own if field.name in names)


def may_fill(form: Form, kind: str, key: str) -> bool:
    """Whether departments fill in a column of the records of a kind."""
    field = field_of(form, key)
    if field is not None and is_computed(field):
        return False
    if field is not None and key.startswith(PREVIOUS) and not field.name.startswith(PREVIOUS):
        return False
    return (field.name if field else key) in form.open_fields(kind)


def chosen(text: str) -> tuple[str, ...]:
    """What a cell of a choice says: one word, or several with 、 or ・ or a line break between."""
    plain = unicodedata.normalize("NFKC", text)
    for mark in ("、", "，", "・", "\n", ";", "/"):
        plain = plain.replace(mark, ",")
    return tuple(filter(None, (word.strip() for word in plain.split(","))))
