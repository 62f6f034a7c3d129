"""The office's own fields (項目) → what a chapter's page may name."""

from collections.abc import Iterator, Sequence

from kumareport.model.field_value import FieldValue
from kumareport.model.report import Indicator
from kumareport.notation import display_field
from kumareport.web.places import site_year
from kumareport.web.tags import PageField, PageFieldRow, PageFieldTable, PageText


def page_fields(values: Sequence[FieldValue], minus: str) -> tuple[PageField, ...]:
    """What a part's heading says in its fields, those that say nothing left out."""
    return tuple(_field(value, display_field(value, minus)) for value in values if value.text)


def _field(value: FieldValue, lines: tuple[str, ...]) -> PageField:
    years = (site_year(value.year),) if value.year else ()
    return PageField(value.title, value.field.unit, years, lines)


def field_tables(rows: Sequence[Indicator], minus: str) -> Iterator[PageFieldTable]:
    """The table of the fields of some indicators, where any says something."""
    told = {value.key for row in rows for value in row.fields if value.text}
    if not told:
        return
    yield PageFieldTable(
        tuple(_field(value, ()) for value in rows[0].fields if value.key in told),
        tuple(
            PageFieldRow(
                row.name,
                tuple(
                    PageText(display_field(value, minus))
                    for value in row.fields
                    if value.key in told
                ),
            )
            for row in rows
        ),
    )
