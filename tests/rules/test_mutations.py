"""A good workbook damaged as clerks damage it: each damage is found, at its cell, by its rule."""

import pickle
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kumareport import pipeline
from tests.conftest import INPUT
from tests.rules.mutations import MUTATIONS, Mutation


@pytest.fixture(scope="module")
def original() -> bytes:
    """The workbook as openpyxl read it, to be copied for each damage: reading it takes longer."""
    return pickle.dumps(load_workbook(INPUT, rich_text=True))


@pytest.fixture(scope="module")
def known() -> set[tuple[str, str, str]]:
    """What is found in the undamaged workbook."""
    return {(f.code, f.location.sheet, f.location.cell) for f in pipeline.check(INPUT).findings}


def test_there_are_enough_distinct_ways() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 80
    assert len({mutation.code for mutation in MUTATIONS}) >= 60


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_damage_is_found(
    tmp_path: Path, original: bytes, known: set[tuple[str, str, str]], mutation: Mutation
) -> None:
    book = pickle.loads(original)
    mutation.damage(book)
    book.save(tmp_path / "a.xlsx")
    expected = (mutation.code, mutation.sheet, mutation.cell)
    assert expected not in known
    findings = pipeline.check(tmp_path / "a.xlsx").findings
    found = {(f.code, f.location.sheet, f.location.cell) for f in findings}
    assert expected in found, sorted(found - known)
