"""Which row is which, and which were moved. Worked by hand."""

from collections.abc import Sequence

import pytest

from kumareport.model.row import Row
from kumareport.review.merge.matching import (
    Matching,
    is_sorted_anew,
    likeness,
    match_rows,
    moved,
    standing,
)
from tests.review.rows import line

LONG = "あいうえおかきくけこ"


def rows(*lines: tuple[str, str]) -> list[Row]:
    return [line(key, text) for key, text in lines]


def matched(old: Sequence[Row], new: Sequence[Row]) -> tuple[dict[int, int], list[int], list[int]]:
    found = match_rows(old, new)
    return found.pairs, list(found.gone), list(found.added)


def test_ids_come_first() -> None:
    old, new = rows(("a", "一"), ("b", "二")), rows(("b", "一"), ("a", "二"), ("", "三"))
    assert match_rows(old, new) == Matching({0: 1, 1: 0}, frozenset(), (), (2,))


def test_rows_without_an_id_are_no_pair_for_that() -> None:
    assert matched(rows(("", "一の文")), rows(("", "まったく別"))) == ({0: 0}, [], [])
    assert matched(rows(("", "一の文"), ("a", "二")), rows(("", "別"), ("a", "二"))) == (
        {1: 1}, [0], [0],
    )  # fmt: skip


def test_an_id_that_was_copied_stays_with_the_copy_most_like_the_original() -> None:
    old = rows(("a", LONG))
    assert matched(old, rows(("a", "まるで違う"), ("a", LONG))) == ({1: 0}, [], [0])
    assert matched(old, rows(("a", LONG), ("a", "まるで違う"))) == ({0: 0}, [], [1])
    # Of two alike the upper one.
    assert matched(old, rows(("a", LONG), ("a", LONG))) == ({0: 0}, [], [1])


def test_then_equal_text_then_the_most_alike() -> None:
    old = rows(("a", LONG), ("b", "さしすせそたちつてと"))
    new = rows(("", "さしすせそたちつて！"), ("", LONG), ("c", "別"))
    assert match_rows(old, new) == Matching({0: 1, 1: 0}, frozenset({0, 1}), (), (2,))


def test_equal_text_goes_before_text_that_is_only_alike() -> None:
    old = rows(("a", LONG[:9] + "！"), ("b", LONG))
    assert matched(old, rows(("x", LONG), ("y", "別"))) == ({0: 1}, [0], [1])


def test_the_most_alike_goes_first() -> None:
    old = rows(("a", LONG[:7] + "xyz"), ("b", LONG[:9] + "z"))
    assert matched(old, rows(("x", LONG), ("y", "別"))) == ({0: 1}, [0], [1])


def test_a_row_is_taken_once() -> None:
    old = rows(("a", LONG))
    assert matched(old, rows(("x", LONG), ("y", LONG))) == ({0: 0}, [], [1])
    assert matched([*old, *old], rows(("x", LONG))) == ({0: 0}, [1], [])


@pytest.mark.parametrize(
    ("text", "is_found"),
    # 6 of 10 letters in order are 0.6; 5 are too few.
    [(LONG[:6] + "xyzw", True), (LONG[:5] + "xyzwv", False)],
)
def test_from_six_letters_of_ten_on(text: str, is_found: bool) -> None:
    pairs, gone, _ = matched(rows(("a", LONG)), rows(("x", text), ("y", "別")))
    assert (pairs == {0: 0}, gone == []) == (is_found, is_found)


def test_only_rows_of_one_kind_are_alike() -> None:
    old = [line("a", LONG, "検証と課題")]
    new = [line("x", LONG, "方向性"), line("y", "別", "方向性")]
    assert matched(old, new) == ({}, [0], [0, 1])
    new = [line("x", LONG, "検証と課題"), line("y", "別", "方向性")]
    assert matched(old, new) == ({0: 0}, [], [1])


def test_rows_without_text_are_not_alike() -> None:
    assert matched(rows(("a", "")), rows(("x", ""), ("y", "別"))) == ({}, [0], [0, 1])


