"""The first sheet of 反映案.xlsx counts what is to be decided."""

from pathlib import Path

import openpyxl

from kumareport import pipeline
from tests.review.office import TODAY, Office, edit, put


def page(office: Office, target: Path) -> list[tuple[object, ...]]:
    pipeline.collect(office.book, [office.forms, office.list], target, today=TODAY)
    lines = openpyxl.load_workbook(target)["概要"].iter_rows(values_only=True)
    return [tuple(value for value in line if value is not None) for line in lines]


def test_it_counts_by_chapter_and_kind(office: Office, tmp_path: Path) -> None:
    for department, text in (("企画課", "増えた。"), ("総務課", "減った。")):
        office.edit(department, lambda book, text=text: put(book, "1-1-検1", "項目名・本文", text))
    office.edit("福祉課", lambda book: put(book, "2-1-指1", "実績 R5", 2))
    target = tmp_path / "反映案.xlsx"
    lines = page(office, target)
    assert lines[0] == ("修正案 3 件の判断を記入してください",)
    assert ("修正案：「判断」を選びます", 3) in lines
    assert ("回収状況：未提出の課を待ちます", 0) in lines
    # 値, 本文, 項目, 表記のみ, 追加, 削除, 移動, 計, うち競合, うち未判断
    assert ("第１章", 0, 2, 0, 0, 0, 0, 0, 2, 2, 2) in lines
    assert ("第２章", 1, 0, 0, 0, 0, 0, 0, 1, 0, 1) in lines
    assert ("計", 1, 2, 0, 0, 0, 0, 0, 3, 2, 3) in lines

    def decide(book: openpyxl.Workbook) -> None:
        sheet = book["修正案"]
        names = [str(cell.value) for cell in sheet[4]]
        for row in (5, 6, 7):
            sheet.cell(row, names.index("判断") + 1, "保留")

    edit(target, decide)
    again = page(office, target)
    assert again[0] == ("判断を待つ修正案はありません",)
    assert ("計", 1, 2, 0, 0, 0, 0, 0, 3, 2, 0) in again


def test_departments_that_have_not_answered_have_no_counts(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "反映案.xlsx"
    pipeline.collect(office.book, [office.form("企画課"), office.list], target, today=TODAY)
    sheet = openpyxl.load_workbook(target)["回収状況"]
    names = [cell.value for cell in sheet[4]]
    counted = {
        line[names.index("所管課")]: line[names.index("修正") : names.index("読取不能") + 1]
        for line in sheet.iter_rows(min_row=5, values_only=True)
    }
    assert counted["企画課"] == (0, 0, 0)
    assert counted["総務課"] == (None, None, None)
