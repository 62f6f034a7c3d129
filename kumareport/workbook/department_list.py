"""A list of departments from a file: Excel, CSV or plain lines."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.regular_file import check_regular
from kumareport.workbook import layout
from kumareport.workbook.settings import read_settings

_HEADS = ("所管課", "課名", "課", "部署", "名称", "所属")
_BOOKS = (".xlsx", ".xlsm")


def read_departments(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Name, bureau and contact of each department.

    Args:
        path: an Excel workbook (the 所管課一覧 of its 設定, else the first three columns of its first
            sheet), or a text file with one department a line and commas between its three parts
            (UTF-8 or CP932).

    Raises:
        InputFileError: the file cannot be read, or names no department.
    """
    lines = _of_book(path) if path.suffix.lower() in _BOOKS else _of_text(path)
    found = _cleaned(lines)
    if not found:
        raise InputFileError(
            f"所管課の名前が１つもありません：{path}",
            "１行に１つ、課の名前（と局、連絡先）を書いてください。",
        )
    return found


def _of_book(path: Path) -> Iterable[Sequence[str]]:
    sheets = read_workbook(path)
    for sheet in sheets:
        if sheet.name == layout.SETTINGS_SHEET:
            settings, _ = read_settings(sheet)
            return [(d.name, d.bureau, d.contact) for d in settings.departments]
    return _table(sheets[0]) if sheets else []


def _table(sheet: Sheet) -> Iterable[Sequence[str]]:
    for row in sorted({row for row, _ in sheet.cells}):
        cells = (sheet.cells.get((row, column)) for column in (1, 2, 3))
        yield [cell.text if cell else "" for cell in cells]


def _of_text(path: Path) -> Iterable[Sequence[str]]:
    check_regular(path)
    try:
        data = path.read_bytes()
    except OSError:
        raise InputFileError(
            f"所管課の一覧を読めません：{path}", "ファイルの名前と場所を確かめてください。"
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp932", errors="replace")
    try:
        return list(csv.reader(text.splitlines()))
    except csv.Error:
        raise InputFileError(
            f"所管課の一覧を読めません：{path}",
            "１行に１つ、課の名前、局、連絡先をコンマで区切って書いてください。",
        ) from None


def _cleaned(lines: Iterable[Sequence[str]]) -> tuple[tuple[str, str, str], ...]:
    found: dict[str, tuple[str, str, str]] = {}
    for line in lines:
        name, bureau, contact = ([part.strip() for part in line] + ["", "", ""])[:3]
        if name and name not in _HEADS:
            found.setdefault(name, (name, bureau, contact))
    return tuple(found.values())
