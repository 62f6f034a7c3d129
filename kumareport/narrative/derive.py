"""Numbers of a text derived from the table: what follows is silent, what does not says what would."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from kumareport.model.indicator import Indicator
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.derived_words import (
    is_on,
    scaled,
    shown_amount,
    shown_number,
    shown_place,
    shown_step,
    spelled,
)
from kumareport.narrative.differences import derive_change, derive_rate, derive_ratio, is_near
from kumareport.narrative.gaps import derive_attainment_rate, derive_gap
from kumareport.narrative.quantities import Quantity
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import ends

RUNNING = re.compile("累計|累積|通算")
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
    kept = claim.every_step and (window.onwards or window.years > 1)
    return (window.in_a_row and window.years > 1) or kept


def _in_each_year(claim: Claim, series: IndicatorSeries) -> Evidence:
    candidates = ends(series, claim.window)
    if not candidates or claim.negated:
        return UNKNOWN
    end = candidates[0]
    first = claim.window.since if claim.window.onwards else end.year - claim.window.years + 1
    years = [p for p in series.points if first is not None and first <= p.year <= end.year]
    if not years or (claim.window.in_a_row and len(years) < claim.window.years):
        return UNKNOWN
    for point in reversed(years):
        single = replace(
            claim, window=Window(year=point.year, label=claim.window.label), every_step=False
        )
        if _DERIVATIONS[claim.kind](single, series).verdict is Verdict.CONTRADICTS:
            derived = f"{shown_place(point)}が {shown_number(point.number, series.row, point)} です"
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
    fitting = [p for p in candidates if _says(claim, quantity, p.number * scale)]
    if fitting:
        # Only the year in the bracket has it: N06 tells that.
        aside = (
            claim.window.year is not None
            and fitting[0].year != claim.window.year
            and candidates[0].year == claim.window.year
        )
        return Evidence(Verdict.FITS, (fitting[0], candidates[0])) if aside else FITS
    if RUNNING.search(series.row.name) and _increment(claim, series).verdict is Verdict.FITS:
        # 「令和４年度に7.3kmを施工」
        return FITS
    if (
        claim.window.since is not None
        or claim.window.recent
        or claim.window.years
        or claim.window.plan
    ):
        return UNKNOWN
    expected = candidates[0]
    likely = next((p for p in series.points if quantity.is_rounded(p.number * scale)), None)
    if claim.kind is ClaimKind.BAND or (quantity.unit == "%" and quantity.precision > 1):
        # 「８割台」 is no value that was left in place.
        likely = None
    derived = (
        f"{shown_place(expected)}が {shown_number(expected.number, series.row, expected)} です"
    )
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
    if newest is None or claim.window.foreign:
        return UNKNOWN
    if any(quantity.is_rounded(p.number * scale) for p in series.points):
        return FITS
    if any(quantity.is_rounded(e.number * scale) for e in series.targets() if e.number is not None):
        return UNKNOWN
    before = series.before(newest)
    if before is None or claim.window.start is not Start.UNSAID or claim.window.others:
        return UNKNOWN
    derived = f"{shown_place(before)}が {shown_number(before.number, series.row, before)} です"
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
    if scale is None or not candidates or claim.side is None:
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
    expected = candidates[0]
    derived = (
        f"{shown_place(expected)}が {shown_number(expected.number, series.row, expected)} です"
    )
    return Evidence(Verdict.CONTRADICTS, (expected,), derived)


def _target_value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = scaled(claim, series.row)
    year = claim.window.target_year
    known = series.targets(year)
    if scale is None or not known:
        return UNKNOWN
    if any(quantity.is_rounded(e.number * scale) for e in known if e.number is not None):
        return FITS
    entry = known[0]
    assert entry.number is not None
    point = Point(entry.period.year.ad, entry.number, entry)
    derived = f"{entry.period.heading}（{entry.period.year}）は {shown_number(entry.number, series.row, point)} です"
    return Evidence(Verdict.CONTRADICTS, (point,), derived)


def _base_value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = scaled(claim, series.row)
    base = series.base
    if scale is None or base is None:
        return UNKNOWN
    if quantity.is_rounded(base.number * scale):
        return FITS
    derived = f"{base.entry.period.heading}（{base.entry.data_year}）は {shown_number(base.number, series.row, base)} です"
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
    window, end = claim.window, next(iter(ends(series, claim.window)), None)
    yearly = claim.kind is ClaimKind.AVERAGE
    if not yearly and not (window.years or window.plan or window.since is not None):
        # 「累計では233件」
        return _value(replace(claim, kind=ClaimKind.VALUE), series)
    if end is None or scale is None:
        return UNKNOWN
    since = series.at(window.since)
    first = (
        series.at(end.year - window.years)
        if window.years
        else series.base
        if window.plan or since is None
        else series.before(since)
    )
    if first is None or first.year >= end.year:
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
    end = ends(series, window)
    if not end:
        return ()
    if window.since is not None and not window.years:
        return tuple(p for p in series.points if window.since <= p.year <= end[0].year)
    if window.years:
        found = tuple(
            p for p in series.points if end[0].year - window.years < p.year <= end[0].year
        )
        return found if len(found) == window.years else ()
    return series.actuals if window.plan else ()


_DERIVATIONS: dict[ClaimKind, Callable[[Claim, IndicatorSeries], Evidence]] = {
    ClaimKind.VALUE: _value, ClaimKind.BAND: _value, ClaimKind.BOUND: _bound, ClaimKind.CHANGE: derive_change, ClaimKind.RATE: derive_rate, ClaimKind.RATIO: derive_ratio,
    ClaimKind.INCREMENT: _increment, ClaimKind.TARGET_VALUE: _target_value, ClaimKind.BASE_VALUE: _base_value, ClaimKind.GAP: derive_gap, ClaimKind.ATTAINMENT_RATE: derive_attainment_rate,
    ClaimKind.AVERAGE: _aggregate, ClaimKind.SUM: _aggregate,
}  # fmt: skip


FIGURES = frozenset(_DERIVATIONS)
"""The kinds of claim that are a number."""
