"""Whether a claimed movement fits a series, worked by hand."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from kumareport.narrative.series import (
    Evidence,
    Movement,
    Point,
    Verdict,
    judge_denied,
    judge_mixed,
    judge_movement,
    judge_multiple,
    judge_steady,
    movement,
    points_of,
    turned_back,
)
from kumareport.narrative.windows import NO_WINDOW, Window, WindowKind
from tests.narrative.sections import Cell, indicator

UP, DOWN, FLAT = Movement.UP, Movement.DOWN, Movement.FLAT
FITS, WRONG, UNKNOWN = Verdict.FITS, Verdict.CONTRADICTS, Verdict.UNKNOWN
BASE, PREVIOUS, RECENT = (Window(k) for k in (WindowKind.BASE, WindowKind.PREVIOUS, WindowKind.RECENT))  # fmt: skip
AFTER, BEFORE = Window(WindowKind.AFTER_PANDEMIC), Window(WindowKind.BEFORE_PANDEMIC)


def points(*actuals: Cell, base: Cell = 50) -> tuple[Point, ...]:
    """A base of 2015 and actuals from 2019 to 2023."""
    return points_of(indicator(actuals, base=base))


def at(year: int, kind: WindowKind = WindowKind.AT, end: int | None = None) -> Window:
    return Window(kind, year, end=end)


def shown(evidence: Evidence) -> tuple[Verdict, list[int]]:
    return evidence.verdict, [point.year for point in evidence.points]


SINCE, UNTIL, AGAINST = WindowKind.SINCE, WindowKind.UNTIL, WindowKind.AGAINST


def test_points_are_numbers_by_the_year_that_they_belong_to() -> None:
    row = indicator((51, "-", "53（R2）", "未集計", 55), base="50（H26）")
    assert [(p.year, p.number) for p in points_of(row)] == [
        (2014, 50), (2019, 51), (2020, 53), (2023, 55),
    ]  # fmt: skip
    assert [p.year for p in points_of(row, by_column=True)] == [2015, 2019, 2021, 2023]


@pytest.mark.parametrize(("first", "last", "side"), [(1, 2, UP), (2, 1, DOWN), (2, 2, FLAT)])
def test_movement(first: int, last: int, side: Movement) -> None:
    assert movement(Decimal(first), Decimal(last)) is side


RISE_AND_FALL = (51, 60, 58, 54, 52)
"""Above the base of 50, below every year from 2020 on."""


@pytest.mark.parametrize(
    ("window", "side", "verdict", "years"),
    [
        (BASE, UP, FITS, [2015, 2023]),
        (BASE, DOWN, WRONG, [2015, 2019, 2020, 2021, 2022, 2023]),
        (PREVIOUS, DOWN, FITS, [2022, 2023]),
        (PREVIOUS, UP, WRONG, [2022, 2023]),
        # 近年: the last three, four or two values.
        (RECENT, DOWN, FITS, [2021, 2023]),
        (RECENT, UP, WRONG, [2021, 2022, 2023]),
        # Without a time any of these, and the base.
        (NO_WINDOW, UP, FITS, [2015, 2023]),
        (NO_WINDOW, DOWN, FITS, [2021, 2023]),
        (at(2020), UP, FITS, [2019, 2020]),
        (at(2020), DOWN, WRONG, [2019, 2020]),
        (at(2019), UP, FITS, [2015, 2019]),
        (at(2015), UP, UNKNOWN, []),
        (at(2018), UP, UNKNOWN, []),
        (at(2020, UNTIL), UP, FITS, [2015, 2020]),
        (at(2020, UNTIL), DOWN, WRONG, [2015, 2019, 2020]),
        (at(2015, UNTIL), UP, UNKNOWN, []),
        (at(2020, AGAINST), DOWN, FITS, [2020, 2023]),
        (at(2020, AGAINST), UP, WRONG, [2020, 2021, 2022, 2023]),
        (at(2022, AGAINST), DOWN, FITS, [2022, 2023]),
        (at(2023, AGAINST), UP, UNKNOWN, []),
        # 以降 a year: from the year before it on, or in that year itself.
        (at(2021, SINCE), DOWN, FITS, [2020, 2023]),
        (at(2020, SINCE), UP, FITS, [2019, 2023]),
        (at(2021, SINCE), UP, WRONG, [2020, 2021, 2022, 2023]),
        (at(2015, SINCE), UP, FITS, [2015, 2023]),
        (at(2015, SINCE), DOWN, WRONG, [2015, 2019, 2020, 2021, 2022, 2023]),
        # コロナ禍後: from any year of 2020 to 2022; 前: from 2019.
        (AFTER, DOWN, FITS, [2020, 2023]),
        (AFTER, UP, WRONG, [2020, 2021, 2022, 2023]),
        (BEFORE, UP, FITS, [2019, 2023]),
        (BEFORE, DOWN, WRONG, [2019, 2020, 2021, 2022, 2023]),
        # What a later clause takes over does not count.
        (Window(WindowKind.NONE, end=2020), DOWN, WRONG, [2015, 2019, 2020]),
        (Window(WindowKind.NONE, end=2015), DOWN, UNKNOWN, []),
        (Window(WindowKind.NONE, end=2019), UP, FITS, [2015, 2019]),
    ],
)  # fmt: skip
def test_a_movement_in_a_window(
    window: Window, side: Movement, verdict: Verdict, years: list[int]
) -> None:
    assert shown(judge_movement(points(*RISE_AND_FALL), side, window)) == (verdict, years)


def test_after_the_pandemic_needs_a_year_after_it_and_one_in_it() -> None:
    assert judge_movement(points(51, 52, 53, 54, None), UP, AFTER).verdict is UNKNOWN
    assert judge_movement(points(51, None, None, None, 54), UP, AFTER).verdict is UNKNOWN
    assert shown(judge_movement(points(51, None, None, 53, 54), UP, AFTER)) == (FITS, [2022, 2023])
    assert judge_movement(points(None, 51, 52, 53, 54), UP, BEFORE).verdict is UNKNOWN


def test_one_point_moves_nowhere() -> None:
    assert judge_movement(points(None, None, None, None, None), UP, NO_WINDOW).verdict is UNKNOWN
    two = points(None, None, None, None, 51)
    assert shown(judge_movement(two, UP, NO_WINDOW)) == (FITS, [2015, 2023])


@pytest.mark.parametrize(
    ("values", "window", "verdict"),
    [
        ((51, 60, 70, 80, 95), NO_WINDOW, WRONG),
        ((51, 60, 70, 80, 86), NO_WINDOW, FITS),  # 6 of 86 since last year
        ((90, 80, 92, 95, 100), NO_WINDOW, FITS),
        ((10, 10, 10, 90, 100), NO_WINDOW, FITS),  # 10 of 100 itself is not more than a tenth
        ((10, 10, 10, 89, 100), NO_WINDOW, WRONG),
        ((10, 10, 10, 89, 52), NO_WINDOW, FITS),  # about the base of 50
        ((10, 10, 10, 51, 80), BASE, WRONG),
        ((80, 80, 80, 80, 80), BASE, WRONG),  # 50 → 80 against the base alone
        ((80, 80, 80, 80, 80), RECENT, FITS),
        ((80, 80, 80, 80, 10), at(2020), UNKNOWN),
        ((80, 80, 80, 80, 10), PREVIOUS, UNKNOWN),
    ],
)
def test_flat(values: Sequence[Cell], window: Window, verdict: Verdict) -> None:
    found = judge_movement(points(*values), FLAT, window)
    assert found.verdict is verdict
    if verdict is WRONG:
        assert [point.year for point in found.points] == [2020, 2021, 2022, 2023]


def test_zeros_are_flat() -> None:
    assert judge_movement(points(0, 0, 0, 0, 0, base=0), FLAT, NO_WINDOW).verdict is FITS


@pytest.mark.parametrize(
    ("values", "window", "years", "verdict", "step"),
    [
        ((45, 46, 47, 48, 49), NO_WINDOW, 0, FITS, []),  # the base of 50 lies years before
        ((45, 46, 46, 48, 49), NO_WINDOW, 0, WRONG, [2020, 2021]),
        ((45, 44, 43, 48, 49), NO_WINDOW, 2, FITS, []),
        ((45, 44, 43, 48, 49), NO_WINDOW, 3, WRONG, [2020, 2021]),
        ((45, 44, 46, 48, 49), at(2021, SINCE), 0, FITS, []),
        ((45, 44, 46, 48, 49), at(2020, SINCE), 0, WRONG, [2019, 2020]),
        ((None, None, None, None, 49), NO_WINDOW, 0, UNKNOWN, []),
    ],
)
def test_steady(
    values: Sequence[Cell], window: Window, years: int, verdict: Verdict, step: list[int]
) -> None:
    assert shown(judge_steady(points(*values), UP, window, years)) == (verdict, step)


@pytest.mark.parametrize(
    ("newest", "side", "verdict"),
    [(32.5, DOWN, FITS), (32.6, DOWN, WRONG), (80, UP, FITS), (79.9, UP, WRONG), (80, DOWN, WRONG), (30, UP, WRONG)],
)  # fmt: skip
def test_about_half_and_about_twice(newest: float, side: Movement, verdict: Verdict) -> None:
    assert judge_multiple(points(50, 50, 50, 50, newest), side, BASE).verdict is verdict


def test_no_multiple_of_zero() -> None:
    assert judge_multiple(points(0, 1, 1, 1, 5, base=0), UP, BASE).verdict is UNKNOWN
    assert judge_multiple(points(0, 1, 1, 1, 0, base=5), DOWN, BASE).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((51, 52, 53, 54, 55), WRONG),
        ((51, 52, 52, 54, 55), WRONG),
        ((51, 52, 51, 54, 55), FITS),
        ((50, 50, 50, 50, 50), FITS),
        ((None, None, 51, 52, 53), WRONG),
        ((None, None, None, 52, 53), FITS),  # three are too few to tell
    ],
)
def test_mixed(values: Sequence[Cell], verdict: Verdict) -> None:
    assert judge_mixed(points(*values)).verdict is verdict


def test_a_movement_denied_is_wrong_only_where_every_reading_has_it() -> None:
    rising = points(51, 52, 53, 54, 55)
    assert shown(judge_denied(rising, UP, NO_WINDOW)) == (WRONG, [2015, 2023])
    assert judge_denied(rising, DOWN, NO_WINDOW).verdict is UNKNOWN
    assert judge_denied(points(*RISE_AND_FALL), UP, NO_WINDOW).verdict is UNKNOWN
    assert judge_denied(rising, UP, at(2018)).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("values", "window", "side", "verdict", "years"),
    [
        ((55, 45, 43, 46, 48), at(2020, SINCE), DOWN, WRONG, [2021, 2022, 2023]),
        ((55, 45, 43, 46, 45), at(2020, SINCE), DOWN, FITS, []),
        ((55, 45, 43, 43, 48), at(2020, SINCE), DOWN, FITS, []),
        ((45, 55, 57, 56, 54), at(2020, SINCE), UP, WRONG, [2021, 2022, 2023]),
        ((55, 45, 43, 46, 48), at(2021, SINCE), DOWN, WRONG, [2021, 2022, 2023]),
        ((55, 45, 43, 46, 48), at(2022, SINCE), DOWN, UNKNOWN, []),
        ((55, 45, 43, 46, 48), at(2020), DOWN, UNKNOWN, []),
        ((55, 45, 43, 46, 48), at(2020, SINCE, end=2022), DOWN, UNKNOWN, []),
        ((55, 45, 43, 46, 48), at(2020, SINCE), FLAT, UNKNOWN, []),
    ],
)
def test_turned_back(
    values: Sequence[Cell], window: Window, side: Movement, verdict: Verdict, years: list[int]
) -> None:
    assert shown(turned_back(points(*values), side, window)) == (verdict, years)
