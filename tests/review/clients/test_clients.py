"""What other programs saved (make/make.py): untouched it says nothing, edited just the edits."""

from pathlib import Path

import pytest

from kumareport.review.returns.collection import Collection
from kumareport.review.returns.status import state_of
from tests.review.clients.edits import SAVED
from tests.review.office import TODAY, Office, in_brief

OFFICE = Office(SAVED / "ブック.xlsx", SAVED)
A = "企画課"
PROPOSED = [
    ("値", "1-1-指1", "実績 R5", "46.5", A),
    ("削除", "1-1-検3", "", "", A),
    ("本文", "1-1-検2", "項目名・本文", "目標には届いていない厳しい状況である。", A),
    ("追加", "1-1", "", "足した文である。", A),
]
ASKED = {"1-1-方1": "この文は要りますか。"}
NOTED = {"1-1-検1": "もとの資料を確かめます。"}
ASKS_NOTHING = {"docxodus"}
"""Its redline compares texts; python-docx, which made them, was told of no comment."""


def files(*endings: str) -> list[object]:
    """The saved files with these endings, by name, for parametrize."""
    found = sorted(p for p in SAVED.iterdir() if p.stem.rpartition("_")[2] in endings)
    return [pytest.param(p, id=p.name) for p in found]


def collected(file: Path) -> Collection:
    """What is read in one return."""
    return OFFICE.collect(file, OFFICE.list)


def status(collection: Collection) -> str:
    """Where 企画課 stands."""
    (entry,) = [entry for entry in collection.answered if entry.has_answered]
    assert entry.addressee.name == A
    assert entry.notes == []
    return state_of(entry, collection.round, TODAY.isoformat()).label


def test_every_client_is_there() -> None:
    names = {p.stem.partition("_")[0] + p.suffix for p in SAVED.iterdir() if "_" in p.name}
    assert names == {
        "exceljs.xlsx", "sheetjs.xlsx", "openpyxl.xlsx", "libreoffice.xlsx",
        "superdoc.docx", "docxodus.docx", "libreoffice.docx",
    }  # fmt: skip


@pytest.mark.parametrize("file", files("unchanged"))
def test_untouched_says_nothing(file: Path) -> None:
    collection = collected(file)
    assert collection.rejected == ()
    assert (collection.proposals, collection.opinions, collection.unread) == ((), (), ())


@pytest.mark.parametrize("file", files("edited", "direct", "tracked"))
def test_edited_says_just_the_edits(file: Path) -> None:
    collection = collected(file)
    assert collection.rejected == ()
    assert sorted(in_brief(collection)) == sorted(PROPOSED)
    assert collection.unread == ()
    asked = {opinion.about: opinion.text.splitlines()[-1] for opinion in collection.opinions}
    expected = {**ASKED, **(NOTED if file.suffix == ".xlsx" else {})}
    assert asked == ({} if file.stem.partition("_")[0] in ASKS_NOTHING else expected)
    assert len(collection.opinions) == len(asked)


@pytest.mark.parametrize("file", files("tracked"))
def test_recorded_edits_are_not_called_unrecorded(file: Path) -> None:
    assert [p.remarks for p in collected(file).proposals if p.remarks] == []


@pytest.mark.parametrize("file", files("unchanged"))
def test_untouched_is_as_issued(file: Path) -> None:
    assert status(collected(file)) == "配付時のまま"


@pytest.mark.parametrize("file", files("edited", "direct", "tracked"))
def test_edited_is_handed_in(file: Path) -> None:
    assert status(collected(file)) == "提出"
