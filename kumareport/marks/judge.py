"""The mark of one indicator: the first mark of its scheme whose condition holds."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from kumareport.mark_condition import condition_words
from kumareport.marks.bounds import count_differently, near_end, within_bounds
from kumareport.marks.direction import base_number, direction_of
from kumareport.marks.facts import Facts, MeasuredQuantity, Reached, percent
from kumareport.marks.newest import SILENT, newest_actual
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Condition, Judgement, Mark, Measure, Scheme, Undecided
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, ValueKind, ValueWord
from kumareport.notation import format_number

_OF_TARGET = (Measure.TARGET, Measure.RATE, Measure.PACE)
_OF_BASE = (Measure.PACE, Measure.CHANGE, Measure.POINTS)
_RATES = (Measure.RATE, Measure.PACE)
_Next = tuple[str, Decimal | None] | None
"""What the next better mark asks for: in words, and the actual."""


def judge(indicator: Indicator, settings: Settings) -> Judgement:
    """The mark that follows from an indicator's values; a typed mark does not enter.

    Returns:
        A judgement whose ``mark`` is None, with the reason in ``undecided``, where the values do
        not decide.
    """
    scheme = settings.scheme_of(indicator)
    target = indicator.target if scheme.needs(*_OF_TARGET) else None
    actual = newest_actual(indicator)
    if target is not None and actual is not None:
        if count_differently(indicator, target, actual):
            known = Judgement(None, "", base=indicator.base, actual=actual, target=target)
            return _undecided(known, Undecided.OTHER_SCOPE)
        target = near_end(target, actual)
    judgement = Judgement(None, "", base=indicator.base, actual=actual, target=target)
    if scheme.is_judged:
        known = replace(judgement, target=indicator.target)
        direction = direction_of(indicator, indicator.target)
        return _undecided(replace(known, direction=direction), Undecided.BY_PEOPLE)
    why = _lack(judgement, scheme)
    if why is not None:
        return _undecided(judgement, why)
    assert actual is not None
    direction = direction_of(indicator, target or indicator.target)
    judgement = replace(judgement, direction=direction)
    if direction is None and not _both_keep(judgement):
        return _undecided(judgement, Undecided.NO_DIRECTION)
    facts = Facts(settings, judgement.base, actual, target, direction)
    return within_bounds(_walk(scheme, facts, judgement), scheme, actual)


def _undecided(judgement: Judgement, why: Undecided) -> Judgement:
    return replace(judgement, undecided=why, explanation=f"{why}。")


def _is_silent(entry: Entry | None) -> bool:
    return entry is None or entry.value.kind in SILENT


def _lack(judgement: Judgement, scheme: Scheme) -> Undecided | None:
    """What is missing for the conditions of a scheme."""
    base, actual, target = judgement.base, judgement.actual, judgement.target
    if scheme.needs(*_OF_TARGET) and _is_silent(target):
        return Undecided.NO_TARGET
    if actual is None:
        return Undecided.NO_ACTUAL
    if _both_keep(judgement):
        return None
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


def _both_keep(judgement: Judgement) -> bool:
    entries = (judgement.target, judgement.actual)
    return all(entry is not None and entry.value.word is ValueWord.KEEP for entry in entries)


def _walk(scheme: Scheme, facts: Facts, judgement: Judgement) -> Judgement:
    """Try the marks from the best on; what failed last explains the one that is left."""
    failed, better = "", None
    for mark in scheme.marks:
        condition = mark.condition
        if condition.measure is Measure.TYPED:
            continue
        if condition.measure is Measure.REST:
            return _given(judgement, mark, failed or "ほかの条件に当てはまらない", better)
        if condition.measure is Measure.TARGET or (facts.has_word and condition.measure in _RATES):
            # A target in words is reached or not: there is no rate between.
            reached = facts.reached()
            if reached.is_so and condition.limit <= 1:
                return _given(judgement, mark, reached.words, better)
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
            judgement = replace(judgement, rate=quantity.value, limit=condition.limit)
        if holds:
            return _given(judgement, mark, failed, better)
        better = _distance(mark, quantity, facts)
    return _undecided(judgement, Undecided.NO_RULE)


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


def _given(judgement: Judgement, mark: Mark, words: str, better: _Next) -> Judgement:
    judgement = replace(judgement, mark=mark, explanation=f"{words} → {mark.symbol}")
    if better is None:
        return judgement
    return replace(judgement, next_mark=better[0], needed=better[1])


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
