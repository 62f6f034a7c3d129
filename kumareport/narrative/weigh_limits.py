"""Claims of which years something is so, held against each year of a series."""

from collections.abc import Callable

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.narrative.claims import Claim, ClaimKind, Limit, Start
from kumareport.narrative.derived_words import scaled, shown_number, shown_place
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import ends

Judge = Callable[[Claim, Indicator], Evidence]


def weigh_limited(claim: Claim, row: Indicator, judge: Judge) -> Evidence:
    """Whether a claim holds in the years that it speaks of, and in no other.

    Args:
        judge: how the claim is weighed in one year.
    """
    series = IndicatorSeries(row)
    told = _told(claim, series)
    if not told and claim.limit is not Limit.NEVER:
        return UNKNOWN
    found = [judge(_in_year(claim, point), row) for point in told]
    wrong = next((e for e in found if e.verdict is Verdict.CONTRADICTS), None)
    if wrong is not None:
        return wrong
    if claim.limit is Limit.EVERY:
        return FITS if any(e.verdict is Verdict.FITS for e in found) else UNKNOWN
    others = [p for p in series.points if _is_barred(claim, p, told)]
    for point in others:
        if _holds(claim, row, point, judge):
            words = _WORDS.get(claim.limit or Limit.EACH, "")
            derived = f"{shown_place(point)}が {shown_number(row, point)} で、{words}"
            points = (point, *told) if point not in told else told
            return Evidence(
                Verdict.CONTRADICTS, tuple(sorted(points, key=lambda p: p.year)), derived
            )
    return FITS


_WORDS = {
    Limit.ONLY: "その年度だけではありません",
    Limit.FIRST: "初めてではありません",
    Limit.SINCE: "その前の年度からそうです",
    Limit.NEVER: "一度もないとは言えません",
}


def _told(claim: Claim, series: IndicatorSeries) -> tuple[Point, ...]:
    if claim.limit is Limit.NEVER:
        return ()
    if claim.limit is Limit.EVERY:
        return tuple(p for p in _spoken_of(claim, series) if p.year not in claim.years)
    if claim.limit is Limit.SINCE and claim.window.since is not None:
        return series.since(claim.window.since)
    if claim.years:
        points = [series.at(year) for year in claim.years]
        return tuple(p for p in points if p is not None)
    return ends(series, claim.window)[:1]


def _spoken_of(claim: Claim, series: IndicatorSeries) -> tuple[Point, ...]:
    window = claim.window
    if window.onwards and window.since is not None:
        first = window.since + (claim.kind is ClaimKind.MOVEMENT)
        return tuple(p for p in series.points if p.year >= first)
    known = [p for p in series.actuals if window.year is None or p.year <= window.year]
    return tuple(known[-window.years :])


def _is_barred(claim: Claim, point: Point, told: tuple[Point, ...]) -> bool:
    """Whether a claim says that it does not hold in a year."""
    window = claim.window
    if claim.limit is Limit.SINCE:
        return point.year + 1 == window.since
    is_base = point.entry.period.role is Role.BASE
    apart = window.plan or claim.limit is Limit.ONLY
    free = claim.limit is Limit.EACH or point in told or (is_base and apart)
    early = window.onwards and window.since is not None and point.year <= window.since
    counts = claim.limit is not Limit.FIRST or point.year < min(p.year for p in told)
    return counts and not free and not early


def _in_year(claim: Claim, point: Point) -> Claim:
    window = replace(
        claim.window, year=point.year, others=(), previous=False, plan=False, recent=False, onwards=False, steady=False,
    )  # fmt: skip
    if claim.limit is Limit.EVERY and claim.kind is ClaimKind.MOVEMENT:
        window = replace(window, start=Start.PREVIOUS, since=None)
    return replace(claim, window=window, limit=None, years=(), every_step=False)


def _holds(claim: Claim, row: Indicator, point: Point, judge: Judge) -> bool:
    if claim.kind is ClaimKind.BOUND:
        quantity, scale = scaled(claim, row)
        if scale is None or point.number * scale == quantity.number:
            # 「300人を超えた」 of just 300.
            return False
    return judge(_in_year(claim, point), row).verdict is Verdict.FITS
