"""Headers as offices type them: each is read right or told, none is dropped.

The expectations are written by hand: role, year, the word and the year as they are printed.
"""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.model.period import (
    Role,
    Year,
    following_header,
    parse_period,
    parse_year,
    shift_year,
    shortest,
)
from kumareport.model.problem import ProblemKind
from kumareport.model.report import Report
from kumareport.rollover.turn import turn
from kumareport.workbook.read import read_report
from tests.make_workbook import HEADER, workbook
from tests.rules.cases import set_cell

B, A, T = Role.BASE, Role.ACTUAL, Role.TARGET

READ = {
    "実績\nR6": (A, 2024, "実績", "R6"),
    "実績 Ｒ６": (A, 2024, "実績", "R6"),
    "R6実績": (A, 2024, "実績", "R6"),
    "R6\n実績値": (A, 2024, "実績値", "R6"),
    "Ｒ６　実績": (A, 2024, "実績", "R6"),
    "令和６年度実績": (A, 2024, "実績", "令和6年度"),
    "令和6年度\n実績": (A, 2024, "実績", "令和6年度"),
    "令和六年度実績": (A, 2024, "実績", "令和六年度"),
    "令和元年度 実績値": (A, 2019, "実績値", "令和元年度"),
    "平成三十年度実績": (A, 2018, "実績", "平成三十年度"),
    "㋿6年度実績": (A, 2024, "実績", "令和6年度"),
    "実績（2024年度）": (A, 2024, "実績", "2024年度"),
    "実績(2024)": (A, 2024, "実績", "2024"),
    "2024年度実績": (A, 2024, "実績", "2024年度"),
    "実績値［R6］": (A, 2024, "実績値", "R6"),
    "【R6】実績": (A, 2024, "実績", "R6"),
    "実績：R6": (A, 2024, "実績", "R6"),
    "FY2024実績": (A, 2024, "実績", "FY2024"),
    "西暦2024年 実績": (A, 2024, "実績", "西暦2024年"),
    "令和６年度（2024年度）実績": (A, 2024, "実績", "令和6年度（2024年度）"),
    "実績 R6（見込み）": (A, 2024, "実績", "R6（見込み）"),
    "R6実績見込": (A, 2024, "実績", "R6（見込）"),
    "R6見込み": (A, 2024, "実績", "R6（見込み）"),
    "令和６年度速報値": (A, 2024, "実績", "令和6年度（速報値）"),
    "実績値（確定）R5": (A, 2023, "実績値", "R5（確定）"),
    "R6年度末実績": (A, 2024, "実績", "R6年度末"),
    "KPI実績 R6": (A, 2024, "KPI実績", "R6"),
    "直近値（R6）": (A, 2024, "直近値", "R6"),
    "評価年度(R6)の実績": (A, 2024, "評価年度の実績", "R6"),
    "策定時の現状（令和元年度）": (B, 2019, "策定時の現状", "令和元年度"),
    "基準年度（H30）の値": (B, 2018, "基準年度の値", "H30"),
    "令和10年度までの目標": (T, 2028, "目標", "令和10年度"),
    "5年後の目標（R10）": (T, 2028, "5年後の目標", "R10"),
    "第2期目標 R6": (T, 2024, "第2期目標", "R6"),
    "基準値 H27": (B, 2015, "基準値", "H27"),
    "H27基準値": (B, 2015, "基準値", "H27"),
    "基準年（H27）": (B, 2015, "基準年", "H27"),
    "当初値（H27）": (B, 2015, "当初値", "H27"),
    "現状値\n令和５年度": (B, 2023, "現状値", "令和5年度"),
    "現状（R5年度末時点）": (B, 2023, "現状", "R5年度末時点"),
    "計画策定時（R2）": (B, 2020, "計画策定時", "R2"),
    "策定時 2019年": (B, 2019, "策定時", "2019年"),
    "検証値\nR1": (T, 2019, "検証値", "R1"),
    "H31検証値": (T, 2019, "検証値", "H31"),
    "H31目標": (T, 2019, "目標", "H31"),
    "目標 R6": (T, 2024, "目標", "R6"),
    "目標値（令和１０年度）": (T, 2028, "目標値", "令和10年度"),
    "R10目標値": (T, 2028, "目標値", "R10"),
    "計画値 R7": (T, 2025, "計画値", "R7"),
    "R8中間目標": (T, 2026, "中間目標", "R8"),
    "最終目標\n（R12年度）": (T, 2030, "最終目標", "R12年度"),
    "KPI R10": (T, 2028, "KPI", "R10"),
    "R10KPI": (T, 2028, "KPI", "R10"),
    "ＫＰＩ（2028年度）": (T, 2028, "KPI", "2028年度"),
    "目標値(KPI)R10": (T, 2028, "目標値KPI", "R10"),
    "数値目標 R10": (T, 2028, "数値目標", "R10"),
    "令和５（2023）年度実績": (A, 2023, "実績", "令和5（2023）年度"),
    "令和元（平成31）年度 実績": (A, 2019, "実績", "令和元（平成31）年度"),
    "H31/R1実績": (A, 2019, "実績", "H31（R1）"),
    "令5実績": (A, 2023, "実績", "令5"),
    "Ｈ．３０実績": (A, 2018, "実績", "H.30"),
    "実績／R5": (A, 2023, "実績", "R5"),
    "R5－実績": (A, 2023, "実績", "R5"),
    "≪R5≫実績": (A, 2023, "実績", "R5"),
    "令和５年度末の実績": (A, 2023, "実績", "令和5年度末"),
    "R5の目標": (T, 2023, "目標", "R5"),
    "実績値（Ａ） R5": (A, 2023, "実績値（A）", "R5"),
    "R5年度 年間実績": (A, 2023, "年間実績", "R5年度"),
    "現状値（計画策定時 H30）": (B, 2018, "現状値（計画策定時）", "H30"),
    "計画当初（H30）": (B, 2018, "計画当初", "H30"),
    "目標（最終年度 R10）": (T, 2028, "目標（最終年度）", "R10"),
    "R8中間見直し後目標": (T, 2026, "中間見直し後目標", "R8"),
    "目標年度（令和10年度）": (T, 2028, "目標年度", "令和10年度"),
}
FAULTY = [
    "実績", "目標値", "前年度実績", "今年度目標", "実績\n今年度", "24年度実績", "６年度実績", "R6", "令和６年度", "R6達成率", "達成率 R6",
    "R6の実績は", "実績 R5～R6", "実績 R5とR6", "R0実績", "R6.3実績", "令和６年３月末実績", "R6予算額", "R6目標達成率", "実績 R6（千円）",
    "令和十百年度実績", "直近実績", "R5 実績(人)", "中間値 R5", "当初目標 R10", "実績～R5", "初年度実績 R5", "R5予定", "令和５年４月１日",
]  # fmt: skip
"""Each speaks of a year, or of a role at a time, and cannot be told apart from a column of values."""
NONE_OF_IT = [
    "達成率",
    "一次評価",
    "SDGs",
    "H2O",
    "決算額（千円）",
    "対象",
    "計画の位置づけ",
    "現状と課題",
]


