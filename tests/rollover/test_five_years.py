"""Five years of rollover on the real workbook: each checked, and built where its columns change."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.model.period import parse_year
from kumareport.rollover.item import ChecklistTopic
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import NewWorkbook
from kumareport.workbook.write import write_workbook
from tests.conftest import INPUT, TEMPLATE
from tests.make_workbook import type_in
from tests.outside import integrity_problems, validator_problems
from tools.make_input import DEPARTMENTS, chapter_sheet

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

WELLS = "良質な水道水をくみ上げる井戸をリニューアルした数"
YEARS = ("H28", "H29", "H30", "R1", "R2", "R3", "R4", "R5")


def workbook_of_h30(path: Path, seed: dict[str, Any]) -> Path:
    """Chapters 1 to 8 as they would have stood in the report of H30: no later actual, both targets."""
    headers = [("基準値\nH27", "基準値"), *((f"実績\n{y}", y) for y in YEARS[:3])]
    headers += [("検証値\nR1", "mid"), ("検証値\nR5", "final")]
    chapters = [
        chapter_sheet(chapter, chapter["number"], str(number), headers)
        for number, chapter in enumerate(seed["chapters"], 1)
        if chapter["number"]
    ]
    settings: dict[Setting, Any] = {
        Setting.TITLE: seed["title"],
        Setting.LABEL: seed["label"],
        Setting.YEAR: "H30",
    }
    departments = [tuple(line) for line in DEPARTMENTS["departments"]]
    write_workbook(NewWorkbook(settings, chapters, departments), path)
    book = openpyxl.load_workbook(path)
    mark_wells(book)
    book.save(path)
    return path


def mark_wells(book: openpyxl.Workbook) -> None:
    """The wells had not been begun before R1 (-): a mark typed by hand, which each rollover clears."""
    for sheet, row in each_row(book).values():
        here = columns(sheet)
        if sheet.cell(row, 5).value == WELLS:
            assert sheet.cell(row, here["進捗"]).value is None
            sheet.cell(row, here["進捗"], "×")
            sheet.cell(row, here["判定の理由"], "着手前のため")


def columns(sheet: Worksheet) -> dict[str, int]:
    """Where each header stands, its line break as a space."""
    return {
        str(c.value).replace("\n", " "): number for number, c in enumerate(sheet[3], 1) if c.value
    }


def chapters(book: openpyxl.Workbook) -> list[Worksheet]:
    """The sheets of the plan's numbered chapters."""
    return [sheet for sheet in book.worksheets if sheet.title.startswith("第")]


def each_row(book: openpyxl.Workbook) -> dict[str, tuple[Worksheet, int]]:
    """The rows by their IDs."""
    return {
        str(sheet.cell(row, 2).value): (sheet, row)
        for sheet in chapters(book)
        for row in range(4, sheet.max_row + 1)
        if sheet.cell(row, 2).value
    }


def fill(
    book: openpyxl.Workbook,
    published: openpyxl.Workbook,
    year: str,
    texts: Callable[[str], str | None],
) -> None:
    """Type in what the city published for a year, and texts."""
    sources = each_row(published)
    headers = {sheet: columns(sheet) for book in (book, published) for sheet in chapters(book)}
    for key, (sheet, row) in each_row(book).items():
        source, number = sources[key]
        here, there = headers[sheet], headers[source]
        if sheet.cell(row, 1).value == "指標":
            cell = source.cell(number, there[f"実績 {year}"])
            type_in(sheet, row, here[f"実績 {year}"], cell.value)
            sheet.cell(row, here[f"実績 {year}"]).number_format = cell.number_format
        elif sheet.cell(row, 5).value is None:
            type_in(sheet, row, 5, texts(key))
    if year != "R5":
        mark_wells(book)
    else:
        merge_as_published(book, published)


def merge_as_published(book: openpyxl.Workbook, published: openpyxl.Workbook) -> None:
    """One value over two years, as the published workbook has it."""
    rows = each_row(book)
    for sheet in published.worksheets:
        for area in sheet.merged_cells.ranges if sheet.title in book.sheetnames else ():
            key = str(sheet.cell(area.min_row, 2).value)
            if key not in rows:
                continue
            target, row = rows[key]
            names = {n: name for name, n in columns(sheet).items()}
            ends = [columns(target)[names[n]] for n in (area.min_col, area.max_col)]
            value = sheet.cell(area.min_row, area.min_col).value
            type_in(target, row, ends[0], value)
            target.merge_cells(start_row=row, end_row=row, start_column=ends[0], end_column=ends[1])


def texts_of(path: Path) -> list[str]:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return [paragraph.text for paragraph in document.paragraphs] + list(cells)


