"""The mark of one indicator: the first mark of its scheme whose condition holds."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from kumareport.mark_condition import condition_words
from kumareport.marks.bounds import count_differently, near_end, within_bounds
from kumareport.marks.direction import base_number, direction_of
from kumareport.marks.facts import Facts, MeasuredQuantity, Reached, percent
from kumareport.marks.newest import SILENT, newest_actual
from kumareport.model.indicator import Indicator
from kumareport.model.mark import (
    Condition,
    Direction,
    Explanation,
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
_Next = tuple[str, Decimal | None]
"""What the next better mark asks for: in words, and the actual."""
_AT_BEST: _Next = ("", None)


def judge(indicator: Indicator, settings: Settings) -> Judgement:
    """The mark that follows from an indicator's values; a typed mark does not enter.

    Returns:
        A judgement whose ``mark`` is None, with the reason in ``undecided``, where the values do
        not decide.
    """
    found = _facts(indicator, settings)
    return found if isinstance(found, Judgement) else _judged(found, _Telling(indicator, settings))


class _Telling(Struct, frozen=True):
    """How the mark of an indicator came about, on demand."""

    indicator: Indicator
    settings: Settings

    def __call__(self) -> Explanation:
        found = _facts(self.indicator, self.settings)
        assert isinstance(found, Facts)
        return _told(found, self.settings.scheme_of(self.indicator))


def _facts(indicator: Indicator, settings: Settings) -> Facts | Judgement:
    """What the marks are tried on; a judgement without a mark where that is not enough."""
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
    return Facts(settings, base, actual, target, direction)


_Cells = tuple[Entry | None, Entry | None, Entry | None]
"""The base, the actual and the target."""


def _undecided(why: Undecided, cells: _Cells, direction: Direction | None = None) -> Judgement:
    return Judgement(None, direction, *cells, undecided=why)


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


class _Tried(Struct, frozen=True):
    """A mark whose condition was looked at, and what was found; neither for the mark of the rest."""

    mark: Mark
    holds: bool
    reached: Reached | None = None
    quantity: MeasuredQuantity | None = None


def _tried(scheme: Scheme, facts: Facts) -> Iterator[_Tried]:
    """The marks from the best on, to the first whose condition holds."""
    for mark in scheme.marks:
        condition = mark.condition
        if condition.measure is Measure.TYPED:
            continue
        if condition.measure is Measure.REST:
            found = _Tried(mark, holds=True)
        elif condition.measure is Measure.TARGET or (
            facts.has_word and condition.measure in _RATES
        ):
            # A target in words is reached or not: there is no rate between.
            reached = facts.reached()
            found = _Tried(mark, reached.is_so and condition.limit <= 1, reached)
        elif facts.actual.number is None:
            # 維持 against 維持: reached, and nothing that could be computed.
            continue
        else:
            quantity = _quantity(facts, condition.measure)
            found = _Tried(mark, _holds(quantity.value, condition), None, quantity)
        yield found
        if found.holds:
            return


def _holds(value: Fraction | None, condition: Condition) -> bool:
    if value is None:
        return False
    return value > condition.limit if condition.is_strict else value >= condition.limit


def _judged(facts: Facts, telling: _Telling) -> Judgement:
    scheme = facts.settings.scheme_of(telling.indicator)
    mark, rate, limit = None, None, None
    for tried in _tried(scheme, facts):
        condition = tried.mark.condition
        if (
            condition.measure is Measure.RATE
            and tried.quantity is not None
            and tried.quantity.value is not None
        ):
            rate, limit = tried.quantity.value, condition.limit
        if tried.holds:
            mark = tried.mark
    why = Undecided.NO_RULE if mark is None else None
    cells = facts.base, facts.actual, facts.target
    found = Judgement(mark, facts.direction, *cells, rate, limit, why, telling)
    return within_bounds(found, scheme, facts.actual)


def _told(facts: Facts, scheme: Scheme) -> Explanation:
    """How a mark came about that was given, the last that was tried; what failed last explains the one
    that is left."""
    words, symbol, better = "", "", _AT_BEST
    for tried in _tried(scheme, facts):
        mark, reached, quantity = tried.mark, tried.reached, tried.quantity
        symbol = mark.symbol
        if reached is not None:
            words = reached.words()
            if not tried.holds and better is _AT_BEST and not reached.is_so:
                better = f"{symbol}：{reached.wanted()}", reached.needed
        elif quantity is None:
            words = words or "ほかの条件に当てはまらない"
        elif quantity.value is None:
            formula = quantity.formula()
            if formula not in words:
                words = f"{words}。{formula}".strip("。")
            better = _AT_BEST
        else:
            words = _compared(quantity.formula(), mark.condition, holds=tried.holds)
            if not tried.holds:
                better = _distance(mark, quantity, facts)
    return Explanation(f"{words} → {symbol}", *better)


def _quantity(facts: Facts, measure: Measure) -> MeasuredQuantity:
    return {
        Measure.RATE: facts.rate,
        Measure.PACE: facts.pace,
        Measure.CHANGE: facts.change,
        Measure.POINTS: facts.points,
    }[measure]()


def _compared(formula: str, condition: Condition, *, holds: bool) -> str:
    """The comparison with a limit in words."""
    if condition.measure in _RATES:
        relation = ("＞" if condition.is_strict else "≧") if holds else "＜"
        return f"{formula} {relation} {percent(condition.limit)}"
    answer = "に当たる" if holds else "に当たらない"
    return f"{formula}：「{condition_words(condition)}」{answer}"


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