@pytest.mark.parametrize("header", READ)
def test_a_header_in_an_offices_words_is_read(header: str) -> None:
    role, ad, heading, tier = READ[header]
    period = parse_period(header, 7)
    assert period is not None
    assert (period.role, period.year.ad, period.heading, period.tier) == (role, ad, heading, tier)
    assert (period.column, period.label) == (7, " ".join(header.split()))


def _report(tmp_path: Path, header: str, value: object = 12) -> Report:
    """A workbook with one more column, and a value in it."""
    headers = [*HEADER, header]
    return read_report(workbook(tmp_path / "x.xlsx", header=headers, edit=set_cell("Q5", value)))


@pytest.mark.parametrize("header", FAULTY)
@pytest.mark.parametrize("value", [12, None])
def test_a_header_of_a_year_that_is_not_understood_is_an_error(
    tmp_path: Path, header: str, value: object
) -> None:
    assert parse_period(header, 7) is None
    problems = _report(tmp_path, header, value).problems
    assert [p.seen for p in problems if p.kind is ProblemKind.UNREADABLE_PERIOD] == [header]


@pytest.mark.parametrize("header", NONE_OF_IT)
def test_a_column_that_holds_something_is_never_dropped(tmp_path: Path, header: str) -> None:
    assert parse_period(header, 7) is None
    found = {value: _report(tmp_path, header, value).problems for value in (12, "Ｂ", None)}
    kinds = {
        value: [p.kind for p in problems if p.seen == header] for value, problems in found.items()
    }
    wanted = {
        12: ProblemKind.UNREAD_COLUMN,
        "Ｂ": ProblemKind.UNREAD_COLUMN,
        None: ProblemKind.UNKNOWN_COLUMN,
    }
    assert kinds == {value: [kind] for value, kind in wanted.items()}


