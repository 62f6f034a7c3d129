"""The office's own fields (項目) → what a chapter's page may name."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kumareport.model.field_value import FieldValue
from kumareport.model.form import Form
from kumareport.model.indicator import Indicator
from kumareport.model.report import Part
from kumareport.notation import display_field
from kumareport.web.places import site_year
from kumareport.web.tags import PageField, PageFieldRow, PageFieldTable, PageText


def page_fields(values: Sequence[FieldValue], minus: str) -> tuple[PageField, ...]:
    """What a part's heading says in its fields, those that say nothing left out."""
    return tuple(_field(value, display_field(value, minus)) for value in values if value.text)


def _field(value: FieldValue, lines: tuple[str, ...]) -> PageField:
    years = (site_year(value.year),) if value.year else ()
    return PageField(value.title, value.field.unit, years, lines)


def indicator_tables(rows: Sequence[Indicator], word: str, minus: str) -> Iterator[PageFieldTable]:
    """The table of the fields of some indicators, called by a word, where any says something."""
    if any(value.text for row in rows for value in row.fields):
        yield _table(word, f"の{word}の項目", [(row.name, row.fields) for row in rows], minus)


def list_tables(section: Part, form: Form, minus: str) -> Iterator[PageFieldTable]:
    """The lists, and the texts with fields."""
    for kind in form.boxes:
        lines = [(text.text, text.fields) for text in section.of_kind(kind)]
        if form.is_listed(kind) and lines:
            if totals := section.totals_of(kind):
                lines.append(("合計", _beside(lines[0][1], totals)))
            yield _table(kind.label, f"の{kind.label}", lines, minus)


def _beside(columns: Sequence[FieldValue], totals: Sequence[FieldValue]) -> tuple[FieldValue, ...]:
    """The totals below the columns that they are of."""
    by_key = {value.key: value for value in totals}
    blank = (replace(value, text="", value=None) for value in columns)
    return tuple(by_key.get(value.key, value) for value in blank)


def _table(
    head: str, title: str, records: Sequence[tuple[str, tuple[FieldValue, ...]]], minus: str
) -> PageFieldTable:
    told = {value.key for _, fields in records for value in fields if value.text}
    return PageFieldTable(
        head,
        title,
        tuple(_field(value, ()) for value in records[0][1] if value.key in told),
        tuple(
            PageFieldRow(
                name,
                tuple(PageText(display_field(v, minus)) for v in fields if v.key in told),
            )
            for name, fields in records
        ),
    )
