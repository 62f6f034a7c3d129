"""Steps of a series that are far larger than its other steps."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from statistics import median

from msgspec import Struct

from kumareport.model.indicator import Indicator
from kumareport.narrative.series import Point, points_of

_FEW_STEPS = 4
# (times the usual step, share of the larger value): the newest step was typed this year and is
# looked at more closely than those that last year's readers have seen already.
_NEWEST = (Decimal(5), Decimal("0.25"))
_OLDER = (Decimal(8), Decimal("0.5"))
_LEAST = min(_NEWEST[1], _OLDER[1])
"""No row whose largest step is a smaller share of its smallest value has one that stands out."""


class Jump(Struct, frozen=True):
    """A step that stands out: from one point to the next, and how many times the usual step."""

    first: Point
    last: Point
    times: Decimal


def jumps(row: Indicator) -> Iterator[Jump]:
    """The steps between neighbouring values that are out of all proportion."""
    points = points_of(row)
    steps = [abs(last.number - first.number) for first, last in pairwise(points)]
    if len(steps) < _FEW_STEPS or max(steps) < _LEAST * min(abs(p.number) for p in points):
        return
    for number, (first, last) in enumerate(pairwise(points)):
        times, share = _NEWEST if number == len(steps) - 1 else _OLDER
        size = max(abs(first.number), abs(last.number))
        # What begins at nothing may begin with any step.
        if steps[number] < share * size or not first.number:
            continue
        usual = median(step for place, step in enumerate(steps) if place != number)
        if usual and steps[number] >= times * usual:
            yield Jump(first, last, steps[number] / usual)
