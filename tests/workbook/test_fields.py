"""The table 項目: an office's own columns, read, checked, printed, carried over and given out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kumareport import pipeline
from kumareport.comparison.compare import compare_reports
from kumareport.document.context import report_tags
from kumareport.marks import Judged
from kumareport.model.change import Topic
from kumareport.model.field_columns import chosen
from kumareport.model.field_value import FieldValue
from kumareport.model.problem import ProblemKind
from kumareport.model.report import Report
from kumareport.opendata.report_json import from_json, to_json
from kumareport.opendata.tables import tables
from kumareport.rollover.turn import turn
from kumareport.workbook.read import read_report
from tests.make_workbook import HEADER, Row, indicator, text, workbook
from tests.rules.cases import FIELDS

LINES = [
    ("決算額", "節", "年度ごとの金額", "", "千円"),
    ("一次評価", "節、指標", "評価", "", "", "所管課", ""),
    ("方向", "節", "選択", "拡充、継続、縮小"),
    ("SDGs", "節", "選択（複数）", "1、8、9"),
    ("開始日", "節", "日付"),
    ("根拠法令", "節", "文"),
    ("参加者", "指標", "数", "", "人", "事務局", "消す"),
    ("内部メモ", "", "", "", "", "", "", "載せない"),
]
OWN = [
    "決算額\nR4",
    "令和５年度決算額（千円）",
    "一次評価",
    "方向",
    "ＳＤＧｓ",
    "開始日",
    "根拠法令",
    "参加者（人）",
    "内部メモ",
]
FILLED = (1000, "1,200", "△", "継続", "8、9", "令和６年４月１日", "条例第３条", None, "秘")


def rows(
    section: Sequence[Any] = FILLED,
    row: Sequence[Any] = (None, None, "○", None, None, None, None, 45, None),
) -> list[Row]:
    """A section with one indicator, and what they say in the own columns."""
    heading = [*text("節", "題"), *[None] * 11, *section]
    return [heading, [*indicator(), *row], text("検証と課題", "文。"), text("方向性", "文。")]


def book(
    path: Path,
    lines: list[tuple[str, ...]] = LINES,
    own: list[str] = OWN,
    section: Sequence[Any] = FILLED,
) -> Path:
    """A workbook with these own columns."""
    settings = [("評価の年度", "R5"), *FIELDS, *lines]
    return workbook(path / "a.xlsx", rows(section), header=[*HEADER, *own], extra_settings=settings)


def said(fields: tuple[FieldValue, ...]) -> dict[str, str]:
    return {value.key: value.text for value in fields}


def test_each_record_says_what_stands_in_its_own_columns(tmp_path: Path) -> None:
    report = read_report(book(tmp_path))
    (part,) = report.chapters[0].parts
    assert report.problems == ()
    assert said(part.fields) == {
        "決算額 2022": "1,000", "決算額 2023": "1,200", "一次評価": "△", "方向": "継続", "SDGs": "8、9",
        "開始日": "令和６年４月１日", "根拠法令": "条例第３条",
    }  # fmt: skip
    assert said(part.indicators[0].fields) == {"一次評価": "○", "参加者": "45"}


def test_they_are_printed_by_name_and_in_a_loop(tmp_path: Path) -> None:
    report = read_report(book(tmp_path))
    section = report_tags(report, Judged(report, {})).章[0].節[0]
    assert [(f.名称, f.単位, [(v.年度, v.表示) for v in f.値]) for f in section.項目] == [
        ("決算額", "千円", [("R4", "1,000"), ("令和5年度", "1,200")]), ("一次評価", "", [("", "△")]),
        ("方向", "", [("", "継続")]), ("SDGs", "", [("", "8、9")]), ("開始日", "", [("", "令和６年４月１日")]),
        ("根拠法令", "", [("", "条例第３条")]),
    ]  # fmt: skip
    assert section["方向"] == "継続"
    assert section.群[0].行[0]["参加者"] == "45"
    assert (section.項目列, section.項目行[0].値) == (("一次評価", "参加者（人）"), ("○", "45"))


FAULTS = [
    (("費用", "節", "お金"), 3, "型は"),
    (("費用", "施策", "文"), 2, "「施策」という区分はありません"),
    (("費用", "注記", "文"), 2, "「注記」の行には項目を付けられません"),
    (("", "節", "文"), 1, "列の見出しが空です"),
    (("題名", "節", "文"), 1, "報告書のほかのところを指す名前です"),
    (("達成率", "節", "数"), 1, "報告書のほかのところを指す名前です"),
    (("備考", "節", "文"), 1, "様式の決まった列の名前です"),
    (("方向性", "節", "文"), 1, "記録の区分の名前です"),
    (("目標値", "節", "数"), 1, "年度の列の言葉です"),
    (("決算額 R5", "節", "数"), 1, "年度を除いた名前に"),
    (("費用（千円）", "節", "数"), 1, "タグにできない文字"),
    (("前年度の費用", "節", "数"), 1, "年度更新が作る列の名前です"),
    (("区分け", "節", "選択"), 4, "選択肢がありません"),
    (("費用", "節", "数", "1、2"), 4, "選択肢を使うのは"),
    (("評点", "節", "評価", "独自"), 4, "方式「独自」がありません"),
    (("費用", "節", "数", "", "", "市長"), 6, "記入は"),
    (("費用", "節", "数", "", "", "", "送る"), 7, "年度更新は"),
    (("費用", "節", "数", "", "", "", "", "たぶん"), 8, "載せるは"),
]


@pytest.mark.parametrize(("line", "column", "words"), FAULTS)
def test_a_line_that_cannot_be_used_is_told_at_its_cell(
    tmp_path: Path, line: tuple[str, ...], column: int, words: str
) -> None:
    report = read_report(book(tmp_path, [line], []))
    (problem,) = [p for p in report.problems if p.kind is ProblemKind.BAD_SETTING]
    assert (problem.location.column, words in problem.detail) == (column, True), problem.detail


def test_a_field_is_declared_once(tmp_path: Path) -> None:
    report = read_report(book(tmp_path, [("費用", "節"), ("費用", "節")], []))
    found = [p.detail for p in report.problems if p.kind is ProblemKind.BAD_SETTING]
    assert found == ["同じ列が２度あります"]


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [(2, "Z", "○・△・× から"), (3, "中止", "拡充・継続・縮小 から、１つを"), (3, "拡充、継続", "１つを"),
     (4, "8、17", "1・8・9 から、いくつでも"), (5, "来春", "「令和６年４月１日」のような日付")],
)  # fmt: skip
def test_what_a_type_does_not_take_is_told_and_kept(
    tmp_path: Path, place: int, typed: str, words: str
) -> None:
    section = [*FILLED[:place], typed, *FILLED[place + 1 :]]
    report = read_report(book(tmp_path, section=section))
    (problem,) = report.problems
    assert (problem.kind, problem.seen, words in problem.detail) == (
        ProblemKind.BAD_CHOICE,
        typed,
        True,
    )
    assert typed in said(report.chapters[0].parts[0].fields).values()


@pytest.mark.parametrize("typed", ["5月23日", "６／１０", "4月1日～4月30日"])
def test_a_day_of_the_year_is_a_date(tmp_path: Path, typed: str) -> None:
    """Excel shows 4/25 as 4月25日, and people type it so: the year is the report's."""
    report = read_report(book(tmp_path, section=[*FILLED[:5], typed, *FILLED[6:]]))
    assert report.problems == ()
    assert said(report.chapters[0].parts[0].fields)["開始日"] == typed


