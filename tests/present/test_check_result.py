"""点検結果.xlsx: links, totals, the block for 確認済, and the round trip through it."""

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.errors import InputFileError, OutputFileError
from kumareport.model.finding import Severity
from kumareport.workbook.layout import AcknowledgedColumn
from kumareport.workbook.ledger import LEDGER_SHEET
from tests.conftest import INPUT, soffice
from tests.make_workbook import HEADER, indicator, text, workbook
from tests.outside import validator_problems

SHEETS = ["概要", "点検結果", "判定一覧", "判定シミュレーション", "確認済"]
# ○ △ × of each chapter, counted by hand in the published report; a 大項目 counts once.
PUBLISHED = {
    "第１章": (1, 0, 1), "第２章": (4, 0, 2), "第３章": (5, 1, 3), "第４章": (1, 0, 3),
    "第５章": (3, 0, 4), "第６章": (1, 0, 1), "第７章": (3, 0, 0), "第８章": (2, 2, 5),
    "推進": (2, 0, 8),
}  # fmt: skip


def write(source: Path, target: Path) -> Path:
    pipeline.write_check_result(pipeline.check(source), source, target)
    return target


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory):
    return openpyxl.load_workbook(write(INPUT, tmp_path_factory.mktemp("real") / "点検結果.xlsx"))


def damage(_: Workbook, sheet: Worksheet) -> None:
    sheet["H5"] = "44..6"
    sheet["I5"] = "=1+1"
    sheet["I5"].data_type = "s"
    sheet["A1"] = "第１章　古い題名"
    sheet["T6"] = "横の覚え書き"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    folder = tmp_path / "令和６年度 #1（50%）"
    folder.mkdir()
    return workbook(folder / "様式 その１ #2.xlsx", edit=damage)


def table(sheet: Worksheet, header_row: int) -> list[dict[Any, Any]]:
    rows = sheet.iter_rows(min_row=header_row, values_only=True)
    names = next(rows)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_sheets(real: Workbook) -> None:
    assert real.sheetnames == [*SHEETS, LEDGER_SHEET]
    assert real[LEDGER_SHEET].sheet_state == "veryHidden"


def test_no_formula_anywhere(real: Workbook, damaged: Path) -> None:
    found = openpyxl.load_workbook(write(damaged, damaged.parent / "点検結果.xlsx"))
    for book in (real, found):
        for sheet in book:
            assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    seen = [cell.value for cell in found["点検結果"]["G"]]
    assert "=1+1" in seen


@pytest.mark.parametrize(
    "where", ["点検結果.xlsx", "結果/点検 結果.xlsx", "../別の年度/点検結果.xlsx"]
)
def test_links_lead_to_the_cell(damaged: Path, where: str) -> None:
    target = write(damaged, damaged.parent / where)
    findings = pipeline.check(damaged).findings
    sheet = openpyxl.load_workbook(target)["点検結果"]
    cells = [row[4] for row in sheet.iter_rows(min_row=6)]
    assert len(cells) == len(findings) > 3
    for cell, finding in zip(cells, findings, strict=True):
        link = cell.hyperlink
        assert link is not None
        assert link.target is not None
        assert not re.match(r"\w+:|/", link.target)
        assert (target.parent / unquote(link.target)).resolve() == damaged.resolve()
        assert link.location == f"'第１章'!{finding.location.cell}"
        assert cell.value == finding.location.cell


def test_libreoffice_reads_the_same_links(damaged: Path) -> None:
    target = write(damaged, damaged.parent / "結果" / "点検結果.xlsx")
    page = soffice(target, "fods", target.parent).read_text(encoding="utf-8")
    links = set(re.findall(r'xlink:href="([^"#][^"]*)"', page))
    assert links
    for link in links:
        path, _, place = link.partition("#")
        assert (target.parent / unquote(path)).resolve() == damaged.resolve()
        assert place.startswith("&apos;第１章&apos;!")


def test_findings_sheet(damaged: Path) -> None:
    result = pipeline.check(damaged)
    sheet = openpyxl.load_workbook(write(damaged, damaged.parent / "a.xlsx"))["点検結果"]
    header = [cell.value for cell in sheet[5]]
    assert header[:9] == [
        "重さ", "章・節", "所管課", "シート", "セル", "指摘", "見つけた内容", "どうするか", "関係する場所",
    ]  # fmt: skip
    assert header[9:] == list(AcknowledgedColumn)
    assert sheet["J4"].value.startswith("「確認済」シートへ貼り付ける欄")
    assert "確認済" in sheet["A2"].value
    colors = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}
    rows = list(sheet.iter_rows(min_row=6))
    assert [row[5].value for row in rows] == [f.message for f in result.findings]
    for row, finding in zip(rows, result.findings, strict=True):
        assert row[0].value == finding.severity
        fill: Any = row[0].fill
        assert fill.fgColor.rgb == f"00{colors[finding.severity]}"
        assert [cell.value for cell in row[9:13]] == [
            finding.code, f"第１章!{finding.location.cell}", finding.message, finding.key,
        ]  # fmt: skip
        assert [cell.value for cell in row[13:]] == [None, None]
    assert sheet.auto_filter.ref == f"A5:O{5 + len(rows)}"
    assert sheet.print_area == f"'点検結果'!$A$1:$I${5 + len(rows)}"


