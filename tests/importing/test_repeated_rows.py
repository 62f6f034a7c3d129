"""Lists as offices keep them: a row for each year, page heads between the rows, codes, broken cells."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.importing.codes import count_on
from kumareport.importing.placing_values import offices
from kumareport.model.report import Report
from kumareport.workbook.read import read_report
from tests.importing.offices import facts_of


def _imported(source: Path) -> Report:
    folder = source.parent / "結果"
    pipeline.import_files([source], folder)
    done = pipeline.import_files([source], folder)
    assert done.book is not None
    return read_report(done.book.path)


_HEADS = [
    "政策コード",
    "政策名",
    "施策コード",
    "施策名",
    "指標番号",
    "指標名",
    "単位",
    "年度",
    "目標値",
    "実績値",
    "所管課",
]


def _long_rows(years: Sequence[str], codes: Sequence[str]) -> list[list[str]]:
    """Two indicators of one 施策 and one of another, a row for each year, sorted by year."""
    first, second = codes
    return [
        ["1", "安全", code, title, number, name, unit, year, goal, actual, office]
        for n, year in enumerate(years)
        for code, title, number, name, unit, goal, actual, office in (
            (first, "防災", "1", "組織率", "％", f"{80 + n}", f"{78.5 + n}", "危機管理課"),
            (first, "防災", "2", "参加者数", "人", f"1,{n}00", "", "危機管理課"),
            (second, "防犯", "1", "認知件数", "件", f"{300 - n}", f"{310 - n}", "市民課"),
        )
    ]


@pytest.mark.parametrize(
    ("years", "codes", "titles"),
    [
        (("令和3年度", "令和4年度"), ("1-1", "1-2"), ("防災", "防犯")),
        (("R3", "R4"), ("11", "12"), ("防災", "防犯")),
        (("2021", "2022"), ("0101", "0102"), ("防災", "防犯")),
    ],
)
def test_a_row_for_each_year_with_both_values_is_one_indicator(
    tmp_path: Path, years: Sequence[str], codes: Sequence[str], titles: Sequence[str]
) -> None:
    source = tmp_path / "指標.csv"
    with source.open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows([_HEADS, *_long_rows(years, codes)])
    report = _imported(source)
    rows = [row for _, _, group in report.groups() for row in group.rows]
    assert [row.name for row in rows] == ["組織率", "参加者数", "認知件数"]
    assert [[v.text for v in row.fields] for row in rows] == [["1"], ["2"], ["1"]]
    assert report.settings.title == "指標"
    facts = facts_of(report)
    assert {("見出し", "安全"), *(("見出し", title) for title in titles)} <= facts
    for ad in (2021, 2022):
        n = ad - 2021
        assert {
            ("値", "組織率", "検証値", ad, f"{80 + n}"),
            ("値", "組織率", "実績", ad, f"{78.5 + n}"),
            ("値", "参加者数", "検証値", ad, f"1{n}00"),
            ("値", "認知件数", "実績", ad, f"{310 - n}"),
        } <= facts
    numbers = [part.number for chapter in report.chapters for part in chapter.parts]
    kept = [v.text for c in report.chapters for part in c.parts for v in part.fields]
    assert numbers == list(codes) or kept == list(codes)
    assert report.chapters[0].number == "1"


_TOP = ["№", "基本目標", "具体的施策", "指標", "単位", "計画策定時", "", "実績値", "", "目標値", "達成状況", "担当課", "要因分析"]  # fmt: skip
_BELOW = ["", "", "", "", "", "年度", "値", "R4", "R5", "R6", "", "", ""]
_ROWS = (
    [1, "１　しごと", "(1) 産業", "立地件数", "件", "H30", 12, 17, 19, 30, "Ｂ", "産業課", "用地が足りない。"],
    [2, "２　ひと", "(1) 移住", "相談件数", "件", "H30", "１２０", "1,210", "245", 300, "Ａ", "企画課\n地域振興課", "相談会を始めた。"],
    [3, "２　ひと", "(1) 移住", "社会増減", "人", "R元", "▲85", "▲31", "△12", "0", "Ｂ", "企画課", "転入は横ばい。"],
)  # fmt: skip


@pytest.mark.parametrize("again", [(_TOP,), (_TOP, _BELOW), (_BELOW,)])
def test_a_header_repeated_inside_a_list_loses_nothing_behind_it(
    tmp_path: Path, again: Sequence[Sequence[str]]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["進捗管理表"], _TOP, _BELOW, _ROWS[0], *again, *_ROWS[1:]):
        sheet.append([value if value != "" else None for value in row])
    for area in ("F2:G2", "H2:I2", *(f"{c}2:{c}3" for c in "ABCDEKLM")):
        sheet.merge_cells(area)
    source = tmp_path / "一覧.xlsx"
    book.save(source)
    report = _imported(source)
    facts = facts_of(report)
    assert {
        ("値", "相談件数", "基準値", 2018, "120"),
        ("値", "相談件数", "実績", 2022, "1210"),
        ("値", "相談件数", "実績", 2023, "245"),
        ("値", "社会増減", "基準値", 2019, "-85"),
        ("値", "社会増減", "実績", 2023, "-12"),
        ("値", "社会増減", "検証値", 2024, "0"),
        ("進捗", "相談件数", "Ａ"),
        ("進捗", "社会増減", "Ｂ"),
        ("課", "相談件数", "企画課、地域振興課"),
        ("項目", "相談件数", "相談会を始めた。"),
        ("項目", "社会増減", "転入は横ばい。"),
    } <= facts
    assert [field.name for field in report.settings.form.own] == ["要因分析"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("企画課\n地域振興課", "企画課、地域振興課"),
        ("企画課、\n財政課\n", "企画課、財政課"),
        ("福祉部\n介護保険課", "福祉部 介護保険課"),
        ("まちづくり\n推進課", "まちづくり 推進課"),
    ],
)
def test_departments_on_lines_of_their_own(text: str, said: str) -> None:
    assert offices(text) == said


@pytest.mark.parametrize(
    ("codes", "is_counted"),
    [
        (["1", "1", "2"], True),
        (["1-1", "1-2", "2-1"], True),
        (["11", "12"], False),
        (["01", "02"], False),
    ],
)
def test_codes_that_number_headings(codes: Sequence[str], *, is_counted: bool) -> None:
    assert count_on(codes) is is_counted


def test_a_chapter_without_a_heading_has_the_name_of_its_file(tmp_path: Path) -> None:
    source = tmp_path / "子育ての指標.csv"
    rows = [["基本目標", "KPI", "単位", "年度", "目標", "実績"]]
    rows += [["子育て", "出生数", "人", year, "300", "290"] for year in ("R3", "R4")]
    with source.open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows(rows)
    assert [chapter.title for chapter in _imported(source).chapters] == ["子育ての指標"]
