"""Claims of marks and of targets reached held against an indicator."""

from collections.abc import Mapping
from dataclasses import dataclass

from kumareport.model.mark import Attainment, Direction, Mark
from kumareport.narrative.claims import Claim
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import ends
from kumareport.narrative.steps import contradiction


@dataclass(frozen=True, slots=True)
class Printed:
    """The marks beside an indicator.

    Attributes:
        marks: its own and its group's; either will do.
        shown: the one that is printed.
    """

    marks: tuple[Mark, ...] = ()
    shown: Mark | None = None


Marks = Mapping[str, Printed]


def reached(series: IndicatorSeries, end: Point, year: int | None = None) -> bool | None:
    """Whether a target is reached, by the numbers alone."""
    known = series.targets(year)
    if not known or series.direction is None or known[0].number is None:
        return None
    if series.direction is Direction.HIGHER:
        return end.number >= known[0].number
    return end.number <= known[0].number


def weigh_attainment(claim: Claim, series: IndicatorSeries, printed: Printed) -> Evidence:
    window = claim.window
    if window.years or window.first_since:
        return UNKNOWN
    candidates = ends(series, window)
    newest = series.newest
    end = candidates[0] if candidates else None
    if any(_told_of(claim, series, year) for year in window.others):
        return UNKNOWN
    past = end is not None and newest is not None and end.year < newest.year
    if past or (end is None and window.year is not None):
        return _earlier(claim, series, end)
    by_number = reached(series, end, window.target_year) if end is not None else None
    told: set[Attainment] = {mark.attainment for mark in printed.marks if mark.attainment}
    other_target = (
        window.target_year is not None
        and series.row.target is not None
        and window.target_year != series.row.target.period.year.ad
    )
    if other_target:
        told = set[Attainment]()
    achieved = Attainment.ACHIEVED in claim.attainments
    # 「順調」 may be the best mark before a target is reached; it does not say 達成.
    says = [
        mark
        for mark in printed.marks
        if not achieved or "達成" in mark.meaning or by_number is None
    ]
    fits = FITS
    if end is not None and by_number is achieved:
        fits = Evidence(Verdict.FITS, (end,))
    if {mark.attainment for mark in says} & set(claim.attainments) and not (
        other_target or (by_number is False and not says)
    ):
        return fits
    if by_number is achieved and claim.attainments != (Attainment.NEARLY,):
        return fits
    if claim.attainments == (Attainment.NEARLY,):
        wrong = bool(told)
    elif achieved:
        wrong = by_number is False or (by_number is None and bool(told))
    else:
        wrong = by_number is True or (by_number is None and told == {Attainment.ACHIEVED})
    if not wrong:
        return FITS if by_number is not None else UNKNOWN
    target = series.targets(window.target_year)
    points = (
        (Point(target[0].period.year.ad, target[0].number, target[0]),)
        if target and target[0].number is not None
        else ()
    )
    return Evidence(Verdict.CONTRADICTS, (*points, *((end,) if end else ())), _marked(printed))


def _told_of(claim: Claim, series: IndicatorSeries, year: int) -> bool:
    """「令和４年度に45.5冊と、目標を達成したが」: whether it may be told of that year, and holds there."""
    point = series.at(year)
    return point is not None and _earlier(claim, series, point).verdict is Verdict.FITS


def _earlier(claim: Claim, series: IndicatorSeries, end: Point | None) -> Evidence:
    """「令和４年度は達成した」: by that year's own target, where it has one."""
    if end is None:
        return UNKNOWN
    known = series.targets(end.year) or series.targets()
    if not known:
        return UNKNOWN
    by_number = reached(series, end, known[0].period.year.ad)
    if by_number is None or claim.attainments == (Attainment.NEARLY,):
        return UNKNOWN
    if by_number is (Attainment.ACHIEVED in claim.attainments):
        return FITS
    entry = known[0]
    assert entry.number is not None
    return contradiction((Point(entry.period.year.ad, entry.number, entry), end))


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
