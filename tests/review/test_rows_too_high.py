"""Text for which Excel has no row high enough: what paper cuts is said."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kumareport import pipeline
from tests.review.office import RECORDS, TODAY, Office, distribute, office_workbook, put, text

LONG = "".join(f"{number}件目の取組を進めた。" for number in range(300))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with one very long bullet."""
    folder = tmp_path_factory.mktemp("long")
    rows = [text("検証と課題", r.id, LONG) if r.id == "1-1-検1" else r for r in RECORDS["第１章"]]
    book = office_workbook(folder / "book.xlsx", {**RECORDS, "第１章": rows})
    return distribute(book, folder / "forms")


def test_the_form_says_which_text_paper_cuts(long: Office) -> None:
    sheet = openpyxl.load_workbook(long.form("企画課"))["第１章"]
    assert sheet["E8"].value == LONG
    row: Any = sheet.row_dimensions[8]
    assert row.height == 409
    assert "E8 は長いため" in str(sheet["A2"].value)
    assert long.collect(long.form("企画課"), long.list).proposals == ()


def test_a_form_that_shows_all_says_nothing(issued: Office) -> None:
    sheet = openpyxl.load_workbook(issued.form("企画課"))["第１章"]
    assert "途中" not in str(sheet["A2"].value)


def test_the_proposals_say_it_and_are_carried_out_whole(long: Office, tmp_path: Path) -> None:
    new = LONG.replace("150件目", "最後")
    file = long.edit(
        "企画課", lambda book: put(book, "1-1-検1", "項目名・本文", new), tmp_path / "a.xlsx"
    )
    result = tmp_path / "反映案.xlsx"
    collection = pipeline.collect(long.book, [file, long.list], result, today=TODAY).collection
    (proposal,) = collection.proposals
    assert proposal.proposed.text == new
    cells = [
        str(c.value) for row in openpyxl.load_workbook(result)["修正案"].iter_rows() for c in row
    ]
    whole = [value for value in cells if new in value or LONG in value]
    assert whole
    assert all(value.startswith("［長いため、紙には途中まで載ります") for value in whole)
