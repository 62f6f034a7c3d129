"""The numbers of the office's own fields (項目) as rows of values, for the rules that look at values."""

from collections.abc import Iterator, Sequence

from kumareport.model.field_columns import NUMERIC
from kumareport.model.field_value import FieldValue
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.period import Period, Role, Year
from kumareport.model.records import records
from kumareport.model.report import Report
from kumareport.model.value import Entry

_NO_YEAR = Year(0, "")


def field_rows(report: Report) -> Iterator[Indicator]:
    """A row for each field of numbers of each record, its years in the order of their columns."""
    for _, part in report.parts():
        for record in records(part):
            yield from _rows(*record)


def _rows(record: str, title: str, fields: Sequence[FieldValue]) -> Iterator[Indicator]:
    numbers: dict[str, list[FieldValue]] = {}
    for value in fields:
        # What is computed follows from others; what a field said last year is no value of this report.
        if value.value is not None and value.field.type in NUMERIC:
            numbers.setdefault(value.field.name, []).append(value)
    for name, found in numbers.items():
        first = next(iter(found))
        at = first.location
        yield Indicator(
            id=f"{record} {name}",
            name=f"{title}の{name}",
            notes=(),
            unit=first.field.unit,
            entries=tuple(_entry(value) for value in found),
            typed_mark="",
            override_reason="",
            direction=None,
            has_chart=False,
            chart_title="",
            department="",
            location=at,
            mark_location=Location(at.sheet, at.row),
        )


def _entry(value: FieldValue) -> Entry:
    assert value.value is not None
    year = value.year or _NO_YEAR
    period = Period(Role.ACTUAL, year, value.field.name, value.location.column, typed=value.key)
    return Entry(period, value.value, value.location)
