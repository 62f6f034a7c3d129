"""What a form says and has: nothing of what is not in it, and nothing to do where it is locked."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.form import STANDARD, Form
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.write import write_workbook
from tests.review.levels import levels_workbook
from tests.review.lists import lists_workbook
from tests.review.office import Office, distribute, in_brief, put

WITHOUT_INDICATORS = Form(
    (
        RecordKind("施策", Shape.HEADING, depth=2, heading="施策１", author=Author.OFFICE),
        RecordKind("取組", Shape.TEXT, is_required=True),
        RecordKind("課題", Shape.TEXT, role=TextRole.VERIFICATION),
        RecordKind("注記", Shape.NOTE),
    ),
    STANDARD.fields,
)
ROWS = [
    Record("施策", "1-1", "産業", department="企画課"),
    Record("取組", "1-1-取1", "相談会を開いた。"),
]


def plain_workbook(path: Path) -> Path:
    chapter = ChapterSheet("第１編", "政策１", "しごと", (), ROWS, form=WITHOUT_INDICATORS)
    settings: dict[Setting, str | int] = {Setting.TITLE: "施策の取組"}
    departments = [("企画課", "政策局", "内線 1")]
    write_workbook(NewWorkbook(settings, [chapter], departments, form=WITHOUT_INDICATORS), path)
    return path


def said(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def choices(sheet: Worksheet) -> set[str]:
    return {str(choice.formula1) for choice in sheet.data_validations.dataValidation}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("plain")
    return distribute(plain_workbook(folder / "ブック.xlsx"), folder / "照会")


def test_a_form_without_indicators_speaks_of_none_and_has_no_columns_for_them(
    plain: Office,
) -> None:
    book = openpyxl.load_workbook(plain.form("企画課"))
    sheet = book["第１編"]
    headers = [cell.value for cell in sheet[3]]
    assert headers == [
        "区分", "ID", "所管課", "大項目", "項目名・本文", "事務局への意見", "備考",
    ]  # fmt: skip
    everything = said(book["表紙"]) + said(book["記入要領"]) + said(sheet)
    for word in ("指標", "実績", "進捗", "判定", "値", "節", "章", "年度"):
        assert word not in everything, word
    assert "お願いする施策" in said(book["表紙"])
    assert '"取組,課題,注記"' in choices(sheet)


def test_an_edit_of_such_a_form_comes_back(plain: Office, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-取1", "項目名・本文", "相談会を３回開いた。")

    collection = plain.collect(plain.edit("企画課", change, tmp_path / "返送.xlsx"), plain.list)
    assert [(kind, key, text) for kind, key, _, text, _ in in_brief(collection)] == [
        ("本文", "1-1-取1", "相談会を３回開いた。")
    ]
    assert collection.unread == ()


def test_values_of_others_are_not_asked_for(tmp_path: Path) -> None:
    office = distribute(lists_workbook(tmp_path / "ブック.xlsx"), tmp_path / "照会")
    own, other = (openpyxl.load_workbook(office.form(who)) for who in ("企画課", "財政課"))
    assert "▼ ここに記入" in said(own["第１章"])
    assert "▼ ここに記入" not in said(other["第１章"])
    assert "値を入れる" in said(own["記入要領"])
    assert "値を入れる" not in said(other["記入要領"])
    assert "「事業費」「一次評価」「方向」「対応」の黄色のセルに記入します" in said(
        other["記入要領"]
    )
    assert '"取組実績,意見,事務事業"' in choices(other["第１章"])


def test_targets_are_locked_and_their_notations_are_left_out(tmp_path: Path) -> None:
    office = distribute(levels_workbook(tmp_path / "ブック.xlsx"), tmp_path / "照会")
    book = openpyxl.load_workbook(office.form("財政課"))
    assert "5,345（概数）" in said(book["記入要領"])
    assert "7,000以上" not in said(book["記入要領"])
    assert "お願いするところ" in said(book["表紙"])
    assert '"目的,取組実績,今後の方向性,注記"' in choices(book["第１章"])
