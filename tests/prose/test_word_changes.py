"""What a reader would mark between two texts: whole words and whole numbers."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.prose.word_changes import word_changes

JAPANESE = st.text(
    st.one_of(
        st.sampled_from("市民と企業の割合は増減した。R5は44.6％▲、①㎜カﾞ㍿\n　 "), st.characters()
    )
)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("R5は44.6％である。", "R5は45.1％である。", [("44.6％", "45.1％")]),
        ("前年度より増加した。", "前年度より減少した。", [("増加", "減少")]),
        ("▲0.6ポイント", "▲1.6ポイント", [("▲0.6", "▲1.6")]),
        ("1,234人", "11,234人", [("1,234", "11,234")]),
        ("引き続き周知が必要である。", "引き続き周知・啓発が必要である。", [("", "・啓発")]),
        ("参加者数は大幅に減少した。", "参加者数は減少した。", [("大幅に", "")]),
        ("同じ文。", "同じ文。", []),
        ("", "新しい文。", [("", "新しい文。")]),
    ],
)
def test_words_are_marked_not_letters(old: str, new: str, marked: list[tuple[str, str]]) -> None:
    assert [tuple(change) for change in word_changes(old, new) if change.is_change] == marked


@given(old=JAPANESE, new=JAPANESE)
def test_the_stretches_are_the_two_texts(old: str, new: str) -> None:
    changes = word_changes(old, new)
    assert "".join(change.old for change in changes) == old
    assert "".join(change.new for change in changes) == new
    assert all(a.is_change != b.is_change for a, b in itertools.pairwise(changes))
