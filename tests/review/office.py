"""A small office: a workbook of two chapters and three departments, its forms and drafts, and what
people do to them with other programs."""

import datetime
import functools
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.review.returns.collection import Collection
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.write import write_workbook

PERIODS = ("基準値\nH27", "実績\nR4", "実績\nR5", "検証値\nR5")
ISSUED_AT = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 24)


def indicator(key: str, name: str, *values: object, unit: str = "件", **more: Any) -> Record:
    """An indicator row; texts stay text, numbers show their own decimals."""

    def form(value: object) -> str:
        text = str(value)
        return (
            "General"
            if isinstance(value, str)
            else "0" + "." * ("." in text) + "0" * len(text.partition(".")[2])
        )

    cells: list[tuple[Any, str]] = [(value, form(value)) for value in values]
    return Record("指標", key, name, unit=unit, values=cells, chart="有", **more)


def text(kind: str, key: str, content: str) -> Record:
    """A bullet."""
    return Record(kind, key, content)


RECORDS = {
    "第１章": [
        Record("節", "1-1", "節の一", department="企画課"),
        indicator("1-1-指1", "指標甲", 10, 44.6, 45.5, 50.5, unit="％"),
        indicator("1-1-指2", "指標乙", 100, 110, "120（概数）", "150以上", department="総務課"),
        text("検証と課題", "1-1-検1", "指標甲は前年度より増加した。"),
        text("検証と課題", "1-1-検2", "目標には届いていない状況である。"),
        text("検証と課題", "1-1-検3", "引き続き周知が必要である。"),
        text("方向性", "1-1-方1", "事業者と連携して取り組む。"),
        Record("節", "1-2", "節の二", department="総務課"),
        indicator("1-2-指1", "指標丙", 5, 6, 7, 9),
        text("検証と課題", "1-2-検1", "順調に推移している。"),
        text("方向性", "1-2-方1", "この取組を続ける。"),
    ],
    "第２章": [
        Record("節", "2-1", "節の三", department="福祉課"),
        indicator("2-1-指1", "指標丁", 3, 2, 1, 1),
        text("検証と課題", "2-1-検1", "福祉の検証の文である。"),
        text("方向性", "2-1-方1", "福祉の方向の文である。"),
    ],
}


def office_workbook(path: Path, records: Mapping[str, list[Record]] = RECORDS) -> Path:
    """Write the workbook."""
    chapters = [
        ChapterSheet(name, name, f"{name}の題名", PERIODS, rows) for name, rows in records.items()
    ]
    departments = [
        ("企画課", "政策局", "内線 1"),
        ("総務課", "総務局", "内線 2"),
        ("福祉課", "福祉局", "内線 3"),
    ]
    write_workbook(NewWorkbook({Setting.TITLE: "評価・検証"}, chapters, departments), path)
    return path


@dataclass
class Office:
    """A workbook and the forms made from it."""

    book: Path
    forms: Path

    def form(self, department: str) -> Path:
        """A department's form."""
        return self.forms / department / f"照会票_{department}.xlsx"

    def draft(self, department: str) -> Path:
        """A department's Word draft."""
        return self.forms / department / f"報告書案_{department}.docx"

    @property
    def list(self) -> Path:
        """配付一覧.xlsx."""
        return self.forms / "配付一覧.xlsx"

    def edit(
        self, department: str, change: Callable[[openpyxl.Workbook], object], to: Path | None = None
    ) -> Path:
        """Open a form, change it, save it (under another name where one is given)."""
        return edit(self.form(department), change, to)

    def collect(self, *paths: Path) -> Collection:
        """Collect; the whole folder of forms where no path is given."""
        return pipeline.collect(self.book, paths or [self.forms], None, today=TODAY).collection


def distribute(
    book: Path,
    folder: Path,
    name: str = "第１回照会",
    at: datetime.datetime = ISSUED_AT,
    template: Path | None = None,
) -> Office:
    """Make the forms of a round."""
    pipeline.distribute(
        book,
        folder,
        name=name,
        deadline=datetime.date(2026, 12, 10),
        contact="企画課 内線 1",
        issued_at=at,
        template=template,
    )
    return Office(book, folder)


def edit(file: Path, change: Callable[[openpyxl.Workbook], object], to: Path | None = None) -> Path:
    """Open a workbook with openpyxl, change it, save it."""
    book: openpyxl.Workbook = pickle.loads(_opened(file.read_bytes()))
    change(book)
    target = to or file
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


@functools.lru_cache(16)
def _opened(content: bytes) -> bytes:
    """A workbook as openpyxl read it, to be copied for each edit: reading it takes five times longer."""
    return pickle.dumps(openpyxl.load_workbook(io.BytesIO(content), rich_text=True))


def columns(sheet: Worksheet) -> dict[str, int]:
    """The column of each header, without its line break."""
    return {
        str(cell.value).replace("\n", " "): number
        for number, cell in enumerate(sheet[3], 1)
        if cell.value
    }


def row_of(sheet: Worksheet, key: str) -> int:
    """The row with an ID."""
    column = columns(sheet)["ID"]
    return next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, column).value == key)


def put(
    book: openpyxl.Workbook, key: str, header: str, value: Any, number_format: str = ""
) -> None:
    """Type something into a record's cell."""
    for sheet in book.worksheets:
        found = columns(sheet) if sheet.title.startswith("第") else {}
        if header in found and any(
            sheet.cell(r, found["ID"]).value == key for r in range(4, sheet.max_row + 1)
        ):
            cell = sheet.cell(row_of(sheet, key), found[header])
            assert isinstance(cell, Cell)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            if number_format:
                cell.number_format = number_format
            return
    raise AssertionError(key)


def in_brief(collection: Collection) -> list[tuple[str, ...]]:
    """The proposals as (kind, record or section, column, text, departments)."""
    return [
        (
            str(p.kind),
            p.target.section if p.kind == "追加" else p.target.record,
            p.target.label,
            p.proposed.text if p.kind not in ("削除", "移動") else "",
            "・".join(p.departments),
        )
        for p in collection.proposals
    ]
