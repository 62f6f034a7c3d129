"""Numbers of a text derived from the table: what follows is silent, what does not says what would."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.derived_words import (
    is_on,
    scaled,
    shown_amount,
    shown_level,
    shown_number,
    shown_place,
    shown_step,
    spelled,
)
from kumareport.narrative.differences import derive_change, derive_rate, derive_ratio, is_near
from kumareport.narrative.gaps import derive_attainment_rate, derive_gap
from kumareport.narrative.quantities import Quantity
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import end_of, ends
from kumareport.patterns import regex

RUNNING = regex("累計|累積|通算")
"""Names of running totals."""


def derive(claim: Claim, row: Indicator) -> Evidence:
    """Whether a claim's number follows from a row."""
    if claim.kind in (ClaimKind.VALUE, ClaimKind.BOUND, ClaimKind.BAND) and _lasts(claim):
        return _in_each_year(claim, IndicatorSeries(row))
    found = _DERIVATIONS[claim.kind](claim, IndicatorSeries(row))
    if found.verdict is Verdict.CONTRADICTS:
        other = IndicatorSeries(row, by_column=True)
        if (
            other.points != IndicatorSeries(row).points
            and _DERIVATIONS[claim.kind](claim, other).verdict is Verdict.FITS
        ):
            return FITS
    return found


def _lasts(claim: Claim) -> bool:
    """Whether a value is told of several years: 「３年連続で100％」「令和４年度以降ゼロを維持」."""
    window = claim.window
    return window.in_a_row or (claim.every_step and (window.onwards or bool(window.years)))


def _in_each_year(claim: Claim, series: IndicatorSeries) -> Evidence:
    window, end = claim.window, end_of(series, claim.window)
    if end is None:
        return UNKNOWN
    first = end.year - window.years + 1 if window.since is None else window.since
    years = [p for p in series.points if first <= p.year <= end.year]
    if len(years) < window.years:
        return UNKNOWN
    for point in reversed(years):
        single = replace(claim, window=Window(year=point.year, label=window.label))
        if _DERIVATIONS[claim.kind](single, series).verdict is Verdict.CONTRADICTS:
            derived = f"{shown_place(point)}が {shown_number(series.row, point)} です"
            return Evidence(Verdict.CONTRADICTS, (point,), derived)
    return FITS


def _value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = scaled(claim, series.row)
    if scale is None:
        return UNKNOWN
    candidates = ends(series, claim.window)
    if claim.start is Start.UNSAID and claim.window.year is None and not claim.window.previous:
        return _started(claim, series, scale)
    if not candidates or claim.negated:
        return UNKNOWN
    expected, *_ = candidates
    fits = next((p for p in candidates if _says(claim, quantity, p.number * scale)), None)
    if fits is not None:
        # Only the year in the bracket has it: N06 tells that.
        aside = fits is not expected and expected.year == claim.window.year
        return Evidence(Verdict.FITS, (fits, expected)) if aside else FITS
    if RUNNING.search(series.row.name):
        # 「令和４年度に7.3kmを施工」
        added = _increment(claim, series)
        if added.verdict is not Verdict.CONTRADICTS:
            return added
    if (
        claim.window.since is not None
        or claim.window.recent
        or claim.window.years
        or claim.window.plan
    ):
        return UNKNOWN
    likely = next((p for p in series.points if quantity.is_rounded(p.number * scale)), None)
    if claim.kind is ClaimKind.BAND or (quantity.unit == "%" and quantity.precision > 1):
        # 「８割台」 is no value that was left in place.
        likely = None
    derived = f"{shown_place(expected)}が {shown_number(series.row, expected)} です"
    if likely is not None:
        derived += f"（{quantity.words}は{shown_place(likely)}の値です）"
    return Evidence(Verdict.CONTRADICTS, (expected,), derived, likely)


def _says(claim: Claim, quantity: Quantity, actual: Decimal) -> bool:
    if claim.kind is not ClaimKind.BAND:
        return quantity.is_rounded(actual)
    # 「9,000億円台」 ends before 1兆円, 「80％台」 before 90％, 「45％台」 before 46％.
    last = Decimal(1).scaleb(int(quantity.number.normalize().as_tuple().exponent))
    width = max(quantity.precision, last)
    return quantity.number <= actual < quantity.number + width


def _started(claim: Claim, series: IndicatorSeries, scale: Decimal) -> Evidence:
    """「79.3％から」 without a year: any earlier value, else the one before the newest is expected."""
    quantity = claim.quantity
    newest = series.newest
    assert quantity is not None
    if newest is None:
        return UNKNOWN
    if any(quantity.is_rounded(p.number * scale) for p in series.points):
        return FITS
    if any(quantity.is_rounded(p.number * scale) for p in series.targets()):
        return UNKNOWN
    before = series.before(newest)
    if before is None or claim.window.start is not Start.UNSAID:
        return UNKNOWN
    derived = f"{shown_place(before)}が {shown_number(series.row, before)} です"
    return Evidence(Verdict.CONTRADICTS, (before,), derived)


