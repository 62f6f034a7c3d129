"""Marks (進捗), the schemes that give them (進捗の区分), and how one came about."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.value import Entry


class Attainment(StrEnum):
    """What a mark says of the target, whatever its symbol. The share 順調 counts the first two."""

    ACHIEVED = "達成"
    NEARLY = "概ね達成"
    MISSED = "未達成"


class Measure(StrEnum):
    """What the condition of a mark looks at.

    TARGET: whether the target is reached. RATE: the attainment. PACE: the attainment as a share of the
    part of the plan's years that has passed. CHANGE: the change from the base in the better direction,
    as a share of the base. POINTS: the same in the indicator's own unit. SCORE: the points that people
    give. REST: always holds. TYPED: never holds, people type the mark.
    """

    TARGET = "達成"
    RATE = "達成率"
    PACE = "計画比"
    CHANGE = "改善（％）"
    POINTS = "改善（差）"
    SCORE = "点数"
    REST = "それ以外"
    TYPED = "手入力"


class Condition(Struct, frozen=True):
    """When a mark is given.

    Attributes:
        measure: what is looked at.
        limit: the least value, where the measure is a quantity: 9/10 for 90 %, points as they are.
        is_strict: whether the limit itself is not enough.
    """

    measure: Measure
    limit: Fraction = Fraction(0)
    is_strict: bool = False


class Mark(Struct, frozen=True):
    """A mark of a scheme.

    Attributes:
        symbol: as printed: ○, S, a.
        meaning: the words of the legend (凡例).
        condition: when it is given.
        attainment: what it says of the target; None for a mark that is no evaluation (評価困難,
            未着手) and leaves every rate.
    """

    symbol: str
    meaning: str
    condition: Condition
    attainment: Attainment | None


class Scheme(Struct, frozen=True, dict=True):
    """The marks of one way to evaluate, best first: the first condition that holds gives the mark."""

    name: str
    marks: tuple[Mark, ...]

    @cached_property
    def limits(self) -> tuple[Fraction, ...]:
        """The attainments at which one mark becomes another."""
        return tuple(
            mark.condition.limit for mark in self.marks if mark.condition.measure is Measure.RATE
        )

    def needs(self, *measures: Measure) -> bool:
        """Whether any of the marks looks at one of these."""
        return not self._measures.isdisjoint(measures)

    @cached_property
    def _measures(self) -> frozenset[Measure]:
        return frozenset(mark.condition.measure for mark in self.marks)

    @cached_property
    def is_judged(self) -> bool:
        """Whether people give all its marks: nothing in it looks at the values of an indicator."""
        return Measure.SCORE in self._measures or self._measures <= {Measure.TYPED}

    def of_points(self, points: Decimal) -> Mark | None:
        """The mark that points give; None where the scheme gives none for them."""
        for mark in self.marks:
            condition = mark.condition
            if condition.measure is Measure.REST:
                return mark
            if condition.measure is Measure.SCORE and (
                points > condition.limit or (points == condition.limit and not condition.is_strict)
            ):
                return mark
        return None

    def with_threshold(self, threshold: Fraction) -> "Scheme":
        """The scheme with another attainment, where it has just one; otherwise as it is."""
        if len(self.limits) != 1:
            return self
        condition = Condition(Measure.RATE, threshold)
        marks = (
            replace(mark, condition=condition) if mark.condition.measure is Measure.RATE else mark
            for mark in self.marks
        )
        return replace(self, marks=tuple(marks))


SYMBOLS = {Attainment.ACHIEVED: "○", Attainment.NEARLY: "△", Attainment.MISSED: "×"}
LEGEND = {
    Attainment.ACHIEVED: "検証値を達成",
    Attainment.NEARLY: "検証値を概ね達成",
    Attainment.MISSED: "検証値を未達成",
}


def three_marks(
    threshold: Fraction = Fraction(9, 10),
    symbols: dict[Attainment, str] = SYMBOLS,
    legend: dict[Attainment, str] = LEGEND,
) -> Scheme:
    """The usual scheme: reached, nearly (from a threshold on), missed."""
    conditions = {
        Attainment.ACHIEVED: Condition(Measure.TARGET),
        Attainment.NEARLY: Condition(Measure.RATE, threshold),
        Attainment.MISSED: Condition(Measure.REST),
    }
    marks = (Mark(symbols[a], legend[a], conditions[a], a) for a in Attainment)
    return Scheme("", tuple(marks))


class Direction(StrEnum):
    """The side on which an indicator is better (望ましい方向)."""

    HIGHER = "上昇"
    LOWER = "減少"
    KEEP = "維持"


class RateMethod(StrEnum):
    """How the rate of a target that is not reached is computed."""

    FROM_BASE = "基準値比"
    PLAIN = "単純比"


class Undecided(StrEnum):
    """Why no mark can be computed."""

    NO_ACTUAL = "実績の値がありません"
    NO_TARGET = "検証値がありません"
    NO_BASE = "基準値がありません"
    NO_DIRECTION = "望ましい方向が決まりません"
    NOT_COMPARABLE = "検証値と実績を比べられません"
    OTHER_SCOPE = "検証値だけに累計（または月・日あたり）とあります。実績も同じ数え方で入れ、そう添えてください"
    ONLY_BOUND = "実績が「以上・以下」なので、どの区分か決まりません"
    NO_RULE = "どの区分の条件にも当てはまりません"
    BY_PEOPLE = "人が付ける進捗です"


class Explanation(Struct, frozen=True):
    """A judgement in words.

    Attributes:
        words: the rule, the inputs, the rate and the limit in Japanese.
        next_mark: how far the actual is from the next better mark; empty at the best.
        needed: the actual that ``next_mark`` speaks of, in the indicator's unit.
    """

    words: str
    next_mark: str = ""
    needed: Decimal | None = None


class Judgement(Struct, frozen=True, dict=True):
    """The mark of one indicator row.

    Attributes:
        mark: the mark, or None where ``undecided`` says why there is none.
        direction: the direction used.
        base, actual, target: the cells used.
        rate: the attainment that was looked at, as a fraction of 1; None where no condition asked.
        limit: the attainment that the rate was compared with last.
        undecided: the reason for a missing mark.
        telling: how a mark came about. Few are asked for it, and it costs more than the mark.
    """

    mark: Mark | None
    direction: Direction | None = None
    base: Entry | None = None
    actual: Entry | None = None
    target: Entry | None = None
    rate: Fraction | None = None
    limit: Fraction | None = None
    undecided: Undecided | None = None
    telling: Callable[[], Explanation] | None = None

    @cached_property
    def _told(self) -> Explanation:
        if self.undecided is not None or self.telling is None:
            return Explanation(f"{self.undecided or ''}。")
        return self.telling()

    @property
    def explanation(self) -> str:
        """The rule, the inputs, the rate and the limit in Japanese, or why there is no mark."""
        return self._told.words

    @property
    def next_mark(self) -> str:
        """How far the actual is from the next better mark; empty at the best."""
        return self._told.next_mark

    @property
    def needed(self) -> Decimal | None:
        """The actual that ``next_mark`` speaks of, in the indicator's unit."""
        return self._told.needed
