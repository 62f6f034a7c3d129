"""Claims about a section's indicators among each other: the highest of them, their sum, their average."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from kumareport.model.indicator import Indicator
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.derived_words import HUNDRED, rounded
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.quantities import scale_for
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import end_of

Measured = tuple[Decimal, Point]


def together(claim: Claim, section: Sequence[Indicator]) -> Evidence:
    """Whether a claim about several of a section's indicators holds."""
    if claim.kind is ClaimKind.TOTAL:
        return _total(claim, claim.rows if claim.total is None else section)
    return _first(claim, section)


def _total(claim: Claim, rows: Sequence[Indicator]) -> Evidence:
    quantity = claim.quantity
    assert quantity is not None
    found = [end for row in rows if (end := end_of(IndicatorSeries(row), claim.window)) is not None]
    if len({flatten(row.unit) for row in rows}) != 1 or len(found) != len(rows):
        return UNKNOWN
    one, *_ = rows
    scale = scale_for(quantity, one.unit, one.name)
    if scale is None or (claim.total is not None and claim.total != len(rows)):
        return UNKNOWN
    number = sum((point.number for point in found), Decimal(0)) * scale
    if claim.measure == "平均":
        number /= len(found)
    if quantity.is_rounded(number):
        return FITS
    shown = "＋".join(point.shown for point in found)
    derived = f"{len(found)}指標の{claim.measure}が {rounded(number, quantity)} です（{shown}）"
    return Evidence(Verdict.CONTRADICTS, tuple(found), derived)


def _first(claim: Claim, rows: Sequence[Indicator]) -> Evidence:
    (one,) = claim.rows
    if claim.measure != "達成率":
        rows = [row for row in rows if flatten(row.unit) == flatten(one.unit)]
    measure = _MEASURES[claim.measure]
    measured = [
        (row, found) for row in rows if (found := measure(claim, IndicatorSeries(row))) is not None
    ]
    told = claim.rank or 1
    if len(measured) < max(len(rows), told):
        return UNKNOWN
    highest = claim.movement is Movement.UP
    measured.sort(key=lambda found: found[1][0], reverse=highest)
    numbers = [number for _, (number, _) in measured]
    own = next(found for row, found in measured if row is one)
    row, best = measured[told - 1]
    if own[0] == best[0]:
        return FITS
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
    end = end_of(series, claim.window)
    return None if end is None else (end.number, end)


def _attainment(claim: Claim, series: IndicatorSeries) -> Measured | None:
    end, target = end_of(series, claim.window), series.target()
    if end is None or target is None or not target.number:
        return None
    return end.number / target.number * HUNDRED, end


def _growth(claim: Claim, series: IndicatorSeries) -> Measured | None:
    end = end_of(series, claim.window)
    before = None if end is None else series.before(end)
    return None if end is None or before is None else (end.number - before.number, end)


_MEASURES: dict[str, Callable[[Claim, IndicatorSeries], Measured | None]] = {
    "値": _value, "達成率": _attainment, "増減": _growth,
}  # fmt: skip
