"""Fields that follow from others: quotients, differences, sums, marks from points, and what an
indicator's own values give."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kumareport import notation, pipeline
from kumareport.document.context import report_tags
from kumareport.marks import Judged
from kumareport.model.field_value import FieldValue
from kumareport.model.form import FieldType, Form, FormField
from kumareport.model.formula import Formula, read_formula, read_points
from kumareport.model.location import Location
from kumareport.model.mark import three_marks
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.report import Report, Text
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.field_formulas import list_totals
from kumareport.workbook.read import read_report
from tests.make_workbook import HEADER, indicator, text, workbook
from tests.rules.cases import FIELDS, SCHEME_HEAD

LINES = [
    ("予算額", "節", "年度ごとの金額", "", "千円"),
    ("決算額", "節", "年度ごとの金額", "", "千円"),
    ("執行率", "節", "計算", "決算額÷予算額", "%"),
    ("不用額", "節", "計算", "予算額−決算額", "千円"),
    ("総額", "節", "計算", "決算額の計", "千円"),
    ("必要性", "節", "数", "", "点"),
    ("有効性", "節", "数", "", "点", "", "", "必須"),
    ("合計点", "節", "計算", "必要性＋有効性", "点"),
    ("総合評価", "節", "評価", "合計点から総合"),
    ("達成率", "", "計算"),
    ("前年度比", "", "計算"),
    ("累計", "", "計算"),
]
POINTS = [
    *SCHEME_HEAD,
    ("○", "達成", "達成", "", "標準"),
    ("×", "未達成", "それ以外", "", ""),
    ("A", "よい", "点数8以上", "", "総合"),
    ("B", "ふつう", "点数5以上", "", ""),
    ("C", "わるい", "それ以外", "", ""),
]
OWN = ["予算額 R4", "予算額 R5", "決算額 R4", "決算額 R5", "必要性（点）", "有効性（点）"]
FILLED = (1000, 1200, 900, 1150, 4, 3.5)


VALUES = (10, 11, 12, 20)


def read(
    path: Path,
    section: Sequence[Any] = FILLED,
    lines: Sequence[Any] = LINES,
    values: Sequence[object] = VALUES,
) -> Report:
    rows = [
        [*text("節", "題"), *[None] * 11, *section],
        indicator(values=values),
        text("検証と課題", "文。"),
        text("方向性", "文。"),
    ]
    settings = [("評価の年度", "R5"), *POINTS, *FIELDS, *lines]
    return read_report(
        workbook(path / "a.xlsx", rows, header=[*HEADER, *OWN], extra_settings=settings)
    )


def faults(report: Report) -> list[Problem]:
    """What is wrong with the declarations; the lines that a table of marks replaces left out."""
    found = (p for p in report.problems if p.kind is ProblemKind.BAD_SETTING)
    return [problem for problem in found if "使いません" not in problem.detail]


def said(report: Report) -> dict[str, str]:
    (part,) = report.chapters[0].parts
    return {v.key: v.text for v in part.fields if v.field.name not in ("予算額", "決算額")}


def test_they_are_computed_for_each_year(tmp_path: Path) -> None:
    report = read(tmp_path)
    assert faults(report) == []
    assert said(report) == {
        "必要性": "4", "有効性": "3.5", "執行率 2022": "90.0", "執行率 2023": "95.8", "不用額 2022": "100",
        "不用額 2023": "50", "総額": "2,050", "合計点": "7.5", "総合評価": "B",
    }  # fmt: skip
    # In the order in which 設定 declares them, whether typed or computed.
    assert list(said(report)) == [
        "執行率 2022", "執行率 2023", "不用額 2022", "不用額 2023", "総額", "必要性", "有効性", "合計点", "総合評価",
    ]  # fmt: skip


def test_what_is_missing_leaves_them_blank(tmp_path: Path) -> None:
    assert said(read(tmp_path, (0, 1200, 900, None, 4, None))) == {
        "必要性": "4", "有効性": "", "執行率 2022": "", "執行率 2023": "", "不用額 2022": "▲900".replace("▲", "-"),
        "不用額 2023": "", "総額": "900", "合計点": "", "総合評価": "",
    }  # fmt: skip


def test_an_indicator_has_its_own(tmp_path: Path) -> None:
    report = read(tmp_path)
    (row,) = report.chapters[0].parts[0].indicators
    # 10 → 20 with 11 and 12: (12−10)/(20−10); 12/11; 11+12.
    assert {v.field.name: (v.text, v.field.unit) for v in row.fields} == {
        "達成率": ("20.0", "％"), "前年度比": ("109.1", "％"), "累計": ("23", ""),
    }  # fmt: skip


def test_a_loss_has_no_rate_of_growth(tmp_path: Path) -> None:
    """3,350 more people left than came, after 3,100: that is no 108.1 per cent of anything."""
    report = read(tmp_path, values=(-3200, -3100, -3350, 0))
    (row,) = report.chapters[0].parts[0].indicators
    assert [v.text for v in row.fields if v.field.name == "前年度比"] == [""]


def test_they_are_printed_with_their_names(tmp_path: Path) -> None:
    report = read(tmp_path)
    section = report_tags(report, Judged(report, {})).章[0].節[0]
    found = {field.名称: [(v.年度, str(v.表示)) for v in field.値] for field in section.項目}
    assert found["執行率"] == [("R4", "90.0"), ("R5", "95.8")]
    assert found["総合評価"] == [("", "B")]
    assert (section.項目列, section.項目行[0].値) == (
        ("達成率（％）", "前年度比（％）", "累計"),
        ("20.0", "109.1", "23"),
    )


def test_a_blank_field_that_is_required_is_told(tmp_path: Path) -> None:
    read(tmp_path, (1000, 1200, 900, 1150, 4, None))
    found = {f.message for f in pipeline.check(tmp_path / "a.xlsx").findings if f.code == "S40"}
    assert found == {
        "「題」の「有効性」が空欄です",
        "「題」の「総合評価」が空欄です。もとの点数「合計点」を確かめてください",
    }


def test_they_are_data_and_come_back(tmp_path: Path) -> None:
    report = read(tmp_path)
    again = from_json(to_json(report, Judged(report, {})))
    old, new = (
        [(v.field, v.text, v.value) for part in parts for v in part.fields]
        for parts in (report.chapters[0].parts, again.chapters[0].parts)
    )
    assert old == new


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (("費用", "節", "計算", "決算額×2"), 4, "のように入れてください"),
        (("費用", "節", "計算", "決算額÷職員数"), 4, "「職員数」という数や金額の列はありません"),
        (("費用", "節", "計算", ""), 4, "のように入れてください"),
        (("達成率", "", "計算", "決算額÷予算額"), 1, "ほかのところを指す名前"),
        (("総合", "節", "評価", "点から総合"), 4, "「点」という数の列はありません"),
        (("総合", "節", "評価", "必要性から標準"), 4, "点数の境がありません"),
        (("総合", "節", "評価", "必要性から独自"), 4, "方式「独自」がありません"),
    ],
)
def test_what_cannot_be_computed_is_told(
    tmp_path: Path, line: tuple[str, ...], column: int, words: str
) -> None:
    report = read(tmp_path, lines=[*LINES[:2], LINES[5], line])
    (problem,) = faults(report)
    assert (problem.location.column, words in problem.detail) == (column, True), problem.detail


def test_a_computed_field_without_any_number_above(tmp_path: Path) -> None:
    report = read(tmp_path, lines=[("執行率", "節", "計算", "決算額÷予算額")])
    (problem,) = faults(report)
    assert "数や金額の列を、この行より上に" in problem.detail


@pytest.mark.parametrize(
    ("typed", "formula"),
    [
        ("決算額 ÷ 予算額", Formula("÷", ("決算額", "予算額"))),
        ("決算額/予算額", Formula("÷", ("決算額", "予算額"))),
        ("Ａ＋Ｂ＋Ｃ", Formula("＋", ("A", "B", "C"))),
        ("A－B", Formula("−", ("A", "B"))),
        ("決算額の計", Formula("計", ("決算額",))),
        ("A−B−C", None),
        ("A+B−C", None),
        ("A÷", None),
        ("決算額", None),
    ],
)
def test_formulas_as_typed(typed: str, formula: Formula | None) -> None:
    assert read_formula(typed) == formula


OF_A_LIST = ("事業",)
COSTS = Form(
    (RecordKind("節", Shape.HEADING, depth=2), RecordKind("事業", Shape.LIST)),
    (
        FormField("予算額", FieldType.MONEY, OF_A_LIST),
        FormField("決算額", FieldType.MONEY, OF_A_LIST, is_summed=True),
        FormField("執行率", FieldType.COMPUTED, OF_A_LIST, unit="％", how="決算額÷予算額", is_summed=True),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("costs", "totals"),
    [
        # 300 of 400: the rate is that of the totals, 75.0, not the mean of 50.0 and 100.0.
        ([("200", "100"), ("200", "200")], {"決算額": "300", "執行率": "75.0"}),
        ([("200", "100"), ("200", "未集計")], {"決算額": "", "執行率": ""}),
        ([("200", "100"), ("200", "")], {"決算額": "100", "執行率": "25.0"}),
        ([("200", "100")], {}),
    ],
)
def test_a_list_ends_with_its_totals(costs: list[tuple[str, str]], totals: dict[str, str]) -> None:
    kind, at = COSTS.kinds[1], Location("章")
    lines = [
        Text(f"{n}", "事業", at, kind, tuple(
            FieldValue(field, text, at, notation.parse(text))
            for field, text in zip(COSTS.fields, pair, strict=False)
        ))
        for n, pair in enumerate(costs)
    ]  # fmt: skip
    found = list_totals(COSTS, kind, lines, (three_marks(),))
    assert {value.field.name: value.text for value in found} == totals


@pytest.mark.parametrize(
    "line",
    [
        ("名", "指標", "数", "", "", "", "", "合計"),
        ("名", "節", "文", "", "", "", "", "必須、合計"),
    ],
)
def test_a_total_of_what_has_none_is_told(tmp_path: Path, line: tuple[str, ...]) -> None:
    (problem,) = faults(read(tmp_path, lines=[line]))
    assert "「合計」は、一覧に付く数・金額・計算の列だけです" in problem.detail


def test_points_as_typed() -> None:
    assert read_points("合計点から") == Formula("から", ("合計点",))
    assert read_points("合計点 から 総合") == Formula("から", ("合計点",), "総合")
    assert read_points("総合") is None