FOLLOWING = [
    ("実績\nR6", A, "R7", "実績\nR7"),
    ("実績 R6", A, "R7", "実績 R7"),
    ("令和６年度実績", A, "R7", "令和７年度実績"),
    ("R6実績", A, "R7", "R7実績"),
    ("実績（2024年度）", A, "R7", "実績（2025年度）"),
    ("令和６年度\n（2024年度）\n実績", A, "R7", "令和７年度\n（2025年度）\n実績"),
    ("平成30年度目標", T, "H31", "平成31年度目標"),
    ("平成30年度目標", T, "R1", "令和元年度目標"),
    ("目標\nH30", T, "H31", "目標\nH31"),
    ("目標\nH30", T, "2019", "目標\nR1"),
    ("R6実績（見込み）", A, "R7", "実績 R7"),
    ("Ｒ６年度\n実績見込", A, "R7", "実績\nR7年度"),
    ("実績\n令和６年度", T, "R10", "検証値\n令和10年度"),
    ("令和６（2024）年度 実績", A, "R7", "令和７（2025）年度 実績"),
]


@pytest.mark.parametrize(("model", "role", "year", "header"), FOLLOWING)
def test_a_new_column_is_headed_like_the_others(
    model: str, role: Role, year: str, header: str
) -> None:
    wanted = parse_year(year)
    assert wanted is not None
    assert following_header(model, role, wanted) == header


@pytest.mark.parametrize(
    ("label", "years", "later"),
    [("H30", 1, "R1"), ("H31", 0, "H31"), ("2019", 6, "2025"), ("令和6年度", 1, "令和7年度"),
     ("平成30年度", 1, "令和元年度"), ("FY2024", 1, "FY2025"), ("令和6（2024）年度", 1, "令和7（2025）年度"), ("R6", -6, "H30")],
)  # fmt: skip
def test_a_later_year_is_labelled_alike(label: str, years: int, later: str) -> None:
    period = parse_period(f"実績 {label}", 1)
    assert period is not None
    assert shift_year(period.year, years) == Year(period.year.ad + years, later)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("R5 実績(人)", "年度「R5」のほかの「実績(人)」が、何の値か読めません。単位は"),
        ("R6", "「R6」の何の値か読めません"),
        ("実績 R5～R6", "どの年度のものか"),
    ],
)
def test_the_error_says_what_was_read_and_offers_the_line(
    tmp_path: Path, header: str, said: str
) -> None:
    headers = [*HEADER, header]
    told = pipeline.check(workbook(tmp_path / "x.xlsx", header=headers)).findings
    (message,) = [finding.message for finding in told if finding.code == "S03"]
    assert said in message
    assert "「実績 R5」「令和５年度目標値」" in message
    assert f"列「{header}」、載せる「載せない」の行を足す" in message


def _two_rows(book: Workbook, sheet: Worksheet) -> None:
    """The header's words in one row, merged over the years in the next."""
    sheet.insert_rows(4)
    for column in range(1, sheet.max_column + 1):
        word, _, year = str(sheet.cell(3, column).value).partition(" ")
        if year:
            sheet.cell(3, column, word)
            sheet.cell(4, column, year)
    sheet["I3"] = None
    sheet.merge_cells("H3:I3")
    sheet.merge_cells("A3:A4")


