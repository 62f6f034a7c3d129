"""The office's own fields (項目) → what the template may name."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from kumareport.document.anchors import Anchored, Kind, field_anchor, row_anchor
from kumareport.document.tags import FieldRowTags, FieldTag, FieldTags, FieldValueTags
from kumareport.model.field_columns import YEARLY
from kumareport.model.field_value import FieldValue
from kumareport.model.report import Indicator, Settings
from kumareport.notation import display_field


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
    rows: Sequence[Indicator], settings: Settings
) -> tuple[tuple[str, ...], tuple[FieldRowTags, ...]]:
    """The heads and the rows of a table of all fields of some indicators; empty for none."""
    if not rows or not any(value.text for row in rows for value in row.fields):
        return (), ()
    told = {
        value.key for row in rows for value in row.fields if value.text or not value.is_previous
    }
    heads = [value for value in rows[0].fields if value.key in told]
    lines = tuple(
        FieldRowTags(
            Anchored(row.name, row_anchor(Kind.NAME, row)),
            tuple(
                _value(row.id, value, settings.minus).表示
                for value in row.fields
                if value.key in told
            ),
        )
        for row in rows
    )
    return tuple(map(_head, heads)), lines


def _head(value: FieldValue) -> str:
    unit = f"（{value.field.unit}）" if value.field.unit else ""
    return f"{value.title}{unit}" + (f"\n{value.year}" if value.year else "")
