"""Distances from a target or another level, and how much of a target is reached."""

from collections.abc import Iterator
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
from kumareport.narrative.quantities import scale_for
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import end_of


def derive_gap(claim: Claim, series: IndicatorSeries) -> Evidence:
    end = end_of(series, claim.window)
    if end is None or (claim.negated and claim.side is not Side.BELOW):
        return UNKNOWN
    ways = ways_of(claim, series.row)
    found = [
        (level, actual)
        for level in _levels(claim, series, end)
        for way in ways
        if (actual := way((level, end))) is not None
    ]
    if not found:
        return UNKNOWN
    if any(_fits_gap(claim, actual, series.direction) for _, actual in found):
        return FITS
    level, actual = found[0]
    told = claim.beside.words if claim.beside else f"{shown_level(level)} {level.shown}"
    derived = f"{told} と {shown_place(end)}の {end.shown} の差は {shown_amount(actual, claim, plain=True)}です"
    # A level that only the sentence has stands in no cell of its own.
    return Evidence(Verdict.CONTRADICTS, (end,) if claim.beside else (level, end), derived)


def _fits_gap(claim: Claim, actual: Decimal, direction: Direction | None) -> bool:
    quantity = claim.quantity
    assert quantity is not None
    beyond = actual > 0 if direction is Direction.HIGHER else actual < 0
    if claim.is_short and direction is not None and beyond:
        return False
    if claim.side is Side.ABOVE:
        return is_near(quantity, actual)
    if claim.side is Side.BELOW and claim.words_are_numeric:
        return is_near(quantity, -actual)
    if claim.movement is Movement.UP:
        return is_near(quantity, actual)
    return is_near(quantity, -actual if claim.movement is Movement.DOWN else abs(actual))


def _levels(claim: Claim, series: IndicatorSeries, end: Point) -> Iterator[Point]:
    """What the distance is told from; for somebody else's number, that as it stands in the sentence."""
    window, row = claim.window, series.row
    if claim.beside is not None:
        scale = scale_for(claim.beside, row.unit, row.name)
        if scale is not None:
            yield Point(end.year, claim.beside.number / scale, end.entry)
        return
    if claim.start is Start.TARGET:
        yield from series.targets(window.target_year)
        return
    level = {
        Start.PREVIOUS: series.before(end),
        Start.BASE: series.base,
        Start.YEAR: series.at(window.since),
        Start.YEARS: series.at(end.year - window.ago),
    }.get(claim.start or Start.UNSAID)
    if level is not None:
        yield level


def derive_attainment_rate(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, end = claim.quantity, end_of(series, claim.window)
    assert quantity is not None
    if end is None:
        return UNKNOWN
    rates = [
        (target, rate)
        for target in series.targets(claim.window.target_year)
        if target.number
        for rate in _rates(claim, series, end, target)
    ]
    if not rates:
        return UNKNOWN
    for _, rate in rates:
        holds = is_on(claim.side, rate, quantity.number) if claim.side else is_near(quantity, rate)
        if holds is not claim.negated:
            return FITS
    target, rate = rates[0]
    derived = f"{shown_place(end)}の {end.shown} は{shown_level(target)} {target.shown} の {rounded(rate, quantity)}％です"
    return Evidence(Verdict.CONTRADICTS, (target, end), derived)


def _rates(claim: Claim, series: IndicatorSeries, end: Point, target: Point) -> Iterator[Decimal]:
    """A share of the target; else, where the words allow it, of the way to it, or turned round for what
    shall fall."""
    yield end.number / target.number * HUNDRED
    if claim.of_target:
        return
    if end.number and series.direction is not Direction.HIGHER:
        yield target.number / end.number * HUNDRED
    base = series.base
    if base is not None and target.number != base.number:
        yield (end.number - base.number) / (target.number - base.number) * HUNDRED
