"""An indicator's graph as inline SVG, from the data that the graph in Word is made of."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from kumareport.graphs.indicator import graph_of
from kumareport.language.text_width import text_width
from kumareport.model.indicator import Indicator
from kumareport.model.settings import Settings
from kumareport.notation import format_number
from kumareport.office.charts.chart_data import ChartData, Series
from kumareport.office.charts.chart_kinds import LINES
from kumareport.office.charts.chart_layout import label_sides, labelled, steps_in
from kumareport.web.drawing import HEIGHT, WIDTH, diamond, dot, line, path, picture, text
from kumareport.web.tags import Figure, FigureRow

_TOP, _BOTTOM, _RIGHT = 22.0, 40.0, 14.0
_LETTER = 6.2
"""The width of a half-width character; on a narrow screen they are larger."""
_BESIDE = {"t": (0, -8), "b": (0, 15), "r": (8, 3), "l": (-8, 3)}
_ANCHORS = {"t": "middle", "b": "middle", "r": "start", "l": "end"}


def figure_of(row: Indicator, settings: Settings, mark: str) -> Figure:
    """The figure of an indicator that is chartable.

    Args:
        row: the indicator.
        settings: for the minus sign.
        mark: unique on its page.
    """
    graph = graph_of(row, settings, titled=False)
    data = graph.data(LINES, steps_in(HEIGHT, titled=False))
    words = graph.alt_text(LINES)
    drawn = _Plot(labelled(data, WIDTH)).parts()
    return Figure(
        印=mark,
        題名=row.chart_title,
        単位=data.unit,
        図=picture(mark, row.chart_title, words, drawn, HEIGHT),
        系列=tuple(series.name for series in data.series),
        行=tuple(_rows(row, data)),
    )


def _rows(row: Indicator, data: ChartData) -> Iterator[FigureRow]:
    ad = {entry.data_year.label: str(entry.data_year.ad) for entry in row.entries}
    for place, name in enumerate(data.categories):
        values = [_shown(series, place, data.minus) for series in data.series]
        if any(values):
            yield FigureRow(name, ad.get(name, ""), tuple(value or "―" for value in values))


def _shown(series: Series, place: int, minus: str) -> str:
    value = series.values[place]
    return "" if value is None else format_number(value, series.decimals, minus)


class _Plot:
    """The drawing of some years' values."""

    def __init__(self, data: ChartData) -> None:
        self._data = data
        axis = data.axis
        count = int((axis.high - axis.low) / axis.step) + 1
        self._ticks = [axis.low + axis.step * n for n in range(count)]
        widest = max(text_width(self._number(tick)) for tick in self._ticks)
        self._left = widest * _LETTER + 10
        self._column = (WIDTH - _RIGHT - self._left) / len(data.categories)

    def parts(self) -> Iterator[Markup]:
        """Everything that is drawn, from the back to the front."""
        if self._data.unit:
            yield text(2, 12, f"（{self._data.unit}）", "unit", "start")
        for tick in self._ticks:
            y = self._y(tick)
            yield line(self._left, y, WIDTH - _RIGHT, y, "grid")
            yield text(self._left - 5, y + 3, self._number(tick), "tick", "end")
        for place, name in enumerate(self._data.categories):
            yield text(self._x(place), HEIGHT - _BOTTOM + 13, name, "tick")
        for number, series in enumerate(self._data.series):
            yield from self._series(number, series)
        yield from self._legend()

    def _series(self, number: int, series: Series) -> Iterator[Markup]:
        look = "actual" if number == 0 else "target"
        spots = [
            None if value is None else (self._x(place), self._y(value))
            for place, value in enumerate(series.values)
        ]
        for is_gap, run in groupby(spots, key=lambda spot: spot is None):
            points = [spot for spot in run if spot is not None]
            if not is_gap and len(points) > 1:
                yield path(points, f"line {look}")
        for spot in spots:
            if spot is not None:
                yield (dot if number == 0 else diamond)(*spot, look)
        yield from self._labels(number, series, look)

    def _labels(self, number: int, series: Series, look: str) -> Iterator[Markup]:
        """The numbers of the first and the last point, and of every target; the table has all."""
        sides = label_sides(self._data, number, WIDTH, HEIGHT)
        for place in sides if number else sorted({min(sides), max(sides)}):
            value = series.values[place]
            assert value is not None
            side = self._side(series, place, sides[place])
            dx, dy = _BESIDE[side]
            shown = format_number(value, series.decimals, self._data.minus)
            x = self._kept_inside(self._x(place) + dx, shown)
            yield text(x, self._y(value) + dy, shown, f"value {look}", _ANCHORS[side])

    def _side(self, series: Series, place: int, side: str) -> str:
        """Below the point where the series' own line would run through the label above it."""
        value = series.values[place] or Decimal(0)
        beside = [v for v in series.values[max(0, place - 1) : place + 2] if v is not None]
        has_room = self._y(value) + _BESIDE["b"][1] < HEIGHT - _BOTTOM
        return "b" if side == "t" and max(beside) > value and has_room else side

    def _kept_inside(self, x: float, shown: str) -> float:
        half = text_width(shown) * _LETTER / 2
        return max(self._left + half - 6, min(x, WIDTH - half))

    def _legend(self) -> Iterator[Markup]:
        x, y = self._left, HEIGHT - 10
        for number, series in enumerate(self._data.series):
            look = "actual" if number == 0 else "target"
            yield (dot if number == 0 else diamond)(x + 5, y - 3, look)
            yield text(x + 14, y, series.name, "tick", "start")
            x += 30 + text_width(series.name) * _LETTER

    def _x(self, place: int) -> float:
        return self._left + self._column * (place + 0.5)

    def _y(self, value: Decimal) -> float:
        axis = self._data.axis
        share = float((value - axis.low) / (axis.high - axis.low))
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)

    def _number(self, value: Decimal) -> str:
        exponent = self._data.axis.step.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return format_number(value, decimals, self._data.minus)
