"""A good workbook damaged as clerks damage it: each damage is found, at its cell, by its rule."""

import pickle
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kumareport import pipeline
from tests.conftest import INPUT
from tests.rules.mutations import MUTATIONS, Mutation

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover


Place = tuple[str, str, str]
FIRST = 25
"""The first line of 章一覧 in 設定."""


@pytest.fixture(scope="module")
def original() -> bytes:
    """The workbook as openpyxl read it, to be copied for each damage: reading it takes longer."""
    return pickle.dumps(load_workbook(INPUT, rich_text=True))


def chapter_of(mutation: Mutation) -> str:
    """The chapter that a damage is done to; what is not done to one is done to the first.

    Empty for what is counted over the whole report.
    """
    if mutation.code == "M05":
        return ""
    return mutation.sheet if mutation.sheet[0] in "第推" else "第１章"


@pytest.fixture(scope="module")
def chapters(
    original: bytes, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[bytes, set[Place]]]:
    """The workbook with each one of its chapters that is damaged, and what is found in it whole.

    A slip is found in its own chapter: reading the eight others a hundred times says nothing more.
    """
    path = tmp_path_factory.mktemp("chapters") / "a.xlsx"
    made = {"": (original, found(INPUT))}
    for name in sorted({chapter_of(mutation) for mutation in MUTATIONS} - {""}):
        book = pickle.loads(original)
        settings = book["設定"]
        listed = [row for row in settings.iter_rows(FIRST, FIRST + 8) if row[0].value]
        assert len(listed) == 9
        kept = next([cell.value for cell in row] for row in listed if row[0].value == name)
        for row in listed:
            if row[0].value != name:
                del book[row[0].value]
        for row in listed:
            for cell, value in zip(row, kept if row is listed[0] else [None] * 3, strict=False):
                cell.value = value
        book.save(path)
        made[name] = pickle.dumps(load_workbook(path, rich_text=True)), found(path)
    return made


def found(path: Path) -> set[Place]:
    """What is found in a workbook, and where."""
    findings = pipeline.check(path).findings
    return {(f.code, f.location.sheet, f.location.cell) for f in findings}


def test_there_are_enough_distinct_ways() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 80
    assert len({mutation.code for mutation in MUTATIONS}) >= 60


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_damage_is_found(
    tmp_path: Path, chapters: dict[str, tuple[bytes, set[Place]]], mutation: Mutation
) -> None:
    whole, known = chapters[chapter_of(mutation)]
    book = pickle.loads(whole)
    mutation.damage(book)
    book.save(tmp_path / "a.xlsx")
    expected = (mutation.code, mutation.sheet, mutation.cell)
    assert expected not in known
    assert expected in (now := found(tmp_path / "a.xlsx")), sorted(now - known)
