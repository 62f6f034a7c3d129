"""前年度からの変化 → what the first page's template may name."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from kumareport.last_year import MEANINGS, Course, MarkCourse, SinceLastYear, shown_alone
from kumareport.marks import Judged
from kumareport.model.report import Chapter, Part, Report
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.web.places import chapter_page, row_mark, site_mark, site_year
from kumareport.web.tags import ChangeCount, ChangeRow, ChangeTable, ChangeValue

_NAMES = {
    Course.BETTER: "better",
    Course.WORSE: "worse",
    Course.SAME: "same",
    Course.MOVED: "moved",
    Course.STALE: "stale",
    Course.UNKNOWN: "unknown",
    Course.NEW: "new",
}
_MARKS = {
    MarkCourse.ROSE: ("rose", "前年度より良い進捗になりました"),
    MarkCourse.FELL: ("fell", "前年度より悪い進捗になりました"),
    MarkCourse.SAME: ("kept", "前年度と同じ進捗です"),
}


def change_table(report: Report, judged: Judged, since: SinceLastYear) -> ChangeTable:
    """The changes of all indicators, in the report's order."""
    changes = since.rows.values()
    often = Counter(change.course for change in changes)
    kinds = {course: _kind(course, often[course]) for course in Course}
    marks = Counter(change.mark_course for change in changes)
    return ChangeTable(
        進捗もある=since.knows_marks,
        進捗の変化=tuple(
            ChangeCount(name, f"進捗が{course}", words, str(marks[course]))
            for course, (name, words) in _MARKS.items()
        ),
        種類=tuple(kind for course, kind in kinds.items() if often[course]),
        行=tuple(_rows(report, since, kinds)),
        なくなった指標=tuple(
            f"{_place(chapter, section)}：{row.name}" for chapter, section, row in since.gone
        ),
    )


def stretches(table: ChangeTable, length: int) -> Iterator[ChangeTable]:
    """The table in pieces of so many lines, each with the counts of its own."""
    for start in range(0, len(table.行), length):
        rows = table.行[start : start + length]
        often = Counter(row.変化.印 for row in rows)
        kinds = (replace(kind, 数=str(often[kind.印])) for kind in table.種類 if often[kind.印])
        yield replace(table, 行=rows, 種類=tuple(kinds), なくなった指標=())


def _place(chapter: Chapter, part: Part) -> str:
    return chapter.heading if part.is_front else f"{chapter.heading} {part.number}"


def _kind(course: Course, count: int) -> ChangeCount:
    return ChangeCount(_NAMES[course], str(course), MEANINGS[course], str(count))


def _rows(
    report: Report, since: SinceLastYear, kinds: dict[Course, ChangeCount]
) -> Iterator[ChangeRow]:
    for page, chapter in enumerate(report.chapters, 1):
        for number, section in enumerate(chapter.parts, 1):
            for place, row in enumerate(section.indicators, 1):
                change = since.rows[row.id]
                yield ChangeRow(
                    章=chapter.number or chapter.title,
                    名前=row.name,
                    場所=f"{chapter_page(page)}#{row_mark(number, place)}",
                    単位=row.unit,
                    前年度=_value(change.before, report.settings),
                    今年度=_value(change.now, report.settings),
                    差=change.shown_difference(report.settings),
                    変化=kinds[change.course],
                    前年度の進捗=site_mark(change.mark_before, report.settings),
                    進捗=site_mark(change.mark, report.settings),
                    進捗の変化=str(change.mark_course),
                )


def _value(entry: Entry | None, settings: Settings) -> ChangeValue:
    """A value by itself: its year has a place of its own."""
    if entry is None:
        return ChangeValue("", ())
    return ChangeValue(shown_alone(entry, settings), (site_year(entry.data_year),))