def test_choices_that_hold_a_middle_dot_are_told_apart(tmp_path: Path) -> None:
    lines = [*LINES[:2], ("方向", "節", "選択", "拡充、休止・廃止"), *LINES[3:]]
    (problem,) = read_report(book(tmp_path, lines)).problems
    assert problem.detail == "「方向」には、拡充、休止・廃止 から、１つを選んでください"


def test_a_header_with_another_unit_says_which_field_it_nearly_is(tmp_path: Path) -> None:
    """5 millions are not 5 thousands: read as neither, and told what to do."""
    own = ["決算額（百万円）R4", *OWN[1:7], "参加者（名）", OWN[8]]
    book(tmp_path, own=own)
    found = {f.code: f.message for f in pipeline.check(tmp_path / "a.xlsx").findings}
    assert "「決算額」の単位は「千円」です。見出しのかっこの中をそれに合わせるか" in found["S03"]
    assert "「参加者」の単位は「人」です。見出しのかっこの中をそれに合わせるか" in found["S37"]
    assert "様式にない" not in found["S37"]


def test_a_column_that_a_record_does_not_use_is_told(tmp_path: Path) -> None:
    report = read_report(book(tmp_path, section=[*FILLED[:7], 99, None]))
    assert [(p.kind, p.seen) for p in report.problems] == [(ProblemKind.UNUSED_CONTENT, "99")]


def test_several_words_in_one_cell() -> None:
    assert chosen("１、８，9\n１７・3") == ("1", "8", "9", "17", "3")


def test_a_rollover_moves_clears_and_adds(tmp_path: Path) -> None:
    turn(book(tmp_path), tmp_path / "b.xlsx")
    report = read_report(tmp_path / "b.xlsx")
    (part,) = report.chapters[0].parts
    assert said(part.fields) == {
        "決算額 2022": "1,000", "決算額 2023": "1,200", "決算額 2024": "", "一次評価": "", "前年度の一次評価": "△",
        "方向": "継続", "SDGs": "8、9", "開始日": "令和６年４月１日", "根拠法令": "条例第３条",
    }  # fmt: skip
    assert said(part.indicators[0].fields) == {
        "一次評価": "",
        "前年度の一次評価": "○",
        "参加者": "",
    }
    years = [str(v.year) for v in part.fields if v.year]
    assert years == ["R4", "令和5年度", "令和6年度"]


def test_they_are_data_and_come_back(tmp_path: Path) -> None:
    report = read_report(book(tmp_path))
    judged = Judged(report, {})
    again = from_json(to_json(report, judged))
    assert [_without_cells(part.fields) for _, part in again.parts()] == [
        _without_cells(part.fields) for _, part in report.parts()
    ]
    table = next(table for table in tables(report, judged) if table.name == "項目")
    assert ("一次評価", "", "", "", "", "△") in [tuple(line[-6:]) for line in table.rows]
    assert ("決算額", "R4", "2022", "千円", "1000", "1,000") in [
        tuple(line[-6:]) for line in table.rows
    ]


def _without_cells(fields: tuple[FieldValue, ...]) -> list[tuple[object, ...]]:
    return [(v.field, v.text, v.value, v.year, v.is_previous) for v in fields]


def test_a_change_is_told(tmp_path: Path) -> None:
    old: Report = read_report(book(tmp_path))
    new = read_report(book(tmp_path, section=[*FILLED[:3], "縮小", *FILLED[4:]]))
    changes = [
        c
        for chapter in compare_reports(old, new).chapters
        for s in chapter.sections
        for c in s.changes
    ]
    assert [(c.topic, c.place, c.old, c.new) for c in changes] == [
        (Topic.FIELD, "項目\n方向", "継続", "縮小")
    ]
