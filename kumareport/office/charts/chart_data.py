"""What a chart shows, without its look."""

from decimal import Decimal

from msgspec import Struct


class Series(Struct, frozen=True):
    """A data series; None is a gap, never zero. Its labels show so many decimals. It takes the look of
    the sample's series with that number, or of the one at its own place."""

    name: str
    values: tuple[Decimal | None, ...]
    decimals: int = 0
    look: int | None = None


class Axis(Struct, frozen=True):
    """The value axis: its ends and the distance of its ticks."""

    low: Decimal
    high: Decimal
    step: Decimal


class ChartData(Struct, frozen=True):
    """What a chart shows. An empty title means none; the unit stands at the axis; ``shorter`` are the
    categories' labels for where there is little room, each shorter than the one before."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    unit: str = ""
    minus: str = "▲"
    shorter: tuple[tuple[str, ...], ...] = ()
