"""An indicator's numbers over the years, and whether a claimed movement fits them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from kumareport.model.period import Role
from kumareport.model.report import Indicator
from kumareport.model.value import Entry
from kumareport.narrative.windows import Window, WindowKind

_DATED = (WindowKind.AT, WindowKind.SINCE, WindowKind.UNTIL, WindowKind.AGAINST)
_FEW_POINTS = 4
_HALF, _TWICE = Decimal("0.65"), Decimal("1.6")
_PANDEMIC = range(2020, 2023)
"""令和２〜４年度: the years that reports call コロナ禍; 5類 since 8 May 2023."""


class Movement(Enum):
    """How a value moves. BETTER and WORSE depend on the indicator's direction."""

    UP = 1
    DOWN = -1
    FLAT = 0
    BETTER = "better"
    WORSE = "worse"
    MIXED = "mixed"


class Verdict(Enum):
    """Whether a claim fits the numbers."""

    FITS = "fits"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """A number and the year that it belongs to."""

    year: int
    number: Decimal
    entry: Entry


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verdict and the cells that it rests on, oldest first."""

    verdict: Verdict
    points: tuple[Point, ...] = ()


_UNKNOWN = Evidence(Verdict.UNKNOWN)


def points_of(row: Indicator, *, by_column: bool = False) -> tuple[Point, ...]:
    """Base and actuals that are numbers, by year.

    Args:
        row: the indicator.
        by_column: take the columns' years instead of the years that the values belong to.
    """
    found: dict[int, Point] = {}
    for entry in row.of_role(Role.BASE) + row.of_role(Role.ACTUAL):
        if entry.number is not None:
            year = entry.period.year.ad if by_column else entry.data_year.ad
            found[year] = Point(year, entry.number, entry)
    return tuple(found[year] for year in sorted(found))


def movement(first: Decimal, last: Decimal) -> Movement:
    """The direction from one number to another."""
    return Movement((last > first) - (last < first))


def judge_movement(points: Sequence[Point], claimed: Movement, window: Window) -> Evidence:
    """Whether a claimed movement fits a series in a window of time.

    An open window (none stated, 近年) is held against every sensible reading; only where none of
    them fits is the claim contradicted.
    """
    if window.end is not None:
        points = [point for point in points if point.year <= window.end]
    if len(points) < 2:
        return _UNKNOWN
    if claimed is Movement.FLAT:
        return _judge_flat(points, window)
    readings = _readings(points, window)
    if not readings:
        return _UNKNOWN
    for first, last in readings:
        if movement(first.number, last.number) is claimed:
            return Evidence(Verdict.FITS, (first, last))
    # The reading with the most years shows best what the numbers do.
    first, last = readings[0]
    shown = tuple(point for point in points if first.year <= point.year <= last.year)
    return Evidence(Verdict.CONTRADICTS, shown)


def _readings(points: Sequence[Point], window: Window) -> list[tuple[Point, Point]]:
    """The pairs of points that a window may mean, the plainest first."""
    newest = points[-1]
    kind = window.kind
    if kind is WindowKind.BASE:
        return [(points[0], newest)]
    if kind is WindowKind.PREVIOUS:
        return [(points[-2], newest)]
    if kind in _DATED:
        return _dated_readings(points, window)
    if kind is WindowKind.AFTER_PANDEMIC:
        before = [point for point in points[:-1] if point.year in _PANDEMIC]
        return [(point, newest) for point in before] if newest.year > _PANDEMIC[-1] else []
    if kind is WindowKind.BEFORE_PANDEMIC:
        return [(point, newest) for point in points[:-1] if point.year == _PANDEMIC[0] - 1]
    recent = [(points[-n], newest) for n in (3, 4, 2) if len(points) >= n]
    if kind is WindowKind.RECENT:
        return recent
    return [(points[0], newest), *recent]


def _dated_readings(points: Sequence[Point], window: Window) -> list[tuple[Point, Point]]:
    year = window.year
    at = next((n for n, point in enumerate(points) if point.year == year), None)
    if at is None:
        return []
    if window.kind is WindowKind.UNTIL:
        return [(points[0], points[at])] if at else []
    if window.kind is WindowKind.AGAINST:
        return [(points[at], points[-1])] if at < len(points) - 1 else []
    if at == 0:
        # 「平成27年度から減少」 of the base's own year.
        return [(points[0], points[-1])] if window.kind is WindowKind.SINCE else []
    if window.kind is WindowKind.AT:
        return [(points[at - 1], points[at])]
    return [(points[at - 1], points[-1]), (points[at - 1], points[at])]


def _judge_flat(points: Sequence[Point], window: Window) -> Evidence:
    """横ばい is contradicted only by a large change whichever way it is read."""
    newest = points[-1].number
    if window.kind not in (WindowKind.NONE, WindowKind.RECENT, WindowKind.BASE):
        return _UNKNOWN
    recent = () if window.kind is WindowKind.BASE else points[-4:-1]
    changes = [abs(newest - point.number) for point in (*recent, points[0])]
    size = max(abs(point.number) for point in points)
    if size and min(changes) > size / 10:
        return Evidence(Verdict.CONTRADICTS, tuple(points[-4:]))
    return Evidence(Verdict.FITS)


def judge_steady(
    points: Sequence[Point], claimed: Movement, window: Window, years: int
) -> Evidence:
    """Whether every single step goes the claimed way: all, those since a year, or the last few."""
    if window.kind is WindowKind.SINCE:
        points = [point for point in points if point.year >= (window.year or 0) - 1]
    elif years:
        points = points[-years - 1 :]
    else:
        # The base may lie years before the first actual; what lay between is not told.
        points = [point for point in points if point.entry.period.role is Role.ACTUAL]
    steps = [(a, b) for a, b in pairwise(points) if movement(a.number, b.number) is not claimed]
    if len(points) < 2:
        return _UNKNOWN
    return Evidence(Verdict.CONTRADICTS, steps[0]) if steps else Evidence(Verdict.FITS)


def judge_multiple(points: Sequence[Point], claimed: Movement, window: Window) -> Evidence:
    """Whether a value has come down to about a half (半減), or grown to about twice (倍増)."""
    readings = [(a, b) for a, b in _readings(points, window) if a.number > 0 and b.number > 0]
    if not readings:
        return _UNKNOWN
    for first, last in readings:
        ratio = last.number / first.number
        if (claimed is Movement.DOWN and ratio <= _HALF) or (
            claimed is Movement.UP and ratio >= _TWICE
        ):
            return Evidence(Verdict.FITS)
    return Evidence(Verdict.CONTRADICTS, readings[0])


def judge_mixed(points: Sequence[Point]) -> Evidence:
    """Whether a series that is said to go up and down does so."""
    steps = {movement(a.number, b.number) for a, b in pairwise(points)}
    if len(points) >= _FEW_POINTS and len(steps - {Movement.FLAT}) == 1:
        return Evidence(Verdict.CONTRADICTS, tuple(points))
    return Evidence(Verdict.FITS)


def judge_denied(points: Sequence[Point], denied: Movement, window: Window) -> Evidence:
    """Whether a movement that is said not to have come about did so, however it is read."""
    readings = _readings(points, window)
    if readings and all(movement(a.number, b.number) is denied for a, b in readings):
        return Evidence(Verdict.CONTRADICTS, readings[0])
    return Evidence(Verdict.UNKNOWN)


def turned_back(points: Sequence[Point], claimed: Movement, window: Window) -> Evidence:
    """Whether, after a movement claimed 以降 some year, the last two steps both went back."""
    if window.kind is not WindowKind.SINCE or window.end is not None:
        return _UNKNOWN
    later = [point for point in points if point.year >= (window.year or 0)]
    if len(later) < 3 or claimed is Movement.FLAT:
        return _UNKNOWN
    steps = [movement(a.number, b.number) for a, b in pairwise(later)]
    if all(step not in (claimed, Movement.FLAT) for step in steps[-2:]):
        return Evidence(Verdict.CONTRADICTS, tuple(later[-3:]))
    return Evidence(Verdict.FITS)
