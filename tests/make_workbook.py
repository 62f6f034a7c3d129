"""Small workbooks for tests, written with openpyxl as a person's file would be."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Row = list[Any]
"""A row as typed: whatever a cell may hold."""
Edit = Callable[[Workbook, Worksheet], object]
"""A change to a workbook and the sheet of its chapter."""

HEADER = ["区分", "ID", "所管課", "大項目", "項目名・本文", "単位", "基準値 H27", "実績 R4", "実績 R5",
          "検証値 R5", "進捗", "判定の理由", "望ましい方向", "グラフ", "グラフ題名", "備考"]  # fmt: skip


def indicator(
    name: str | None = "指標甲",
    unit: str | None = "件",
    values: Sequence[object] = (10, 11, 12, 20),
    **more: object,
) -> Row:
    """An indicator row."""
    return ["指標", None, None, more.get("group"), name, unit, *values, more.get("mark"),
            more.get("reason"), more.get("direction"), more.get("chart"), more.get("title"), None]  # fmt: skip


YEARS = ("R1", "R2", "R3", "R4", "R5")
LONG_HEADER = [*HEADER[:6], "基準値 H27", *(f"実績 {year}" for year in YEARS), "検証値 R3", "検証値 R5",
               *HEADER[10:]]  # fmt: skip


def series(
    *values: object,
    base: object = 50,
    targets: Sequence[object] = ("-", 60),
    name: str | None = "指標甲",
    unit: str | None = "件",
    **more: object,
) -> Row:
    """An indicator row under LONG_HEADER: five actuals from R1 to R5."""
    return indicator(name, unit, (base, *values, *targets), **more)


def type_in(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Type over a cell, or empty it: openpyxl's ``cell`` takes None for nothing to do."""
    sheet[f"{get_column_letter(column)}{row}"] = value


def text(kind: str | None, content: object) -> Row:
    """A row of another 区分."""
    return [kind, None, None, None, content]


def workbook(
    path: Path,
    rows: Sequence[Sequence[object]] | None = None,
    *,
    header: Sequence[object] | None = None,
    title: object = "報告書",
    threshold: object = 90,
    extra_settings: Iterable[Sequence[object]] = (),
    edit: Edit | None = None,
) -> Path:
    """Write a one-chapter workbook; ``edit(book, sheet)`` may damage it."""
    book = Workbook()
    settings = book.worksheets[0]
    settings.title = "設定"
    for line in (
        ("項目", "値"), ("報告書の題名", title), ("資料の区分", "参考資料"), ("凡例：達成", "検証値を達成"),
        ("凡例：概ね達成", "概ね達成"), ("凡例：未達成", "未達成"), ("記号：達成", "○"), ("記号：概ね達成", "△"),
        ("記号：未達成", "×"), ("概ね達成の下限（％）", threshold), ("達成率の計算方法", "基準値比"),
        ("マイナスの記号", "▲"), ("達成割合を表す指標", None), ("枠の文字数の目安", 330), *extra_settings,
        (), ("章一覧",), ("シート", "章番号", "章の題名"), ("第１章", "第１章", "章の題名"),
        (), ("所管課一覧",), ("所管課", "局", "連絡先"), ("企画課", "政策局", "1234"),
    ):  # fmt: skip
        settings.append(list(line))
    sheet = book.create_sheet("第１章")
    sheet.append(["第１章"])
    sheet.append([])
    sheet.append(header or HEADER)
    default = [
        text("節", "節の題名"),
        indicator(),
        text("検証と課題", "指標甲は未達成となった。"),
        text("方向性", "方向の文。"),
    ]
    for row in default if rows is None else rows:
        sheet.append(list(row))
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"
    if edit:
        edit(book, sheet)
    book.save(path)
    return path
