"""Between which two points a movement is told: the pairs that the words allow, the plainest first.

A pair is never chosen because it fits: more than one is given only where the words leave it open.
"""

from kumareport.narrative.claims import Start, Window
from kumareport.narrative.series import IndicatorSeries, Point

PANDEMIC = 2020
"""コロナ禍 began in 令和２年; 前 is 令和元年度."""

Pair = tuple[Point, Point]


def ends(series: IndicatorSeries, window: Window) -> tuple[Point, ...]:
    """The points in which a claim may end: of the year stated, the newest otherwise."""
    newest = series.newest
    if newest is None:
        return ()
    if window.previous:
        if window.start is Start.YEARS:
            ago = series.at(newest.year - window.ago)
            return (ago,) if ago is not None else ()
        steps = 2 if window.start is Start.EARLIER else 1
        before = series.before(newest, steps)
        return (before,) if before is not None else ()
    years = [year for year in (window.year, *window.others) if year is not None]
    found = tuple(point for year in years if (point := series.at(year)) is not None)
    if window.year is None:
        return (newest, *(point for point in found if point is not newest))
    return found


def end_of(series: IndicatorSeries, window: Window) -> Point | None:
    """The first of these."""
    return next(iter(ends(series, window)), None)


def pairs(series: IndicatorSeries, window: Window, *, trend: bool = False) -> tuple[Pair, ...]:
    """The pairs of points between which a movement is told in a window."""
    found: list[Pair] = []
    for end in ends(series, window):
        found += [
            (start, end) for start in _starts(series, window, end, trend) if start.year < end.year
        ]
    return tuple(dict.fromkeys(found))


def _starts(series: IndicatorSeries, window: Window, end: Point, trend: bool) -> list[Point]:
    before = series.before(end)
    if window.onwards and window.since is not None:
        return _since(series, window.since)
    if window.start is Start.YEAR:
        # 「令和３年度からの３年間で」 may count that year as the first.
        counted = series.at(end.year - window.years) if window.years else None
        return _some(series.at(window.since)) + _some(counted)
    if window.start is Start.BASE:
        return _some(series.base)
    if window.start is Start.PREVIOUS:
        return _some(before)
    if window.start is Start.EARLIER:
        return _some(series.before(end, 2))
    if window.start is Start.PANDEMIC:
        return _some(series.at(PANDEMIC - 1))
    if window.start is Start.YEARS:
        return _some(series.at(end.year - window.ago))
    if window.years:
        return _some(series.at(end.year - window.years)) + _some(
            series.at(end.year - window.years + 1)
        )
    if window.plan or window.until:
        return [
            p
            for p in (series.base, series.points[0], before if window.until else None)
            if p is not None
        ]
    if window.recent or trend:
        return [p for n in (2, 3, 1) if (p := series.before(end, n)) is not None]
    return _some(before)


def _since(series: IndicatorSeries, year: int) -> list[Point]:
    """「令和３年度以降」: from that year, or from the one before it, whose step is the first."""
    at = series.at(year)
    if at is None:
        return []
    return [at, *_some(series.before(at))]


def _some(point: Point | None) -> list[Point]:
    return [] if point is None else [point]
