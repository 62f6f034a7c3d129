"""Indicator → the data of its graph: points in time, axis, title, words for those who cannot see it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count

from msgspec import Struct

from kumareport.model.indicator import Indicator
from kumareport.model.period import Role, Year, shift_year, shortest
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, ValueKind
from kumareport.notation import display, format_number
from kumareport.office.charts.chart_data import Axis, ChartData, Series
from kumareport.office.charts.chart_kinds import ChartKind

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_LONGEST_SPAN = 60
"""Years that a time axis may have; a typing error would make it endless."""
_PERCENT = "％"
_HUNDRED = Decimal(100)


class Graph(Struct, frozen=True):
    """A graph to be drawn.

    Attributes:
        id: the indicator's ID.
        title: what stands above it; empty where nothing does.
        data: what the chart shows, drawn in a kind of chart with room for so many steps of its axis.
        alt_text: the trend in words, for a kind of chart.
    """

    id: str
    title: str
    data: Callable[[ChartKind, int], ChartData]
    alt_text: Callable[[ChartKind], str]


class _Line(Struct, frozen=True):
    """What the graph of an indicator shows, before it is known how.

    Attributes:
        slots: the places of the time axis: each year from the first to the last; one of which there
            are two values has two.
    """

    actuals: tuple[Entry, ...]
    targets: tuple[Entry, ...]
    slots: list[tuple[Year, int]]

    @classmethod
    def of(cls, actuals: tuple[Entry, ...], targets: tuple[Entry, ...]) -> "_Line":
        """The line of some values."""
        points = [*actuals, *targets]
        first = min(points, key=lambda point: point.data_year.ad).data_year
        length = max(point.data_year.ad for point in points) - first.ad + 1
        labels = {point.data_year.ad: point.data_year for point in reversed(points)}
        if length > _LONGEST_SPAN:
            years = [labels[ad] for ad in sorted(labels)]
        else:
            years = [labels.get(first.ad + n, shift_year(first, n)) for n in range(length)]
        often: Counter[int] = Counter()
        for entries in (actuals, targets):
            often |= Counter(entry.data_year.ad for entry in entries)
        slots = [(year, turn) for year in years for turn in range(max(1, often[year.ad]))]
        return cls(actuals, targets, slots)

    def values(self, entries: Sequence[Entry]) -> tuple[Decimal | None, ...]:
        """The numbers of some entries in their slots."""
        found: dict[tuple[int, int], Decimal | None] = {}
        turns: Counter[int] = Counter()
        for entry in entries:
            year = entry.data_year.ad
            found[year, turns[year]] = entry.number
            turns[year] += 1
        return tuple(found.get((year.ad, turn)) for year, turn in self.slots)


def graph_of(row: Indicator, settings: Settings, *, titled: bool) -> Graph:
    """The graph of an indicator: the base, the actuals and the targets of every year.

    Args:
        row: an indicator that :attr:`Indicator.is_chartable`.
        settings: for the minus sign.
        titled: whether the graph carries its title (sections with two or more graphs).
    """
    base = row.of_role(Role.BASE)[:1]
    targets = tuple(entry for entry in row.of_role(Role.TARGET) if entry.number is not None)
    line = _Line.of(base + row.of_role(Role.ACTUAL), targets)
    title = row.chart_title if titled else ""

    def data(kind: ChartKind, steps: int) -> ChartData:
        return _data(row, line, settings, kind, steps, title)

    return Graph(row.id, title, data, lambda kind: _words(row, line, settings, kind))


def _data(
    row: Indicator, line: _Line, settings: Settings, kind: ChartKind, steps: int, title: str
) -> ChartData:
    series = [Series(_name(line.actuals), line.values(line.actuals), _decimals(line.actuals))]
    if line.targets:
        heading = line.targets[-1].period.heading
        series.append(Series(heading, line.values(line.targets), _decimals(line.targets)))
    values = [one.values for one in series]
    return ChartData(
        title=title,
        categories=tuple(str(year) for year, _ in line.slots),
        series=tuple(series),
        axis=axis_of(_heights(values, kind), steps, from_zero=kind.from_zero, unit=row.unit),
        unit="" if row.unit == "-" else row.unit,
        minus=settings.minus,
        shorter=_shorter([str(year) for year, _ in line.slots]),
    )


def _shorter(years: list[str]) -> tuple[tuple[str, ...], ...]:
    """Years side by side: in the shortest form (令和6年度 is R6); then the era only where it begins
    (H29, 30, R1, 2; 2019, 20); then a letter of the era below the number."""
    plain = [shortest(label) for label in years]
    found: list[str] = []
    for number, year in enumerate(plain):
        before = plain[number - 1] if number else ""
        era, rest = (year[:2], year[2:]) if year[:1].isdigit() else (year[:1], year[1:])
        found.append(rest if before.startswith(era) else year)
    below = [year if year[:1].isdigit() else f"{year[1:]}\n{year[:1]}" for year in found]
    return tuple(plain), tuple(found), tuple(below)


def _heights(values: Iterable[Sequence[Decimal | None]], kind: ChartKind) -> list[Decimal]:
    """How high the graph reaches: its numbers, or their sums where they stand on each other."""
    columns = [
        [number for number in column if number is not None] for column in zip(*values, strict=True)
    ]
    if kind.is_stacked:
        return [
            sum((n for n in c if n * sign > 0), Decimal(0))
            for c in columns
            if c
            for sign in (1, -1)
        ]
    return [number for column in columns for number in column]


def _name(points: tuple[Entry, ...]) -> str:
    return next((p.period.heading for p in points if p.period.role is Role.ACTUAL), "実績")


def _decimals(points: tuple[Entry, ...]) -> int:
    return max(point.value.decimals for point in points)


def axis_of(
    numbers: list[Decimal], steps: int = 5, *, from_zero: bool = False, unit: str = ""
) -> Axis:
    """Round ticks that enclose the data.

    Args:
        numbers: the data.
        steps: how many steps there is room for, two or more.
        from_zero: whether 0 must be on the axis: the length of a bar says nothing otherwise.
        unit: an axis of ％ ends at 100 where the data do.
    """
    low, high = min(numbers), max(numbers)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    spread = high - low
    if not spread:
        spread = abs(high) / 5 or Decimal(1)
        low, high = low - spread / 2, high + spread / 2
    # A little air, so that no point sits on the frame.
    floor = Decimal(0) if 0 <= low < spread / 4 else low - spread / 20
    ceiling = high + spread / 5  # room for the label above the target
    if from_zero:
        floor, ceiling = min(floor, Decimal(0)) if low < 0 else Decimal(0), max(ceiling, Decimal(0))
    cap = _HUNDRED if unit == _PERCENT and max(numbers) <= _HUNDRED else None
    magnitude = Decimal(1).scaleb((spread / steps).adjusted())
    sizes = (size * magnitude.scaleb(power) for power in count() for size in _STEPS)
    axes = (_axis(floor, ceiling, size, cap, is_above=min(numbers) >= 0) for size in sizes)
    return next(
        axis for axis in axes if axis is not None and axis.high <= axis.low + steps * axis.step
    )


def _axis(
    floor: Decimal, ceiling: Decimal, step: Decimal, cap: Decimal | None, *, is_above: bool
) -> Axis | None:
    """The axis with a step that encloses a range; None where the step does not suit its ends.

    Args:
        cap: what the axis must not go beyond.
        is_above: whether it must not go below 0.
    """
    low = (floor / step).to_integral_value(ROUND_FLOOR) * step
    high = (ceiling / step).to_integral_value(ROUND_CEILING) * step
    if cap is not None and high > cap:
        high = cap
        low = cap - ((cap - floor) / step).to_integral_value(ROUND_CEILING) * step
    low = max(low, Decimal(0)) if is_above else low
    return Axis(low, high, step) if (high - low) % step == 0 else None


def _words(row: Indicator, line: _Line, settings: Settings, kind: ChartKind) -> str:
    """The trend in words, for screen readers: the kind of graph, the unit, the first and the last
    value, the highest, the lowest, the target, and the years without a value."""
    unit = row.unit if row.unit not in ("-", "") else ""
    known = [point for point in line.actuals if point.number is not None]
    first, last = known[0], known[-1]
    low = min(known, key=lambda point: point.number or Decimal(0))
    high = max(known, key=lambda point: point.number or Decimal(0))

    def say(entry: Entry) -> str:
        number = format_number(entry.number or Decimal(0), entry.value.decimals, settings.minus)
        return f"{entry.data_year}の{number}{unit}"

    words = f"{kind.name}。{row.name}{f'（単位：{unit}）' if unit else ''}："
    if last is first:
        words += f"{say(first)}だけ。"
    else:
        words += f"{say(first)}から{say(last)}へ{_trend(first, last)}。"
        words += f"最も高いのは{say(high)}、最も低いのは{say(low)}。"
    for target in _told_targets(row, line):
        shown = display(target.value, settings.minus)
        words += f"{target.period.heading}（{target.data_year}）は{shown}"
        words += f"{unit}。" if target.number is not None else "。"
    missing = [str(point.data_year) for point in line.actuals if point.number is None]
    if missing:
        words += f"値のない年：{'、'.join(missing)}。"
    return words


def _trend(first: Entry, last: Entry) -> str:
    assert first.number is not None
    assert last.number is not None
    if last.number == first.number:
        return "変わらず"
    return "増加" if last.number > first.number else "減少"


def _told_targets(row: Indicator, line: _Line) -> list[Entry]:
    """The targets that are drawn, and the one that counts where it is a word (上昇)."""
    target = row.target
    is_word = target is not None and target.value.kind is ValueKind.WORD
    return [
        *line.targets,
        *([target] if target is not None and is_word and target not in line.targets else []),
    ]
