"""Claimed movements and streaks held against the steps of a series."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from kumareport.narrative.claims import Claim, Start
from kumareport.narrative.lexicon import CHANGES, MULTIPLES, Movement
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import (
    FITS,
    UNKNOWN,
    Evidence,
    IndicatorSeries,
    Point,
    Verdict,
    movement,
)
from kumareport.narrative.spans import Pair, ends, pairs

_HALF, _TWICE = (Decimal("0.36"), Decimal("0.65")), Decimal("1.6")
"""半減 is a half, give or take; what fell to a third is not told so."""

_FLAT = Decimal("0.03")
"""横ばい, as a part of the value: what people call so in reports that were judged is within 2 %."""
_POINT, _OF_IT = Decimal(1), Decimal("0.05")
"""Of a share, also a point, where that is no more than this part of it."""
_UNCHANGED = Decimal("0.02")
"""変わらない."""


_FEW = 4


def weigh_movement(claim: Claim, series: IndicatorSeries) -> Evidence:
    claimed = series.plain(claim.movement)
    window = claim.window
    if claimed is None or len(series.points) < 2:
        return UNKNOWN
    if claimed is Movement.MIXED:
        return _mixed(series)
    if window.first_since:
        return _first_since(claim, claimed, series)
    found = pairs(series, window, trend=claim.trend)
    if not found:
        return UNKNOWN
    if claimed in (Movement.FLAT, Movement.SAME):
        exact = claim.words in CHANGES and not claim.nearly
        room = _UNCHANGED if exact or flatten(series.row.unit) == "%" else _FLAT
        points = not exact and flatten(series.row.unit) == "%"
        return _flat(claimed, found, claim.negated, room, _POINT if points else Decimal(0))
    if claim.words in MULTIPLES:
        return _multiple(claimed, found)
    if claim.to_level:
        return _back_at(claimed, found, claim.negated)
    if claim.negated and claim.every_step:
        steps = [s for s in series.steps() if found[-1][0].year <= s[0].year]
        moved = [s for s in steps if movement(s[0].number, s[1].number) is claimed]
        return contradiction(moved[-1]) if moved else FITS
    if claim.negated:
        denied = all(movement(a.number, b.number) is claimed for a, b in found)
        return contradiction(found[0]) if denied else FITS
    if claim.turning and not window.onwards:
        return _turning(claimed, series, found)
    if window.steady and not claim.trend:
        return _steady(claim, claimed, series, found)
    if window.peak:
        return _peak(claim, claimed, series)
    for first, last in found:
        if movement(first.number, last.number) is claimed:
            return Evidence(Verdict.FITS, (first, last))
    first, last = found[0]
    between = tuple(p for p in series.points if first.year <= p.year <= last.year)
    return contradiction(between)


def contradiction(points: Sequence[Point]) -> Evidence:
    return Evidence(Verdict.CONTRADICTS, tuple(points))


def _back_at(claimed: Movement, found: Sequence[Pair], negated: bool) -> Evidence:
    """回復した: back at a level, give or take a fifth of it; denied, it is not reached."""
    if negated:
        level, end = found[0]
        short = movement(level.number, end.number) not in (claimed, Movement.FLAT)
        return FITS if short else contradiction((level, end))
    for first, last in found:
        missing = (
            first.number - last.number if claimed is Movement.UP else last.number - first.number
        )
        if missing <= abs(first.number) / 5:
            return FITS
    return contradiction(found[0])


def _turning(claimed: Movement, series: IndicatorSeries, found: Sequence[Pair]) -> Evidence:
    """増加に転じた: the last step is one, and the step before it was none."""
    first, last = found[0]
    if movement(first.number, last.number) is not claimed:
        return contradiction((first, last))
    before = series.before(first)
    if (
        before is not None
        and movement(before.number, first.number) is claimed
        and series.before(last) is first
    ):
        return contradiction((before, first, last))
    return FITS


def _flat(
    claimed: Movement, found: Sequence[Pair], negated: bool, room: Decimal, least: Decimal
) -> Evidence:
    """Within a part of the value, or within ``least`` of it."""
    if negated:
        return UNKNOWN
    for first, last in found:
        change = abs(last.number - first.number)
        size = max(abs(first.number), abs(last.number))
        if not change or (
            claimed is Movement.FLAT and change <= max(size * room, min(least, size * _OF_IT))
        ):
            return FITS
    return contradiction(found[0])


def _multiple(claimed: Movement, found: Sequence[Pair]) -> Evidence:
    positive = [(a, b) for a, b in found if a.number > 0 and b.number > 0]
    if not positive:
        return UNKNOWN
    for first, last in positive:
        ratio = last.number / first.number
        if _HALF[0] <= ratio <= _HALF[1] if claimed is Movement.DOWN else ratio >= _TWICE:
            return FITS
    return contradiction(positive[0])


def _steady(
    claim: Claim, claimed: Movement, series: IndicatorSeries, found: Sequence[Pair]
) -> Evidence:
    """毎年, 年々, 一貫して: every step; 続いている: at least the last two."""
    end = found[0][1]
    window = claim.window
    points = [p for p in series.actuals if p.year <= end.year]
    if window.since is not None:
        points = [p for p in series.points if window.since <= p.year <= end.year]
    elif window.start is Start.BASE:
        points = [p for p in series.points if found[0][0].year <= p.year <= end.year]
    elif window.years or window.recent:
        points = points[-(window.years or 3) - (1 if not window.recent else 0) :]
    elif not claim.every_step:
        points = points[-3:]
    for first, last in pairwise(points):
        if movement(first.number, last.number) is not claimed:
            return contradiction((first, last))
    return FITS if len(points) > 1 else UNKNOWN


def _peak(claim: Claim, claimed: Movement, series: IndicatorSeries) -> Evidence:
    """「令和４年度をピークに減少」「令和２年度を底に回復」: no other value is beyond it, and the last came back."""
    at = series.at(claim.window.since)
    if at is None or claimed not in (Movement.UP, Movement.DOWN) or series.newest is None:
        return UNKNOWN
    side = 1 if claimed is Movement.DOWN else -1
    # A valley may have been deeper years before; a peak is the highest of all.
    known = series.points if side > 0 else (*_some(series.before(at)), *series.since(at.year))
    beyond = max(known, key=lambda point: side * point.number)
    if side * beyond.number > side * at.number:
        return contradiction(sorted((beyond, at), key=lambda point: point.year))
    if side * series.newest.number >= side * at.number and series.newest is not at:
        return contradiction((at, series.newest))
    return FITS


def _some(point: Point | None) -> tuple[Point, ...]:
    return () if point is None else (point,)


def _mixed(series: IndicatorSeries) -> Evidence:
    steps = {movement(a.number, b.number) for a, b in series.steps()}
    if len(series.points) >= _FEW and len(steps - {Movement.FLAT}) == 1:
        return contradiction(series.points)
    return FITS


def _first_since(claim: Claim, claimed: Movement, series: IndicatorSeries) -> Evidence:
    """「３年ぶりに増加」: the newest step is one, the two before it were none, the third was."""
    years = claim.window.first_since
    steps, window_year = list(series.steps()), claim.window.year
    if claimed not in (Movement.UP, Movement.DOWN) or claim.negated or len(steps) < 2:
        return UNKNOWN
    if window_year is not None and window_year != steps[-1][1].year:
        # 「４年ぶりに減少した令和２年度」
        steps = [step for step in steps if step[1].year <= window_year]
        if len(steps) < 2 or steps[-1][1].year != window_year:
            return UNKNOWN
    if movement(steps[-1][0].number, steps[-1][1].number) is not claimed:
        return contradiction(steps[-1])
    newest = steps[-1][1].year
    told = next((step for step in steps if step[1].year == newest - years), None)
    if told is not None and movement(told[0].number, told[1].number) is not claimed:
        return contradiction((*told, steps[-1][1]))
    for first, last in reversed(steps[:-1]):
        if last.year - first.year != 1:
            return FITS
        if movement(first.number, last.number) is claimed:
            ago = newest - last.year
            if ago == years:
                return FITS
            derived = f"{_moved(claimed)}が {first.entry.data_year}→{last.entry.data_year} 以来 {ago} 年ぶりです"
            return Evidence(Verdict.CONTRADICTS, (first, last, steps[-1][1]), derived)
    return FITS


def _moved(claimed: Movement) -> str:
    return "増加" if claimed is Movement.UP else "減少"


def weigh_streak(claim: Claim, series: IndicatorSeries) -> Evidence:
    """「３年連続で減少」: as many steps as it says, and not one more."""
    claimed = series.plain(claim.movement)
    end = ends(series, claim.window)
    if claimed not in (Movement.UP, Movement.DOWN, Movement.FLAT) or not end or claim.negated:
        return UNKNOWN
    points = [p for p in series.points if p.year <= end[0].year]
    if claim.window.peak and claim.window.since is not None:
        # 「令和２年度を底に２年連続で増加した」 counts from there, not back from the newest.
        return _streak_from(claim, claimed, series.since(claim.window.since))
    run, whole = 0, True
    for number in range(len(points) - 1, 0, -1):
        first, last = points[number - 1], points[number]
        if movement(first.number, last.number) is not claimed:
            whole = False
            break
        if last.year - first.year != 1:
            break
        run += 1
    if claim.nearly and run >= claim.window.years:
        # 「２年連続で大きく伸びた」 leaves out a year in which it grew a little.
        return FITS
    if run == claim.window.years or (whole and run < claim.window.years and _is_cut(points, run)):
        return FITS
    shown = tuple(points[-max(run, 1) - (2 if not whole else 1) :])
    last_run = f"{_moved(claimed)}が {run} 年連続です" if run else ""
    return Evidence(Verdict.CONTRADICTS, shown, last_run)


def _streak_from(claim: Claim, claimed: Movement, points: Sequence[Point]) -> Evidence:
    moved = [movement(a.number, b.number) is claimed for a, b in pairwise(points)]
    run = moved.index(False) if False in moved else len(moved)
    if run == claim.window.years:
        return FITS
    return contradiction(points)


def _is_cut(points: Sequence[Point], run: int) -> bool:
    """Whether the table begins, or has a gap, before a run could be counted on."""
    first = points[len(points) - 1 - run]
    at = points.index(first)
    return at == 0 or first.year - points[at - 1].year != 1
