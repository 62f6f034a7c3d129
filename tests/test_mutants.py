"""Damaged files end in a message, never in a traceback. ``benchmarks/mutants.py`` tries a thousand of
each kind, with limits of time and memory."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport import pipeline
from kumareport.errors import KumareportError
from tests.conftest import TEMPLATE, scaled
from tests.mutants import mutant
from tests.review.conftest import drafted as drafted
from tests.review.conftest import issued as issued
from tests.review.office import TODAY, Office
from tests.review.test_apply import AT, decide

SEEDS = st.integers(0, 2**32)
Whole = dict[str, tuple[Path, Callable[[Path], object]]]


@pytest.fixture(scope="session")
def whole(drafted: Office, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A whole file of each kind, and what is done with a damaged one."""
    out = tmp_path_factory.mktemp("mutants")
    book, listed = drafted.book, drafted.list
    proposals = out / "反映案.xlsx"
    pipeline.collect(book, [drafted.forms], proposals, today=TODAY)
    decide(proposals, 判断="採用", 判断した人="佐藤")

    def collect(path: Path) -> None:
        pipeline.collect(book, [path, listed], out / "集めた.xlsx", today=TODAY)

    return {
        "ブック": (book, pipeline.check),
        "照会票": (drafted.form("企画課"), collect),
        "報告書案": (drafted.draft("企画課"), collect),
        "反映案": (proposals, lambda path: pipeline.apply(book, path, out / "反映後.xlsx", AT)),
        "テンプレート": (TEMPLATE, pipeline.check_template),
    }


@pytest.mark.parametrize("kind", ["ブック", "照会票", "報告書案", "反映案", "テンプレート"])
@scaled(0.03)
@given(seed=SEEDS)
def test_a_damaged_file_is_read_or_refused(
    whole: Whole, tmp_path_factory: pytest.TempPathFactory, kind: str, seed: int
) -> None:
    source, use = whole[kind]
    path = tmp_path_factory.getbasetemp() / f"変異{source.suffix}"
    path.write_bytes(mutant(source.read_bytes(), seed))
    said = ""
    try:
        use(path)
    except KumareportError as error:
        said = error.message
    assert not said or not said.isascii()


def test_equal_seeds_damage_equally_and_others_otherwise() -> None:
    data = TEMPLATE.read_bytes()
    made = [mutant(data, seed) for seed in (*range(20), 0)]
    assert made[0] == made[20]
    assert len({*made, data}) > 18
