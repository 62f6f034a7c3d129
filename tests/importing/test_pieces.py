"""Pieces of the importer, each by hand."""

from pathlib import Path

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.errors import InputFileError
from kumareport.importing.numbers import counted_form, heading_look, split_number
from kumareport.importing.quote import Origin, Quote
from kumareport.importing.text_source import read_text_source
from kumareport.importing.units import name_and_unit
from kumareport.importing.values import bullets, stored_value, yearly_values
from kumareport.importing.words import bare, dated_choice, meaning, period_choice, year_of
from kumareport.workbook.preset import presets
from kumareport.workbook.read import read_report
from kumareport.workbook.starting import example_plan, starting_workbook
from kumareport.workbook.write import write_workbook
from tests.conftest import TEMPLATE
from tests.importing.offices import measure_sheets
from tests.importing.simple_reader import word_lines


def quote(text: str, *items: str) -> Quote:
    return Quote(text, Origin("資料", "A1"), items=items)


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("第１章　互いに認め合う社会", "第１章", "互いに認め合う社会"),
        ("基本目標２ ひとの流れ", "基本目標２", "ひとの流れ"),
        ("(1)施策1", "(1)", "施策1"),
        ("施策１－２　健康づくり", "施策１－２", "健康づくり"),
        ("総合計画を推進するために", "", "総合計画を推進するために"),
        ("2030年の姿", "", "2030年の姿"),
        ("事務事業一覧", "", "事務事業一覧"),
        ("基本目標一　しごと", "基本目標一", "しごと"),
    ],
)
def test_the_number_of_a_heading(text: str, number: str, title: str) -> None:
    assert split_number(text) == (number, title)


def test_the_unit_in_brackets_behind_a_name() -> None:
    assert name_and_unit("受診率（％）") == ("受診率", "％")
    assert name_and_unit("相談（単位：のべ人）") == ("相談", "のべ人")
    assert name_and_unit("企業誘致件数（累計）") == ("企業誘致件数（累計）", "")


def test_a_header_with_a_year_besides_other_words() -> None:
    cost, text = dated_choice("令和5年度 決算額（千円）"), dated_choice("令和６年度の主な取組")
    assert cost is not None
    assert (cost.name, cost.type, cost.year) == (
        "決算額",
        "年度ごとの金額",
        "令和5年度",
    )
    assert text is not None
    assert (text.target, text.name) == ("文", "主な取組")
    assert dated_choice("令和６年度") is None


def test_numbers_that_count_on_and_those_that_do_not() -> None:
    assert counted_form([["第１節", "第２節"], ["第１節"]]) == "第１節"
    assert counted_form([["第１節", "第３節"]]) == ""
    assert counted_form([["施策１"], ["施策２"]]) == ""
    assert counted_form([["", ""]]) == ""
    assert counted_form([["施策2-1", "施策2-2"], ["施策3-1"]], ["目標2", "目標3"]) == "施策1-1"
    assert counted_form([["1-1"], ["1-2"]], ["目標1", "目標2"]) == ""
    assert heading_look("第12章　産業") == heading_look("第１章　環境") == "第n章"


@pytest.mark.parametrize(
    ("text", "stored", "unit"),
    [
        ("44.6", (44.6, "0.0"), ""), ("1,204", (1204, "#,##0"), ""), ("▲0.6", (-0.6, "0.0"), ""),
        ("130人", (130, "0"), "人"), ("7,000以上", ("7,000以上", ""), ""), ("41\n（H26）", ("41（H26）", ""), ""),
        ("上昇", ("上昇", ""), ""), ("007", ("007", ""), ""), ("年2回", (2, ""), "回"),
        ("約285,000", ("285,000（概数）", ""), ""), ("80%以上", ("80以上", ""), "％"), ("5年間で10回", ("5年間で10回", ""), ""),
    ],
)  # fmt: skip
def test_a_value_as_a_cell_stores_it(text: str, stored: object, unit: str) -> None:
    assert stored_value(quote(text)) == (stored, unit)


def test_sums_of_several_years_in_one_text() -> None:
    assert yearly_values("R5 48,250千円　R6 52,310千円") == [
        ("R5", (48250, "#,##0"), "千円"), ("R6", (52310, "#,##0"), "千円"),
    ]  # fmt: skip
    assert yearly_values("R5年度に講座を開いた。") == []


