"""The law of returns, by edits that know nothing of the readers; thousands of them: run.py."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import scaled
from tests.review.judge import excel_edits, word_edits
from tests.review.judge.law import Edit, judge
from tests.review.office import Office

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

KINDS = (".docx", ".xlsx")


def edits(kind: str) -> tuple[Edit, ...]:
    """All edits of a kind of file."""
    return excel_edits.EDITS if kind == ".xlsx" else word_edits.EDITS


def source(office: Office, kind: str) -> Path:
    """The file that is edited."""
    return office.form("企画課") if kind == ".xlsx" else office.draft("企画課")


ALONE = [
    pytest.param(kind, edit, id=f"{kind}-{edit.__name__}") for kind in KINDS for edit in edits(kind)
]


@pytest.mark.parametrize(("kind", "edit"), ALONE)
def test_an_edit_alone_is_told_once(drafted: Office, tmp_path: Path, kind: str, edit: Edit) -> None:
    found = [
        fault
        for seed in (1, 2, 3)
        for fault in judge(drafted, source(drafted, kind), [edit], seed, tmp_path / f"a{kind}")
    ]
    assert found == []


@st.composite
def returns(draw: st.DrawFn) -> tuple[str, list[Edit], int]:
    """A kind of file, some edits of it in some order, and a seed of their places."""
    kind = draw(st.sampled_from(KINDS))
    chosen = draw(st.lists(st.sampled_from(edits(kind)), min_size=1, max_size=5))
    return kind, chosen, draw(st.integers(0, 2**30))


@scaled(0.2)
@given(returns())
def test_edits_together_are_told_once_each(
    drafted: Office, tmp_path: Path, returned: tuple[str, list[Edit], int]
) -> None:
    kind, chosen, seed = returned
    found = judge(drafted, source(drafted, kind), chosen, seed, tmp_path / f"b{kind}")
    assert found == []
