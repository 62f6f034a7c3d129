"""The mark rule (進捗), exact and explained.

Source of the rule: the published 第７次総合計画の評価・検証 of Kumamoto City, all of whose 52 marks it
reproduces for every threshold between 85.4 % and 95.0 %. See ``docs/marks.md``.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from kumareport.model.mark import Direction, Judgement, Mark, RateMethod, Undecided
from kumareport.model.period import Role
from kumareport.model.report import Group, Indicator, Report, Settings
from kumareport.model.value import Entry, Operator, ValueKind, Word
from kumareport.notation import display, format_number

_BY_OPERATOR = {
    Operator.AT_LEAST: Direction.HIGHER,
    Operator.ABOVE: Direction.HIGHER,
    Operator.AT_MOST: Direction.LOWER,
    Operator.BELOW: Direction.LOWER,
}
_STRICT = (Operator.ABOVE, Operator.BELOW)


def judge(indicator: Indicator, settings: Settings) -> Judgement:
    """The mark that follows from an indicator's values; a typed mark does not enter.

    Returns:
        A judgement whose ``mark`` is None, with the reason in ``undecided``, where the values do
        not decide.
    """
    target = indicator.target
    judgement = Judgement(
        None,
        "",
        base=indicator.base,
        actual=newest_actual(indicator),
        target=target,
        threshold=settings.threshold,
    )
    if target is None or target.value.kind in (ValueKind.BLANK, ValueKind.NO_DATA):
        return _undecided(judgement, Undecided.NO_TARGET)
    if judgement.actual is None:
        return _undecided(judgement, Undecided.NO_ACTUAL)
    if target.value.kind is ValueKind.WORD:
        return _judge_word(judgement, indicator, target, judgement.actual, settings)
    if target.number is None or judgement.actual.number is None:
        return _undecided(judgement, Undecided.NOT_COMPARABLE)
    return _judge_number(judgement, indicator, target, judgement.actual, settings)


def newest_actual(indicator: Indicator) -> Entry | None:
    """The 実績 of the latest column that says something (a number, 維持 or a qualitative value)."""
    silent = (ValueKind.BLANK, ValueKind.NO_DATA)
    actuals = [e for e in indicator.of_role(Role.ACTUAL) if e.value.kind not in silent]
    return max(actuals, key=lambda entry: entry.period.year.ad, default=None)


def _undecided(judgement: Judgement, why: Undecided) -> Judgement:
    return replace(judgement, undecided=why, explanation=f"{why}。")


def _judge_word(
    judgement: Judgement, indicator: Indicator, target: Entry, actual: Entry, settings: Settings
) -> Judgement:
    """A target in words: the actual against the 基準値, never against last year."""
    word = target.value.word
    base = judgement.base
    if word is Word.KEEP and actual.value.word is Word.KEEP:
        return _reached(judgement, settings, f"検証値「{target.value.raw}」に対し実績も「維持」")
    if base is None or base.value.kind in (ValueKind.BLANK, ValueKind.NO_DATA):
        return _undecided(judgement, Undecided.NO_BASE)
    if base.number is None or actual.number is None:
        return _undecided(judgement, Undecided.NOT_COMPARABLE)
    direction = {Word.RISE: Direction.HIGHER, Word.FALL: Direction.LOWER}.get(
        word or Word.KEEP, indicator.direction
    )
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return _undecided(judgement, Undecided.NO_DIRECTION)
    higher = direction is Direction.HIGHER
    if word is Word.KEEP:
        reached = actual.number >= base.number if higher else actual.number <= base.number
        sign = "≧" if higher else "≦"
        wanted = f"{'≧' if higher else '≦'} {_show(base, settings)}"
    else:
        reached = actual.number > base.number if higher else actual.number < base.number
        sign = "＞" if higher else "＜"
        wanted = f"{'＞' if higher else '＜'} {_show(base, settings)}"
    judgement = replace(judgement, direction=direction)
    against = f"実績 {_show(actual, settings)} と基準値 {_show(base, settings)}"
    if reached:
        text = f"検証値「{target.value.raw}」：{against}を比べて 実績{sign}基準値"
        return _reached(judgement, settings, text)
    symbol = settings.symbols.get(Mark.MISSED, "")
    return replace(
        judgement,
        mark=Mark.MISSED,
        explanation=f"検証値「{target.value.raw}」：{against}を比べて 実績{sign}基準値 ではない → {symbol}",
        next_mark=f"{settings.symbols.get(Mark.ACHIEVED, '')}：実績 {wanted}",
        needed=base.number,
    )


def _reached(judgement: Judgement, settings: Settings, text: str) -> Judgement:
    symbol = settings.symbols.get(Mark.ACHIEVED, "")
    return replace(judgement, mark=Mark.ACHIEVED, explanation=f"{text} → {symbol}")


def direction_of(indicator: Indicator, target: Entry) -> Direction | None:
    """The better side for a numeric target: 以上・以下, else 望ましい方向, else the side of the base.

    None where nothing decides (target = base), or where 維持 is given, which has no side.
    """
    if target.value.operator is not None:
        return _BY_OPERATOR[target.value.operator]
    if indicator.direction is not None:
        return None if indicator.direction is Direction.KEEP else indicator.direction
    base = _base_number(indicator.base)
    if base is None or target.number is None or base == target.number:
        return None
    return Direction.HIGHER if target.number > base else Direction.LOWER


def _base_number(base: Entry | None) -> Decimal | None:
    """The base; a base of ``-`` counts as 0, since nothing had been done yet."""
    if base is None:
        return None
    return Decimal(0) if base.value.kind is ValueKind.NO_DATA else base.number


def _judge_number(
    judgement: Judgement, indicator: Indicator, target: Entry, actual: Entry, settings: Settings
) -> Judgement:
    direction = direction_of(indicator, target)
    if direction is None or target.number is None or actual.number is None:
        return _undecided(judgement, Undecided.NO_DIRECTION)
    higher = direction is Direction.HIGHER
    judgement = replace(judgement, direction=direction)
    sides = f"実績 {_show(actual, settings)} {{}} 検証値 {_show(target, settings)}"
    strict = target.value.operator in _STRICT
    ahead = actual.number > target.number if higher else actual.number < target.number
    if ahead or (actual.number == target.number and not strict):
        sign = ("＞" if higher else "＜") if strict else ("≧" if higher else "≦")
        return _reached(judgement, settings, sides.format(sign))
    base = _base_number(indicator.base)
    on_better_side = base is not None and (base < target.number) is higher and base != target.number
    if settings.method is RateMethod.FROM_BASE and base is not None and on_better_side:
        rate, formula, limit = _rate_from_base(judgement, base, target.number, settings)
    else:
        rate, formula, limit = _plain_rate(judgement, target.number, settings)
    if rate is None or limit is None:
        return _missed(judgement, settings, f"{sides.format('は未達')}。{formula}", None)
    near = rate >= settings.threshold
    relation = "≧" if near else "＜"
    text = f"{formula} {relation} {_percent(settings.threshold)}"
    judgement = replace(judgement, rate=rate)
    if not near:
        return _missed(judgement, settings, text, limit)
    return replace(
        judgement,
        mark=Mark.NEARLY,
        explanation=f"{text} → {settings.symbols.get(Mark.NEARLY, '')}",
        next_mark=f"{settings.symbols.get(Mark.ACHIEVED, '')}：実績 {_show(target, settings)} に到達",
        needed=target.number,
    )


def _missed(
    judgement: Judgement, settings: Settings, text: str, limit: Fraction | None
) -> Judgement:
    """MISSED; ``limit`` is the exact actual from which NEARLY would be given."""
    explanation = f"{text} → {settings.symbols.get(Mark.MISSED, '')}"
    judgement = replace(judgement, mark=Mark.MISSED, explanation=explanation)
    if limit is None:
        return judgement
    higher = judgement.direction is Direction.HIGHER
    # Rounded to the safe side, so that reaching the number shown is enough.
    exact = Decimal(limit.numerator) / Decimal(limit.denominator)
    needed = exact.quantize(Decimal("0.01"), ROUND_CEILING if higher else ROUND_FLOOR)
    shown = format_number(needed, 2 if needed % 1 else 0, settings.minus)
    nearly = settings.symbols.get(Mark.NEARLY, "")
    words = f"{nearly}：実績 {shown} {'以上' if higher else '以下'}"
    return replace(judgement, next_mark=words, needed=needed)


def _rate_from_base(
    judgement: Judgement, base: Decimal, target: Decimal, settings: Settings
) -> tuple[Fraction, str, Fraction]:
    actual = judgement.actual.number if judgement.actual else None
    assert actual is not None
    rate = Fraction(actual - base) / Fraction(target - base)
    shown = [_plain_number(number, settings) for number in (actual, base, target)]
    formula = f"基準値比 {_percent(rate)}（{shown[0]}−{shown[1]}）／（{shown[2]}−{shown[1]}）"
    return rate, formula, Fraction(base) + settings.threshold * Fraction(target - base)


def _plain_rate(
    judgement: Judgement, target: Decimal, settings: Settings
) -> tuple[Fraction | None, str, Fraction | None]:
    actual = judgement.actual.number if judgement.actual else None
    assert actual is not None
    # A ratio of numbers that are not both positive says nothing about attainment.
    if actual <= 0 or target <= 0:
        return None, "0 以下の値を含むため達成率を計算できません", None
    shown = [_plain_number(number, settings) for number in (actual, target)]
    if judgement.direction is Direction.HIGHER:
        rate = Fraction(actual) / Fraction(target)
        limit = Fraction(target) * settings.threshold
        formula = f"単純比 {_percent(rate)}（{shown[0]}／{shown[1]}）"
    else:
        rate = Fraction(target) / Fraction(actual)
        limit = Fraction(target) / settings.threshold
        formula = f"単純比 {_percent(rate)}（{shown[1]}／{shown[0]}）"
    return rate, formula, limit


def _plain_number(number: Decimal, settings: Settings) -> str:
    exponent = number.as_tuple().exponent
    return format_number(
        number, max(0, -exponent) if isinstance(exponent, int) else 0, settings.minus
    )


def _show(entry: Entry, settings: Settings) -> str:
    return display(replace(entry.value, older=(), note=""), settings.minus)


def _percent(rate: Fraction) -> str:
    """A rate in per cent with one decimal, rounded toward zero so that 89.96 % is never 90.0 %."""
    tenths = int(rate * 1000)
    sign = "−" if rate < 0 and tenths else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10} %"


def typed_mark(
    text: str, settings: Settings, spellings: dict[Mark, tuple[str, ...]]
) -> Mark | None:
    """The mark that a person typed in 進捗, in the symbols of 設定 or their look-alikes."""
    for mark in Mark:
        if text == settings.symbols.get(mark) or text in spellings[mark]:
            return mark
    return None


def group_mark(marks: Iterable[Mark | None]) -> Mark | None:
    """The mark that the rows of a group share: all equal → that one, mixed → NEARLY."""
    found = set(marks)
    if None in found or not found:
        return None
    return found.pop() if len(found) == 1 else Mark.NEARLY


def recount(marks: Iterable[Mark | None]) -> tuple[int, int]:
    """How many groups are ACHIEVED or NEARLY, and how many have a mark at all."""
    given = [mark for mark in marks if mark is not None]
    return sum(mark is not Mark.MISSED for mark in given), len(given)


class Judged:
    """All judgements of a report.

    Attributes:
        rows: the judgement of each indicator, by its ID.
        groups: the printed mark of each group, by the ID of its first row: the typed one where
            there is one, else the computed one.
        computed: the computed mark of each group, by the same ID.
        typed: the marks that people typed, by the row's ID; None where the text is no mark.
    """

    def __init__(self, report: Report, spellings: dict[Mark, tuple[str, ...]]) -> None:
        self.rows: dict[str, Judgement] = {}
        self.groups: dict[str, Mark | None] = {}
        self.computed: dict[str, Mark | None] = {}
        self.typed: dict[str, Mark | None] = {}
        for _, _, group in report.groups():
            for row in group.rows:
                self.rows[row.id] = judge(row, report.settings)
                if row.typed_mark:
                    self.typed[row.id] = typed_mark(row.typed_mark, report.settings, spellings)
            computed = group_mark(self.rows[row.id].mark for row in group.rows)
            first = group.rows[0].id
            self.computed[first] = computed
            typed = [self.typed.get(row.id) for row in group.rows]
            self.groups[first] = next((mark for mark in typed if mark), computed)

    def mark(self, group: Group) -> Mark | None:
        """The printed mark of a group."""
        return self.groups[group.rows[0].id]