def test_bullets_are_parted_where_a_line_is_one() -> None:
    assert bullets(quote("・甲を行う。\n　続き\n・乙を行う。")) == [
        "甲を行う。\n続き",
        "乙を行う。",
    ]
    assert bullets(quote("甲を行う。\n乙を行う。")) == ["甲を行う。", "乙を行う。"]
    assert bullets(quote("甲を\n行う。")) == ["甲を\n行う。"]
    assert bullets(quote("甲。\n（旧）乙。／丙", "甲。\n（旧）乙。", "丙")) == [
        "甲。\n（旧）乙。",
        "丙",
    ]


def test_words_and_years_of_headers() -> None:
    assert bare("■ ２．現状と課題：") == "現状と課題"
    assert [year_of(text) for text in ("R元年度", "2021年度", "実績")] == ["R1", "2021", ""]
    dated = period_choice("令和５年度\n目標")
    assert dated is not None
    assert (str(dated.target), dated.year) == ("検証値", "令和5年度")
    known = meaning("【課題】（200字以内）")
    assert known is not None
    assert (str(known.target), known.name) == ("文", "課題")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp"])
def test_a_text_file_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "一覧.csv"
    file.write_bytes("施策,指標\n防災対策の推進,組織率\n".encode(encoding))
    texts = [q.text for q in read_text_source(file, "一覧.csv").quotes()]
    assert texts == ["施策", "指標", "防災対策の推進", "組織率"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "一覧.csv").write_bytes(b"PK\x03\x04\0\0\0")
    with pytest.raises(InputFileError, match="文字のファイルではありません"):
        read_text_source(tmp_path / "一覧.csv", "一覧.csv")


def test_what_the_clerk_corrects_counts(tmp_path: Path) -> None:
    (tmp_path / "資料").mkdir()
    measure_sheets(tmp_path / "資料")
    words = ["import", str(tmp_path / "資料"), "-o", str(tmp_path / "結果")]
    assert main(words) == 0
    mapping = tmp_path / "結果" / "取込対応表.xlsx"
    opened = openpyxl.load_workbook(mapping)
    sheet = opened["取込対応表"]
    for row in range(5, sheet.max_row + 1):
        if sheet[f"B{row}"].value == "課題":
            sheet[f"F{row}"], sheet[f"G{row}"] = "文", "残された課題"
        if sheet[f"B{row}"].value == "総合評価":
            sheet[f"F{row}"] = "取り込まない"
    opened.save(mapping)
    assert main(words) == 0
    report = read_report(tmp_path / "結果" / "input.xlsx")
    kinds = {text.kind.name for _, part in report.parts() for text in part.texts}
    assert "残された課題" in kinds
    assert "課題" not in kinds
    left = openpyxl.load_workbook(tmp_path / "結果" / "取込結果.xlsx")["取り込まなかったもの"]
    assert {"A", "B", "C"} <= {cell.value for cell in left["C"]}


def test_a_word_that_is_no_choice_is_told_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "資料").mkdir()
    measure_sheets(tmp_path / "資料")
    pipeline.import_files([tmp_path / "資料"], tmp_path / "結果")
    mapping = tmp_path / "結果" / "取込対応表.xlsx"
    opened = openpyxl.load_workbook(mapping)
    opened["取込対応表"]["F6"] = "たぶん節"
    opened.save(mapping)
    with pytest.raises(InputFileError, match="6 行の「たぶん節」"):
        pipeline.import_files([tmp_path / "資料"], tmp_path / "結果")


def test_a_strategy_with_marks_and_fields_of_its_own_gives_the_same_report(tmp_path: Path) -> None:
    plan = example_plan(presets()["総合戦略（KPI）"])
    write_workbook(starting_workbook(plan), tmp_path / "元.xlsx")
    first, again = tmp_path / "元.docx", tmp_path / "後.docx"
    pipeline.build(tmp_path / "元.xlsx", first, TEMPLATE)
    pipeline.import_files([first], tmp_path / "結果")
    done = pipeline.import_files([first], tmp_path / "結果")
    assert done.book is not None
    pipeline.build(done.book.path, again, TEMPLATE)
    assert word_lines(again) == word_lines(first)
