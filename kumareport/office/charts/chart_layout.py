"""Where the labels of a chart have room, in the size in which it is printed."""

import itertools
import math
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from kumareport.office.charts.chart_data import ChartData

_HALF_WIDTH = 5.7
"""Points of a half-width character at 7.5 pt, of a wide Japanese face."""
_GAP, _LEAST_GAP = 6.0, 2.0
"""Points between the years of an axis that read well; with fewer, LibreOffice breaks a year in two."""
_UNBROKEN = 1.15
"""How much wider than its text a label's place must be: LibreOffice breaks years of three letters."""
_BESIDE = 14.0
"""Points that the value axis takes from the width beside its numbers."""
_MARGIN = 0.6
"""Columns beside the outermost points: half of their own, and the chart's edge."""
_AROUND, _TITLE, _LINE = 24.0, 20.0, 9.0
"""Points that the years take from the height, that a title takes, and each line more of either."""
_LABEL, _MARKER, _RADIUS = 10.0, 4.0, 3.5
"""Points: the height of a label, how far from its point it stands, half of a marker."""
_TICK = 12.0
"""Points from one number of the value axis to the next."""
_SAMPLES = 17
"""Places across a label at which it is seen whether a line runs through it."""


def steps_in(height: float, *, titled: bool) -> int:
    """How many steps of a value axis have room in a chart of a height in points, two to five."""
    return max(2, min(5, int((height - _AROUND - _TITLE * titled) / _TICK)))


def is_crowded(data: ChartData, width: float) -> bool:
    """Whether the labels have no room side by side, and have to stand on end."""
    return _widest(data.categories) + _LEAST_GAP > _room(data, width)


def labelled(data: ChartData, width: float) -> ChartData:
    """The data with the longest labels that have room side by side, or else the shortest."""
    room = _room(data, width)
    choices = (data.categories, *data.shorter)
    fitting = (
        labels
        for labels in choices
        if _pitch(labels) <= room and _widest(labels) * _UNBROKEN <= room
    )
    return replace(data, categories=next(fitting, choices[-1]))


@lru_cache(1024)
def _letters(text: str) -> int:
    """A text's width in half-width characters, of its longest line."""
    return max(sum(1 if letter < "\u2000" else 2 for letter in line) for line in text.split("\n"))


def _widest(texts: tuple[str, ...]) -> float:
    """The width of the longest of some labels in points."""
    return max(map(_letters, texts), default=0) * _HALF_WIDTH


def _room(data: ChartData, width: float) -> float:
    """The width of a column of a chart in points: what the numbers of the value axis leave."""
    decimals = max(0, -int(data.axis.step.normalize().as_tuple().exponent))
    ends = [f"{end:,.{decimals}f}" for end in (data.axis.low, data.axis.high)]
    numbers = max(map(_letters, (*ends, ends[-1] + data.unit))) * _HALF_WIDTH
    return max(1.0, width - numbers - _BESIDE) / max(1, len(data.categories))


def _pitch(texts: tuple[str, ...]) -> float:
    """How far apart labels must stand to have room side by side, in points."""
    pairs = itertools.pairwise(texts)
    widest = max((_letters(one) + _letters(other) for one, other in pairs), default=0)
    return widest / 2 * _HALF_WIDTH + _GAP


def _plot_height(data: ChartData, width: float, height: float) -> float:
    """How high the values are drawn, in points."""
    lines = max((text.count("\n") for text in data.categories), default=0)
    taken = _AROUND + lines * _LINE
    if data.title:
        # LibreOffice gives a title four fifths of the width.
        taken += _TITLE + _LINE * int(_letters(data.title) * _HALF_WIDTH / (width * 0.8))
    return max(20.0, height - taken)


