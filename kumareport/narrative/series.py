"""An indicator's numbers over the years."""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from msgspec import Struct

from kumareport.marks import direction_of
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Direction
from kumareport.model.period import Role
from kumareport.model.value import Entry, ValueWord
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.sentences import flatten


class Verdict(Enum):
    """Whether a claim fits the numbers."""

    FITS = "fits"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


class Point(Struct, frozen=True):
    """A number and the year that it belongs to."""

    year: int
    number: Decimal
    entry: Entry

    @property
    def shown(self) -> str:
        """The value as typed, on one line."""
        return self.entry.value.raw.splitlines()[0]


class Evidence(Struct, frozen=True):
    """A verdict, the cells that it rests on, oldest first, and what the numbers say instead.

    Attributes:
        derived: the derivation in Japanese (「19.5（R5）→19.2（R6）で0.3ポイントの減です」).
        likely: a value of the row that the text's number is: what was probably left in place.
    """

    verdict: Verdict
    points: tuple[Point, ...] = ()
    derived: str = ""
    likely: Point | None = None


UNKNOWN = Evidence(Verdict.UNKNOWN)
FITS = Evidence(Verdict.FITS)


def points_of(row: Indicator, *, by_column: bool = False) -> tuple[Point, ...]:
    """Base and actuals that are numbers, by year.

    Args:
        row: the indicator.
        by_column: take the columns' years instead of the years that the values belong to.
    """
    found: dict[int, Point] = {}
    for entry in row.of_role(Role.BASE) + row.of_role(Role.ACTUAL):
        if entry.number is not None:
            year = entry.period.year.ad if by_column else entry.data_year.ad
            found[year] = Point(year, entry.number, entry)
    return tuple(found[year] for year in sorted(found))


def movement(first: Decimal, last: Decimal) -> Movement:
    """The direction from one number to another."""
    return Movement((last > first) - (last < first))


class IndicatorSeries:
    """The points of a row, by the year that a value belongs to or by its column.

    Attributes:
        row: the indicator.
        points: base and actuals, oldest first.
        direction: the side on which it is better; None where nothing decides.
    """

    def __init__(self, row: Indicator, *, by_column: bool = False) -> None:
        self.row = row
        self.points = points_of(row, by_column=by_column)
        self.direction = _direction(row)

    @property
    def is_rank(self) -> bool:
        """Whether the numbers are places in an order."""
        return flatten(self.row.unit) == "位" or flatten(self.row.name).endswith("順位")

    @property
    def actuals(self) -> tuple[Point, ...]:
        """The points that are no base."""
        return tuple(p for p in self.points if p.entry.period.role is Role.ACTUAL)

    @property
    def newest(self) -> Point | None:
        """The newest actual."""
        return self.actuals[-1] if self.actuals else None

    @property
    def base(self) -> Point | None:
        """The base, where it is a number."""
        return next((p for p in self.points if p.entry.period.role is Role.BASE), None)

    def at(self, year: int | None) -> Point | None:
        """The point of a year."""
        return next((point for point in self.points if point.year == year), None)

    def before(self, point: Point, steps: int = 1) -> Point | None:
        """The point so many places before another one."""
        at = self.points.index(point) - steps
        return self.points[at] if at >= 0 else None

    def since(self, year: int) -> tuple[Point, ...]:
        """The points from a year on."""
        return tuple(point for point in self.points if point.year >= year)

    def steps(self) -> Iterator[tuple[Point, Point]]:
        """Each two points that follow one another."""
        return pairwise(self.points)

    def targets(self, year: int | None = None) -> tuple[Point, ...]:
        """The targets that are numbers: of one year, or all, the one that counts first."""
        first = self.row.target
        found = sorted(self.row.of_role(Role.TARGET), key=lambda e: e is not first)
        points = [Point(e.period.year.ad, e.number, e) for e in found if e.number is not None]
        return tuple(p for p in points if year in (None, p.year))

    def target(self, year: int | None = None) -> Point | None:
        """The target that counts first of these."""
        return next(iter(self.targets(year)), None)

    def plain(self, moved: Movement | None) -> Movement | None:
        """Up or down for 改善 and 悪化, by the side on which the indicator is better."""
        if moved in (Movement.UP, Movement.DOWN) and self.is_rank:
            # 「27位に上昇」: the smaller, the higher.
            return Movement.DOWN if moved is Movement.UP else Movement.UP
        if moved not in (Movement.BETTER, Movement.WORSE):
            return moved
        if self.direction is None:
            return None
        rises = (self.direction is Direction.HIGHER) is (moved is Movement.BETTER)
        return Movement.UP if rises else Movement.DOWN


def _direction(row: Indicator) -> Direction | None:
    target = row.target
    word = target.value.word if target else None
    if word in (ValueWord.RISE, ValueWord.FALL):
        return Direction.HIGHER if word is ValueWord.RISE else Direction.LOWER
    found = direction_of(row, target) if target else row.direction
    return found if found in (Direction.HIGHER, Direction.LOWER) else None
