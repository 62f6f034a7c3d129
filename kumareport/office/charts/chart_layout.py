"""The axes and labels of a chart, fitted to its data and to the size in which it is printed."""

import copy
import itertools
import math
from decimal import Decimal
from functools import lru_cache

from lxml import etree
from msgspec.structs import replace

from kumareport.office.charts.chart_data import ChartData
from kumareport.office.package.package import XmlElement

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LEAST = 700
"""Hundredths of a point: smaller letters are not legible in print."""
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
_SHOWN = ("numFmt", "spPr", "txPr", "showLegendKey", "showVal", "showCatName", "showSerName",
          "showPercent", "showBubbleSize", "separator")  # fmt: skip
_POSITION = f"{_C}dLblPos"
_OF_DATES = ("baseTimeUnit", "majorTimeUnit", "minorTimeUnit", "majorUnit", "minorUnit")


def steps_in(height: float, *, titled: bool) -> int:
    """How many steps of a value axis have room in a chart of a height in points, two to five."""
    return max(2, min(5, int((height - _AROUND - _TITLE * titled) / _TICK)))


def keep_legible(root: XmlElement) -> None:
    """Let no letters be smaller than can be read in print."""
    for properties in root.iter(f"{_A}defRPr", f"{_A}rPr", f"{_A}endParaRPr"):
        size = properties.get("sz")
        if size is not None and size.isdecimal() and int(size) < _LEAST:
            properties.set("sz", str(_LEAST))


def drop_empty_plots(chart: XmlElement) -> None:
    """Remove the plots that have no series left, and the axes that only they used."""
    area = chart.find(f"{_C}plotArea")
    assert area is not None
    plots = [child for child in area if str(child.tag).endswith("Chart")]
    full = [plot for plot in plots if plot.find(f"{_C}ser") is not None]
    if not full or len(full) == len(plots):
        return
    used = {axis.get("val") for plot in full for axis in plot.findall(f"{_C}axId")}
    for child in list(area):
        key = child.find(f"{_C}axId")
        is_axis = str(child.tag).endswith("Ax")
        if (child in plots and child not in full) or (
            is_axis and key is not None and key.get("val") not in used
        ):
            area.remove(child)


def set_axes(chart: XmlElement, data: ChartData, width: float, code: str) -> None:
    """Set the range, the ticks and the numbers of the value axes, all alike: two scales for one unit
    would mislead."""
    for axis in chart.findall(f".//{_C}valAx"):
        _set_values(axis, data, code)
    for axis in chart.findall(f".//{_C}dateAx"):
        axis.tag = f"{_C}catAx"
        for name in _OF_DATES:
            for element in axis.findall(f"{_C}{name}"):
                axis.remove(element)
    is_level = any(one.get("val") == "bar" for one in chart.iter(f"{_C}barDir"))
    is_turned = _widest(data.categories) + _LEAST_GAP > _room(data, width) and not is_level
    for axis in chart.findall(f".//{_C}catAx"):
        _show_all(axis)
        if is_turned:
            for body in axis.findall(f"{_C}txPr/{_A}bodyPr"):
                body.set("rot", "-5400000")


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


def _set_values(axis: XmlElement, data: ChartData, code: str) -> None:
    scaling = axis.find(f"{_C}scaling")
    if scaling is not None:
        for name in ("logBase", "max", "min"):
            for old in scaling.findall(f"{_C}{name}"):
                scaling.remove(old)
        # CT_Scaling: logBase, orientation, max, min.
        for name, value in (("max", data.axis.high), ("min", data.axis.low)):
            etree.SubElement(scaling, f"{_C}{name}", val=f"{value:f}")
    for name in ("majorUnit", "minorUnit", "dispUnits"):
        for old in axis.findall(f"{_C}{name}"):
            axis.remove(old)
    # CT_ValAx: … crosses, crossBetween, majorUnit.
    step = etree.Element(f"{_C}majorUnit", val=f"{data.axis.step:f}")
    before = axis.find(f"{_C}crossBetween")
    axis.insert(len(axis) if before is None else axis.index(before) + 1, step)
    shown = axis.find(f"{_C}numFmt")
    if shown is not None:
        shown.set("formatCode", code)
        shown.set("sourceLinked", "0")


def _show_all(axis: XmlElement) -> None:
    """No year may go unnamed."""
    for name in ("tickLblSkip", "tickMarkSkip"):
        for old in axis.findall(f"{_C}{name}"):
            axis.remove(old)
    # CT_CatAx: … lblOffset, tickLblSkip, tickMarkSkip, noMultiLvlLbl, extLst.
    at = [n for n, child in enumerate(axis) if child.tag in (f"{_C}noMultiLvlLbl", f"{_C}extLst")]
    axis.insert(at[0] if at else len(axis), etree.Element(f"{_C}tickLblSkip", val="1"))


def place_labels(chart: XmlElement, data: ChartData, width: float, height: float) -> None:
    """Put each number that a line's point is labelled with where nothing else is drawn."""
    for element in chart.findall(f".//{_C}lineChart/{_C}ser"):
        labels, index = element.find(f"{_C}dLbls"), element.find(f"{_C}idx")
        shows = None if labels is None else labels.find(f"{_C}showVal")
        if labels is None or index is None or shows is None or shows.get("val") == "0":
            continue
        for old in labels.findall(f"{_C}dLbl"):
            labels.remove(old)
        series = int(index.get("val", "0"))
        sides = label_sides(data, series, width, height)
        points = [n for n, value in enumerate(data.series[series].values) if value is not None]
        model = _label(labels)
        for at in reversed(points):
            labels.insert(0, _placed(model, at, sides[at]) if at in sides else _no_label(at))


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


def _no_label(at: int) -> XmlElement:
    label = etree.Element(f"{_C}dLbl")
    etree.SubElement(label, f"{_C}idx", val=str(at))
    etree.SubElement(label, f"{_C}delete", val="1")
    return label


def _label(labels: XmlElement) -> XmlElement:
    """A label of its own (CT_DLbl) with the look of its series' labels, for no point yet."""
    label = etree.Element(f"{_C}dLbl")
    etree.SubElement(label, f"{_C}idx")
    for name in _SHOWN:
        if name == "showLegendKey":
            etree.SubElement(label, _POSITION)
        found = labels.find(f"{_C}{name}")
        if found is not None:
            label.append(copy.deepcopy(found))
    return label


def _placed(model: XmlElement, at: int, side: str) -> XmlElement:
    """A copy of a label for a point, at a side of it."""
    label = copy.deepcopy(model)
    label[0].set("val", str(at))
    for position in label.iterchildren(_POSITION):
        position.set("val", side)
    return label