def test_so_many_rows_are_compared_only_for_equal_text() -> None:
    # 59 × 339 = 20,001 pairs are too many, 100 × 200 = 20,000 are not.
    for ours, theirs, expected in ((59, 339, 0), (100, 200, 1)):
        old = rows(*((f"a{n}", f"{n}番目") for n in range(ours - 1)), ("b", LONG))
        new = rows(*((f"x{n}", "") for n in range(theirs - 1)), ("y", LONG[:9] + "！"))
        assert len(match_rows(old, new).pairs) == expected
    old = rows(*((f"a{n}", f"{n}番目") for n in range(142)))
    new = rows(*((f"x{n}", f"{n}番目") for n in range(142)))
    assert match_rows(old, new).pairs == {n: n for n in range(142)}


# Without any ID, the place between two neighbours tells.

KINDS = ("検証と課題", "方向性")


def test_what_stands_alone_between_two_that_are_known_is_known() -> None:
    old = rows(("a", "はじめの文"), ("b", "中ほどの文"), ("c", "おわりの文"))
    new = rows(("", "はじめの文"), ("", "Xyz"), ("", "おわりの文"))
    assert match_rows(old, new) == Matching({0: 0, 1: 1, 2: 2}, frozenset({0, 1, 2}), (), ())
    # With an ID anywhere, a row without one is a new one.
    assert matched(old, [new[0], new[1], line("c", "おわりの文")]) == ({0: 0, 2: 2}, [1], [1])


def test_first_and_last_rows_are_known_by_one_neighbour() -> None:
    old = rows(("a", "はじめの文"), ("b", "おわりの文"))
    assert matched(old, rows(("", "Xyz"), ("", "おわりの文"))) == ({0: 0, 1: 1}, [], [])
    assert matched(old, rows(("", "はじめの文"), ("", "Xyz"))) == ({0: 0, 1: 1}, [], [])


def test_two_between_two_are_in_doubt() -> None:
    old = rows(("a", "はじめの文"), ("b", "中ほどの文"), ("c", "もう一つの文"), ("d", "おわりの文"))
    one = rows(("", "はじめの文"), ("", "Xyz"), ("", "おわりの文"))
    assert matched(old, one) == ({0: 0, 2: 3}, [1, 2], [1])
    two = rows(("", "はじめの文"), ("", "Xyz"), ("", "Wvu"), ("", "おわりの文"))
    assert matched([old[0], old[1], old[3]], two) == ({0: 0, 3: 2}, [1], [1, 2])


def test_a_row_elsewhere_is_no_doubt() -> None:
    old = rows(("a", "はじめの文"), ("b", "中ほどの文"), ("c", "おわりの文"), ("d", "すえの文"))
    new = rows(("", "はじめの文"), ("", "Xyz"), ("", "おわりの文"), ("", "Wvu"))
    assert matched(old, new) == ({0: 0, 1: 1, 2: 2, 3: 3}, [], [])


def test_the_nearest_of_the_rows_below_bounds_the_place() -> None:
    old = rows(("a", "はじめの文"), ("b", "中ほどの文"), ("c", "おわりの文"), ("d", "消えた一文"), ("e", "すえの文"))  # fmt: skip
    new = rows(("", "はじめの文"), ("", "Xyz"), ("", "おわりの文"), ("", "すえの文"))
    assert matched(old, new) == ({0: 0, 1: 1, 2: 2, 3: 4}, [3], [])


def test_a_row_of_another_kind_is_no_doubt() -> None:
    old = [line("a", "はじめの文"), line("b", "中ほどの文"), line("c", "方向の文", "方向性"), line("d", "おわりの文")]  # fmt: skip
    new = [line("", "はじめの文"), line("", "Xyz"), line("", "Wvu", "方向性"), line("", "おわりの文")]  # fmt: skip
    assert matched(old, new) == ({0: 0, 1: 1, 2: 2, 3: 3}, [], [])
    swapped = [line("", "はじめの文"), line("", "Xyz", "方向性"), line("", "おわりの文")]
    assert matched([old[0], old[1], old[3]], swapped) == ({0: 0, 2: 2}, [1], [1])


# Likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 1.0), ("文", "文", 1.0), (" 文 ", "文", 1.0), ("文", "", 0.0), ("", "文", 0.0),
        ("いろは", "abc", 0.0), ("abcd", "abxy", 0.5),
    ],
)  # fmt: skip
def test_likeness(one: str, other: str, expected: float) -> None:
    assert likeness(line("a", one), line("b", other)) == expected


def test_likeness_below_what_is_asked_for_is_none() -> None:
    one, other = line("a", "abcd"), line("b", "abxy")
    assert likeness(one, other, 0.5) == 0.5
    assert likeness(one, other, 0.51) == 0.0
    assert likeness(one, other, 1.0) == 0.0
    assert likeness(line("a", "abcd"), line("b", "abcd"), 1.0) == 1.0
    # The same letters in another order: 1 of 4 in a row.
    one, other = line("a", "abcd"), line("b", "dcba")
    assert likeness(one, other, 0.25) == 0.25
    assert likeness(one, other, 0.3) == 0.0


def test_texts_that_differ_are_never_quite_equal() -> None:
    long = "".join(chr(0x4E00 + number) for number in range(3000))
    assert likeness(line("a", long + "い"), line("b", long)) == 0.999


def test_letters_that_come_often_count_too() -> None:
    # 300 letters of two kinds are common to both; 2 × 300 of 300 + 301.
    often = "あい" * 150
    assert likeness(line("a", often), line("b", "う" + often)) == 600 / 601


# Moves


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []), ([0], []), ([0, 1, 2], []), ([5, 7, 9], []),
        ([1, 0], [0]),  # either would do; the later one stays
        ([2, 3, 4, 1, 5], [3]),
        ([2, 3, 4, 5, 1], [4]),
        ([5, 1, 2, 3, 4], [0]),
        ([1, 5, 2, 3, 4], [1]),
        ([3, 2, 1], [0, 1]),
        ([1, 2, 0, 3, 5, 4], [2, 4]),
        ([0, 4, 1, 2, 3, 5], [1]),
    ],
)  # fmt: skip
def test_the_fewest_rows_move(places: list[int], expected: list[int]) -> None:
    assert moved(places) == expected


@pytest.mark.parametrize(
    ("moves", "rows_", "expected"),
    [(3, 5, False), (4, 5, True), (4, 10, False), (5, 12, True), (4, 11, False), (40, 100, False), (41, 100, True), (3, 0, False), (4, 0, True)],
)  # fmt: skip
def test_from_four_rows_and_four_tenths_on_a_sheet_was_sorted(
    moves: int, rows_: int, expected: bool
) -> None:
    assert is_sorted_anew(moves, rows_) is expected


ABOVE = {"b": "a", "c": "b", "d": "c", "x": "w"}


@pytest.mark.parametrize(
    ("moves", "done"),
    [
        ([], []),
        ([("b", "a")], [("b", "a")]),
        ([("c", "a")], []),
        ([("無", "a")], []),
        # Below a row that has to move itself nothing stands in its place yet.
        ([("c", "b"), ("b", "x")], []),
        ([("c", "b"), ("b", "a")], [("c", "b"), ("b", "a")]),
        ([("d", "c"), ("c", "b"), ("b", "a")], [("d", "c"), ("c", "b"), ("b", "a")]),
        ([("d", "c"), ("c", "b"), ("b", "x")], []),
        # Two wishes for one row: one of them is as it stands.
        ([("b", "x"), ("b", "a")], [("b", "a")]),
        ([("c", "b"), ("b", "x"), ("b", "a")], [("c", "b"), ("b", "a")]),
    ],
)
def test_moves_that_are_done(moves: list[tuple[str, str]], done: list[tuple[str, str]]) -> None:
    assert standing(moves, ABOVE) == frozenset(done)


def test_rows_that_follow_each_other_in_a_ring_end() -> None:
    ring = {"a": "b", "b": "a"}
    assert standing([("a", "b"), ("b", "a")], ring) == {("a", "b"), ("b", "a")}
    # A ring that one comes into from outside it.
    moves = [("x", "a"), ("a", "b"), ("b", "a")]
    assert standing(moves, {"x": "a", **ring}) == set(moves)
