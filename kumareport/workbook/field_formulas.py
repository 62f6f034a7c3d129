"""The fields that are computed: from other fields of the record, or from an indicator's own values."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kumareport.marks import attainment, judge, newest_actual
from kumareport.model.field_columns import COMPUTED, NUMERIC
from kumareport.model.field_value import FieldValue
from kumareport.model.form import FieldType, Form, FormField
from kumareport.model.formula import Formula, read_formula, read_points
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Scheme
from kumareport.model.period import Year
from kumareport.model.record_kind import RecordKind
from kumareport.model.report import Text
from kumareport.model.settings import Settings
from kumareport.model.value import Value, ValueKind
from kumareport.notation import round_half_up

RATE, GROWTH, TOTAL = "達成率", "前年度比", "累計"
OF_INDICATORS = (RATE, GROWTH, TOTAL)
"""What is computed from the values of an indicator, under these names."""
_PERCENT = "％"
_NOT_YET = ("未集計", "集計中", "未調査", "未公表")
"""Values that a total would lack; others without a number (中止, -) add nothing to it."""


def with_computed(
    form: Form,
    kind: RecordKind,
    fields: Sequence[FieldValue],
    schemes: Sequence[Scheme],
    at: Location,
) -> tuple[FieldValue, ...]:
    """The fields of a record, those that are computed from others included, in the form's order.

    Args:
        form: the fields.
        kind: the record's kind.
        fields: what its cells say.
        schemes: the ways to give marks.
        at: the record's place.
    """
    if not form.own:
        return ()
    found = list(fields)
    for field in form.own:
        if not form.uses(kind, field.name):
            continue
        if field.type in COMPUTED and (formula := read_formula(field.how)):
            found += _computed(field, formula, found, at)
        elif field.type is FieldType.MARK and (points := read_points(field.how)):
            found.append(_mark(field, points, found, schemes, at))
    return in_order(form, found)


def in_order(form: Form, values: Iterable[FieldValue]) -> tuple[FieldValue, ...]:
    """The values of a record in the order of the form's fields; those of one field as they stand."""
    order = {field.name: number for number, field in enumerate(form.own)}
    return tuple(sorted(values, key=lambda value: order[value.field.name]))


def list_totals(
    form: Form, kind: RecordKind, records: Sequence[Text], schemes: Sequence[Scheme]
) -> tuple[FieldValue, ...]:
    """The totals below a list of several records, of the columns that have one; a quotient is that of
    the totals. Blank where a value is no number yet."""
    wanted = [f.name for f in form.own if f.is_summed and form.uses(kind, f.name)]
    if not wanted or len(records) < 2:
        return ()
    columns: dict[str, list[FieldValue]] = {}
    for value in (value for record in records for value in record.fields):
        if value.field.type in NUMERIC and not value.is_previous:
            columns.setdefault(value.key, []).append(value)
    sums = [_total(values) for values in columns.values()]
    found = with_computed(form, kind, sums, schemes, records[0].location)
    return tuple(value for value in found if value.field.name in wanted)


def _total(values: Sequence[FieldValue]) -> FieldValue:
    first = values[0]
    said = [value.value for value in values if value.value and _adds(value.value)]
    numbers = [value.number for value in said if value.number is not None]
    number = sum(numbers, Decimal(0)) if numbers and len(numbers) == len(said) else None
    return _said(first.field, number, _decimals(numbers), first.location, first.year)


def _adds(value: Value) -> bool:
    if value.kind is ValueKind.NO_DATA:
        return value.raw.strip() in _NOT_YET
    return value.kind is not ValueKind.BLANK


def of_indicator(
    form: Form, kind: RecordKind, row: Indicator, settings: Settings
) -> Iterator[FieldValue]:
    """What the form computes from the values of an indicator."""
    for field in form.own:
        if field.type is FieldType.COMPUTED and not field.how and form.uses(kind, field.name):
            number, decimals = _from_values(field.name, row, settings)
            yield _said(field, number, decimals, row.location)


