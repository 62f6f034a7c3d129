"""Indicator → the data of its graph: points, axis, title, words for those who cannot see it."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kumareport.model.period import Role
from kumareport.model.report import Indicator, Settings
from kumareport.model.value import Entry, ValueKind
from kumareport.notation import display, format_number
from kumareport.ooxml.charts import Axis, ChartData, Series

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10), Decimal(20))


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to be drawn.

    Attributes:
        id: the indicator's ID.
        data: what the chart shows.
        alt_text: the trend in words.
    """

    id: str
    data: ChartData
    alt_text: str


def graph_of(row: Indicator, settings: Settings, *, titled: bool) -> Graph:
    """The graph of an indicator: the base, the actuals and the final target.

    Args:
        row: an indicator that :attr:`Indicator.is_chartable`.
        settings: for the minus sign in words.
        titled: whether the graph carries its title (sections with two or more graphs).
    """
    points = row.of_role(Role.BASE)[:1] + row.of_role(Role.ACTUAL)
    target = row.target
    has_target = target is not None and target.number is not None
    labels = [_label(point) for point in points]
    actuals: list[Decimal | None] = [point.number for point in points]
    targets: list[Decimal | None] = [None] * len(points)
    if has_target and target is not None:
        labels.append(f"{target.data_year}\n{target.period.heading}")
        actuals.append(None)
        targets.append(target.number)
    shown = [number for number in actuals + targets if number is not None]
    decimals = max(point.value.decimals for point in points)
    series = [Series(_series_name(points), tuple(actuals), decimals)]
    if has_target and target is not None:
        series.append(Series(target.period.heading, tuple(targets), target.value.decimals))
    data = ChartData(
        title=row.chart_title if titled else "",
        categories=tuple(labels),
        series=tuple(series),
        axis=axis_of(shown),
    )
    return Graph(row.id, data, _words(row, points, settings))


def _series_name(points: tuple[Entry, ...]) -> str:
    return next((p.period.heading for p in points if p.period.role is Role.ACTUAL), "実績")


def _label(point: Entry) -> str:
    return str(point.data_year)


def axis_of(numbers: list[Decimal]) -> Axis:
    """Round ticks that enclose the data, three to six of them."""
    low, high = min(numbers), max(numbers)
    spread = high - low
    if not spread:
        spread = abs(high) / 5 or Decimal(1)
        low, high = low - spread / 2, high + spread / 2
    # A little air, so that no point sits on the frame.
    floor = Decimal(0) if 0 <= low < spread / 4 else low - spread / 20
    ceiling = high + spread / 5  # room for the label above the target
    magnitude = Decimal(1).scaleb((spread / 4).adjusted())
    step = next(s * magnitude for s in _STEPS if s * magnitude >= (ceiling - floor) / 5)
    return Axis(
        low=(floor / step).to_integral_value(ROUND_FLOOR) * step,
        high=(ceiling / step).to_integral_value(ROUND_CEILING) * step,
        step=step,
    )


def _words(row: Indicator, points: tuple[Entry, ...], settings: Settings) -> str:
    """The trend in words, for screen readers."""
    unit = row.unit if row.unit not in ("-", "") else ""
    known = [point for point in points if point.number is not None]
    first, last = known[0], known[-1]
    assert first.number is not None
    assert last.number is not None

    def say(entry: Entry) -> str:
        number = format_number(entry.number or Decimal(0), entry.value.decimals, settings.minus)
        return f"{entry.data_year}の{number}{unit}"

    if last.number == first.number:
        trend = "同じ値"
    else:
        trend = "増加" if last.number > first.number else "減少"
    words = f"折れ線グラフ。{row.name}：{say(first)}から{say(last)}へ{trend}。"
    target = row.target
    if target is not None and target.value.kind in (ValueKind.NUMBER, ValueKind.WORD):
        shown = display(target.value, settings.minus)
        words += f"{target.period.heading}（{target.period.year}）は{shown}"
        words += f"{unit}。" if target.number is not None else "。"
    missing = [point for point in points if point.number is None]
    if missing:
        words += f"値のない年：{'、'.join(_label(point) for point in missing)}。"
    return words
