"""The conditions of the marks as 設定 writes them, both ways."""

from fractions import Fraction

import pytest

from kumareport.mark_condition import FORMS, condition_words, parse_condition
from kumareport.model.mark import Condition, Measure

RATE, PACE, CHANGE, POINTS = Measure.RATE, Measure.PACE, Measure.CHANGE, Measure.POINTS


@pytest.mark.parametrize(
    ("written", "measure", "limit", "is_strict"),
    [
        ("達成率90％以上", RATE, Fraction(9, 10), False),
        ("達成率90以上", RATE, Fraction(9, 10), False),
        ("達成率99.5％超", RATE, Fraction(199, 200), True),
        ("計画比100％以上", PACE, Fraction(1), False),
        ("計画比50％超", PACE, Fraction(1, 2), True),
        ("改善10％以上", CHANGE, Fraction(1, 10), False),
        ("改善10％超", CHANGE, Fraction(1, 10), True),
        ("悪化10％以内", CHANGE, Fraction(-1, 10), False),
        ("悪化10％未満", CHANGE, Fraction(-1, 10), True),
        ("改善3ポイント以上", POINTS, Fraction(3), False),
        ("改善3pt超", POINTS, Fraction(3), True),
        ("悪化3ポイント以内", POINTS, Fraction(-3), False),
        ("悪化２.５ｐｔ未満", POINTS, Fraction(-5, 2), True),
        ("改善1％以上", CHANGE, Fraction(1, 100), False),
        ("点数80以上", Measure.SCORE, Fraction(80), False),
        ("点数 ７.５点超", Measure.SCORE, Fraction(15, 2), True),
    ],
)
def test_read(written: str, measure: Measure, limit: Fraction, is_strict: bool) -> None:
    assert parse_condition(written) == Condition(measure, limit, is_strict)


@pytest.mark.parametrize(
    "written",
    [
        "", "達成した", "達成率", "達成率90", "達成率90％以内", "達成率90％未満", "達成率90ポイント以上", "達成率90pt超",
        "計画比90ポイント超", "計画比90％以内", "改善10％以内", "改善10％未満", "悪化10％以上", "悪化10％超",
        "改善10以上", "悪化10以内", "達成率90％以上です", "約達成率90％以上", "点数80％以上", "点数80以内", "達成率90点以上",
        "改善10点以上",
    ],
)  # fmt: skip
def test_not_a_condition(written: str) -> None:
    assert parse_condition(written) is None


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(Measure.TARGET), "達成"),
        (Condition(Measure.REST), "それ以外"),
        (Condition(Measure.TYPED), "手入力"),
        (Condition(RATE, Fraction(9, 10)), "達成率90％以上"),
        (Condition(RATE, Fraction(0)), "達成率0％以上"),
        (Condition(RATE, Fraction(0), True), "達成率0％超"),
        (Condition(PACE, Fraction(0)), "計画比0％以上"),
        (Condition(PACE, Fraction(1), True), "計画比100％超"),
        (Condition(CHANGE, Fraction(1, 200)), "改善0.5％以上"),
        (Condition(CHANGE, Fraction(0), True), "改善0％超"),
        (Condition(CHANGE, Fraction(0)), "悪化0％以内"),
        (Condition(CHANGE, Fraction(-1, 10), True), "悪化10％未満"),
        (Condition(POINTS, Fraction(0)), "悪化0ポイント以内"),
        (Condition(POINTS, Fraction(0), True), "改善0ポイント超"),
        (Condition(POINTS, Fraction(1)), "改善1ポイント以上"),
        (Condition(POINTS, Fraction(-5, 2)), "悪化2.5ポイント以内"),
        (Condition(Measure.SCORE, Fraction(15, 2)), "点数7.5以上"),
        (Condition(Measure.SCORE, Fraction(80), True), "点数80超"),
    ],
)
def test_written(condition: Condition, words: str) -> None:
    assert condition_words(condition) == words
    assert parse_condition(words) == condition


def test_every_form_that_is_offered_can_be_read() -> None:
    for form in FORMS:
        condition = parse_condition(form)
        assert condition is not None
        assert condition_words(condition) == form
