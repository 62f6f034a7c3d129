"""Marks, their words and the distance to the next mark, worked by hand from the rule."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kumareport.marks import judge
from kumareport.marks.facts import percent
from kumareport.model.mark import Direction, Judgement, RateMethod, Scheme, Undecided, three_marks
from kumareport.model.settings import Settings
from tests.marks.rows import HEADERS, row, scheme

HIGHER, LOWER, KEEP = Direction.HIGHER, Direction.LOWER, Direction.KEEP
BASE_ONLY = scheme("A：改善10％以上", "B：悪化０％以内", "C：それ以外")
POINTS = scheme("A：改善３ポイント超", "B：悪化３ポイント未満", "C：それ以外")
PACE = scheme("a：計画比100％以上", "b：計画比50％超", "c：それ以外")


def judged(
    base: str,
    actual: str | tuple[str, str],
    target: str,
    direction: Direction | None = None,
    *,
    marks: Scheme | None = None,
    method: RateMethod = RateMethod.FROM_BASE,
    minus: str = "▲",
    headers: tuple[str, ...] = HEADERS,
) -> Judgement:
    settings = Settings(method=method, minus=minus, schemes=(marks or three_marks(),))
    return judge(row(base, actual, target, direction, headers=headers), settings)


def symbol(found: Judgement) -> str:
    return found.mark.symbol if found.mark else "—"


@pytest.mark.parametrize(
    ("base", "actual", "target", "direction", "expected"),
    [
        # Reached: the number itself is enough, but not for 未満 and 超.
        ("10", "20", "20", None, "○"),
        ("10", "19.99", "20", None, "△"),  # 9.99/10
        ("30", "20", "20", None, "○"),
        ("30", "20.01", "20", None, "△"),
        ("10", "20", "20以上", None, "○"),
        ("10", "20", "20超", None, "△"),
        ("10", "20.01", "20超", None, "○"),
        ("30", "20", "20以下", None, "○"),
        ("30", "20", "20未満", None, "△"),
        ("30", "19.99", "20未満", None, "○"),
        # The direction comes before the side of the base: 60.7 kept, lower is better.
        ("60.7", "60.7", "60.7", LOWER, "○"),
        ("60.7", "61", "60.7", LOWER, "△"),  # no way to go: 60.7/61 = 99.5 %
        ("60.7", "70", "60.7", LOWER, "×"),  # 60.7/70 = 86.7 %
        ("60.7", "54", "60.7", HIGHER, "×"),  # 54/60.7 = 88.9 %
        # A target behind the base: the plain ratio.
        ("30", "19", "20", HIGHER, "△"),  # 19/20
        ("10", "21", "20", LOWER, "△"),  # 20/21
        # A target in words compares with the base, strictly.
        ("10", "11", "上昇", None, "○"),
        ("10", "10", "上昇", None, "×"),
        ("10", "9", "上昇", None, "×"),
        ("10", "9", "減少", None, "○"),
        ("10", "10", "減少", None, "×"),
        ("10", "11", "減少", None, "×"),
        # 維持: no worse than the base.
        ("10", "10", "維持", HIGHER, "○"),
        ("10", "11", "維持", HIGHER, "○"),
        ("10", "9", "維持", HIGHER, "×"),
        ("10", "10", "維持", LOWER, "○"),
        ("10", "9", "維持", LOWER, "○"),
        ("10", "11", "維持", LOWER, "×"),
        ("", "維持", "維持", None, "○"),
        ("10", "維持", "維持", HIGHER, "○"),
    ],
)
def test_three_marks(
    base: str, actual: str, target: str, direction: Direction | None, expected: str
) -> None:
    assert symbol(judged(base, actual, target, direction)) == expected


@pytest.mark.parametrize(
    ("base", "actual", "target", "direction", "explanation", "next_mark", "needed"),
    [
        ("10", "20", "20", None, "実績 20 ≧ 検証値 20 → ○", "", None),
        ("10", "21", "20超", None, "実績 21 ＞ 検証値 20超 → ○", "", None),
        ("30", "20", "20", None, "実績 20 ≦ 検証値 20 → ○", "", None),
        ("30", "19", "20未満", None, "実績 19 ＜ 検証値 20未満 → ○", "", None),
        ("10", "19", "20", None, "基準値比 90.0 %（19−10）／（20−10） ≧ 90.0 % → △",
         "○：実績 20 に到達", "20"),
        ("10", "18.9", "20", None, "基準値比 89.0 %（18.9−10）／（20−10） ＜ 90.0 % → ×",
         "△：実績 19 以上", "19"),
        ("30", "22", "20", None, "基準値比 80.0 %（22−30）／（20−30） ＜ 90.0 % → ×",
         "△：実績 21 以下", "21"),
        ("-", "1", "8", None, "基準値比 12.5 %（1−0）／（8−0） ＜ 90.0 % → ×", "△：実績 7.20 以上", "7.2"),
        ("60.7", "54.2", "60.7", HIGHER, "単純比 89.2 %（54.2／60.7） ＜ 90.0 % → ×",
         "△：実績 54.63 以上", "54.63"),  # 54.63 exactly
        ("6", "7", "6", LOWER, "単純比 85.7 %（6／7） ＜ 90.0 % → ×", "△：実績 6.66 以下", "6.66"),
        ("7", "1", "7", HIGHER, "単純比 14.2 %（1／7） ＜ 90.0 % → ×", "△：実績 6.30 以上", "6.3"),
        ("10", "9", "上昇", None, "検証値「上昇」：実績 9 と基準値 10を比べて 実績＞基準値 ではない → ×",
         "○：実績 ＞ 10", "10"),
        ("10", "11", "上昇", None, "検証値「上昇」：実績 11 と基準値 10を比べて 実績＞基準値 → ○", "", None),
        ("10", "9", "減少", None, "検証値「減少」：実績 9 と基準値 10を比べて 実績＜基準値 → ○", "", None),
        ("10", "10", "維持", HIGHER, "検証値「維持」：実績 10 と基準値 10を比べて 実績≧基準値 → ○", "", None),
        ("10", "12", "維持", LOWER, "検証値「維持」：実績 12 と基準値 10を比べて 実績≦基準値 ではない → ×",
         "○：実績 ≦ 10", "10"),
        ("", "維持", "維持", None, "検証値「維持」に対し実績も「維持」 → ○", "", None),
        # What else a cell says does not belong into the comparison; its year and status do.
        ("10", "18.6（H27）\n20.1（H28）", "20", None, "実績 20.1（H28） ≧ 検証値 20 → ○", "", None),
        ("10", "20 ※見直し", "20", None, "実績 20 ≧ 検証値 20 → ○", "", None),
        # No ratio of numbers that are not positive: nothing can be said of △.
        ("5", "0", "5", HIGHER, "実績 0 は未達 検証値 5。0 以下の値を含むため達成率を計算できません → ×", "", None),
        ("0", "5", "0", LOWER, "実績 5 は未達 検証値 0。0 以下の値を含むため達成率を計算できません → ×", "", None),
    ],
)  # fmt: skip
def test_words_and_distance(
    base: str, actual: str, target: str, direction: Direction | None,
    explanation: str, next_mark: str, needed: str | None,
) -> None:  # fmt: skip
    found = judged(base, actual, target, direction)
    assert found.explanation == explanation
    assert found.next_mark == next_mark
    assert found.needed == (Decimal(needed) if needed else None)


def test_small_positive_numbers_have_a_ratio() -> None:
    assert judged("1", "0.5", "1", HIGHER).rate == Fraction(1, 2)
    assert judged("0.5", "1", "0.5", LOWER).rate == Fraction(1, 2)


def test_numbers_in_words_have_their_decimals_and_the_minus_of_the_settings() -> None:
    found = judged("-1.50", "-1.25", "1,000", minus="−")
    # (-1.25 + 1.50) / (1000 + 1.50) = 0.0249…%
    assert found.explanation == "基準値比 0.0 %（−1.25−−1.50）／（1,000−−1.50） ＜ 90.0 % → ×"


def test_rate_and_limit_are_told() -> None:
    found = judged(
        "0", "5", "10", marks=scheme("A：達成率80％以上", "B：達成率60％以上", "C：それ以外")
    )
    assert (found.rate, found.limit) == (Fraction(1, 2), Fraction(3, 5))
    assert found.direction is HIGHER
    assert judged("10", "20", "20").rate is None


def test_the_distance_is_rounded_to_the_safe_side() -> None:
    thirds = scheme("A：達成率33.4％以上", "C：それ以外")
    assert judged("0", "1", "9.99", marks=thirds).needed == Decimal("3.34")  # 3.33666
    assert judged("9.99", "9", "0", marks=thirds).needed == Decimal("6.65")  # 6.65334
    strict = scheme("A：達成率50％超", "C：それ以外")
    assert judged("0", "1", "10", marks=strict).next_mark == "A：実績 5 超"
    assert judged("10", "9", "0", marks=strict).next_mark == "A：実績 5 未満"


@pytest.mark.parametrize(
    ("base", "actual", "target", "direction", "expected"),
    [
        ("100", "110", "200", None, "A"),
        ("100", "109.9", "200", None, "B"),
        ("100", "100", "200", None, "B"),
        ("100", "99.9", "200", None, "C"),
        ("100", "90", "50", None, "A"),
        ("100", "90.1", "50", None, "B"),
        ("100", "100.1", "50", None, "C"),
        ("-100", "-90", "0", None, "A"),  # 10 of 100, whatever the sign of the base
        ("-100", "-90.1", "0", None, "B"),
    ],
)
def test_the_change_from_the_base(
    base: str, actual: str, target: str, direction: Direction | None, expected: str
) -> None:
    assert symbol(judged(base, actual, target, direction, marks=BASE_ONLY)) == expected


def test_the_words_of_a_change() -> None:
    better = judged("80", "88", "100", marks=BASE_ONLY)
    assert better.explanation == (
        "基準値からの改善 10.0 %（88−80）／80：「改善10％以上」に当たる → A"
    )
    assert (better.rate, better.limit) == (None, None)
    same = judged("80", "80", "100", marks=BASE_ONLY)
    assert same.explanation == "基準値からの改善 0.0 %（80−80）／80：「悪化0％以内」に当たる → B"
    assert (same.next_mark, same.needed) == ("A：実績 88 以上", Decimal(88))
    worse = judged("80", "84", "50", marks=BASE_ONLY)
    assert worse.explanation == (
        "基準値からの悪化 5.0 %（84−80）／80：「悪化0％以内」に当たらない → C"
    )
    assert worse.next_mark == "B：実績 80 以下"
    assert judged("80", "80", "50", marks=BASE_ONLY).next_mark == "A：実績 72 以下"
    zero = judged("-", "5", "50", marks=BASE_ONLY)
    assert zero.explanation == "基準値が 0 のため、基準値からの増減率を計算できません → C"


@pytest.mark.parametrize(
    ("base", "actual", "target", "expected"),
    [
        ("50", "53", "60", "B"),  # 3 points themselves are not more than 3
        ("50", "53.1", "60", "A"),
        ("50", "47.1", "60", "B"),
        ("50", "47", "60", "C"),
        ("50", "46.9", "40", "A"),
        ("50", "52.9", "40", "B"),
        ("50", "53", "40", "C"),
        ("-", "4", "60", "A"),  # a base of - counts as 0
    ],
)
def test_points(base: str, actual: str, target: str, expected: str) -> None:
    assert symbol(judged(base, actual, target, marks=POINTS)) == expected


def test_the_words_of_points() -> None:
    found = judged("50", "46.5", "60", marks=POINTS)
    assert found.explanation == (
        "基準値からの悪化 3.5 ポイント（46.5−50）：「悪化3ポイント未満」に当たらない → C"
    )
    assert found.next_mark == "B：実績 47 超"
    assert judged("50", "53.5", "40", marks=POINTS).next_mark == "B：実績 53 未満"
    assert judged("50", "50", "40", marks=POINTS).next_mark == "A：実績 47 未満"
    assert judged("50", "51", "60", marks=POINTS).next_mark == "A：実績 53 超"


@pytest.mark.parametrize(
    ("base", "actual", "target", "expected"),
    [
        # H27 to R5 are 8 years. R3: 6/8 have passed, so 57.5 of 50 → 60 is on pace.
        ("50", "57.5", "60", "a"),
        ("50", "57.4", "60", "b"),
        ("50", "53.75", "60", "c"),  # half the pace itself is not more than half
        ("50", "53.76", "60", "b"),
        ("60", "52.5", "50", "a"),
        ("60", "52.6", "50", "b"),
        ("-", "6", "8", "a"),
    ],
)
def test_pace(base: str, actual: str, target: str, expected: str) -> None:
    headers = ("基準値 H27", "実績 R2", "実績 R3", "検証値 R5")
    assert symbol(judged(base, actual, target, marks=PACE, headers=headers)) == expected


def test_the_words_of_a_pace() -> None:
    headers = ("基準値 H27", "実績 R2", "実績 R3", "検証値 R5")
    found = judged("50", "55", "60", marks=PACE, headers=headers)
    # 50 % of the way in 75 % of the years: 66.6 %
    assert found.explanation == (
        "計画比 66.6 %（基準値比 50.0 %（55−50）／（60−50）、8年のうち6年＝75.0 %） ＞ 50.0 % → b"
    )
    assert (found.next_mark, found.needed) == ("a：実績 57.50 以上", Decimal("57.5"))


@pytest.mark.parametrize(
    ("base", "target", "direction", "headers", "words"),
    [
        ("50", "40", HIGHER, ("基準値 H27", "実績 R2", "実績 R3", "検証値 R5"), "検証値が基準値より"),
        ("50", "50", HIGHER, ("基準値 H27", "実績 R2", "実績 R3", "検証値 R5"), "検証値が基準値より"),
        ("50", "50", LOWER, ("基準値 H27", "実績 R2", "実績 R3", "検証値 R5"), "検証値が基準値より"),
        ("50", "60", LOWER, ("基準値 H27", "実績 R2", "実績 R3", "検証値 R5"), "検証値が基準値より"),
        ("50", "60", None, ("基準値 H27", "実績 H26", "実績 H27", "検証値 R5"), "実績の年度が"),
        ("50", "60", None, ("基準値 H27", "実績 R5", "実績 R6", "検証値 R5"), "実績の年度が"),
    ],
)  # fmt: skip
def test_no_pace(
    base: str, target: str, direction: Direction | None, headers: tuple[str, ...], words: str
) -> None:
    found = judged(base, "45", target, direction, marks=PACE, headers=headers)
    assert words in found.explanation
    assert symbol(found) == "c"
    assert found.next_mark == ""


def test_the_last_year_itself_has_a_pace() -> None:
    assert symbol(judged("50", "60", "60", marks=PACE)) == "a"
    headers = ("基準値 H27", "実績 H27", "実績 H28", "検証値 R5")
    assert symbol(judged("0", "1", "8", marks=PACE, headers=headers)) == "a"


def test_words_in_schemes_of_rates() -> None:
    more = scheme("S：達成率120％以上", "A：達成率100％以上", "B：達成率80％以上", "C：それ以外")
    reached = judged("10", "11", "上昇", marks=more)
    # Reached is 100 %; there is no more than that, and no number that would give it.
    assert (symbol(reached), reached.next_mark) == ("A", "")
    missed = judged("10", "10", "上昇", marks=more)
    assert (symbol(missed), missed.next_mark) == ("C", "S：実績 ＞ 10")


def test_維持_in_a_scheme_of_changes_asks_only_whether_it_is_reached() -> None:
    band = scheme("A：改善10％超", "B：達成", "C：それ以外")
    found = judged("10", "維持", "維持", HIGHER, marks=band)
    assert symbol(found) == "B"
    assert symbol(judged("10", "維持", "維持", marks=band)) == "B"


def test_marks_that_people_type_are_passed_over() -> None:
    found = judged("0", "5", "10", marks=scheme("S：達成", "－：手入力", "C：それ以外"))
    assert symbol(found) == "C"
    assert found.next_mark == "S：実績 10 に到達"


def test_the_last_mark_may_stand_alone() -> None:
    found = judged("0", "5", "10", marks=scheme("C：それ以外"))
    assert found.explanation == "ほかの条件に当てはまらない → C"


@pytest.mark.parametrize(
    ("base", "actual", "target", "direction", "marks", "why"),
    [
        ("10", "9", "", None, None, Undecided.NO_TARGET),
        ("10", "9", "未集計", None, None, Undecided.NO_TARGET),
        ("10", ("", "-"), "12", None, None, Undecided.NO_ACTUAL),
        ("10", "9", "10", None, None, Undecided.NO_DIRECTION),
        ("10", "9", "維持", None, None, Undecided.NO_DIRECTION),
        ("10", "9", "12", KEEP, None, Undecided.NO_DIRECTION),
        ("", "9", "上昇", None, None, Undecided.NO_BASE),
        ("-", "9", "上昇", None, None, Undecided.NO_BASE),
        ("365日24時間", "9", "上昇", None, None, Undecided.NOT_COMPARABLE),
        ("10", "維持", "上昇", None, None, Undecided.NOT_COMPARABLE),
        ("10", "365日24時間", "20", None, None, Undecided.NOT_COMPARABLE),
        ("10", "9", "365日24時間", HIGHER, None, Undecided.NOT_COMPARABLE),
        ("", "9", "20", HIGHER, BASE_ONLY, Undecided.NO_BASE),
        ("365日24時間", "9", "20", HIGHER, BASE_ONLY, Undecided.NOT_COMPARABLE),
        ("", "9", "20", HIGHER, POINTS, Undecided.NO_BASE),
        ("", "9", "20", HIGHER, PACE, Undecided.NO_BASE),
        ("10", "維持", "維持", HIGHER, BASE_ONLY, Undecided.NOT_COMPARABLE),
        ("10", "15", "20", None, scheme("S：達成"), Undecided.NO_RULE),
    ],
)
def test_undecided(
    base: str, actual: str | tuple[str, str], target: str, direction: Direction | None,
    marks: Scheme | None, why: Undecided,
) -> None:  # fmt: skip
    found = judged(base, actual, target, direction, marks=marks)
    assert found.undecided is why
    assert found.mark is None
    assert found.explanation == f"{why}。"


NO_TARGET = ("基準値 H27", "実績 R4", "実績 R5", "実績 R6")
NO_BASE = ("実績 R2", "実績 R4", "実績 R5", "検証値 R5")


@pytest.mark.parametrize(
    ("target", "headers", "marks", "why"),
    [
        ("20", NO_TARGET, None, Undecided.NO_TARGET),
        ("上昇", NO_BASE, None, Undecided.NO_BASE),
        ("20", NO_BASE, BASE_ONLY, Undecided.NO_BASE),
    ],
)
def test_a_chapter_without_a_column(
    target: str, headers: tuple[str, ...], marks: Scheme | None, why: Undecided
) -> None:
    found = judged("10", "9", target, HIGHER, marks=marks, headers=headers)
    assert found.undecided is why


def test_a_scheme_of_changes_needs_no_target() -> None:
    found = judged("100", "110", "", HIGHER, marks=BASE_ONLY)
    assert symbol(found) == "A"
    assert found.target is None


def test_a_qualitative_base_leaves_the_plain_ratio() -> None:
    assert judged("365日24時間", "19", "20", HIGHER).rate == Fraction(19, 20)


def test_the_cells_used() -> None:
    found = judged("51.9", ("53.0", ""), "57.8")
    used = [entry and entry.number for entry in (found.base, found.actual, found.target)]
    assert used == [Decimal("51.9"), Decimal("53.0"), Decimal("57.8")]


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Fraction(9, 10), "90.0 %"), (Fraction(8999, 10000), "89.9 %"), (Fraction(1, 3), "33.3 %"),
        (Fraction(-1, 3), "−33.3 %"), (Fraction(-1, 2000), "0.0 %"), (Fraction(0), "0.0 %"),
        (Fraction(5, 2), "250.0 %"), (Fraction(-1, 1000), "−0.1 %"),
    ],
)  # fmt: skip
def test_percent_is_cut_off(rate: Fraction, words: str) -> None:
    assert percent(rate) == words


def test_marks_that_people_give_are_never_computed() -> None:
    found = judged("10", "12", "20", marks=scheme("S：手入力：達成", "C：手入力：未達成"))
    assert (found.mark, found.undecided) == (None, Undecided.BY_PEOPLE)
    assert (found.actual and found.actual.number, found.direction) == (12, Direction.HIGHER)
    points = judged("10", "12", "20", marks=scheme("A：点数8以上：達成", "B：それ以外：未達成"))
    assert (points.mark, points.undecided) == (None, Undecided.BY_PEOPLE)


@pytest.mark.parametrize(
    ("points", "given"), [("81", "A"), ("80", "B"), ("60", "B"), ("59.9", "C"), ("-1", "C")]
)
def test_points_give_the_first_mark_whose_bound_they_reach(points: str, given: str) -> None:
    marks = scheme(
        "－：手入力", "A：点数80超：達成", "B：点数60以上：概ね達成", "C：それ以外：未達成"
    )
    mark = marks.of_points(Decimal(points))
    assert mark is not None
    assert mark.symbol == given


def test_points_below_every_bound_give_none() -> None:
    assert scheme("A：点数80以上：達成").of_points(Decimal(79)) is None


@pytest.mark.parametrize(
    ("actual", "target", "expected"),
    [
        ("82", "80以上を維持", "○"), ("79", "80以上を維持", "△"),  # below the base: 79/80
        ("515（うちH28 255）", "500", "○"), ("5（累計）", "1→10", "△"),
        ("12", "10～15", "○"), ("15", "10～15", "○"), ("9", "10～15", "△"), ("16", "10～15", "△"),
        ("60", "50以上60未満", "△"), ("1", "50超60未満", "×"), ("50", "50超60未満", "△"),
        ("10以上", "10", "○"), ("30分以内", "10", "—"), ("9以上", "10", "—"), ("約10", "10", "○"),
        ("増加", "10～15", "—"),
        ("5", "25（R2～R6累計）", "—"), ("20（R2～R6累計）", "25（R2～R6累計）", "△"),
        ("12", "5年間で1,000", "—"),
    ],
)  # fmt: skip
def test_notations_that_say_more_than_a_number(actual: str, target: str, expected: str) -> None:
    marks = scheme("○：達成：達成", "△：達成率10％以上：概ね達成", "×：それ以外：未達成")
    base = "85" if "維持" in target else "0"
    found = judged(base, actual, target, marks=marks)
    assert symbol(found) == expected
    assert (found.undecided is not None) is (expected == "—")


def test_a_time_that_no_decimals_hold_is_judged_exactly() -> None:
    """1時間30分 of 1時間40分, read in 時間, are 90 %."""
    marks = scheme("○：達成：達成", "△：達成率90％以上：概ね達成", "×：それ以外：未達成")
    assert symbol(judged("0", "1.5", "1.666666666667", marks=marks)) == "△"