def _computed(
    field: FormField, formula: Formula, fields: Sequence[FieldValue], at: Location
) -> Iterator[FieldValue]:
    terms = [[v for v in fields if v.field.name == t and not v.is_previous] for t in formula.terms]
    place = next((value.location for values in terms for value in values), at)
    if formula.operator == "計":
        numbers = [number for value in terms[0] if (number := _number(value)) is not None]
        yield _said(field, sum(numbers) if numbers else None, _decimals(numbers), place)
        return
    years = _years(value for values in terms for value in values)
    for year in years or [None]:
        numbers = [_of_year(values, year) for values in terms]
        number, decimals = _result(formula.operator, numbers, field)
        yield _said(field, number, decimals, place, year)


def _years(values: Iterable[FieldValue]) -> list[Year]:
    found = {value.year.ad: value.year for value in values if value.year is not None}
    return [found[ad] for ad in sorted(found)]


def _of_year(values: Sequence[FieldValue], year: Year | None) -> Decimal | None:
    """The number of a term in a year; of one that has none of its own, the only one."""
    ad = year.ad if year else None
    own = (value for value in values if value.year is None or value.year.ad == ad)
    return next((_number(value) for value in own), None)


def _number(value: FieldValue) -> Decimal | None:
    return value.value.number if value.value else None


def _result(
    operator: str, numbers: Sequence[Decimal | None], field: FormField
) -> tuple[Decimal | None, int]:
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None, 0
    if operator == "＋":
        return sum(known, Decimal(0)), _decimals(known)
    first, second = known
    if operator == "−":
        return first - second, _decimals(known)
    return _quotient(first, second, is_percent=field.unit == _PERCENT)


def _quotient(first: Decimal, second: Decimal, *, is_percent: bool) -> tuple[Decimal | None, int]:
    if second == 0:
        return None, 0
    decimals = 1 if is_percent else 2
    exact = first * (100 if is_percent else 1) / second
    return round_half_up(exact, decimals), decimals


def _from_values(name: str, row: Indicator, settings: Settings) -> tuple[Decimal | None, int]:
    """達成率, 前年度比 (both in per cent) or 累計 of an indicator; None where it cannot be computed."""
    if name == RATE:
        rate = attainment(judge(row, settings), settings)
        # Cut off, as the tag 達成率 is: 89.96 % is never 90.0 %.
        return (None, 0) if rate is None else (Decimal(int(rate * 1000)) / 10, 1)
    actuals = {e.period.year.ad: e.number for e in row.due_actuals}
    if name == TOTAL:
        numbers = [number for number in actuals.values() if number is not None]
        return (sum(numbers, Decimal(0)), _decimals(numbers)) if numbers else (None, 0)
    newest = newest_actual(row)
    before = actuals.get(newest.period.year.ad - 1) if newest else None
    if newest is None or newest.number is None or before is None:
        return None, 0
    if min(before, newest.number) < 0:
        # −3,100 to −3,350 is no growth of 8 per cent.
        return None, 0
    return _quotient(newest.number, before, is_percent=True)


def _mark(
    field: FormField,
    points: Formula,
    fields: Sequence[FieldValue],
    schemes: Sequence[Scheme],
    at: Location,
) -> FieldValue:
    """The mark that points give; blank where there are none."""
    source = next(
        (v for v in fields if v.field.name == points.terms[0] and not v.is_previous), None
    )
    scheme = next((s for s in schemes if s.name == points.scheme), schemes[0])
    number = _number(source) if source else None
    mark = None if number is None else scheme.of_points(number)
    return FieldValue(field, mark.symbol if mark else "", source.location if source else at)


def _decimals(numbers: Sequence[Decimal]) -> int:
    return max((len(f"{number:f}".partition(".")[2]) for number in numbers), default=0)


def _said(
    field: FormField,
    number: Decimal | int | None,
    decimals: int,
    at: Location,
    year: Year | None = None,
) -> FieldValue:
    if number is None:
        return FieldValue(field, "", at, Value(ValueKind.BLANK, ""), year)
    text = f"{Decimal(number):,.{decimals}f}"
    return FieldValue(
        field, text, at, Value(ValueKind.NUMBER, text, Decimal(number), decimals), year
    )