def test_overview_says_what_to_do(damaged: Path, tmp_path: Path) -> None:
    page = openpyxl.load_workbook(write(damaged, tmp_path / "a.xlsx"))["概要"]
    result = pipeline.check(damaged)
    assert (
        page["A1"].value
        == f"エラーが {result.count(Severity.ERROR)} 件あります。直すまで報告書は作れません。"
    )
    totals = [row for row in page.iter_rows(values_only=True) if row[0] == "計"]
    expected = tuple(result.count(severity) for severity in Severity)
    assert [row[1:5] for row in totals] == [(*expected, 0)] * 3
    good = workbook(tmp_path / "good.xlsx")
    page = openpyxl.load_workbook(write(good, tmp_path / "b.xlsx"))["概要"]
    assert page["A1"].value == "指摘はありません。報告書を作れます。"
    assert page["A5"].value == "ブック：good.xlsx"


def test_mark_list_has_the_published_totals(real: Workbook) -> None:
    sheet = real["判定一覧"]
    starts = [row[3].row for row in sheet.iter_rows() if row[3].value == "章"]
    rows: list[tuple[Any, ...]] = [
        row[3:9] for row in sheet.iter_rows(min_row=starts[0] + 1, values_only=True)
    ]
    found = {row[0].split("　")[0]: row[1:] for row in rows}
    assert found.pop("全体") == (22, 3, 27, 52, pytest.approx(25 / 52))
    assert {name: numbers[:3] for name, numbers in found.items()} == PUBLISHED
    for counts in found.values():
        assert counts[3] == sum(counts[:3])
        assert counts[4] == pytest.approx((counts[0] + counts[1]) / counts[3])


def test_mark_list_rows(real: Workbook, seed: dict[str, Any]) -> None:
    rows = [row for row in table(real["判定一覧"], 4) if row["自動判定"]]
    names = [r["name"] for c in seed["chapters"] for s in c["sections"] for r in s["indicators"]]
    assert len(rows) == len(names) == 55
    water = next(
        row
        for row in rows
        if row["指標"] == "市街化区域における浸水区域の解消率（時間雨量60㎜以下における浸水解消）"
    )
    assert (water["章"], water["節"], water["単位"]) == ("第８章", "第５節", "％")
    assert (water["基準値"], water["実績（年度）"], water["検証値"]) == (
        "51.9",
        "53.3（R5）",
        "57.8",
    )
    # (53.3 − 51.9) / (57.8 − 51.9) = 23.72 %; △ from 51.9 + 0.9 × 5.9 = 57.21; 57.21 − 53.3
    assert (water["達成率"], water["下限"], water["差"]) == (0.237, 0.9, 3.91)
    assert (water["進捗"], water["自動判定"]) == ("×", "×")
    assert water["次の進捗まで"] == "△：実績 57.21 以上"
    assert "基準値比 23.7 %" in water["判定の説明"]
    group = [row for row in rows if row["大項目"] == "感染症患者発生数（暦年）"]
    assert [(row["進捗"], row["自動判定"]) for row in group] == [("△", "○"), ("△", "×")]
    dated = next(row for row in rows if row["指標"] == "温室効果ガス排出量")
    assert dated["実績（年度）"] == "3,180（R1）"
    births = next(row for row in rows if row["指標"] == "出生数（暦年）")
    assert births["基準値"] == "7,039\n（H26）"
    assert births["実績（年度）"] == "5,345\n（概数）\n（R5）"


def test_a_rate_just_below_the_limit_is_not_shown_as_reaching_it(tmp_path: Path) -> None:
    rows = [text("節", "題"), indicator(values=(0, 1, 8996, 10000))]
    source = workbook(tmp_path / "a.xlsx", rows)
    row = table(openpyxl.load_workbook(write(source, tmp_path / "b.xlsx"))["判定一覧"], 4)[0]
    assert (row["達成率"], row["進捗"]) == (0.899, "×")


def test_typed_mark_is_told_apart(tmp_path: Path) -> None:
    rows = [
        text("節", "題"),
        indicator(mark="○", reason="速報値のため"),
        text("検証と課題", "文。"),
    ]
    source = workbook(tmp_path / "a.xlsx", rows)
    row = table(openpyxl.load_workbook(write(source, tmp_path / "b.xlsx"))["判定一覧"], 4)[0]
    assert (row["進捗"], row["自動判定"]) == ("○", "×")
    assert row["判定の説明"].endswith("進捗は手で「○」と入力（速報値のため）")