def label_sides(data: ChartData, index: int, width: float, height: float) -> dict[int, str]:
    """Where the label of each point of a series stands so that it touches nothing else. One that finds
    no room is left out, but for the first and the last.

    Args:
        data: what the chart shows.
        index: the series.
        width, height: the chart's size in points.

    Returns:
        ``t`` above, ``b`` below, ``r`` or ``l`` beside, by the point's place; in order.
    """
    places = _Places(data, index, width, height)
    points = [n for n, value in enumerate(data.series[index].values) if value is not None]
    sides: dict[int, str] = {}
    for at in (*points[-1:], *points[:-1]):
        side = places.take(at, at in (points[0], points[-1]))
        if side:
            sides[at] = side
    return dict(sorted(sides.items()))


class _Places:
    """Where the labels of a series may stand."""

    def __init__(self, data: ChartData, index: int, width: float, height: float) -> None:
        self._values, self._decimals = data.series[index].values, data.series[index].decimals
        self._others = [s.values for n, s in enumerate(data.series) if n != index]
        self._low, self._high = data.axis.low, data.axis.high
        point = (self._high - self._low) / Decimal(_plot_height(data, width, height))
        self._label, self._marker = point * Decimal(_LABEL), point * Decimal(_MARKER)
        self._radius = point * Decimal(_RADIUS)
        self._column = _room(data, width)
        self._taken: list[tuple[float, float, Decimal, Decimal]] = []

    def take(self, at: int, is_needed: bool) -> str:
        """``t`` above the point, ``b`` below it, ``r`` or ``l`` beside it: where its label touches
        nothing, the labels before it included. Where there is no such place, empty, or for one that is
        needed the place where it touches least."""
        value = self._values[at]
        assert value is not None
        half = _letters(f"{value:,.{self._decimals}f}") * _HALF_WIDTH / 2 / self._column
        gap = _MARKER / self._column
        middle = self._label / 2
        boxes = (
            ("t", -half, half, value + self._marker, value + self._marker + self._label),
            ("b", -half, half, value - self._marker - self._label, value - self._marker),
            ("r", gap, gap + 2 * half, value - middle, value + middle),
            ("l", -gap - 2 * half, -gap, value - middle, value + middle),
        )
        last = len(self._values) - 1 - at
        touched: dict[str, int] = {}
        for side, left, right, low, high in boxes:
            is_inside = self._low <= low and high <= self._high
            is_inside = is_inside and left >= -at - _MARGIN and right <= last + _MARGIN
            others = sum(_touch((at + left, at + right, low, high), one) for one in self._taken)
            touched[side] = 0 if is_inside else _SAMPLES // 2
            touched[side] += self._crossings(at, left, right, low, high) + _SAMPLES * others
            if not touched[side]:
                break
        side = min(touched, key=touched.__getitem__)
        if not is_needed and touched[side]:
            return ""
        _, left, right, low, high = next(box for box in boxes if box[0] == side)
        self._taken.append((at + left, at + right, low, high))
        return side

    def _crossings(self, at: int, left: float, right: float, low: Decimal, high: Decimal) -> int:
        """At how many places other series run through a box around a point; its sides in columns and
        values."""
        count = 0
        for values in self._others:
            for number in range(_SAMPLES):
                x = left + (right - left) * number / (_SAMPLES - 1)
                y = _height_at(values, at + x)
                count += y is not None and low < y < high
        return count + sum(
            _SAMPLES
            for values in (*self._others, self._neighbours(at))
            for n, value in enumerate(values)
            if value is not None
            and left <= n - at <= right
            and low - self._radius < value < high + self._radius
        )

    def _neighbours(self, at: int) -> tuple[Decimal | None, ...]:
        """The series itself without a point."""
        return (*self._values[:at], None, *self._values[at + 1 :])


def _touch(
    one: tuple[float, float, Decimal, Decimal], other: tuple[float, float, Decimal, Decimal]
) -> bool:
    """Whether two boxes meet: left, right, low, high."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _height_at(values: tuple[Decimal | None, ...], x: float) -> Decimal | None:
    """How high a line runs at a place between its points; None where it has a gap."""
    before = math.floor(x)
    if before < 0 or before + 1 >= len(values):
        return None
    start, end = values[before], values[before + 1]
    return None if start is None or end is None else start + (end - start) * Decimal(x - before)
