"""What a department does to a protected form, through LibreOffice's API.

``python3 form_edits.py PIPE FORM FOLDER SHEET SECTION``: opens the form once for each deed and saves
it under the deed's name; a deed that LibreOffice refuses leaves a file ``NAME.refused`` instead. The
deeds are done to the section with that ID, which has three texts of 検証と課題 and one of 方向性.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.libreoffice.inside import connect, open_document, option

SECTION = sys.argv[5]


class RefusedError(Exception):
    """Nothing was done, without a word."""


def used(sheet: Any) -> list[list[object]]:
    """What the used cells hold, in one request: LibreOffice is another process."""
    cursor = sheet.createCursor()
    cursor.gotoStart()
    cursor.gotoEndOfUsedArea(True)
    return cursor.getDataArray()


def row_of(sheet: Any, text: str) -> int:
    """The 0-based row in which some column holds a text."""
    found = [number for number, cells in enumerate(used(sheet)) if text in cells]
    if not found:
        raise SystemExit(f"no {text}")
    return found[0]


def head(sheet: Any) -> list[object]:
    """The headers by their 0-based columns."""
    return next(list(cells) for cells in used(sheet) if "項目名・本文" in cells)


def last_column(sheet: Any) -> int:
    """The 0-based column of the last header."""
    return max(column for column, name in enumerate(head(sheet)) if name)


def text_column(sheet: Any) -> int:
    """The 0-based column of the texts."""
    return head(sheet).index("項目名・本文")


def write(sheet: Any, row: int, text: str) -> None:
    sheet.getCellByPosition(text_column(sheet), row).String = text


def add(sheet: Any) -> None:
    row = row_of(sheet, f"{SECTION}-検2")
    sheet.Rows.insertByIndex(row + 1, 1)
    write(sheet, row + 1, "足した文である。")


def add_above_all(sheet: Any) -> None:
    """A row put in directly above the first text of its kind, below an indicator that is locked."""
    for name, text in (
        ("検1", "いちばん上の検証の文である。"),
        ("方1", "いちばん上の方向の文である。"),
    ):
        row = row_of(sheet, f"{SECTION}-{name}")
        sheet.Rows.insertByIndex(row, 1)
        if sheet.getCellByPosition(text_column(sheet), row).CellProtection.IsLocked:
            raise SystemExit("the new row cannot be filled in")
        write(sheet, row, text)


def rewrite(sheet: Any) -> None:
    write(sheet, row_of(sheet, f"{SECTION}-検2"), "書き直した文である。")


def fill_blank(sheet: Any) -> None:
    write(sheet, row_of(sheet, f"{SECTION}-検3") + 1, "空いた行に書いた文である。")


def cut_and_insert(sheet: Any) -> None:
    """The first text below the third, as 切り取ったセルの挿入 does it."""
    below = row_of(sheet, f"{SECTION}-検3") + 1
    sheet.Rows.insertByIndex(below, 1)
    source = row_of(sheet, f"{SECTION}-検1")
    address = sheet.getCellRangeByPosition(0, source, last_column(sheet), source).RangeAddress
    sheet.moveRange(sheet.getCellByPosition(0, below).CellAddress, address)
    sheet.Rows.removeByIndex(source, 1)


def delete(sheet: Any) -> None:
    sheet.Rows.removeByIndex(row_of(sheet, f"{SECTION}-検2"), 1)


def delete_indicator(sheet: Any) -> None:
    sheet.Rows.removeByIndex(row_of(sheet, f"{SECTION}-指1"), 1)


def sort(sheet: Any) -> None:
    first, last = row_of(sheet, SECTION), row_of(sheet, f"{SECTION}-方1")
    field = import_module("uno").createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = text_column(sheet), False
    fields = import_module("uno").Any("[]com.sun.star.table.TableSortField", (field,))
    before = used(sheet)[first : last + 1]
    area = sheet.getCellRangeByPosition(0, first, last_column(sheet), last)
    import_module("uno").invoke(area, "sort", ((option("SortFields", fields),),))
    if used(sheet)[first : last + 1] == before:
        raise RefusedError


def narrow(sheet: Any) -> None:
    """As a filter hides rows."""
    sheet.Rows.getByIndex(row_of(sheet, f"{SECTION}-検2")).IsVisible = False


DEEDS: tuple[Callable[[Any], None], ...] = (
    add, add_above_all, rewrite, fill_blank, cut_and_insert, delete, delete_indicator, sort, narrow,
)  # fmt: skip


def main() -> None:
    """Do each deed on a fresh copy."""
    pipe, form, folder, name, _ = sys.argv[1:]
    uno = import_module("uno")
    refusal = uno.getClass("com.sun.star.uno.Exception")
    context = connect(pipe)
    for deed in DEEDS:
        document = open_document(context, form)
        sheet = document.Sheets.getByName(name)
        if not sheet.isProtected():
            raise SystemExit("the form is not protected")
        target = Path(folder) / f"{deed.__name__}.xlsx"
        try:
            deed(sheet)
        except (RefusedError, refusal):
            target.with_suffix(".refused").touch()
        else:
            document.storeToURL(target.as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))
        document.close(True)


if __name__ == "__main__":
    main()
