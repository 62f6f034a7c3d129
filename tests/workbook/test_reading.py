"""Reading what Excel and people really store."""

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.model.record_kind import TextRole
from kumareport.office.excel.spreadsheet import read_workbook
from tests.conftest import INPUT
from tests.make_package import parts
from tests.make_workbook import indicator, text, workbook
from tools import make_input


def rewrite(source: Path, target: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change one part of a package, as another program might have written it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == part else data)
    return target


def test_every_stored_cell_of_the_seed(seed: dict[str, Any], checked: pipeline.CheckResult) -> None:
    rows = [i for c in seed["chapters"] for s in c["sections"] for i in s["indicators"]]
    report = checked.report
    read = [row for _, _, group in report.groups() for row in group.rows]
    for ours, theirs in zip(read, rows, strict=True):
        numbers = [cell.get("value") for cell in theirs["periods"].values()]
        actual = [e.number for e in ours.entries if e.period.role != "検証値"]
        assert [None if n is None else Decimal(str(n)) for n in numbers] == actual
    assert len({s.department for c in report.chapters for s in c.parts}) >= 20


def test_formula_with_a_stored_result(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")
    part = "xl/worksheets/sheet2.xml"
    done = rewrite(source, tmp_path / "b.xlsx", part, lambda x: x.replace('<c r="I5" t="n"><v>12</v></c>', '<c r="I5"><f>6*2</f><v>12</v></c>'))  # fmt: skip
    report = pipeline.check(done)
    assert report.findings == ()
    entry = report.report.chapters[0].parts[0].indicators[0].entries[2]
    assert (entry.number, str(entry.location)) == (Decimal(12), "第１章 I5")


@pytest.mark.parametrize(("shows", "told"), [("", []), ('ph="1"', ["C26 E6"])])
def test_furigana_is_not_text_and_told_only_where_excel_shows_it(
    tmp_path: Path, shows: str, told: list[str]
) -> None:
    """Excel keeps with each text how it was typed."""
    cell = (
        f'<c r="E6" t="inlineStr" {shows}><is><t>指標甲は未達成となった。</t>'
        '<rPh sb="0" eb="2"><t>シヒョウ</t></rPh></is></c>'
    )
    source = workbook(tmp_path / "a.xlsx")
    part = "xl/worksheets/sheet2.xml"
    read = rewrite(
        source, tmp_path / "b.xlsx", part, lambda xml: re.sub('<c r="E6".*?</c>', cell, xml)
    )
    result = pipeline.check(read)
    assert [f"{f.code} {f.location.cell}" for f in result.findings] == told
    assert all("ふりがな「シヒョウ」" in finding.message for finding in result.findings)
    section = result.report.chapters[0].parts[0]
    assert section.of_role(TextRole.VERIFICATION)[0].text == "指標甲は未達成となった。"


def test_columns_are_found_by_header_in_any_order(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")

    def move(book: Workbook, sheet: Worksheet) -> None:
        sheet.insert_cols(1)
        sheet["A3"] = "メモ"
        sheet.insert_rows(1, 2)

    moved = workbook(tmp_path / "b.xlsx", edit=move)
    one, other = pipeline.check(source).report, pipeline.check(moved).report
    names = [[e.value for e in r.chapters[0].parts[0].indicators[0].entries] for r in (one, other)]
    assert names[0] == names[1]


@pytest.mark.no_cover
def test_a_million_formatted_blank_rows_are_not_kept(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")
    rows = "".join(f'<row r="{n}" ht="20"><c r="A{n}" s="0"/></row>' for n in range(20, 1048577))
    part = "xl/worksheets/sheet2.xml"
    done = rewrite(source, tmp_path / "b.xlsx", part, lambda x: x.replace("</sheetData>", rows + "</sheetData>"))  # fmt: skip
    sheet = read_workbook(done)[1]
    assert max(row for row, _ in sheet.cells) < 20


def test_text_at_the_last_row_is_reported_not_lost(tmp_path: Path) -> None:
    def edit(_: Workbook, sheet: Worksheet) -> None:
        sheet["E1048576"] = "迷子"

    result = pipeline.check(workbook(tmp_path / "a.xlsx", edit=edit))
    assert [(f.code, f.location.cell) for f in result.findings] == [("S08", "A1048576")]
    assert "迷子" in result.findings[0].message


def test_inserted_rows_get_the_same_ids_every_time(tmp_path: Path) -> None:
    source = workbook(
        tmp_path / "a.xlsx", [text("節", "題"), indicator(), indicator(), text("検証と課題", "v")]
    )
    ids = [
        [row.id for row in pipeline.check(source).report.chapters[0].parts[0].indicators]
        for _ in range(2)
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_input_workbook_is_what_the_tool_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_input.main(tmp_path / "input.xlsx")
    assert parts(tmp_path / "input.xlsx") == parts(INPUT)
    book = openpyxl.load_workbook(INPUT)
    assert book.sheetnames[:3] == ["記入要領", "設定", "第１章"]
    sheet = book["第１章"]
    assert sheet.freeze_panes == "F4"
    assert sheet.column_dimensions["B"].hidden
    assert len(sheet.data_validations.dataValidation) == 5
