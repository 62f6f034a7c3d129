"""Claims about a section's indicators among each other: the highest of them, their sum, their average."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from kumareport.model.indicator import Indicator
from kumareport.narrative.claims import Claim
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.quantities import scale_for
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import ends, pairs

_HUNDRED = Decimal(100)
Measured = tuple[Decimal, Point]


def together(claim: Claim, rows: Sequence[Indicator]) -> Evidence:
    """Whether a claim about several indicators holds."""
    return _total(claim, rows) if claim.quantity is not None else _first(claim, rows)


def _total(claim: Claim, rows: Sequence[Indicator]) -> Evidence:
    quantity = claim.quantity
    assert quantity is not None
    units = {flatten(row.unit) for row in rows}
    found = [end for row in rows for end in ends(IndicatorSeries(row), claim.window)[:1]]
    if len(units) != 1 or len(found) != len(rows) or len(rows) < 2:
        return UNKNOWN
    scale = scale_for(quantity, rows[0].unit, rows[0].name)
    if scale is None or (claim.total is not None and claim.total != len(rows)):
        return UNKNOWN
    number = sum((point.number for point in found), Decimal(0)) * scale
    if claim.measure == "平均":
        number /= len(found)
    if quantity.is_rounded(number):
        return FITS
    shown = "＋".join(point.shown for point in found)
    unit = min(quantity.precision, Decimal(1))
    derived = f"{len(found)}指標の{claim.measure}が {number.quantize(unit, ROUND_HALF_UP):,f} です（{shown}）"
    return Evidence(Verdict.CONTRADICTS, tuple(found), derived)


def _first(claim: Claim, rows: Sequence[Indicator]) -> Evidence:
    measure = _MEASURES[claim.measure]
    measured = [
        (row, found) for row in rows if (found := measure(claim, IndicatorSeries(row))) is not None
    ]
    if claim.measure == "値":
        unit = flatten(claim.rows[0].unit)
        measured = [(row, found) for row, found in measured if flatten(row.unit) == unit]
    own = next((found for row, found in measured if row is claim.rows[0]), None)
    if own is None or len(measured) < 2 or (claim.measure != "値" and len(measured) < len(rows)):
        return UNKNOWN
    highest = claim.movement is Movement.UP
    numbers = sorted((found[0] for _, found in measured), reverse=highest)
    told = max(claim.rank, 1)
    if own[0] == numbers[min(told, len(numbers)) - 1]:
        return FITS
    row, best = next(
        (row, found) for row, found in measured if found[0] == numbers[min(told, len(numbers)) - 1]
    )
    what = "高い" if highest else "低い"
    unit = "％" if claim.measure == "達成率" else ""
    derived = (
        f"{claim.measure}が {_plain(own[0])}{unit}で、{what}ほうから {numbers.index(own[0]) + 1} 番目です"
        f"（「{row.name}」が {_plain(best[0])}{unit}）"
    )
    return Evidence(Verdict.CONTRADICTS, (best[1], own[1]), derived)


def _plain(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.1'), ROUND_HALF_UP):,f}" if number % 1 else f"{number:,f}"


def _value(claim: Claim, series: IndicatorSeries) -> Measured | None:
    found = ends(series, claim.window)
    return (found[0].number, found[0]) if found else None


def _attainment(claim: Claim, series: IndicatorSeries) -> Measured | None:
    found, targets = ends(series, claim.window), series.targets()
    if not found or not targets or not targets[0].number:
        return None
    return found[0].number / targets[0].number * _HUNDRED, found[0]


def _change(claim: Claim, series: IndicatorSeries) -> Measured | None:
    found = pairs(series, claim.window)
    return (found[0][1].number - found[0][0].number, found[0][1]) if found else None


_MEASURES: dict[str, Callable[[Claim, IndicatorSeries], Measured | None]] = {
    "値": _value, "達成率": _attainment, "増減": _change,
}  # fmt: skip
