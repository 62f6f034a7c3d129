"""The office's own fields (項目) → what the template may name."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from kumareport.document.anchors import Anchored, field_anchor
from kumareport.document.tags import FieldRowTags, FieldTag, FieldTags, FieldValueTags
from kumareport.model.field_columns import YEARLY
from kumareport.model.field_value import FieldValue
from kumareport.model.indicator import Indicator
from kumareport.model.report import Text
from kumareport.model.settings import Settings
from kumareport.notation import display_field

_TOTAL = "合計"


def field_tags(record: str, values: Sequence[FieldValue], minus: str) -> tuple[FieldTags, ...]:
    """The fields of a record; what they said last year only where they did."""
    told = [value for value in values if value.text or not value.is_previous]
    return tuple(
        FieldTags(title, unit, tuple(_value(record, value, minus) for value in same))
        for (title, unit), same in groupby(_together(told), key=lambda v: (v.title, v.field.unit))
    )


def _together(values: Sequence[FieldValue]) -> list[FieldValue]:
    """The values with all years of a field side by side, in the form's order of the columns."""
    order = {title: n for n, title in reversed(list(enumerate(value.title for value in values)))}
    return sorted(values, key=lambda value: order[value.title])


def _value(record: str, value: FieldValue, minus: str) -> FieldValueTags:
    return FieldValueTags(
        str(value.year or ""),
        Anchored("\n".join(display_field(value, minus)), field_anchor(record, value)),
    )


def by_field(record: str, values: Sequence[FieldValue], minus: str) -> Mapping[str, FieldTag]:
    """The same by the name of the field."""
    found: dict[str, FieldTag] = {}
    for value in values:
        made, name = _value(record, value, minus), value.title
        years = found.get(name, ())
        if value.field.type in YEARLY:
            found[name] = (*(y for y in years if isinstance(y, FieldValueTags)), made)
        else:
            found[name] = made.表示
    return found


def field_table(
    records: Sequence[Indicator | Text],
    names: Sequence[Anchored],
    settings: Settings,
    totals: Sequence[FieldValue] = (),
) -> tuple[tuple[str, ...], tuple[FieldRowTags, ...]]:
    """The heads and the lines of a table of all fields of some indicators or texts.

    Args:
        records: the records, all of one kind of column.
        names: what each is called.
        settings: the signs of numbers.
        totals: what stands below them.

    Returns:
        No heads where none of them says anything; no lines then for indicators, whose names stand in
        a table of their own.
    """
    told = {v.key for record in records for v in record.fields if v.text or not v.is_previous}
    if not any(value.text for record in records for value in record.fields):
        told = set[str]()
    if not told and not any(isinstance(record, Text) for record in records):
        return (), ()
    kept = [[value for value in record.fields if value.key in told] for record in records]
    lines = tuple(
        FieldRowTags(
            name,
            tuple(_value(record.id, value, settings.minus).表示 for value in values),
            by_field(record.id, record.fields, settings.minus),
        )
        for record, name, values in zip(records, names, kept, strict=True)
    )
    if totals:
        lines = (*lines, _total_line(kept[0], totals, settings.minus))
    return tuple(map(_head, kept[0])), lines


def _total_line(
    columns: Sequence[FieldValue], totals: Sequence[FieldValue], minus: str
) -> FieldRowTags:
    """The line below a list. It is no record: its places have no name."""
    said = {value.key: "\n".join(display_field(value, minus)) for value in totals}
    by_name: dict[str, FieldTag] = {}
    for value in columns:
        text, name = said.get(value.key, ""), value.title
        if value.field.type in YEARLY:
            years = by_name.get(name, ())
            earlier = (year for year in years if isinstance(year, FieldValueTags))
            by_name[name] = (*earlier, FieldValueTags(str(value.year or ""), text))
        else:
            by_name[name] = text
    return FieldRowTags(_TOTAL, tuple(said.get(value.key, "") for value in columns), by_name)


def _head(value: FieldValue) -> str:
    unit = f"（{value.field.unit}）" if value.field.unit else ""
    return f"{value.title}{unit}" + (f"\n{value.year}" if value.year else "")
