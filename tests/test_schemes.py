"""Marking schemes of several cities, set in 設定 and worked by hand."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.mark_condition import condition_words, parse_condition
from kumareport.marks import recount
from kumareport.model.mark import Attainment, Condition, Measure
from kumareport.pipeline import CheckResult
from tests.make_workbook import HEADER, Edit, Row, indicator, text, type_in, workbook

# Source: 長与町 第９次総合計画 (令和元年度の評価): S 目標値を超える、A 基準値を超える、B 基準値と同水準
# （△10％以内）、C 下落、－ 評価できない.
NAGAYO = (
    ("S", "目標値に到達", "達成", "達成", ""),
    ("A", "基準値を超える", "改善０％超", "", ""),
    ("B", "基準値と同水準", "悪化10％以内", "", ""),
    ("C", "基準値より下落", "それ以外", "", ""),
    ("－", "評価できない", "手入力", "", ""),
)
BAND = (
    ("S", "目標に到達", "達成", "", ""),
    ("A", "改善", "改善10％超", "", ""),
    ("B", "横ばい", "悪化10％以内", "", ""),
    ("C", "悪化", "それ以外", "", ""),
)
HUNDRED = (
    ("A", "達成", "達成率100％以上", "達成", ""),
    ("B", "概ね達成", "達成率80％以上", "", ""),
    ("C", "やや遅れ", "達成率60％以上", "未達成", ""),
    ("D", "遅れ", "それ以外", "", ""),
    ("評価困難", "評価が難しい", "手入力", "", ""),
    ("未着手", "着手していない", "手入力", "未達成", ""),
)
# Source: 福岡市保健福祉総合計画 (資料１－１, 令和元年): a 順調、b ペースを下回るが改善か維持、c 初期値より悪化;
# 意識系の成果指標は ±3 ％未満の変動を「現状維持」とする.
FUKUOKA = (
    ("a", "目標値に向けて順調", "計画比100％以上", "達成", "標準"),
    ("b", "改善または現状維持", "悪化０％以内", "", ""),
    ("c", "初期値より悪化", "それ以外", "", ""),
    ("a", "目標値に向けて順調", "計画比100％以上", "達成", "意識調査"),
    ("b", "改善または現状維持", "悪化３ポイント未満", "", ""),
    ("c", "初期値より悪化", "それ以外", "", ""),
)


def with_schemes(lines: Iterable[Sequence[object]], method: str = "基準値比") -> Edit:
    """An edit that puts a table 進捗の区分 in the place of the lines for the three marks."""

    def edit(book: Workbook, sheet: Worksheet) -> None:
        settings = book["設定"]
        for row in range(settings.max_row, 0, -1):
            name = str(settings.cell(row, 1).value or "")
            if name.startswith(("凡例", "記号", "概ね達成の下限")):
                settings.delete_rows(row)
            if name == "達成率の計算方法":
                type_in(settings, row, 2, method)
        settings.append([])
        settings.append(["進捗の区分"])
        settings.append(["記号", "説明", "条件", "扱い", "方式"])
        for line in lines:
            settings.append(list(line))

    return edit


def marks(
    tmp_path: Path,
    lines: Sequence[Sequence[object]],
    rows: Sequence[Sequence[object]],
    method: str = "基準値比",
    header: Sequence[object] | None = None,
) -> tuple[list[str | None], CheckResult]:
    section = [text("節", "題"), *rows, text("検証と課題", "文。"), text("方向性", "文。")]
    path = workbook(tmp_path / "a.xlsx", section, edit=with_schemes(lines, method), header=header)
    result = pipeline.check(path)
    judged = result.judged
    found = [judged.mark(group) for _, _, group in result.report.groups()]
    return [mark.symbol if mark else None for mark in found], result


@pytest.mark.parametrize(
    ("base", "actual", "target", "symbol"),
    [
        (100, 120, 120, "S"),
        (100, 101, 120, "A"),  # over the base
        (100, 100, 120, "B"),  # not over it
        (100, 90, 120, "B"),  # −10 % itself
        (100, 89.9, 120, "C"),
        (50, 45, 40, "A"),  # lower is better: 45 is an improvement
        (50, 55, 40, "B"),
        (50, 55.1, 40, "C"),
        (100, 101, "上昇", "S"),
        (100, 95, "上昇", "B"),
    ],
)
def test_s_a_b_c_around_the_base(
    tmp_path: Path, base: int, actual: float, target: int | str, symbol: str
) -> None:
    found, result = marks(tmp_path, NAGAYO, [indicator(values=(base, 1, actual, target))])
    assert found == [symbol]
    assert not result.has_errors


@pytest.mark.parametrize(
    ("actual", "symbol"), [(110.1, "A"), (110, "B"), (90, "B"), (89, "C"), (150, "S")]
)
def test_a_band_of_ten_percent_on_both_sides(tmp_path: Path, actual: float, symbol: str) -> None:
    found, _ = marks(tmp_path, BAND, [indicator(values=(100, 1, actual, 150))])
    assert found == [symbol]


@pytest.mark.parametrize(
    ("actual", "symbol"), [(130, "A"), (100, "A"), (99.9, "B"), (80, "B"), (60, "C"), (59.9, "D")]
)
def test_100_80_60_by_the_plain_ratio(tmp_path: Path, actual: float, symbol: str) -> None:
    found, result = marks(
        tmp_path, HUNDRED, [indicator(values=(10, 1, actual, 100))], method="単純比"
    )
    assert found == [symbol]
    judgement = next(iter(result.judged.rows.values()))
    assert judgement.rate == Fraction(str(actual)) / 100


@pytest.mark.parametrize(
    ("lines", "base", "actual", "target", "symbol"),
    [
        (HUNDRED, 10, 11, "上昇", "A"),  # reached: there is no rate between
        (HUNDRED, 10, 10, "上昇", "D"),
        (HUNDRED, 10, 9, "減少", "A"),
        (HUNDRED, "365日24時間", "維持", "維持", "A"),
        (FUKUOKA, 10, 11, "上昇", "a"),
        (FUKUOKA, 10, 10, "上昇", "b"),
        (FUKUOKA, 10, 9, "上昇", "c"),
        (FUKUOKA, "365日24時間", "維持", "維持", "a"),
        (NAGAYO, "365日24時間", "維持", "維持", "S"),
    ],
)
def test_targets_in_words_in_schemes_of_rates(
    tmp_path: Path,
    lines: Sequence[Sequence[object]],
    base: int | str,
    actual: int | str,
    target: str,
    symbol: str,
) -> None:
    unit = "-" if isinstance(base, str) else "件"
    found, result = marks(tmp_path, lines, [indicator(unit=unit, values=(base, 1, actual, target))])
    assert found == [symbol]
    assert not result.has_errors


def test_pace_and_the_band_of_survey_indicators(tmp_path: Path) -> None:
    # H27 to R5 are 8 years, R4 is the 7th: on pace from 7/8 of the way on, that is 57 of 50 → 58.
    header = [*HEADER[:12], "判定の方式", *HEADER[12:]]

    def row(actual: object, scheme: str | None = None, name: str = "甲") -> Row:
        cells = indicator(name=name, values=(50, actual, None, 58), direction="上昇")
        return [*cells[:12], scheme, *cells[12:]]

    rows = [
        row(57, name="一"),
        row(56.9, name="二"),
        row(50, name="三"),
        row(49.9, name="四"),
        row(49.9, "意識調査", "五"),
        row(47, "意識調査", "六"),  # −3 itself is no longer 維持
        row(57, "意識調査", "七"),
    ]
    found, result = marks(tmp_path, FUKUOKA, rows, header=header)
    assert found == ["a", "b", "b", "c", "b", "c", "a"]
    explanations = [judgement.explanation for judgement in result.judged.rows.values()]
    assert explanations[0] == (
        "計画比 100.0 %（基準値比 87.5 %（57−50）／（58−50）、8年のうち7年＝87.5 %）≧ 100.0 % → a"
    ).replace("）≧", "） ≧")
    assert "「悪化3ポイント未満」に当たる → b" in explanations[4]


def test_marks_that_are_no_evaluation_leave_the_rate(tmp_path: Path) -> None:
    rows = [
        indicator(name="甲", values=(10, 1, 100, 100)),
        indicator(name="乙", values=(10, 1, 20, 100)),
        indicator(name="丙", values=(10, "-", "-", 100), mark="評価困難", reason="調査の中止"),
        indicator(name="丁", values=(10, "-", "-", 100), mark="未着手", reason="用地の未取得"),
    ]
    found, result = marks(tmp_path, HUNDRED, rows, method="単純比")
    assert found == ["A", "D", "評価困難", "未着手"]
    # 評価困難 leaves the rate, 未着手 is set to count as missed: 1 of 3.
    assert recount(result.judged.groups.values()) == (1, 3)
    assert not result.has_errors


def test_a_group_of_rows_that_differ(tmp_path: Path) -> None:
    rows = [
        indicator(name="甲", values=(0, 1, 100, 100), group="群"),
        indicator(name="乙", values=(0, 1, 10, 100), group="群"),
        indicator(name="丙", values=(0, 1, 100, 100), group="二"),
        indicator(name="丁", values=(0, "-", "-", 100), group="二", mark="評価困難", reason="理由"),
    ]
    found, result = marks(tmp_path, HUNDRED, rows[:2])
    assert found == ["B"]  # reached and missed: what lies between
    assert result.judged.rows.keys()


def test_distance_to_the_next_mark(tmp_path: Path) -> None:
    _, result = marks(tmp_path, NAGAYO, [indicator(values=(100, 1, 85, 120))])
    judgement = next(iter(result.judged.rows.values()))
    assert judgement.next_mark == "B：実績 90 以上"
    assert judgement.explanation == (
        "基準値からの悪化 15.0 %（85−100）／100：「悪化10％以内」に当たらない → C"
    )


@pytest.mark.parametrize(
    ("lines", "cell", "words"),
    [
        ((("S", "", "達成", "", ""), ("A", "", "だいたい", "", "")), "C", "達成率90％以上"),
        ((("S", "", "達成", "", ""),), "C", "それ以外"),
        ((("S", "", "達成", "", ""), ("S", "", "それ以外", "", "")), "A", "２度"),
        ((("S", "", "達成", "よい", ""), ("C", "", "それ以外", "", "")), "D", "概ね達成"),
        ((("", "", "達成", "", ""), ("C", "", "それ以外", "", "")), "A", "記号が空"),
    ],
)
def test_a_faulty_table_is_told(
    tmp_path: Path, lines: tuple[tuple[str, ...], ...], cell: str, words: str
) -> None:
    _, result = marks(tmp_path, lines, [indicator()])
    told = [f for f in result.findings if f.code == "S16"]
    assert any(words in f.message and f.location.cell.startswith(cell) for f in told), told


def test_lines_for_the_three_marks_beside_a_table_are_told(tmp_path: Path) -> None:
    def edit(book: Workbook, sheet: Worksheet) -> None:
        settings = book["設定"]
        settings.append(["進捗の区分"])
        settings.append(["記号", "説明", "条件", "扱い", "方式"])
        for line in NAGAYO:
            settings.append(list(line))

    result = pipeline.check(workbook(tmp_path / "a.xlsx", edit=edit))
    told = [f for f in result.findings if f.code == "S16" and "使いません" in f.message]
    assert len(told) == 7  # three words, three symbols, the threshold


@pytest.mark.parametrize(
    ("written", "condition", "back"),
    [
        ("達成", Condition(Measure.TARGET), "達成"),
        ("達成率 ９０％ 以上", Condition(Measure.RATE, Fraction(9, 10)), "達成率90％以上"),
        ("計画比60%以上", Condition(Measure.PACE, Fraction(3, 5)), "計画比60％以上"),
        ("改善０％超", Condition(Measure.CHANGE, Fraction(0), True), "改善0％超"),
        ("悪化0%以内", Condition(Measure.CHANGE), "悪化0％以内"),
        (
            "悪化２.５ポイント未満",
            Condition(Measure.POINTS, Fraction(-5, 2), True),
            "悪化2.5ポイント未満",
        ),
        ("改善3ポイント以上", Condition(Measure.POINTS, Fraction(3)), "改善3ポイント以上"),
        ("それ以外", Condition(Measure.REST), "それ以外"),
        ("手入力", Condition(Measure.TYPED), "手入力"),
        ("達成率90ポイント以上", None, ""),
        ("改善10％以内", None, ""),
        ("悪化10", None, ""),
        ("=1+1", None, ""),
    ],
)
def test_conditions_as_written(written: str, condition: Condition | None, back: str) -> None:
    assert parse_condition(written) == condition
    if condition:
        assert condition_words(condition) == back
        assert parse_condition(back) == condition


def test_the_target_of_the_time(tmp_path: Path) -> None:
    header = [*HEADER[:6], "基準値 H27", "実績 H28", "検証値 R1", "検証値 R5", *HEADER[10:]]
    row = indicator(values=(10, 15, 15, 30))
    section = [text("節", "題"), row, text("検証と課題", "文。"), text("方向性", "文。")]
    for year, symbol in (("H28", "○"), ("令和元年度", "○"), ("R2", "×"), ("R9", "×"), (None, "○")):
        path = workbook(
            tmp_path / "a.xlsx", section, header=header, extra_settings=[("評価の年度", year)]
        )
        judged = pipeline.check(path).judged
        assert [mark and mark.symbol for mark in judged.groups.values()] == [symbol], year


def test_attainments_of_the_usual_scheme() -> None:
    from kumareport.model.mark import three_marks

    assert [mark.attainment for mark in three_marks().marks] == list(Attainment)