def test_a_header_may_stand_in_two_rows(tmp_path: Path) -> None:
    one = workbook(tmp_path / "a.xlsx", extra_settings=[("評価の年度", "R5")])
    two = workbook(tmp_path / "b.xlsx", extra_settings=[("評価の年度", "R5")], edit=_two_rows)
    first, second = read_report(one), read_report(two)
    assert second.problems == first.problems
    found = [[(p.label, p.column) for p in r.chapters[0].periods] for r in (first, second)]
    assert found[0] == found[1]
    turn(two, tmp_path / "c.xlsx", targets=[Year(2026, "R8")])
    turned = read_report(tmp_path / "c.xlsx").chapters[0]
    assert [p.label for p in turned.periods] == [
        "基準値 H27", "実績 R4", "実績 R5", "検証値 R5", "実績 R6", "検証値 R8"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "short"),
    [("令和6（2024）年度", "R6"), ("R6年度末", "R6"), ("平30", "H30"), ("H.30", "H30"),
     ("2024年度", "2024"), ("H31", "H31"), ("第１期", "第１期")],
)  # fmt: skip
def test_a_graph_says_a_year_in_few_letters(label: str, short: str) -> None:
    assert shortest(label) == short


ORDERS = [
    (
        "実績 R4|実績 R5|検証値 R5|検証値 R7",
        "実績 R4|実績 R5|検証値 R5|実績 R6|検証値 R7|検証値 R8",
    ),
    ("目標 R4|実績 R4|目標 R5|実績 R5", "目標 R4|実績 R4|目標 R5|実績 R5|実績 R6|目標 R8"),
    ("目標 R5|実績 R5|目標 R6", "目標 R5|実績 R5|目標 R6|実績 R6|目標 R8"),
    ("目標 R4|目標 R5|実績 R4|実績 R5", "目標 R4|目標 R5|目標 R8|実績 R4|実績 R5|実績 R6"),
    ("実績 R4|実績 R5|目標 R4|目標 R5", "実績 R4|実績 R5|実績 R6|目標 R4|目標 R5|目標 R8"),
    (
        "令和５年度目標|令和５年度実績",
        "令和５年度目標|令和５年度実績|令和６年度実績|令和８年度目標",
    ),
]


@pytest.mark.parametrize(("before", "after"), ORDERS)
def test_a_rollover_keeps_the_order_and_the_words(tmp_path: Path, before: str, after: str) -> None:
    columns = before.split("|")
    header = [*HEADER[:6], "基準値 H27", *columns, *HEADER[10:]]
    source = workbook(tmp_path / "a.xlsx", [], header=header, extra_settings=[("評価の年度", "R5")])
    turn(source, tmp_path / "b.xlsx", targets=[Year(2026, "R8")])
    (chapter,) = read_report(tmp_path / "b.xlsx").chapters
    assert "|".join(p.label for p in chapter.periods[1:]) == after


def _with_words(tmp_path: Path, *lines: tuple[str, str]) -> Report:
    table = [(), ("列の言葉",), ("言葉", "読み方"), *lines]
    header = [*HEADER[:9], "めあて R5", *HEADER[10:]]
    return read_report(workbook(tmp_path / "x.xlsx", header=header, extra_settings=table))


def test_an_offices_own_word_heads_a_column(tmp_path: Path) -> None:
    report = _with_words(tmp_path, ("めあて", "検証値"))
    assert [p.label for p in report.chapters[0].periods if p.role is T] == ["めあて R5"]
    assert not [p for p in report.problems if p.location.sheet == "設定"]
    assert report.settings.form.words == (("めあて", T),)


@pytest.mark.parametrize(
    ("line", "said"),
    [(("めあて", "目当て"), "基準値・実績・検証値 から"), (("", "実績"), "空です"), (("めあて R5", "検証値"), "年度を入れません")],
)  # fmt: skip
def test_a_word_that_cannot_be_used_is_told(
    tmp_path: Path, line: tuple[str, str], said: str
) -> None:
    report = _with_words(tmp_path, line)
    (problem,) = [p for p in report.problems if p.kind is ProblemKind.BAD_SETTING]
    assert said in problem.detail
    seen = [p.seen for p in report.problems if p.kind is ProblemKind.UNREADABLE_PERIOD]
    assert seen == ["めあて R5"]


def test_a_column_may_be_declared_as_left_out(tmp_path: Path) -> None:
    table = [(), ("項目",), ("列", "付く区分", "型", "選択肢または方式", "単位", "記入", "年度更新", "載せる"),
             ("達成率 R5", "", "", "", "", "", "", "載せない")]  # fmt: skip
    header = [*HEADER, "達成率\nR5"]
    edit = set_cell("Q5", 1.02)
    source = workbook(tmp_path / "x.xlsx", header=header, extra_settings=table, edit=edit)
    assert read_report(source).problems == ()
