"""Each rule on a workbook that has its fault, and none on the same workbook without it."""

import datetime

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from kumareport import pipeline
from kumareport.rules.acknowledge import ACKNOWLEDGE_RULES
from kumareport.rules.catalog import ALL_RULES
from kumareport.rules.template import TEMPLATE_RULES
from tests.make_workbook import HEADER, indicator, text, workbook

SECTION = text("節", "題")
TEXTS = [text("検証と課題", "検証の文。"), text("方向性", "方向の文。")]


def set_cell(reference, value, **formats):
    """An edit of a chapter's cell."""

    def edit(_, sheet):
        sheet[reference] = value
        for name, setting in formats.items():
            setattr(sheet[reference], name, setting)

    return edit


def setting(name, value):
    """An edit of a line of 設定."""

    def edit(book, _):
        for row in book["設定"].iter_rows(max_row=20):
            if row[0].value == name:
                row[1].value = value

    return edit


def delete_setting(book, _):
    book["設定"].delete_rows(12)


def hide_row(_, sheet):
    sheet.row_dimensions[6].hidden = True


def hide_column(_, sheet):
    sheet.column_dimensions["F"].hidden = True


def hide_sheet(_, sheet):
    sheet.sheet_state = "hidden"


def rename(_, sheet):
    sheet.title = "第９章"


def merge_years(_, sheet):
    sheet["H5"] = "ー\n※算出方法変更"
    sheet.merge_cells("H5:I5")


def group(*names):
    return [indicator(name=f"指標{n}", group=name) for n, name in enumerate(names)]


def without(*columns):
    return [None if name in columns else name for name in HEADER]


STRUCK = CellRichText("残す", TextBlock(InlineFont(strike=True), "消す"))
RED = CellRichText("残す", TextBlock(InlineFont(color="FFFF0000"), "直す"))
COPIED = [SECTION, indicator(), indicator(name="乙"), *TEXTS]
COPIED[1][1] = COPIED[2][1] = "同じ"

# code: (what to build, the findings' cells)
CASES = {
    "S01": ({"header": without("単位")}, ["3"]),
    "S02": ({"header": [*HEADER[:7], "実績 R5", *HEADER[8:]]}, ["I3"]),
    "S03": ({"header": [*HEADER[:7], "実績", *HEADER[8:]]}, ["H3"]),
    "S04": ({"header": without("区分")}, [""]),
    "S05": ({"edit": rename}, ["A18"]),
    "S06": ({"edit": lambda book, _: book.create_sheet("メモ")}, [""]),
    "S07": ({"edit": hide_sheet}, [""]),
    "S08": ({"rows": [SECTION, indicator(), text("まとめ", "文"), *TEXTS]}, ["A6"]),
    "S09": ({"rows": [indicator(), SECTION, indicator(), *TEXTS]}, ["A4"]),
    "S10": ({"rows": [SECTION, *group("甲", "乙", "甲"), *TEXTS]}, ["D7"]),
    "S11": ({"rows": COPIED}, ["B6"]),
    "S12": ({"rows": [SECTION, indicator(), text("検証と課題", None), *TEXTS]}, ["E6"]),
    "S13": ({"edit": hide_row}, ["E6"]),
    "S14": ({"edit": set_cell("I6", 12)}, ["I6"]),
    "S15": ({"header": [*HEADER, "メモ"]}, ["Q3"]),
    "S16": ({"edit": setting("概ね達成の下限（％）", "九割")}, ["B10"]),
    "S17": ({"edit": delete_setting}, [""]),
    "S18": ({"edit": set_cell("M5", "良化")}, ["M5"]),
    "C01": ({"edit": set_cell("H5", "44..6")}, ["H5"]),
    "C02": ({"edit": set_cell("E6", STRUCK)}, ["E6"]),
    "C03": ({"edit": set_cell("E6", RED)}, ["E6"]),
    "C04": ({"edit": set_cell("E6", "前_x0001_後")}, ["E6"]),
    "C05": ({"edit": set_cell("E6", "=1+1")}, ["E6"]),
    "C06": ({"edit": set_cell("H5", "18.6（H27）\n19.1（H28）")}, ["H5"]),
    "C07": ({"rows": [SECTION, indicator(unit="％", values=(10, "11％", 12, 20)), *TEXTS]}, ["H5"]),
    "S19": ({"edit": set_cell("T6", "表の横の覚え書き")}, ["T6"]),
    "S20": ({"edit": hide_column}, ["F3"]),
    "S21": ({"edit": set_cell("A1", "第１章　古い題名")}, ["A1"]),
    "C08": ({"edit": set_cell("H5", datetime.date(2024, 3, 1))}, ["H5"]),
    "C09": ({"edit": set_cell("H5", "=1+1", data_type="f")}, ["H5"]),
    "C10": ({"edit": set_cell("H5", "#DIV/0!", data_type="e")}, ["H5"]),
    "C11": ({"edit": set_cell("H5", 0.446, number_format="0.0%")}, ["H5"]),
    "C12": ({"edit": set_cell("J5", "良化")}, ["J5"]),
    "M01": ({"rows": [SECTION, indicator(values=(20, 11, 12, 20)), *TEXTS]}, ["K5"]),
    "M02": ({"rows": [SECTION, indicator(mark="×"), *TEXTS]}, ["K5"]),
    "M03": ({"rows": [SECTION, indicator(mark="良", reason="理由"), *TEXTS]}, ["K5"]),
    "M04": ({"rows": [SECTION, indicator(mark="〇", reason="理由"), *TEXTS]}, ["K5"]),
    "M05": ({"edit": setting("達成割合を表す指標", "指標甲")}, ["I5"]),
    "M06": ({"edit": merge_years}, []),
}


