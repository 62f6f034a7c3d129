"""The real workbook with edits of every kind that a year's round brings."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

NAME, VALUES, YEAR = 5, 7, {"H28": 8, "R4": 15, "R5": 16}


def place(sheet: Worksheet, own: str) -> int:
    """The row with an ID."""
    return next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 2).value == own)


def insert(sheet: Worksheet, row: int, *values: Any) -> None:
    """A new row."""
    sheet.insert_rows(row)
    for column, value in enumerate(values, 1):
        sheet.cell(row, column, value)


def take(sheet: Worksheet, row: int) -> list[Any]:
    """Remove a row; what it held."""
    values = [sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)]
    sheet.delete_rows(row)
    return values


def change(sheet: Worksheet, own: str, old: str, new: str) -> None:
    """Replace words of a text."""
    cell = sheet[f"E{place(sheet, own)}"]
    assert old in cell.value, (own, cell.value)
    cell.value = cell.value.replace(old, new)


def edit_real(source: Path, target: Path) -> Path:
    """About twenty edits; the ids of the sections concerned are those of input.xlsx."""
    book = load_workbook(source)
    first, second, third = book["第１章"], book["第２章"], book["第３章"]
    settings = book["設定"]
    for row in settings.iter_rows(min_row=1, max_row=30):
        if row[0].value == "報告書の題名":
            settings[f"B{row[0].row}"] = "第７次総合計画の評価・検証（令和６年度）"
    first.cell(place(first, "1-1-指1"), YEAR["R5"], 38.1)
    first.cell(place(first, "1-2-指1"), YEAR["R4"], "82.3\n（概数）")
    change(first, "1-1-検1", "減少", "低下")
    change(first, "1-2-方2", "DV", "ＤＶ")
    insert(first, place(first, "1-1-検2") + 1, "検証と課題", None, None, None,
           "相談件数は a & b < c のとおり増えている。\n内訳は別に示す。")  # fmt: skip
    row = take(first, place(first, "1-2-検1"))
    insert(first, place(first, "1-2-検3") + 1, *row)
    take(first, place(first, "1-2-方3"))
    insert(second, place(second, "2-1-指1") + 1, "指標", None, None, None, "新しい指標", "件",
           *([10, 11, 12, 13, 14, 20, 15, 16, 17, 18, 30]))  # fmt: skip
    take(second, place(second, "2-2-指1"))
    change(
        second, "2-1", str(second.cell(place(second, "2-1"), NAME).value), "まちづくり活動の活性化"
    )
    last = second.max_row
    while second.cell(last, 1).value is None:
        last -= 1
    for values in (
        ("節", None, None, None, "新しい節の題名"),
        ("指標", None, None, None, "節の指標", "人", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        ("検証と課題", None, None, None, "新しい節の検証の文である。"),
        ("方向性", None, None, None, "新しい節の方向の文である。"),
    ):
        last += 1
        insert(second, last, *values)
    start = place(third, "3-1")
    while True:
        take(third, start)
        if third.cell(start, 1).value == "節":
            break
    fourth = book["第４章"]
    for row in range(4, fourth.max_row + 1):
        if fourth.cell(row, 1).value == "指標" and fourth.cell(row, 4).value:
            values = take(fourth, row)  # the first row of a group goes to its end
            group = values[3]
            while fourth.cell(row, 4).value == group:
                row += 1
            insert(fourth, row, *values)
            break
    fifth = book["第５章"]
    fifth.insert_cols(17)
    fifth.cell(3, 17, "実績\nR6")
    for row in range(4, fifth.max_row + 1):
        if fifth.cell(row, 1).value == "指標":
            fifth.cell(row, 17, fifth.cell(row, 16).value)
    book.save(target)
    return target
