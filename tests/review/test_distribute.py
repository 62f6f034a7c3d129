"""The forms as they go out."""

import datetime
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.errors import OutputFileError
from kumareport.review.book.ownership import departments_in
from kumareport.review.issue.folder_names import folder_names
from kumareport.review.issue.japanese_date import date_text, parse_date
from kumareport.workbook.new_workbook import Record
from tests.conftest import ROOT, TEMPLATE
from tests.outside import integrity_problems, validator_problems
from tests.review.office import (
    Office,
    columns,
    distribute,
    edit,
    office_workbook,
    put,
    row_of,
)


def visible(file: Path) -> dict[str, list[str]]:
    """All texts of the visible sheets."""
    book = openpyxl.load_workbook(file)
    return {
        sheet.title: [
            str(c.value) for line in sheet.iter_rows() for c in line if c.value is not None
        ]
        for sheet in book
        if sheet.sheet_state == "visible"
    }


def test_a_form_has_the_departments_sections_and_no_other(issued: Office) -> None:
    sheets = visible(issued.form("企画課"))
    assert list(sheets) == ["表紙", "第１章", "記入要領"]
    words = " ".join(text for name in ("表紙", "第１章") for text in sheets[name])
    assert "指標甲" in words
    assert "節の二" not in words
    assert "福祉" not in words
    # A department that has but one indicator in a section sees the whole section.
    assert list(visible(issued.form("総務課"))) == ["表紙", "第１章", "記入要領"]
    assert "指標甲" in " ".join(visible(issued.form("総務課"))["第１章"])
    everything = openpyxl.load_workbook(issued.form("企画課"))
    hidden = [str(c.value) for line in everything.worksheets[-1].iter_rows() for c in line]
    assert "福祉" not in " ".join(hidden), "not even in the hidden sheet"


def protection(sheet: Worksheet, row: int, column: int) -> Any:
    return sheet.cell(row, column).protection


def fill(sheet: Worksheet, row: int, column: int) -> Any:
    return sheet.cell(row, column).fill


def test_only_the_cells_to_fill_in_are_open(issued: Office) -> None:
    sheet = openpyxl.load_workbook(issued.form("企画課"))["第１章"]
    found = columns(sheet)
    opened = {
        (sheet.cell(row, found["ID"]).value, name)
        for name, column in found.items()
        for row in range(4, sheet.max_row + 1)
        if not protection(sheet, row, column).locked and sheet.cell(row, found["ID"]).value
    }
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert ("1-1-指1", "実績 R5") in opened
    assert ("1-1-検1", "項目名・本文") in opened
    assert ("1-1-指2", "事務局への意見") in opened
    for closed in (
        ("1-1-指1", "検証値 R5"),
        ("1-1-指1", "項目名・本文"),
        ("1-1-指2", "実績 R5"),
        ("1-1-指1", "区分"),
        ("1-1", "区分"),
    ):
        assert closed not in opened
    yellow = fill(sheet, row_of(sheet, "1-1-検1"), found["項目名・本文"]).fgColor.rgb
    grey = fill(sheet, row_of(sheet, "1-1-指2"), found["実績 R5"]).fill_type
    assert (yellow, grey) == ("00FFFFCC", None)


def test_the_cover_says_what_by_when_and_whom_to_ask(issued: Office) -> None:
    words = visible(issued.form("企画課"))["表紙"]
    for text in (
        "第１回照会",
        "企画課",
        "令和８年12月10日（木）",
        "企画課 内線 1",
        "第１章 第１節 節の一",
    ):
        assert text in words


def test_the_cover_lists_what_is_open_in_the_departments_sections(
    office: Office, tmp_path: Path
) -> None:
    edit(office.book, lambda book: put(book, "1-1-方1", "項目名・本文", "事業者12０社と連携する。"))
    again = distribute(office.book, tmp_path / "forms")
    words = " ".join(visible(again.form("企画課"))["表紙"])
    assert "全角と半角の字が混ざっています" in words
    cover = openpyxl.load_workbook(again.form("企画課"))["表紙"]
    links = [c.hyperlink.location for line in cover.iter_rows() for c in line if c.hyperlink]
    sheet = openpyxl.load_workbook(again.form("企画課"))["第１章"]
    cell = sheet.cell(row_of(sheet, "1-1-方1"), columns(sheet)["項目名・本文"])
    assert f"'第１章'!{cell.coordinate}" in links
    assert "全角と半角" not in " ".join(visible(again.form("福祉課"))["表紙"])


