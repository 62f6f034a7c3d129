"""The mark of one indicator: the first mark of its scheme whose condition holds."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from kumareport.mark_condition import condition_words
from kumareport.marks.bounds import count_differently, near_end, within_bounds
from kumareport.marks.direction import base_number, direction_of
from kumareport.marks.facts import Facts, MeasuredQuantity, Reached, percent
from kumareport.marks.newest import SILENT, newest_actual
from kumareport.model.indicator import Indicator
from kumareport.model.mark import (
    Condition,
    Direction,
    Judgement,
    Mark,
    Measure,
    Scheme,
    Undecided,
)
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, ValueKind, ValueWord
from kumareport.notation import format_number

_OF_TARGET = (Measure.TARGET, Measure.RATE, Measure.PACE)
_OF_BASE = (Measure.PACE, Measure.CHANGE, Measure.POINTS)
_RATES = (Measure.RATE, Measure.PACE)
_Next = tuple[str, Decimal | None] | None
"""What the next better mark asks for: in words, and the actual."""
_Rate = tuple[Fraction | None, Fraction | None]
"""The attainment that was looked at, and the one that it was compared with last."""
_NO_RATE: _Rate = (None, None)


def judge(indicator: Indicator, settings: Settings) -> Judgement:
    """The mark that follows from an indicator's values; a typed mark does not enter.

    Returns:
        A judgement whose ``mark`` is None, with the reason in ``undecided``, where the values do
        not decide.
    """
    scheme = settings.scheme_of(indicator)
    base, actual, own = indicator.base, newest_actual(indicator), indicator.target
    asks_target = scheme.needs(*_OF_TARGET)
    target = own if asks_target else None
    if target is not None and actual is not None:
        if count_differently(indicator, target, actual):
            return _undecided(Undecided.OTHER_SCOPE, (base, actual, target))
        target = near_end(target, actual)
    if scheme.is_judged:
        direction = direction_of(indicator, own)
        return _undecided(Undecided.BY_PEOPLE, (base, actual, own), direction)
    if asks_target and _is_silent(target):
        return _undecided(Undecided.NO_TARGET, (base, actual, target))
    if actual is None:
        return _undecided(Undecided.NO_ACTUAL, (base, actual, target))
    both_keep = _both_keep(actual, target)
    why = None if both_keep else _lack(base, actual, target, scheme)
    if why is not None:
        return _undecided(why, (base, actual, target))
    direction = direction_of(indicator, target or own)
    if direction is None and not both_keep:
        return _undecided(Undecided.NO_DIRECTION, (base, actual, target))
    facts = Facts(settings, base, actual, target, direction)
    return within_bounds(_walk(scheme, facts), scheme, actual)


_Cells = tuple[Entry | None, Entry | None, Entry | None]
"""The base, the actual and the target."""


def _undecided(why: Undecided, cells: _Cells, direction: Direction | None = None) -> Judgement:
    return Judgement(None, f"{why}。", "", None, direction, *cells, undecided=why)


def _is_silent(entry: Entry | None) -> bool:
    return entry is None or entry.value.kind in SILENT


def _lack(
    base: Entry | None, actual: Entry, target: Entry | None, scheme: Scheme
) -> Undecided | None:
    """What is missing for the conditions of a scheme, where both the actual and the target it asks
    for say something."""
    if target is not None and target.value.kind is ValueKind.WORD:
        if _is_silent(base):
            return Undecided.NO_BASE
        assert base is not None
        return Undecided.NOT_COMPARABLE if None in (base.number, actual.number) else None
    if actual.number is None or (target is not None and target.number is None):
        return Undecided.NOT_COMPARABLE
    if not scheme.needs(*_OF_BASE):
        return None
    if base is None or base.value.kind is ValueKind.BLANK:
        return Undecided.NO_BASE
    return Undecided.NOT_COMPARABLE if base_number(base) is None else None


def _both_keep(actual: Entry, target: Entry | None) -> bool:
    keep = ValueWord.KEEP
    return target is not None and target.value.word is keep and actual.value.word is keep


def _walk(scheme: Scheme, facts: Facts) -> Judgement:
    """Try the marks from the best on; what failed last explains the one that is left."""
    failed, better, rate = "", None, _NO_RATE
    for mark in scheme.marks:
        condition = mark.condition
        if condition.measure is Measure.TYPED:
            continue
        if condition.measure is Measure.REST:
            return _given(mark, failed or "ほかの条件に当てはまらない", better, facts, rate)
        if condition.measure is Measure.TARGET or (facts.has_word and condition.measure in _RATES):
            # A target in words is reached or not: there is no rate between.
            reached = facts.reached()
            if reached.is_so and condition.limit <= 1:
                return _given(mark, reached.words, better, facts, rate)
            failed = reached.words
            better = better or (None if reached.is_so else _next(mark, reached))
            continue
        if facts.actual.number is None:
            # 維持 against 維持: reached, and nothing that could be computed.
            continue
        quantity = _quantity(facts, condition.measure)
        if quantity.value is None:
            if quantity.formula not in failed:
                failed = f"{failed}。{quantity.formula}".strip("。")
            better = None
            continue
        holds, failed = _compared(quantity.value, quantity.formula, condition)
        if condition.measure is Measure.RATE:
            rate = quantity.value, condition.limit
        if holds:
            return _given(mark, failed, better, facts, rate)
        better = _distance(mark, quantity, facts)
    return _told(None, f"{Undecided.NO_RULE}。", None, facts, rate, Undecided.NO_RULE)


def _quantity(facts: Facts, measure: Measure) -> MeasuredQuantity:
    return {
        Measure.RATE: facts.rate,
        Measure.PACE: facts.pace,
        Measure.CHANGE: facts.change,
        Measure.POINTS: facts.points,
    }[measure]()


def _compared(value: Fraction, formula: str, condition: Condition) -> tuple[bool, str]:
    """Whether a condition holds, and the comparison in words."""
    holds = value > condition.limit if condition.is_strict else value >= condition.limit
    if condition.measure in _RATES:
        relation = ("＞" if condition.is_strict else "≧") if holds else "＜"
        return holds, f"{formula} {relation} {percent(condition.limit)}"
    answer = "に当たる" if holds else "に当たらない"
    return holds, f"{formula}：「{condition_words(condition)}」{answer}"


def _given(mark: Mark, words: str, better: _Next, facts: Facts, rate: _Rate) -> Judgement:
    return _told(mark, f"{words} → {mark.symbol}", better, facts, rate, None)


def _told(
    mark: Mark | None,
    words: str,
    better: _Next,
    facts: Facts,
    rate: _Rate,
    why: Undecided | None,
) -> Judgement:
    cells = facts.base, facts.actual, facts.target
    return Judgement(mark, words, *(better or ("", None)), facts.direction, *cells, *rate, why)


def _next(mark: Mark, reached: Reached) -> _Next:
    return f"{mark.symbol}：{reached.wanted}", reached.needed


def _distance(mark: Mark, quantity: MeasuredQuantity, facts: Facts) -> _Next:
    """The actual from which a mark would be given."""
    assert quantity.actual_at is not None
    limit = quantity.actual_at(mark.condition.limit)
    # Rounded to the safe side, so that reaching the number shown is enough.
    higher = facts.is_higher_better
    hundredths = ceil(limit * 100) if higher else floor(limit * 100)
    needed = Decimal(f"{hundredths}E-2")
    shown = format_number(needed, 2 if hundredths % 100 else 0, facts.settings.minus)
    strict = mark.condition.is_strict
    side = ("超" if strict else "以上") if higher else ("未満" if strict else "以下")
    return f"{mark.symbol}：実績 {shown} {side}", needed