@pytest.mark.parametrize("code", CASES)
def test_fault_is_found_at_its_cell(tmp_path, code):
    how, cells = CASES[code]
    result = pipeline.check(workbook(tmp_path / "a.xlsx", **how))
    found = [f for f in result.findings if f.code == code]
    if code == "M06":  # nothing newer and nothing older: no actual at all
        assert [f.code for f in result.findings] == ["M01"]
        return
    assert [f.location.cell for f in found] == cells
    assert all(f.message and f.hint for f in found)


def test_m06_older_actual(tmp_path):
    result = pipeline.check(workbook(tmp_path / "a.xlsx", edit=set_cell("I5", "未集計")))
    assert [(f.code, f.location.cell) for f in result.findings] == [("M06", "I5")]
    assert "R4 の実績（11）" in result.findings[0].message


def test_a_good_workbook_has_no_findings(tmp_path):
    assert pipeline.check(workbook(tmp_path / "a.xlsx")).findings == ()


def test_every_rule_has_a_case_and_a_full_text():
    codes = [rule.code for rule in ALL_RULES]
    assert len(codes) == len(set(codes))
    assert set(codes) == set(CASES) | {r.code for r in (*ACKNOWLEDGE_RULES, *TEMPLATE_RULES)}
    for rule in ALL_RULES:
        assert all((rule.title, rule.why, rule.bad, rule.good, rule.advice))


@pytest.mark.parametrize(
    ("value", "formats", "words"),
    [
        (datetime.date(2024, 3, 1), {}, "日付"),
        ("#DIV/0!", {"data_type": "e"}, "0 で割る"),
        (True, {}, "論理値"),
        ("=1+1", {}, "計算結果が保存されていません"),
        (0.446, {"number_format": "0.0%"}, "単位が％ではありません"),
    ],
)
def test_what_excel_did_is_said(tmp_path, value, formats, words):
    result = pipeline.check(workbook(tmp_path / "a.xlsx", edit=set_cell("H5", value, **formats)))
    assert [f.location.cell for f in result.findings] == ["H5"]
    assert words in result.findings[0].message
