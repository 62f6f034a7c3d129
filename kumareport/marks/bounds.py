"""Values that are no single number of one year: ranges, bounds and totals, held against each other as
a person would."""

import re

from msgspec.structs import replace

from kumareport.marks.direction import BY_OPERATOR
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Judgement, Measure, Scheme, Undecided
from kumareport.model.value import Entry, Operator

_SCOPES = tuple(
    map(re.compile, (r"累計|累積|合計|通算|\dか年", "月平均|月間|毎月|1か月", "週", "1日|毎日"))
)
"""What a number may count instead of a year."""


def near_end(target: Entry, actual: Entry) -> Entry:
    """A range as a target is the end that an actual has to reach: the upper one for what lies above
    it, else the lower one (which what lies between has reached). Any other target is itself."""
    if not target.value.ends or actual.number is None:
        return target
    low, high = target.value.ends
    assert high.number is not None
    is_strict = high.operator is Operator.BELOW
    is_above = actual.number > high.number or (is_strict and actual.number == high.number)
    end = high if is_above else low
    return replace(target, value=replace(end, raw=target.value.raw, shown=target.value.shown))


def count_differently(indicator: Indicator, target: Entry, actual: Entry) -> bool:
    """Whether the target is a total over years (累計), or counts a month or a day, and the actual does
    not say so; not where the indicator itself is called so."""
    if not target.value.status:
        return False
    named = f"{indicator.name} {indicator.unit} {' '.join(indicator.notes)}"
    return any(
        words.search(target.value.status) and not words.search(f"{named} {actual.value.status}")
        for words in _SCOPES
    )


def within_bounds(judgement: Judgement, scheme: Scheme, actual: Entry) -> Judgement:
    """The mark of an actual like 30以上: it holds only where no other value that the cell allows
    would give another one."""
    operator = actual.value.operator
    if operator is None or judgement.mark is None:
        return judgement
    marks = [mark for mark in scheme.marks if mark.condition.measure is not Measure.TYPED]
    is_good = BY_OPERATOR[operator] is judgement.direction
    if judgement.mark is (marks[0] if is_good else marks[-1]):
        return judgement
    return replace(judgement, mark=None, undecided=Undecided.ONLY_BOUND)
