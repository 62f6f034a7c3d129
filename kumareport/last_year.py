"""What has changed since last year (前年度からの変化): each indicator's value, and its mark.

The one definition for the check, the lists, the report, the pages and whatever else tells of it.
Last year's marks come from last year's workbook; without it from the column 前年度の進捗, which a
rollover fills in.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from kumareport.marks import Judged, direction_of, newest_actual
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Direction, Mark, Scheme
from kumareport.model.period import shift_year
from kumareport.model.report import Chapter, Group, Part, Report
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import display, format_number


class Course(StrEnum):
    """How an indicator's value has moved, seen from the side on which it is better."""

    BETTER = "改善"
    WORSE = "悪化"
    SAME = "変わらない"
    MOVED = "増減"
    STALE = "新しい値なし"
    UNKNOWN = "比べられない"
    NEW = "新しい指標"


MEANINGS: Mapping[Course, str] = {
    Course.BETTER: "前年度の値より、望ましい方向に動きました",
    Course.WORSE: "前年度の値より、望ましくない方向に動きました",
    Course.SAME: "前年度の値と同じです",
    Course.MOVED: "前年度の値から動きましたが、望ましい方向が「維持」などで、良し悪しは決まりません",
    Course.STALE: "前年度のあとの値がまだありません",
    Course.UNKNOWN: "前年度か今年度の値が数値でないため、比べられません",
    Course.NEW: "前年度にはなかった指標です",
}


class MarkCourse(StrEnum):
    """How an indicator's mark has moved."""

    ROSE = "上がった"
    FELL = "下がった"
    SAME = "同じ"
    UNKNOWN = ""


class Past(Struct, frozen=True):
    """Last year's workbook and its marks."""

    report: Report
    judged: Judged


class YearChange(Struct, frozen=True):
    """What has changed in an indicator.

    Attributes:
        course: how its value has moved.
        before: the 実績 that counted last year; None where there was none.
        now: the 実績 that counts.
        mark_before: last year's printed mark; None where it is not known.
        mark: today's.
        mark_course: how the one became the other.
    """

    course: Course
    before: Entry | None = None
    now: Entry | None = None
    mark_before: Mark | None = None
    mark: Mark | None = None
    mark_course: MarkCourse = MarkCourse.UNKNOWN

    @property
    def difference(self) -> Decimal | None:
        """How much the value has grown, in the indicator's unit; None where there are no two numbers."""
        if self.before is None or self.now is None or self.course is Course.STALE:
            return None
        if self.before.number is None or self.now.number is None:
            return None
        return self.now.number - self.before.number

    def shown_difference(self, settings: Settings) -> str:
        """The difference as it is printed, with its sign; empty where there is none."""
        difference = self.difference
        if difference is None:
            return ""
        decimals = max(e.value.decimals for e in (self.before, self.now) if e is not None)
        plus = "＋" if difference > 0 else ""
        return plus + format_number(difference, decimals, settings.minus)


class SinceLastYear:
    """The changes of a whole report.

    Args:
        report: this year's.
        judged: its marks.
        past: last year's workbook; None where only this year's is known.

    Attributes:
        knows_marks: whether last year's marks are known.
    """

    def __init__(self, report: Report, judged: Judged, past: Past | None = None) -> None:
        self.knows_marks = past is not None or bool(judged.told_before)
        self._report, self._judged, self._past = report, judged, past

    @cached_property
    def rows(self) -> dict[str, YearChange]:
        """The change of each indicator, by its ID."""
        report, judged, past = self._report, self._judged, self._past
        pairs = paired(report, past.report) if past else {}
        told: Mapping[str, Mark | None] = judged.told_before
        marks = _printed_marks(past) if past else told
        found: dict[str, YearChange] = {}
        for _, _, group in report.groups():
            for row in group.rows:
                then = pairs.get(row.id)
                change = _change(row, then, is_new=past is not None and then is None)
                mark, before = judged.mark(group), marks.get(_id_then(row, then, past))
                course = _mark_course(before, mark, report.settings.scheme_of(group.rows[0]))
                found[row.id] = replace(change, mark_before=before, mark=mark, mark_course=course)
        return found

    @cached_property
    def gone(self) -> tuple[tuple[Chapter, Part, Indicator], ...]:
        """Last year's indicators that this year's report lacks."""
        return gone(self._report, self._past.report) if self._past else ()

    def mark_before(self, group: Group) -> Mark | None:
        """Last year's mark of a group: the printed one; where marks are not known, the one that last
        year's values give."""
        first = group.rows[0].id
        return self.rows[first].mark_before if self.knows_marks else self._judged.before[first]


