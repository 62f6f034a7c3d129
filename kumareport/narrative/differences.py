"""Differences, rates and multiples of a text derived from the table."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from kumareport.model.report import Indicator
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.derived_words import HUNDRED, is_on, rounded, shown_amount, shown_step
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Verdict
from kumareport.narrative.spans import Pair, pairs


def derive_change(claim: Claim, series: IndicatorSeries) -> Evidence:
    found = pairs(series, claim.window)
    if claim.window.start is Start.TARGET or claim.negated or not found:
        return UNKNOWN
    ways = ways_of(claim, series.row)
    if not ways:
        return _not_points(claim, series.row, found[0])
    moved = series.plain(claim.movement)
    if claim.movement is not None and moved not in (Movement.UP, Movement.DOWN):
        return UNKNOWN
    for pair in found:
        for way in ways:
            actual = way(pair)
            if actual is not None and _fits_change(claim, moved, actual):
                return FITS
    first, last = found[0]
    actual = ways[0](found[0])
    if actual is None:
        return UNKNOWN
    derived = f"{shown_step(first, last)}で {shown_amount(actual, claim, series.row)}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _not_points(claim: Claim, row: Indicator, pair: Pair) -> Evidence:
    """「7.5ポイント増加」 of a number of cases: points are differences of shares."""
    quantity = claim.quantity
    assert quantity is not None
    first, last = pair
    if (
        not quantity.unit.startswith("ポイント")
        or claim.movement is None
        or not first.number
        or re.search("指数|指標|点|位|率|歳|度", flatten(row.unit))
    ):
        return UNKNOWN
    change = (last.number - first.number) / abs(first.number) * HUNDRED
    side = "増" if change > 0 else "減"
    derived = f"{shown_step(first, last)}で {abs(change).quantize(Decimal('0.1'), ROUND_HALF_UP)}％の{side}です（ポイントは割合どうしの差に使います）"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _fits_change(claim: Claim, moved: Movement | None, actual: Decimal) -> bool:
    quantity = claim.quantity
    assert quantity is not None
    if moved is None:
        return quantity.is_rounded(actual) or quantity.is_rounded(abs(actual))
    if moved is Movement.DOWN:
        actual = -actual
    if actual < 0 and quantity.number > 0:
        return False
    return is_near(quantity, actual)


def is_near(quantity: Quantity, actual: Decimal) -> bool:
    """Rounded, or one off in the last of several digits: the office may compute from finer numbers."""
    if quantity.is_rounded(actual):
        return True
    return (
        quantity.unit.startswith("%")
        and quantity.precision < 1
        and abs(quantity.number - actual) <= quantity.precision
    )


Way = Callable[[Pair], Decimal | None]


def ways_of(claim: Claim, row: Indicator) -> list[Way]:
    """How a difference may be counted: in the row's unit, in points, in per cent of the first value."""
    quantity = claim.quantity
    assert quantity is not None
    percent = flatten(row.unit) in ("%", "パーセント")
    found: list[Way] = []

    def relative(pair: Pair) -> Decimal | None:
        first, last = pair
        return (last.number - first.number) / abs(first.number) * HUNDRED if first.number else None

    if quantity.unit.startswith("ポイント"):
        if percent or flatten(row.unit) in ("ポイント", "点"):
            found.append(lambda pair: pair[1].number - pair[0].number)
        return found
    scale = scale_for(quantity, row.unit, row.name)
    # Of a share in per cent a difference is in points; 「1.5％上昇」 is a rate.
    if scale is not None and claim.kind is not ClaimKind.RATE and not percent:
        found.append(lambda pair: (pair[1].number - pair[0].number) * scale)
    if quantity.unit.startswith("%"):
        found.append(relative)
    return found


def derive_rate(claim: Claim, series: IndicatorSeries) -> Evidence:
    return derive_change(claim, series)


def derive_ratio(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity = claim.quantity
    assert quantity is not None
    if quantity.unit.startswith(("%", "倍")) is False:
        return derive_change(replace(claim, kind=ClaimKind.CHANGE), series)
    found = [pair for pair in pairs(series, claim.window) if pair[0].number > 0]
    if not found or (
        claim.window.start is Start.UNSAID
        and not (claim.window.years or claim.window.onwards or claim.window.plan)
    ):
        return UNKNOWN
    times = Decimal(1) if quantity.unit.startswith("倍") else HUNDRED
    for first, last in found:
        ratio = last.number / first.number * times
        if claim.side is not None:
            if is_on(claim.side, ratio, quantity.number):
                return FITS
        elif _near_ratio(quantity, ratio) or (
            times == HUNDRED and quantity.is_rounded(ratio - times)
        ):
            return FITS
    first, last = found[0]
    ratio = last.number / first.number * times
    unit = "倍" if times == 1 else "％"
    derived = f"{shown_step(first, last)}で {rounded(ratio, quantity)}{unit}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _near_ratio(quantity: Quantity, ratio: Decimal) -> bool:
    slack = quantity.precision / 2 if quantity.about else Decimal(0)
    return quantity.is_rounded(ratio) or abs(quantity.number - ratio) <= slack
