"""Distances from a target or another level, and how much of a target is reached."""

from decimal import Decimal

from kumareport.model.mark import Direction
from kumareport.narrative.claims import Claim, Start
from kumareport.narrative.derived_words import (
    HUNDRED,
    is_on,
    rounded,
    shown_amount,
    shown_level,
    shown_place,
)
from kumareport.narrative.differences import is_near, ways_of
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import ends


def derive_gap(claim: Claim, series: IndicatorSeries) -> Evidence:
    if claim.beside is not None:
        return _beside(claim, claim.beside, series)
    found = _levels(claim, series)
    candidates = ends(series, claim.window)
    if not found or not candidates or (claim.negated and claim.side is not Side.BELOW):
        return UNKNOWN
    end = candidates[0]
    ways = ways_of(claim, series.row)
    shown: list[tuple[Point, Decimal]] = []
    for level in found:
        for way in ways:
            actual = way((level, end))
            if actual is None:
                continue
            shown.append((level, actual))
            if _fits_gap(claim, actual, series.direction):
                return FITS
    if not shown:
        return UNKNOWN
    level, actual = shown[0]
    derived = f"{shown_level(level)} {level.shown} と {shown_place(end)}の {end.shown} の差は {shown_amount(actual, claim, plain=True)}です"
    return Evidence(Verdict.CONTRADICTS, (level, end), derived)


def _beside(claim: Claim, level: Quantity, series: IndicatorSeries) -> Evidence:
    """A distance from a number that the sentence has of somebody else."""
    end = next(iter(ends(series, claim.window)), None)
    scale = scale_for(level, series.row.unit, series.row.name)
    ways = ways_of(claim, series.row)
    if end is None or scale is None or not ways or claim.negated:
        return UNKNOWN
    actual = ways[0]((Point(end.year, level.number / scale, end.entry), end))
    if actual is None or _fits_gap(claim, actual, series.direction):
        return FITS
    derived = f"{shown_place(end)}が {end.shown} で、{level.words}との差は {shown_amount(actual, claim, plain=True)}です"
    return Evidence(Verdict.CONTRADICTS, (end,), derived)


def _fits_gap(claim: Claim, actual: Decimal, direction: Direction | None) -> bool:
    quantity = claim.quantity
    assert quantity is not None
    reached = actual >= 0 if direction is Direction.HIGHER else actual <= 0
    if claim.is_short and direction is not None and actual and reached:
        return False
    if claim.side is Side.ABOVE:
        return actual > 0 and is_near(quantity, actual)
    if claim.side is Side.BELOW and claim.words_are_numeric:
        return actual < 0 and is_near(quantity, -actual)
    if claim.movement in (Movement.UP, Movement.DOWN):
        side = actual if claim.movement is Movement.UP else -actual
        return side > 0 and is_near(quantity, side)
    return is_near(quantity, abs(actual))


def _levels(claim: Claim, series: IndicatorSeries) -> list[Point]:
    start = claim.start
    if start is Start.TARGET:
        return [
            Point(e.period.year.ad, e.number, e)
            for e in series.targets(claim.window.target_year)
            if e.number is not None
        ]
    newest = ends(series, claim.window)
    if not newest:
        return []
    if start is Start.PREVIOUS:
        before = series.before(newest[0])
        return [before] if before else []
    if start is Start.BASE:
        return [series.base] if series.base else []
    if start in (Start.YEAR, Start.YEARS):
        at = series.at(
            claim.window.since if start is Start.YEAR else newest[0].year - claim.window.ago
        )
        return [at] if at else []
    return []


def derive_attainment_rate(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity = claim.quantity
    assert quantity is not None
    candidates = ends(series, claim.window)
    if not quantity.unit.startswith("%") or not candidates:
        return UNKNOWN
    if claim.negated and claim.side is None:
        return UNKNOWN
    end = candidates[0]
    rates: list[tuple[Point, Decimal]] = []
    for entry in series.targets(claim.window.target_year):
        target = entry.number
        assert target is not None
        point = Point(entry.period.year.ad, target, entry)
        if target:
            rates.append((point, end.number / target * HUNDRED))
        may_turn = series.direction is not Direction.HIGHER and not claim.of_target
        if end.number and target and may_turn:
            rates.append((point, target / end.number * HUNDRED))
        base = series.base
        if base is not None and target != base.number and not claim.of_target:
            rates.append((point, (end.number - base.number) / (target - base.number) * HUNDRED))
    if not rates:
        return UNKNOWN
    for _, rate in rates:
        holds = is_on(claim.side, rate, quantity.number) if claim.side else is_near(quantity, rate)
        if holds is not claim.negated:
            return FITS
    target, rate = rates[0]
    derived = f"{shown_place(end)}の {end.shown} は{shown_level(target)} {target.shown} の {rounded(rate, quantity)}％です"
    return Evidence(Verdict.CONTRADICTS, (target, end), derived)