def _id_then(row: Indicator, then: Indicator | None, past: Past | None) -> str:
    """By which ID last year's mark of a row is known; empty for none."""
    if past is None:
        return row.id
    return then.id if then else ""


def shown_alone(entry: Entry | None, settings: Settings) -> str:
    """A value as it is printed without its year and its notes; empty for none."""
    if entry is None:
        return ""
    return display(replace(entry.value, older=(), year=None, note=""), settings.minus)


def paired(report: Report, previous: Report) -> dict[str, Indicator]:
    """Last year's row of each of today's, by today's ID: the one of the same ID, else of the same
    name where only one has it."""
    old = [row for _, row in previous.indicators()]
    by_id = {row.id: row for row in old}
    often = Counter(row.name for row in old)
    by_name = {row.name: row for row in old if often[row.name] == 1}
    found = ((row.id, by_id.get(row.id) or by_name.get(row.name)) for _, row in report.indicators())
    return {row_id: then for row_id, then in found if then is not None}


def gone(report: Report, previous: Report) -> tuple[tuple[Chapter, Part, Indicator], ...]:
    """Last year's indicators that this year's report lacks."""
    kept = {row.id for row in paired(report, previous).values()}
    return tuple(
        (chapter, section, row)
        for chapter, section in previous.parts()
        for row in section.indicators
        if row.id not in kept
    )


def _printed_marks(past: Past) -> dict[str, Mark | None]:
    groups = past.report.groups()
    return {row.id: past.judged.mark(group) for _, _, group in groups for row in group.rows}


def _change(row: Indicator, then: Indicator | None, *, is_new: bool) -> YearChange:
    now = newest_actual(row)
    before = _counted_last_year(row, now) or (newest_actual(then) if then else None)
    if is_new:
        return YearChange(Course.NEW, None, now)
    if now is None or before is None:
        return YearChange(Course.UNKNOWN, before, now)
    if before.period.year.ad >= now.period.year.ad:
        return YearChange(Course.STALE, before, now)
    return YearChange(_course(row, before, now), before, now)


def _counted_last_year(row: Indicator, now: Entry | None) -> Entry | None:
    """The 実績 of today's row that was the newest a year ago."""
    year = row.year or (now.period.year if now else None)
    return newest_actual(replace(row, year=shift_year(year, -1))) if year else None


def _course(row: Indicator, before: Entry, now: Entry) -> Course:
    if before.number is None or now.number is None:
        is_same = before.value.raw == now.value.raw
        return Course.SAME if is_same else Course.UNKNOWN
    if before.number == now.number:
        return Course.SAME
    direction = direction_of(row, row.target)
    if direction is None:
        return Course.MOVED
    has_risen = now.number > before.number
    return Course.BETTER if has_risen == (direction is Direction.HIGHER) else Course.WORSE


def _mark_course(before: Mark | None, mark: Mark | None, scheme: Scheme) -> MarkCourse:
    """By the places of the symbols in this year's scheme; marks that are no evaluation have none."""
    if before is None or mark is None:
        return MarkCourse.UNKNOWN
    if before.symbol == mark.symbol:
        return MarkCourse.SAME
    order = [one.symbol for one in scheme.marks if one.attainment]
    if before.symbol not in order or mark.symbol not in order:
        return MarkCourse.UNKNOWN
    has_risen = order.index(mark.symbol) < order.index(before.symbol)
    return MarkCourse.ROSE if has_risen else MarkCourse.FELL