def test_simulation_sheet(real: Workbook) -> None:
    sheet = real["判定シミュレーション"]
    rows = table(sheet, 5)[:14]
    assert [(r["計算方法"], r["下限"]) for r in rows[:2]] == [("基準値比", 0.9), ("基準値比", 1)]
    assert (rows[0]["○"], rows[0]["△"], rows[0]["×"]) == (22, 3, 27)
    assert rows[0]["今の設定と比べて"] == "今の設定"
    start = next(row[2].row for row in sheet.iter_rows() if row[2].value == "今の進捗")
    changes = table(sheet, start)
    plain = [r for r in changes if (r["計算方法"], r["下限"]) == ("単純比", 0.9)]
    assert len(plain) == 5
    assert ("水の有効率", "×", "△") in [(r["指標"], r["今の進捗"], r["試算の進捗"]) for r in plain]


def test_equal_input_gives_equal_bytes(damaged: Path) -> None:
    folder = damaged.parent
    first, second = write(damaged, folder / "a.xlsx"), write(damaged, folder / "b.xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_the_package_follows_the_schema(damaged: Path) -> None:
    target = write(damaged, damaged.parent / "a.xlsx")
    # openpyxl writes a font's children in another order than the schema; Excel does not mind.
    assert [p for p in validator_problems(target) if "styles.xml" not in p[0]] == []


def test_the_target_is_never_an_input(damaged: Path, tmp_path: Path) -> None:
    result = pipeline.check(damaged)
    before = damaged.read_bytes()
    with pytest.raises(InputFileError, match="入力のブックと同じ"):
        pipeline.write_check_result(result, damaged, damaged)
    last_year = Path(shutil.copy(damaged, tmp_path / "昨年度.xlsx"))
    with pytest.raises(InputFileError, match="入力のブックと同じ"):
        pipeline.write_check_result(result, damaged, last_year, last_year)
    with pytest.raises(OutputFileError, match="Excel のブック"):
        pipeline.write_check_result(result, damaged, tmp_path / "点検結果.csv")
    assert damaged.read_bytes() == before


@pytest.mark.parametrize("header", [HEADER, [*HEADER[:-1], "資料"]])
def test_odd_workbooks_are_shown_too(tmp_path: Path, header: list[str]) -> None:
    def edit(book: Workbook, sheet: Worksheet) -> None:
        book["設定"]["A18"] = "ない章"
        book.create_sheet("課の'覚え'")
        sheet["E5"] = "前_x0001_後 \x1b[2J".replace("\x1b", "_x001B_")

    source = workbook(tmp_path / "a.xlsx", header=header, edit=edit)
    book = openpyxl.load_workbook(write(source, tmp_path / "b.xlsx"))
    places = [
        row[4].hyperlink and row[4].hyperlink.location
        for row in book["点検結果"].iter_rows(min_row=6)
    ]
    assert "'課の''覚え'''!A1" in places


@pytest.mark.no_cover
def test_round_trip_through_the_acknowledged_sheet(tmp_path: Path) -> None:
    """Six cells are copied as a clerk would; the finding is set aside until its cell changes."""
    source = Path(shutil.copy(INPUT, tmp_path / "様式.xlsx"))
    finding = next(f for f in pipeline.check(source).findings if f.code == "C06")
    sheet = openpyxl.load_workbook(write(source, tmp_path / "点検結果.xlsx"))["点検結果"]
    row = next(row for row in sheet.iter_rows(min_row=6) if row[9].value == "C06")
    block = [cell.value for cell in row[9:15]]
    block[4:] = ["企画課　熊本", "所管課に確かめた"]
    book = openpyxl.load_workbook(source)
    for column, value in enumerate(block, 1):
        book["確認済"].cell(4, column, value)
    book.save(source)

    result = pipeline.check(source)
    assert [(a.finding.key, a.line.person) for a in result.acknowledged] == [
        (finding.key, block[4])
    ]
    assert finding.key not in [f.key for f in result.findings]
    shown = openpyxl.load_workbook(write(source, tmp_path / "点検結果.xlsx"))["確認済"]
    assert [cell.value for cell in shown[5]][5:] == [
        finding.message, "C06", finding.key, "企画課　熊本", "所管課に確かめた",
    ]  # fmt: skip

    book[finding.location.sheet][finding.location.cell] = "18.6（H27）\n19.2（H28）"
    book.save(source)
    result = pipeline.check(source)
    assert result.acknowledged == ()
    again = [f for f in result.findings if f.code == "C06"]
    assert [f.location for f in again] == [finding.location]
    assert again[0].key != finding.key
    assert [f.location.sheet for f in result.findings if f.code == "A02"] == ["確認済"]
