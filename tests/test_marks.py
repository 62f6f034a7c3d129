"""Marks against the published ones and against cases worked by hand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from kumareport import pipeline
from kumareport.marks import Judged, attainment, judge, mark_before, recount
from kumareport.marks.judge import Judgement
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Direction, Mark, RateMethod, Undecided
from kumareport.model.period import parse_period
from kumareport.model.report import Report
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import parse
from kumareport.workbook.layout import MARK_SPELLINGS


@pytest.fixture(scope="module")
def real(checked: pipeline.CheckResult) -> Report:
    return checked.report


def symbol(mark: Mark | None) -> str | None:
    return None if mark is None else mark.symbol


def published(seed: dict[str, Any]) -> list[str]:
    marks: list[str] = []
    for chapter in seed["chapters"]:
        for section in chapter["sections"]:
            previous = None
            for row in section["indicators"]:
                group = row.get("group")
                if not group or group != previous:
                    marks.append(row["mark"])
                previous = group
    return marks


@pytest.mark.parametrize("percent", ["85.4", "90", "95"])
def test_all_52_published_marks(real: Report, seed: dict[str, Any], percent: str) -> None:
    settings = Settings().with_threshold(Fraction(percent) / 100)
    judged = Judged(Report(settings, real.chapters, (), ()), MARK_SPELLINGS)
    ours = [symbol(judged.mark(group)) for _, _, group in real.groups()]
    assert len(ours) == 52
    assert ours == published(seed)
    assert recount(judged.groups.values()) == (25, 52)


def test_a_plain_ratio_does_not_reproduce_them(real: Report, seed: dict[str, Any]) -> None:
    settings = Settings(method=RateMethod.PLAIN)
    judged = Judged(Report(settings, real.chapters, (), ()), MARK_SPELLINGS)
    assert [symbol(judged.mark(g)) for _, _, g in real.groups()] != published(seed)


def judged(
    base: str,
    actual: str | tuple[str, ...],
    target: str,
    direction: Direction | None = None,
    method: RateMethod = RateMethod.FROM_BASE,
) -> Judgement:
    actuals = actual if isinstance(actual, tuple) else ("1", actual)
    row = indicator_of(base, *actuals, target, direction=direction)
    return judge(row, Settings(method=method))


def indicator_of(*values: str, direction: Direction | None = None) -> Indicator:
    at = Location("第１章", 5, 5)
    headers = ("基準値 H27", "実績 R4", "実績 R5", "検証値 R5")
    entries = tuple(
        Entry(period, parse(value, "件"), at)
        for number, (header, value) in enumerate(zip(headers, values, strict=True), 6)
        if (period := parse_period(header, number)) is not None
    )
    return Indicator("1", "名", (), "件", entries, "", "", direction, True, "名", "", at, at)


@pytest.mark.parametrize(
    ("base", "actual", "target", "direction", "mark", "rate"),
    [
        ("51.9", "53.3", "57.8", None, "×", Fraction(14, 59)),  # 第８章第５節
        ("-", "38", "40", None, "△", Fraction(19, 20)),  # 井戸: a base of - counts as 0
        ("60.7", "60.2", "60.7", Direction.HIGHER, "△", Fraction(602, 607)),
        ("7,039(H26)", "5,345（概数）", "7,000以上", None, "×", Fraction(5345, 7000)),
        ("10", "14", "0", None, "×", Fraction(-2, 5)),  # 不祥事: the target is zero
        ("0", "9", "10", None, "△", Fraction(9, 10)),  # the threshold itself is enough
        ("0", "8.99", "10", None, "×", Fraction(899, 1000)),
        ("0.1", "0.3", "0.3", None, "○", None),  # exact: no binary float here
        ("100", "20", "20未満", None, "△", Fraction(1)),  # 未満 is strict: 100 % and still not ○
    ],
)
def test_numeric_targets(
    base: str,
    actual: str,
    target: str,
    direction: Direction | None,
    mark: str,
    rate: Fraction | None,
) -> None:
    result = judged(base, actual, target, direction)
    assert symbol(result.mark) == mark
    assert result.rate == rate


@pytest.mark.parametrize(
    ("base", "actual", "target", "direction", "mark"),
    [
        ("6", "2", "減少", None, "○"),
        ("177", "179", "減少", None, "×"),
        ("10", "10", "上昇", None, "×"),  # strict
        ("10", "10", "維持", Direction.HIGHER, "○"),
        ("10", "11", "維持", Direction.LOWER, "×"),
        ("365日24時間", "維持", "維持", None, "○"),
    ],
)
def test_targets_in_words_compare_with_the_base(
    base: str, actual: str, target: str, direction: Direction | None, mark: str
) -> None:
    assert symbol(judged(base, actual, target, direction).mark) == mark


def test_explanation_and_distance() -> None:
    result = judged("51.9", "53.3", "57.8")
    assert "基準値比 23.7 %（53.3−51.9）／（57.8−51.9）" in result.explanation
    assert result.next_mark == "△：実績 57.21 以上"
    assert result.needed == Decimal("57.21")  # 51.9 + 0.9 × 5.9


@pytest.mark.parametrize(
    ("base", "actual", "target", "needed"),
    [
        ("10", "14", "0", "1"),  # 10 − 0.9 × 10
        ("60.7", "60.2", "60.7以上", "60.7"),  # △: the target itself is next
        ("44.6", "37.3", "上昇", "44.6"),
        ("14", "20", "8", "8.6"),
        ("0", "0", "-5", None),  # no ratio of numbers that are not positive
    ],
)
def test_the_actual_needed_for_the_next_mark(
    base: str, actual: str, target: str, needed: str | None
) -> None:
    method = RateMethod.PLAIN if needed is None else RateMethod.FROM_BASE
    result = judged(base, actual, target, method=method)
    assert result.needed == (None if needed is None else Decimal(needed))


def test_newest_actual_with_a_value_counts() -> None:
    result = judged("5,481", ("3,180（R1）", "ー\n※算出方法変更"), "3,745")
    assert result.actual is not None
    assert result.actual.number == Decimal(3180)
    assert symbol(result.mark) == "○"


@pytest.mark.parametrize(
    ("base", "actual", "target", "why"),
    [
        ("10", "9", "10", Undecided.NO_DIRECTION),
        ("10", "9", "", Undecided.NO_TARGET),
        ("10", ("", ""), "12", Undecided.NO_ACTUAL),
        ("-", "9", "上昇", Undecided.NO_BASE),
    ],
)
def test_undecided(base: str, actual: str | tuple[str, ...], target: str, why: Undecided) -> None:
    assert judged(base, actual, target).undecided is why


@pytest.mark.parametrize(
    ("base", "actual", "target", "rate"),
    [
        ("51.9", "53.3", "57.8", Fraction(14, 59)),
        ("50", "62", "60", Fraction(12, 10)),  # above the target too
        ("10", "14", "0", Fraction(-2, 5)),
        ("44.6", "37.3", "上昇", None),
        ("10", "9", "", None),
        ("10", "9", "10", None),  # no direction
        ("10", ("", ""), "12", None),
    ],
)
def test_the_attainment_beside_a_mark(
    base: str, actual: str | tuple[str, ...], target: str, rate: Fraction | None
) -> None:
    assert attainment(judged(base, actual, target), Settings()) == rate


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        (("50", "60", "55", "60"), ("○", "×")),
        (("50", "40", "59", "60"), ("×", "△")),
        (("50", "", "60", "60"), (None, "○")),
    ],
)
def test_the_mark_of_the_year_before(
    values: tuple[str, ...], marks: tuple[str | None, str]
) -> None:
    row = indicator_of(*values)
    assert symbol(mark_before(row, Settings())) == marks[0]
    assert symbol(judge(row, Settings()).mark) == marks[1]


def test_one_year_has_none_before() -> None:
    row = indicator_of("50", "40", "60", "60")
    one = replace(row, entries=tuple(e for e in row.entries if e.period.year.ad != 2022))
    assert mark_before(one, Settings()) is None
