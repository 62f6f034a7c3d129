"""The page 進捗の集計, and tables with the latest years only."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.model.period import Role, parse_period
from kumareport.model.shortening import printed_periods, shortened
from tests.conftest import INPUT, TEMPLATE
from tests.make_package import parts
from tests.make_workbook import HEADER, indicator, text, workbook
from tests.outside import integrity_problems, validator_problems


def with_setting(path: Path, name: str, value: str) -> Path:
    book = openpyxl.load_workbook(INPUT)
    for row in book["設定"].iter_rows(max_row=30):
        if row[0].value == name:
            book["設定"][f"B{row[0].row}"] = value
    book.save(path)
    return path


@pytest.fixture(scope="module")
def summed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("summed")
    book = with_setting(folder / "様式.xlsx", "集計のページ", "載せる")
    pipeline.build(book, folder / "報告書.docx", TEMPLATE)
    return folder / "報告書.docx"


def published_counts(seed: dict[str, Any]) -> list[list[str]]:
    """Per chapter how many ○, △ and ×, a 大項目 once, from the published report."""
    rows: list[list[str]] = []
    for chapter in seed["chapters"]:
        marks: list[str] = []
        for section in chapter["sections"]:
            previous = None
            for row in section["indicators"]:
                group = row.get("group")
                if not group or group != previous:
                    marks.append(row["mark"])
                previous = group
        rows.append([str(marks.count(symbol)) for symbol in "○△×"] + [str(len(marks))])
    return rows


def test_the_table_against_the_published_marks(summed: Path, seed: dict[str, Any]) -> None:
    document = Document(str(summed))
    table = document.tables[-1]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["章", "○", "△", "×", "計", "○と△の割合"]
    assert [row[1:5] for row in cells[1:-1]] == published_counts(seed)
    assert cells[-1] == ["全体", "22", "3", "27", "52", "48.1％"]
    assert cells[1][0] == "第１章 互いに認め支え合い、だれもが平等に参画できる社会の実現"
    # As many columns in the grid as cells in a row: the loop over the marks has gone.
    assert len(table.columns) == 6


def test_the_bars_are_native_and_stacked(summed: Path, seed: dict[str, Any]) -> None:
    charts = {n: d.decode() for n, d in parts(summed).items() if n.startswith("word/charts/")}
    (bars,) = (xml for xml in charts.values() if "barChart" in xml)
    assert '<c:grouping val="stacked"/>' in bars
    names = re.findall(r"<c:tx>.*?<c:v>([^<]*)</c:v>", bars)
    assert names == ["○ 検証値を達成", "△ 検証値を概ね達成", "× 検証値を未達成"]
    values = re.findall(r"<c:val>(.*?)</c:val>", bars)
    reached = [int(v) for v in re.findall(r"<c:v>(\d+)</c:v>", values[0])]
    assert reached == [int(row[0]) for row in published_counts(seed) if row[0] != "0"]
    described = [p.get("descr", "") for p in Document(str(summed)).element.iter("{*}docPr")]
    alt = next(words for words in described if "積み上げ" in words)
    assert "第１章は○1×1" in alt
    assert not validator_problems(summed)
    assert not integrity_problems(summed)


def test_a_report_without_the_page(built: Path) -> None:
    assert not any(b"barChart" in data for n, data in parts(built).items() if "chart" in n)
    assert "進捗の集計" not in "".join(p.text for p in Document(str(built)).paragraphs)


def test_parts_of_a_report_have_no_page(tmp_path: Path) -> None:
    book = with_setting(tmp_path / "様式.xlsx", "集計のページ", "載せる")
    pipeline.build(book, tmp_path / "章.docx", TEMPLATE, chapters=["第３章"])
    assert "進捗の集計" not in "".join(
        p.text for p in Document(str(tmp_path / "章.docx")).paragraphs
    )


PERIODS = tuple(
    period
    for n, name in enumerate(
        ("基準値 H27", "実績 R1", "検証値 R1", "実績 R2", "実績 R3", "実績 R4", "検証値 R5"), 6
    )
    if (period := parse_period(name, n))
)


@pytest.mark.parametrize(
    ("years", "kept"),
    [
        (0, "H27 R1 R1 R2 R3 R4 R5"),
        (9, "H27 R1 R1 R2 R3 R4 R5"),
        (4, "H27 R1 R1 R2 R3 R4 R5"),
        (3, "H27 R2 R3 R4 R5"),
        (1, "H27 R4 R5"),
    ],
)
def test_the_latest_years(years: int, kept: str) -> None:
    assert " ".join(str(p.year) for p in printed_periods(PERIODS, years)) == kept


def test_a_value_merged_over_years_stays_with_those_that_are_shown(tmp_path: Path) -> None:
    header = [*HEADER[:6], *(f"{p.role} {p.year}" for p in PERIODS), *HEADER[10:]]
    row = indicator(values=(10, 1, 5, "中止", None, 4, 9))

    def merge(book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("J5:K5")  # R2 and R3

    rows = [text("節", "題"), row, text("検証と課題", "文。"), text("方向性", "文。")]
    path = workbook(
        tmp_path / "a.xlsx", rows, header=header, edit=merge,
        extra_settings=[("表に載せる実績の年数", 2)],
    )  # fmt: skip
    report = pipeline.check(path).report
    (indicator_,) = (r for _, r in shortened(report).indicators())
    shown = [(str(e.period.year), e.value.raw, e.span) for e in indicator_.entries]
    assert shown == [("H27", "10", 1), ("R3", "中止", 1), ("R4", "4", 1), ("R5", "9", 1)]
    # The marks rest on all that the workbook holds.
    assert [e.number for e in report.chapters[0].parts[0].indicators[0].of_role(Role.ACTUAL)] == [
        Decimal(1), None, None, Decimal(4),
    ]  # fmt: skip
    assert pipeline.build(path, tmp_path / "a.docx", TEMPLATE).written
    assert not integrity_problems(tmp_path / "a.docx")
