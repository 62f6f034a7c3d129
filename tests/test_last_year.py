"""What has changed since last year, with values worked by hand."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.document.context import report_tags
from kumareport.last_year import Course, MarkCourse, Past, SinceLastYear, YearChange
from tests.make_workbook import LONG_HEADER, Row, series, text, workbook

TEXTS = [text("検証と課題", "文。"), text("方向性", "文。")]


def book(path: Path, *rows: Row, year: str = "R5") -> pipeline.CheckResult:
    lines = [text("節", "題"), *rows, *TEXTS]
    extra = [("評価の年度", year)]
    return pipeline.check(workbook(path, lines, header=LONG_HEADER, extra_settings=extra))


def changes(
    folder: Path, now: Sequence[Row], then: Sequence[Row] | None = None
) -> tuple[list[YearChange], SinceLastYear]:
    checked = book(folder / "今年.xlsx", *now)
    past = None
    if then is not None:
        old = book(folder / "昨年.xlsx", *then, year="R4")
        past = Past(old.report, old.judged)
    since = SinceLastYear(checked.report, checked.judged, past)
    return list(since.rows.values()), since


@pytest.mark.parametrize(
    ("row", "course", "difference"),
    [
        # Base 50, target 60: higher is better.
        (series(51, 52, 53, 54, 55.5), Course.BETTER, "1.5"),
        (series(51, 52, 53, 54, 53), Course.WORSE, "-1"),
        (series(51, 52, 53, 54, 54.0), Course.SAME, "0"),
        # Target 40: lower is better.
        (series(51, 52, 53, 54, 53, targets=("-", 40)), Course.BETTER, "-1"),
        (series(51, 52, 53, 54, 55, targets=("-", "50以下")), Course.WORSE, "1"),
        (series(51, 52, 53, 54, 55, targets=("-", "維持"), direction="維持"), Course.MOVED, "1"),
        # The newest is that of R4 in both years.
        (series(51, 52, 53, 54, "未集計"), Course.STALE, None),
        # A year without a value: the newest a year ago was R3.
        (series(51, 52, 53, "中止", 56), Course.BETTER, "3"),
        (series("中止", "中止", "中止", "中止", 56), Course.UNKNOWN, None),
        (series(51, 52, 53, 54, "365日24時間"), Course.UNKNOWN, None),
        (series(51, 52, 53, "維持", "維持", targets=("-", "維持")), Course.SAME, None),
        (series(None, None, None, None, None), Course.UNKNOWN, None),
    ],
)
def test_the_course_of_a_value(
    tmp_path: Path, row: Row, course: Course, difference: str | None
) -> None:
    ((change,), since) = changes(tmp_path, [row])
    assert change.course is course
    assert change.difference == (None if difference is None else Decimal(difference))
    assert change.mark_course is MarkCourse.UNKNOWN
    assert not since.knows_marks


@pytest.mark.parametrize(
    ("then", "now", "course"),
    [
        # Base 50, target 60: ○ from 60, △ from 59 on, × below.
        ((51, 52, 53, 54, None), (51, 52, 53, 54, 59.5), ("×", "△", MarkCourse.ROSE)),
        ((51, 52, 53, 60, None), (51, 52, 53, 60, 59.5), ("○", "△", MarkCourse.FELL)),
        ((51, 52, 53, 54, None), (51, 52, 53, 54, 55), ("×", "×", MarkCourse.SAME)),
        ((None, None, None, None, None), (1, 2, 3, 4, 55), ("", "×", MarkCourse.UNKNOWN)),
    ],
)
def test_the_course_of_a_mark(
    tmp_path: Path,
    then: Sequence[object],
    now: Sequence[object],
    course: tuple[str, str, MarkCourse],
) -> None:
    ((change,), _) = changes(tmp_path, [series(*now)], [series(*then)])
    before = change.mark_before.symbol if change.mark_before else ""
    after = change.mark.symbol if change.mark else ""
    assert (before, after, change.mark_course) == course


def test_a_mark_that_is_no_evaluation_neither_rises_nor_falls(tmp_path: Path) -> None:
    schemes = [
        (),
        ("進捗の区分",),
        ("記号", "説明", "条件", "扱い", "方式"),
        ("○", "達成", "達成", "達成", ""),
        ("×", "未達成", "それ以外", "未達成", ""),
        ("－", "評価困難", "手入力", "対象外", ""),
    ]

    def read(name: str, mark: str) -> pipeline.CheckResult:
        row = series(51, 52, 53, 54, 55, mark=mark, reason="理由")
        lines = [text("節", "題"), row, *TEXTS]
        path = workbook(tmp_path / name, lines, header=LONG_HEADER, extra_settings=schemes)
        return pipeline.check(path)

    old, new = read("昨年.xlsx", "－"), read("今年.xlsx", "")
    since = SinceLastYear(new.report, new.judged, Past(old.report, old.judged))
    (change,) = since.rows.values()
    assert change.mark_before is not None
    assert (change.mark_before.symbol, change.mark_course) == ("－", MarkCourse.UNKNOWN)


def test_new_and_gone(tmp_path: Path) -> None:
    rows = [series(51, 52, 53, 54, 55, name="甲"), series(51, 52, 53, 54, 55, name="新")]
    old = [series(51, 52, 53, 54, None, name="消"), series(51, 52, 53, 54, None, name="甲")]
    found, since = changes(tmp_path, rows, old)
    assert [change.course for change in found] == [Course.BETTER, Course.NEW]
    assert [row.name for _, _, row in since.gone] == ["消"]


def test_last_years_value_where_this_years_workbook_has_not_its_column(tmp_path: Path) -> None:
    row = series(None, None, None, None, 55)
    ((change,), _) = changes(tmp_path, [row], [series(51, 52, 53, 54, None)])
    assert (change.course, change.difference) == (Course.BETTER, Decimal(1))


BEFORE_HEADER = [*LONG_HEADER, "前年度の進捗"]


def with_column(path: Path, *rows: tuple[Row, str]) -> pipeline.CheckResult:
    lines = [text("節", "題"), *([*row, mark] for row, mark in rows), *TEXTS]
    extra = [("評価の年度", "R5")]
    return pipeline.check(workbook(path, lines, header=BEFORE_HEADER, extra_settings=extra))


def test_last_years_marks_from_the_column_that_a_rollover_leaves(tmp_path: Path) -> None:
    """All three are × by their values; the second was ○ by hand, the third has another scheme's mark."""
    row = series(51, 52, 53, 54, 55)
    checked = with_column(tmp_path / "a.xlsx", (row, "×"), (row, "〇"), (row, "優"), (row, ""))
    since = SinceLastYear(checked.report, checked.judged)
    assert since.knows_marks
    found = [(c.mark_before and c.mark_before.symbol, c.mark_course) for c in since.rows.values()]
    assert found == [
        ("×", MarkCourse.SAME), ("○", MarkCourse.FELL), ("優", MarkCourse.UNKNOWN),
        (None, MarkCourse.UNKNOWN),
    ]  # fmt: skip
    # The fall is told of, as it is with --previous.
    assert [f.code for f in checked.findings if f.code == "M10"] == ["M10"]