def test_forms_are_valid_and_deterministic(issued: Office, tmp_path: Path) -> None:
    again = distribute(issued.book, tmp_path / "forms")
    for who in ("企画課", "総務課", "福祉課"):
        assert again.form(who).read_bytes() == issued.form(who).read_bytes()
    wanted = "verticalDpi"
    known = {d for _, d in validator_problems(ROOT / "input.xlsx")}
    for file in (issued.form("企画課"), issued.list):
        new = {d for _, d in validator_problems(file)} - known
        assert not {text for text in new if wanted not in text}
        assert not [
            line for line in integrity_problems(file) if "[ERROR]" in line and "PKG006" not in line
        ]


def test_lists_in_validations_are_short_enough_for_excel(issued: Office) -> None:
    for sheet in openpyxl.load_workbook(issued.form("企画課")):
        for check in sheet.data_validations.dataValidation:
            assert len(check.formula1 or "") <= 257  # 255 and the quotes


def test_forms_that_are_there_are_not_overwritten(office: Office) -> None:
    with pytest.raises(OutputFileError, match="すでにファイルがあります"):
        distribute(office.book, office.forms)


def test_sections_that_nobody_answers_for_are_told(office: Office, tmp_path: Path) -> None:
    edit(office.book, lambda book: book["第２章"].delete_cols(3) or book["第２章"].insert_cols(3))
    made = pipeline.distribute(
        office.book, tmp_path / "forms", name="照会", deadline=datetime.date(2026, 12, 10), contact="",
        issued_at=datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC),
    )  # fmt: skip
    assert made.orphans == ("第２章 第１節 節の三",)


NAMES = (
    "../../etc",
    "a/b\\c",
    "CON",
    "nul.txt",
    "課:名*?",
    "",
    "　",
    "あ" * 300,
    "ａ課",
    "a課",
    "A課",
    "課.",
    "\u202e課",
    "課\n名",
)


def test_names_of_departments_become_names_of_folders() -> None:
    found = folder_names(NAMES)
    made = list(found.values())
    assert len(set(made)) == len(NAMES)
    assert found["../../etc"] == "／．．／etc"
    assert found["a課"] != found["A課"]
    for name in made:
        assert not set(name) & set('/\\:*?"<>|')
        assert name.strip(" .") == name
        assert 0 < len(name.encode()) <= 200
        assert name.split(".")[0].upper() not in ("CON", "NUL", "PRN", "AUX")


@given(st.lists(st.text(max_size=60), unique=True, max_size=20))
def test_no_name_leaves_its_folder_and_no_two_meet(names: list[str]) -> None:
    made = list(folder_names(names).values())
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert Path("dir", name).parent == Path("dir")
        assert Path(name).name == name
        assert name not in (".", "..")


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-10",
        "2026/12/10",
        "R8.12.10",
        "令和８年１２月１０日",
        "令和８年12月10日（木）",
        "２０２６年12月10日",
    ],
)
def test_dates_as_offices_write_them(text: str) -> None:
    assert parse_date(text) == datetime.date(2026, 12, 10)


@pytest.mark.parametrize("text", ["12月10日", "2026-13-01", "あした", "", "R8.2.30"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_dates_as_printed() -> None:
    assert date_text(datetime.date(2026, 12, 4)) == "令和８年12月４日（金）"
    assert date_text(datetime.date(2019, 5, 1)) == "令和元年５月１日（水）"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企画課", ("企画課",)),
        ("企画課、総務課", ("企画課", "総務課")),
        ("企画課､総務課", ("企画課", "総務課")),
        ("企画課／総務課\n福祉課", ("企画課", "総務課", "福祉課")),
        ("温暖化、エネルギー対策課", ("温暖化、エネルギー対策課",)),
        ("", ()),
    ],
)
def test_several_departments_in_a_cell(text: str, expected: tuple[str, ...]) -> None:
    assert departments_in(text, ["企画課", "温暖化、エネルギー対策課"]) == expected


def test_the_files_are_the_same_whoever_makes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = {
        "第１章": [
            record
            for number in range(1, 21)
            for record in (
                Record("節", f"1-{number}", f"節の{number}", department=f"第{number}課"),
                Record("検証と課題", f"1-{number}-検1", f"{number} 件に増えた。"),
            )
        ]
    }
    book = office_workbook(tmp_path / "book.xlsx", records)
    made: list[dict[str, bytes]] = []
    for processors in (1, 3):
        monkeypatch.setattr(os, "cpu_count", lambda number=processors: number)
        folder = tmp_path / str(processors) / "照会"
        distribute(book, folder, template=TEMPLATE)
        files = [path for path in folder.rglob("*") if path.is_file()]
        made.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert len(made[0]) == 41
    assert made[0] == made[1]