@pytest.mark.no_cover
def test_from_h30_to_the_published_report(tmp_path: Path, seed: dict[str, Any]) -> None:
    path = workbook_of_h30(tmp_path / "H30.xlsx", seed)
    assert not pipeline.check(path).has_errors
    ids = set(each_row(openpyxl.load_workbook(path)))
    real = openpyxl.load_workbook(INPUT)
    published = {key: str(sheet.cell(row, 5).value) for key, (sheet, row) in each_row(real).items()}
    for year in YEARS[3:]:
        following = tmp_path / f"{year}.xlsx"
        done = pipeline.rollover(path, following, year=parse_year(year))
        changes = [item.what for item in done.items if item.topic is ChecklistTopic.TARGET]
        # From R1 on to R2 the interim target of R1 gives way to the final one.
        expected = "比べる検証値が R1 から R5 に変わります" if year == "R2" else None
        assert set(changes) == ({expected} if expected else set()), year
        assert [item.before for item in done.items if item.topic is ChecklistTopic.OVERRIDE] == [
            "×　着手前のため"
        ]
        book = openpyxl.load_workbook(following)
        assert set(each_row(book)) == ids
        assert texts_before(book)
        last = year == YEARS[-1]
        fill(
            book, real, year,
            lambda key, y=year, last=last: published[key] if last else f"{y}の文。",
        )  # fmt: skip
        book.save(following)
        result = pipeline.check(following, previous=path)
        assert not result.has_errors
        assert not [f for f in result.findings if f.code in ("K03", "K08", "K09")]
        due = "R1" if year == "R1" else "R5"
        targets = {
            str(judgement.target.period.year)
            for judgement in result.judged.rows.values()
            if judgement.target
        }
        assert targets == {due}
        if year in ("R1", "R2", "R5"):
            built = pipeline.build(following, tmp_path / f"{year}.docx", TEMPLATE)
            assert built.written
        path = following
    want = tmp_path / "公表.docx"
    wanted = ["第１章", "第２章", "第３章", "第４章", "第５章", "第６章", "第７章", "第８章"]
    pipeline.build(INPUT, want, TEMPLATE, chapters=wanted)
    assert texts_of(tmp_path / "R5.docx") == texts_of(want)
    assert not integrity_problems(tmp_path / "R5.docx")
    # The order of the columns is the published one: 検証値 R1 behind 実績 R1.
    final = openpyxl.load_workbook(path)["第１章"]
    published_order = list(columns(real["第１章"]))
    added = ("前年度の記載", "前年度の進捗")
    assert [name for name in columns(final) if name not in added] == published_order


def texts_before(book: openpyxl.Workbook) -> list[str]:
    """前年度の記載 of a workbook."""
    found: list[str] = []
    headers = {sheet: columns(sheet) for sheet in chapters(book)}
    for sheet, row in each_row(book).values():
        previous = headers[sheet]["前年度の記載"]
        value = sheet.cell(row, previous).value
        if sheet.cell(row, 1).value in ("検証と課題", "方向性"):
            assert value
            assert sheet.cell(row, 5).value is None
            found.append(str(value))
        else:
            assert value is None
    return found


@pytest.mark.no_cover
def test_five_years_on_from_the_published_report(tmp_path: Path) -> None:
    path = INPUT
    for number, year in enumerate(("R6", "R7", "R8", "R9", "R10")):
        following = tmp_path / f"{year}.xlsx"
        years = [parse_year("R9"), parse_year("R13")] if number == 0 else []
        targets = [year for year in years if year is not None]
        pipeline.rollover(path, following, targets=targets, keep_texts=True)
        if number < 2:
            result = pipeline.check(following, previous=path)
            codes = {f.code for f in result.findings if f.severity == "エラー"}
            # The new targets, and the values of the new year, are blank until they are filled in.
            assert codes == ({"M01", "S36"} if number == 0 else {"S36"})
        fill_targets(following, year)
        result = pipeline.check(following, previous=path)
        assert not result.has_errors
        if year in ("R6", "R10"):
            built = pipeline.build(following, tmp_path / f"{year}.docx", TEMPLATE)
            assert built.written
        path = following
    assert not validator_problems(tmp_path / "R10.docx")
    assert not validator_problems(path) - validator_problems(INPUT)
    sheet = openpyxl.load_workbook(path)["第１章"]
    assert list(columns(sheet))[5:23] == [
        "単位", "基準値 H27", "実績 H28", "実績 H29", "実績 H30", "実績 R1", "検証値 R1",
        "実績 R2", "実績 R3", "実績 R4", "実績 R5", "検証値 R5", "実績 R6", "実績 R7", "実績 R8",
        "実績 R9", "検証値 R9", "実績 R10",
    ]  # fmt: skip


def fill_targets(path: Path, year: str) -> None:
    """The target of R5 taken over for the new years, and a value for the new year."""
    book = openpyxl.load_workbook(path)
    headers = {sheet.title: columns(sheet) for sheet in book.worksheets}
    for sheet, row in each_row_of_all(book):
        here = headers[sheet.title]
        if sheet.cell(row, 1).value != "指標":
            continue
        for name in ("検証値 R9", "検証値 R13"):
            kept = sheet.cell(row, here[name]).value or sheet.cell(row, here["検証値 R5"]).value
            type_in(sheet, row, here[name], kept)
        type_in(sheet, row, here[f"実績 {year}"], sheet.cell(row, here["実績 R5"]).value)
    book.save(path)


def each_row_of_all(book: openpyxl.Workbook) -> list[tuple[Worksheet, int]]:
    return [
        (sheet, row)
        for sheet in book.worksheets
        if sheet.title.startswith("第") or sheet.title == "推進"
        for row in range(4, sheet.max_row + 1)
    ]


@pytest.fixture
def seed() -> dict[str, Any]:
    path = Path(__file__).resolve().parent.parent / "seed" / "report.json"
    return json.loads(path.read_text(encoding="utf-8"))
