"""What a sentence must have of an expression of time, or its pattern is not tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.narrative.windows import WORDS


@pytest.mark.parametrize(("signs", "pattern"), [(signs, pattern) for signs, pattern, _ in WORDS])
@given(data=st.data())
def test_one_of_its_signs_stands_in_all_that_a_pattern_matches(
    signs: str, pattern: str, data: st.DataObject
) -> None:
    words = data.draw(st.from_regex(pattern, fullmatch=True))
    assert any(sign in words for sign in signs.split("|"))
