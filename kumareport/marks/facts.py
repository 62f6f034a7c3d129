"""What the values of one indicator say, before any mark is given."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kumareport.marks.direction import base_number
from kumareport.model.mark import Direction, RateMethod
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, Operator, ValueWord
from kumareport.notation import display, format_number

_ROUNDED = Fraction(1, 2 * 10**12)
"""What reading a time may have rounded off (``span_of_time``)."""
_FINEST = 3600
"""Seconds in an hour."""
_STRICT = (Operator.ABOVE, Operator.BELOW)


class Reached(Struct, frozen=True):
    """Whether the target is reached.

    Attributes:
        is_so: the answer.
        words: tells the comparison, as it came out.
        wanted: tells what the actual must be, for the distance to the mark.
        needed: the number of that.
    """

    is_so: bool
    words: Callable[[], str]
    wanted: Callable[[], str]
    needed: Decimal | None


class MeasuredQuantity(Struct, frozen=True):
    """A quantity that the conditions of marks compare with a limit.

    Attributes:
        value: as a fraction of 1, or in the indicator's unit; None where it cannot be computed.
        formula: tells how it came about, or why there is none.
        actual_at: the exact actual at which the quantity has a value.
    """

    value: Fraction | None
    formula: Callable[[], str]
    actual_at: Callable[[Fraction], Fraction] | None = None


class Facts(Struct, frozen=True):
    """The values that a mark rests on, in one direction."""

    settings: Settings
    base: Entry | None
    actual: Entry
    target: Entry | None
    direction: Direction | None

    @property
    def is_higher_better(self) -> bool:
        """Whether more is better."""
        return self.direction is Direction.HIGHER

    @property
    def has_word(self) -> bool:
        """Whether the target is one in words."""
        return self.target is not None and self.target.value.word is not None

    @staticmethod
    def name(entry: Entry) -> str:
        """What the workbook calls the value: 検証値, 目標値."""
        return entry.period.heading

    def reached(self) -> Reached:
        """Whether the target, a number or a word, is reached."""
        assert self.target is not None
        return self._word() if self.has_word else self._number()

    def _word(self) -> Reached:
        """A target in words: the actual against the 基準値, never against last year."""
        assert self.target is not None
        word, raw = self.target.value.word, self.target.value.raw
        if self.actual.value.word is ValueWord.KEEP:
            words = f"{self.name(self.target)}「{raw}」に対し{self.name(self.actual)}も「維持」"
            return Reached(True, lambda: words, str, None)
        assert self.base is not None
        start, base, actual = self.base, self.base.number, self.actual.number
        assert base is not None and actual is not None  # noqa: PT018
        higher, keep = self.is_higher_better, word is ValueWord.KEEP
        is_so = (actual > base) if higher else (actual < base)
        is_so = is_so or (keep and actual == base)
        sign = ("≧" if higher else "≦") if keep else ("＞" if higher else "＜")
        target_name, actual_name = self.name(self.target), self.name(self.actual)
        base_name, denied = self.name(start), "" if is_so else " ではない"
        return Reached(
            is_so,
            lambda: (
                f"{target_name}「{raw}」：{actual_name} {self.show(self.actual)} と"
                f"{base_name} {self.show(start)}を比べて {actual_name}{sign}{base_name}{denied}"
            ),
            lambda: f"{actual_name} {sign} {self.show(start)}",
            base,
        )

    def _number(self) -> Reached:
        assert self.target is not None
        aim, actual, target = self.target, self.actual.number, self.target.number
        assert actual is not None and target is not None  # noqa: PT018
        higher, strict = self.is_higher_better, aim.value.operator in _STRICT
        is_so = (actual > target) if higher else (actual < target)
        is_so = is_so or (actual == target and not strict)
        sign = ("＞" if higher else "＜") if strict else ("≧" if higher else "≦")
        name = self.name(self.actual)
        return Reached(
            is_so,
            lambda: (
                f"{name} {self.show(self.actual)} {sign if is_so else 'は未達'} "
                f"{self.name(aim)} {self.show(aim)}"
            ),
            lambda: f"{name} {self.show(aim)} に到達",
            target,
        )

    def rate(self) -> MeasuredQuantity:
        """The attainment of a numeric target."""
        base, target = base_number(self.base), self._target()
        is_from_base = self.settings.method is RateMethod.FROM_BASE
        if is_from_base and base is not None and self._asks_more(base, target):
            return self._from_base(base, target)
        return self._plain(target)

    def _asks_more(self, base: Decimal, target: Decimal) -> bool:
        """Whether a target lies on the better side of the base."""
        return target > base if self.is_higher_better else target < base

    def _from_base(self, base: Decimal, target: Decimal) -> MeasuredQuantity:
        actual = self._actual()
        # Of whole numbers: what fractions check and cancel at each step costs more than the rate.
        (a, of_a), (b, of_b), (t, of_t) = map(_exact, (actual, base, target))
        rate = Fraction((a * of_b - b * of_a) * of_t, (t * of_b - b * of_t) * of_a)

        def formula() -> str:
            reached, begun, aim = map(self.plain, (actual, base, target))
            return f"基準値比 {percent(rate)}（{reached}−{begun}）／（{aim}−{begun}）"

        return MeasuredQuantity(
            rate, formula, lambda limit: _fraction(base) + limit * _fraction(target - base)
        )

    def _plain(self, target: Decimal) -> MeasuredQuantity:
        actual = self._actual()
        # A ratio of numbers that are not both positive says nothing about attainment.
        if actual <= 0 or target <= 0:
            return _incomputable("0 以下の値を含むため達成率を計算できません")
        higher = self.is_higher_better
        part, whole = (actual, target) if higher else (target, actual)
        (p, of_p), (w, of_w) = _exact(part), _exact(whole)
        rate = Fraction(p * of_w, w * of_p)
        return MeasuredQuantity(
            rate,
            lambda: f"単純比 {percent(rate)}（{self.plain(part)}／{self.plain(whole)}）",
            lambda limit: _fraction(target) * limit if higher else _fraction(target) / limit,
        )

    def pace(self) -> MeasuredQuantity:
        """The attainment as a share of the part of the years from base to target that has passed."""
        assert self.target is not None and self.base is not None  # noqa: PT018
        base, target = self._base(), self._target()
        if not self._asks_more(base, target):
            return _incomputable(
                f"{self.name(self.target)}が{self.name(self.base)}より良い側にないため計画比を計算できません"
            )
        whole = self.target.period.year.ad - self.base.period.year.ad
        passed = self.actual.period.year.ad - self.base.period.year.ad
        if not 0 < passed <= whole:
            return _incomputable(
                f"{self.name(self.actual)}の年度が{self.name(self.base)}と{self.name(self.target)}の"
                "間にないため計画比を計算できません"
            )
        elapsed = Fraction(passed, whole)
        done = self._from_base(base, target)
        assert done.value is not None
        pace, start, step = (
            done.value / elapsed,
            _fraction(base),
            _fraction(target - base) * elapsed,
        )
        return MeasuredQuantity(
            pace,
            lambda: (
                f"計画比 {percent(pace)}"
                f"（{done.formula()}、{whole}年のうち{passed}年＝{percent(elapsed)}）"
            ),
            lambda limit: start + limit * step,
        )

    def change(self) -> MeasuredQuantity:
        """The change from the base toward the better side, as a share of the base."""
        base = self._base()
        if base == 0:
            return _incomputable("基準値が 0 のため、基準値からの増減率を計算できません")
        better, size = self._better(base), abs(_fraction(base))
        value = better / size
        sign = 1 if self.is_higher_better else -1

        def formula() -> str:
            now, begun = map(self.plain, (self._actual(), base))
            return f"{_movement(value)} {percent(abs(value))}（{now}−{begun}）／{begun}"

        return MeasuredQuantity(value, formula, lambda limit: _fraction(base) + sign * limit * size)

    def points(self) -> MeasuredQuantity:
        """The change from the base toward the better side, in the indicator's unit."""
        base = self._base()
        better = self._better(base)
        sign = 1 if self.is_higher_better else -1

        def formula() -> str:
            actual = self._actual()
            size, now, begun = map(self.plain, (abs(actual - base), actual, base))
            return f"{_movement(better)} {size} ポイント（{now}−{begun}）"

        return MeasuredQuantity(better, formula, lambda limit: _fraction(base) + sign * limit)

    def _better(self, base: Decimal) -> Fraction:
        difference = _fraction(self._actual() - base)
        return difference if self.is_higher_better else -difference

    def _actual(self) -> Decimal:
        assert self.actual.number is not None
        return self.actual.number

    def _base(self) -> Decimal:
        base = base_number(self.base)
        assert base is not None
        return base

    def _target(self) -> Decimal:
        assert self.target is not None and self.target.number is not None  # noqa: PT018
        return self.target.number

    def show(self, entry: Entry) -> str:
        """A value on one line, without what else its cell says."""
        value = entry.value
        if value.older or value.note:
            value = replace(value, older=(), note="")
        return display(value, self.settings.minus)

    def plain(self, number: Decimal) -> str:
        """A number with its own decimals."""
        decimals = len(f"{number:f}".partition(".")[2])
        return format_number(number, decimals, self.settings.minus)


def _incomputable(why: str) -> MeasuredQuantity:
    return MeasuredQuantity(None, lambda: why)


def _fraction(number: Decimal) -> Fraction:
    """A number as a fraction; Fraction asks many things before it takes a Decimal."""
    return Fraction(*number.as_integer_ratio())


def _exact(number: Decimal) -> tuple[int, int]:
    """A number as a fraction's two: 1.666666666667, which is 1時間40分 in hours, is five thirds."""
    ratio = number.as_integer_ratio()
    if ratio[1] <= _FINEST:
        return ratio
    stored = Fraction(*ratio)
    simple = stored.limit_denominator(_FINEST)
    return (simple if abs(simple - stored) <= _ROUNDED else stored).as_integer_ratio()


def _movement(value: Fraction) -> str:
    return "基準値からの改善" if value >= 0 else "基準値からの悪化"


def percent(rate: Fraction) -> str:
    """A rate in per cent with one decimal, rounded toward zero so that 89.96 % is never 90.0 %."""
    tenths = abs(rate.numerator) * 1000 // rate.denominator
    sign = "−" if tenths and rate < 0 else ""
    return f"{sign}{tenths // 10}.{tenths % 10} %"