def _increment(claim: Claim, series: IndicatorSeries) -> Evidence:
    """What came to a running total in a year: its value less the one before."""
    quantity, scale = scaled(claim, series.row)
    found = [
        (before, end)
        for end in ends(series, claim.window)
        if (before := series.before(end)) is not None
    ]
    if scale is None or not found:
        return UNKNOWN
    if any(quantity.is_rounded((end.number - before.number) * scale) for before, end in found):
        return FITS
    first, last = found[0]
    if last.year - first.year != 1:
        return UNKNOWN
    derived = f"{shown_step(first, last)}で、その年度の分は {shown_amount((last.number - first.number) * scale, claim, plain=True)}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _bound(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = scaled(claim, series.row)
    candidates = ends(series, claim.window)
    assert claim.side is not None
    if scale is None or not candidates:
        return UNKNOWN
    # 「２万人近くに達した」
    near = quantity.about and not quantity.words.startswith(("半数", "半分"))
    if near and any(quantity.is_rounded(p.number * scale) for p in candidates):
        return FITS
    if any(
        is_on(claim.side, p.number * scale, quantity.number) is not claim.negated
        for p in candidates
    ):
        return FITS
    expected, *_ = candidates
    derived = f"{shown_place(expected)}が {shown_number(series.row, expected)} です"
    return Evidence(Verdict.CONTRADICTS, (expected,), derived)


def _target_value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = scaled(claim, series.row)
    known = series.targets(claim.window.target_year)
    if scale is None or not known:
        return UNKNOWN
    if any(quantity.is_rounded(p.number * scale) for p in known):
        return FITS
    first, *_ = known
    derived = f"{shown_level(first)}は {shown_number(series.row, first)} です"
    return Evidence(Verdict.CONTRADICTS, (first,), derived)


def _base_value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = scaled(claim, series.row)
    base = series.base
    if scale is None or base is None:
        return UNKNOWN
    if quantity.is_rounded(base.number * scale):
        return FITS
    derived = f"{shown_level(base)}は {shown_number(series.row, base)} です"
    return Evidence(Verdict.CONTRADICTS, (base,), derived)


def _aggregate(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = scaled(claim, series.row)
    if RUNNING.search(series.row.name):
        return _came_to_it(claim, series)
    found = _range(claim, series)
    if scale is None or len(found) < 2:
        return UNKNOWN
    total = sum((p.number for p in found), Decimal(0)) * scale
    actual = total / len(found) if claim.kind is ClaimKind.AVERAGE else total
    if is_near(quantity, actual):
        return FITS
    what = "平均" if claim.kind is ClaimKind.AVERAGE else "合計"
    values = "、".join(f"{p.shown}（{p.entry.data_year}）" for p in found)
    derived = f"{values}の{what}は {_as_told(actual, quantity)} です"
    return Evidence(Verdict.CONTRADICTS, found, derived)


def _came_to_it(claim: Claim, series: IndicatorSeries) -> Evidence:
    """「企業立地件数（累計）は年平均38.2件」: what the years added, in all or each."""
    quantity, scale = scaled(claim, series.row)
    window, end = claim.window, end_of(series, claim.window)
    yearly = claim.kind is ClaimKind.AVERAGE
    if not yearly and not (window.years or window.plan or window.since is not None):
        # 「累計では233件」
        return _value(replace(claim, kind=ClaimKind.VALUE), series)
    if end is None or scale is None:
        return UNKNOWN
    first = series.base
    if window.years:
        first = series.at(end.year - window.years)
    elif window.since is not None:
        first = series.at(window.since - 1)
    if first is None:
        return UNKNOWN
    added = (end.number - first.number) * scale
    actual = added / (end.year - first.year) if yearly else added
    if is_near(quantity, actual):
        return FITS
    what = "１年に平均 " if yearly else ""
    derived = f"{shown_step(first, end)}で、{what}{_as_told(actual, quantity)} です"
    return Evidence(Verdict.CONTRADICTS, (first, end), derived)


def _as_told(number: Decimal, quantity: Quantity) -> str:
    """To the last digit that the text has, but no coarser than one."""
    return spelled(number.quantize(min(quantity.precision, Decimal(1)), ROUND_HALF_UP), quantity)


def _range(claim: Claim, series: IndicatorSeries) -> tuple[Point, ...]:
    window = claim.window
    end = end_of(series, window)
    if end is None:
        return ()
    if window.years:
        found = tuple(p for p in series.points if end.year - window.years < p.year <= end.year)
        return found if len(found) == window.years else ()
    if window.since is not None:
        return tuple(p for p in series.points if window.since <= p.year <= end.year)
    return series.actuals if window.plan else ()


_DERIVATIONS: dict[ClaimKind, Callable[[Claim, IndicatorSeries], Evidence]] = {
    ClaimKind.VALUE: _value, ClaimKind.BAND: _value, ClaimKind.BOUND: _bound, ClaimKind.CHANGE: derive_change, ClaimKind.RATE: derive_rate, ClaimKind.RATIO: derive_ratio,
    ClaimKind.INCREMENT: _increment, ClaimKind.TARGET_VALUE: _target_value, ClaimKind.BASE_VALUE: _base_value, ClaimKind.GAP: derive_gap, ClaimKind.ATTAINMENT_RATE: derive_attainment_rate,
    ClaimKind.AVERAGE: _aggregate, ClaimKind.SUM: _aggregate,
}  # fmt: skip


FIGURES = frozenset(_DERIVATIONS)
"""The kinds of claim that are a number."""
