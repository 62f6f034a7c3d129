"""Claims of marks and of targets reached held against an indicator."""

from collections.abc import Mapping

from msgspec import Struct

from kumareport.model.mark import Attainment, Direction, Mark
from kumareport.narrative.claims import Claim
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import end_of
from kumareport.narrative.steps import contradiction


class Printed(Struct, frozen=True):
    """The marks beside an indicator.

    Attributes:
        marks: its own and its group's; either will do.
        shown: the one that is printed.
    """

    marks: tuple[Mark, ...] = ()
    shown: Mark | None = None


Marks = Mapping[str, Printed]


def reached(series: IndicatorSeries, end: Point, target: Point | None) -> bool | None:
    """Whether a target is reached, by the numbers alone."""
    if target is None or series.direction is None:
        return None
    if series.direction is Direction.HIGHER:
        return end.number >= target.number
    return end.number <= target.number


def weigh_attainment(claim: Claim, series: IndicatorSeries, printed: Printed) -> Evidence:
    window = claim.window
    if window.years or any(_told_of(claim, series, year) for year in window.others):
        return UNKNOWN
    end = end_of(series, window)
    if end is not series.newest or (end is None and window.year is not None):
        return _earlier(claim, series, end)
    target, own = series.target(window.target_year), series.row.target
    by_number = reached(series, end, target) if end is not None else None
    told = {mark.attainment for mark in printed.marks}
    if own is not None and window.target_year not in (None, own.period.year.ad):
        told.clear()
    achieved = Attainment.ACHIEVED in claim.attainments
    # 「順調」 may be the best mark before a target is reached; it does not say 達成.
    says = {
        mark.attainment
        for mark in printed.marks
        if not achieved or "達成" in mark.meaning or by_number is None
    }
    as_claimed = by_number is achieved
    if told & says & set(claim.attainments) or (as_claimed and not _is_near(claim)):
        return Evidence(Verdict.FITS, (end,)) if end is not None and as_claimed else FITS
    if not told and (_is_near(claim) or by_number is None):
        return UNKNOWN
    points = tuple(point for point in (target, end) if point is not None)
    return Evidence(Verdict.CONTRADICTS, points, _marked(printed))


def _is_near(claim: Claim) -> bool:
    """「概ね達成」: only marks tell that."""
    return claim.attainments == (Attainment.NEARLY,)


def _told_of(claim: Claim, series: IndicatorSeries, year: int) -> bool:
    """「令和４年度に45.5冊と、目標を達成したが」: whether it may be told of that year, and holds there."""
    return _earlier(claim, series, series.at(year)).verdict is Verdict.FITS


def _earlier(claim: Claim, series: IndicatorSeries, end: Point | None) -> Evidence:
    """「令和４年度は達成した」: by that year's own target, where it has one."""
    if end is None:
        return UNKNOWN
    target = series.target(end.year) or series.target()
    by_number = reached(series, end, target)
    if target is None or by_number is None or _is_near(claim):
        return UNKNOWN
    if by_number is (Attainment.ACHIEVED in claim.attainments):
        return FITS
    return contradiction((target, end))


def weigh_symbol(claim: Claim, printed: Printed) -> Evidence:
    symbols = {mark.symbol for mark in printed.marks}
    if not symbols:
        return UNKNOWN
    if bool(symbols & set(claim.symbols)) is not claim.negated:
        return FITS
    return Evidence(Verdict.CONTRADICTS, (), _marked(printed))


def _marked(printed: Printed) -> str:
    mark = printed.shown
    if mark is None:
        return ""
    return (
        f"進捗は {mark.symbol}（{mark.meaning}）です"
        if mark.meaning
        else f"進捗は {mark.symbol} です"
    )
