"""The mark (進捗) of an indicator and how it came about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kumareport.model.value import Entry


class Mark(StrEnum):
    """The degree of attainment. The printed symbol is set in 設定."""

    ACHIEVED = "達成"
    NEARLY = "概ね達成"
    MISSED = "未達成"


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


@dataclass(frozen=True, slots=True)
class Judgement:
    """The mark of one indicator row, explained.

    Attributes:
        mark: the mark, or None where ``undecided`` says why there is none.
        explanation: the rule, the inputs, the rate and the threshold in Japanese.
        next_mark: how far the actual is from the next better mark; empty at ACHIEVED.
        needed: the actual that ``next_mark`` speaks of, in the indicator's unit.
        direction: the direction used.
        base, actual, target: the cells used.
        rate: attainment as a fraction of 1; None where the rule needs none.
        threshold: the rate from which NEARLY is given.
        undecided: the reason for a missing mark.
    """

    mark: Mark | None
    explanation: str
    next_mark: str = ""
    needed: Decimal | None = None
    direction: Direction | None = None
    base: Entry | None = None
    actual: Entry | None = None
    target: Entry | None = None
    rate: Fraction | None = None
    threshold: Fraction = Fraction(9, 10)
    undecided: Undecided | None = None