def test_last_years_workbook_counts_before_the_column(tmp_path: Path) -> None:
    checked = with_column(tmp_path / "今年.xlsx", (series(51, 52, 53, 60, 59.5), "×"))
    old = book(tmp_path / "昨年.xlsx", series(51, 52, 53, 60, None), year="R4")
    past = Past(old.report, old.judged)
    (change,) = SinceLastYear(checked.report, checked.judged, past).rows.values()
    assert change.mark_before is not None
    assert (change.mark_before.symbol, change.mark_course) == ("○", MarkCourse.FELL)


def test_the_tags_of_a_report(tmp_path: Path) -> None:
    rows = ((series(51, 52, 53, "54.0（概数）", 51), "○"), (series(None, None, None, None, 55), ""))
    checked = with_column(tmp_path / "a.xlsx", *rows)
    groups = report_tags(checked.report, checked.judged).章[0].節[0].群
    assert [(g.前年度の進捗, g.進捗の変化) for g in groups] == [("○", "下がった"), ("", "")]
    told = [(r.前年度の値, r.前年度比, r.前年度からの変化) for g in groups for r in g.行]
    assert told == [("54.0（概数）", "▲3.0", "悪化"), ("", "", "比べられない")]


def test_without_marks_the_tag_says_what_last_years_values_give(tmp_path: Path) -> None:
    checked = book(tmp_path / "a.xlsx", series(51, 52, 53, 60, 59.5))
    (group,) = report_tags(checked.report, checked.judged).章[0].節[0].群
    assert (group.前年度の進捗, group.進捗の変化) == ("○", "")


def test_the_list_of_marks_shows_last_years(tmp_path: Path) -> None:
    book(tmp_path / "今年.xlsx", series(51, 52, 53, 60, 59.5))
    book(tmp_path / "昨年.xlsx", series(51, 52, 53, 60, None), year="R4")
    source, previous = tmp_path / "今年.xlsx", tmp_path / "昨年.xlsx"

    def head_and_row(previous: Path | None) -> list[tuple[object, object]]:
        target = tmp_path / f"点検結果{previous is None}.xlsx"
        result = pipeline.check(source, previous)
        pipeline.write_check_result(result, source, target, previous)
        rows = list(openpyxl.load_workbook(target)["判定一覧"].iter_rows(values_only=True))
        at = next(n for n, row in enumerate(rows) if row[0] == "章")
        return list(zip(rows[at], rows[at + 1], strict=True))

    shown = head_and_row(previous)
    marks = [pair for pair in shown if pair[0] in ("進捗", "前年度の進捗", "自動判定")]
    assert marks == [("進捗", "△"), ("前年度の進捗", "○"), ("自動判定", "△")]
    assert "前年度の進捗" not in [head for head, _ in head_and_row(None)]
