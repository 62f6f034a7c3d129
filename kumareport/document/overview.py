"""概要版: one page at the front for those who decide — the marks by chapter, what has moved since last
year, and the targets that were missed, with the reason that the report's own texts give."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from docx import Document as open_document
from msgspec import Struct

from kumareport.document.anchors import OVERVIEW, Anchored
from kumareport.document.metrics import points, text_width
from kumareport.document.overview_tags import CourseTags, MissedTags, MoveTags, OverviewTags
from kumareport.document.summary import summary_table
from kumareport.graphs.totals import OVERVIEW_GRAPH
from kumareport.last_year import Course, MarkCourse, SinceLastYear
from kumareport.marks import Judged
from kumareport.model.mark import Attainment, Mark
from kumareport.model.report import Chapter, Group, Part, Report
from kumareport.narrative.about import gives_reason, reason_told
from kumareport.narrative.passages import Passage, passages_of
from kumareport.notation import display_lines

# What one page of the standard template holds, in points: what is there in any case, a line of its
# texts and lists, what a row of its tables takes besides, and full-width letters a line.
_MARGINS, _FIXED = 17.0, 192.0
_LINE, _ROW, _TALLY = 10.5, 2.1, 13.8
_LIST_LINE = 9.5
_PLACE, _NAME, _REASON, _WHOLE = 9.2, 19.5, 26.0, 60.0
_MOVE_LINES = 3
_CUT = "…"
_LETTER = 8.0
LACKING = "「設定」の「概要版」は「載せる」ですが、テンプレートに概要版のページがありません。"


class Paper(Struct, frozen=True):
    """The room between the margins of the template's first page, in points; A4 as a rule."""

    width: float = 493.2
    height: float = 775.3

    @property
    def letters(self) -> float:
        """Full-width letters that a line holds more than one on upright A4."""
        return max(0.0, (self.width - Paper().width) / _LETTER)


UPRIGHT = Paper()


@lru_cache(4)
def paper_of(template: bytes) -> Paper:
    """The room on a template's first page."""
    section = open_document(io.BytesIO(template)).sections[0]
    across = (section.page_width, section.left_margin, section.right_margin)
    along = (section.page_height, section.top_margin, section.bottom_margin)
    if not section.page_width or not section.page_height:
        return UPRIGHT
    width, *beside = map(points, across)
    height, *above = map(points, along)
    return Paper(width - sum(beside), height - sum(above))


def overview_tags(
    report: Report, judged: Judged, since: SinceLastYear, paper: Paper = UPRIGHT
) -> tuple[OverviewTags, ...]:
    """The page, where 設定 asks for it and there is an indicator to count; empty otherwise.

    Args:
        report: the report.
        judged: its marks.
        since: what has changed since last year.
        paper: the room that the template's page has.
    """
    if not report.settings.has_overview or not any(report.indicators()):
        return ()
    whole = _WHOLE + paper.letters
    moves = tuple(_moves(report, since, whole))
    used = sum(_lines(f"{move.見出し}（99）：{move.指標}", whole) for move in moves) * _LINE
    room = paper.height - _MARGINS - _FIXED - used - _TALLY * (len(report.chapters) + 2)
    missed = list(_missed(report, judged))
    named = missed[: _named(len(missed), room)]
    shown = _fitted(list(_told(report, judged, named)), room, _REASON + paper.letters)
    left = len(missed) - len(shown)
    return (
        OverviewTags(
            見出し=Anchored("概要", OVERVIEW),
            集計=(summary_table(report, judged, "進捗の集計", OVERVIEW_GRAPH),),
            変化=tuple(_courses(since)),
            進捗の変化=moves,
            未達成=tuple(shown),
            未達成の数=str(len(missed)),
            未達成のほか=f"ほか {left} 指標は、各章をご覧ください。" if left else "",
        ),
    )


def _courses(since: SinceLastYear) -> Iterator[CourseTags]:
    """How many indicators have moved which way."""
    often = Counter(change.course for change in since.rows.values())
    return (CourseTags(str(course), str(often[course])) for course in Course if often[course])


def _moves(report: Report, since: SinceLastYear, width: float) -> Iterator[MoveTags]:
    """The marks that rose and those that fell, where last year's are known."""
    if not since.knows_marks:
        return
    for course, words in ((MarkCourse.ROSE, "進捗が上がった指標"), (MarkCourse.FELL, "進捗が下がった指標")):  # fmt: skip
        names: list[str] = []
        for chapter, _, group in report.groups():
            change = since.rows[group.rows[0].id]
            if change.mark_course is course and change.mark_before and change.mark:
                marks = f"{change.mark_before.symbol}→{change.mark.symbol}"
                names.append(f"{_chapter(chapter)} {_name(group)}（{marks}）")
        yield MoveTags(words, str(len(names)), _joined(names, width) or "なし")


def _joined(names: Sequence[str], width: float) -> str:
    """Names one behind the other, as many as a few lines hold."""
    shown = len(names)
    while shown > 1 and text_width("、".join(names[:shown])) > width * _MOVE_LINES - 20:
        shown -= 1
    left = len(names) - shown
    return "、".join(names[:shown]) + (f"、ほか {left} 指標" if left else "")


_Missed = tuple[Chapter, Part, Group, Mark]


def _missed(report: Report, judged: Judged) -> Iterator[_Missed]:
    """The groups that missed their target, in the report's order."""
    for chapter, section, group in report.groups():
        mark = judged.mark(group)
        if mark is not None and mark.attainment is Attainment.MISSED:
            yield chapter, section, group, mark


def _told(report: Report, judged: Judged, missed: Iterable[_Missed]) -> Iterator[MissedTags]:
    """The same with the reasons that the texts give; only the texts of their own parts are read."""
    marks = report.settings.marks
    read: dict[str, tuple[Passage, ...]] = {}
    for chapter, section, group, mark in missed:
        if section.id not in read:
            read[section.id] = passages_of(chapter, section, marks)
        reason = reason_told(section, group, read[section.id]) or _typed(group)
        reason = reason or _figures(report, judged, group)
        yield _missed_one(chapter, section, group, mark, reason)


def _missed_one(
    chapter: Chapter, section: Part, group: Group, mark: Mark, reason: str
) -> MissedTags:
    number = chapter.number_of(section)
    heading = _shortened(_chapter(chapter), _PLACE - text_width(f" {number}"))
    place = f"{heading} {number}".strip()
    return MissedTags(place, _name(group), mark.symbol, reason)


def _typed(group: Group) -> str:
    """判定の理由, where somebody gave one."""
    return next((row.override_reason for row in group.rows if row.override_reason), "")


def _figures(report: Report, judged: Judged, group: Group) -> str:
    """What nobody explains, the figures tell: how far the first indicator is that missed its target."""
    minus = report.settings.minus
    for row in group.rows:
        found = judged.rows[row.id]
        is_missed = found.mark is not None and found.mark.attainment is Attainment.MISSED
        if is_missed and found.actual is not None and found.target is not None:
            shown = (" ".join(display_lines(e.value, minus)) for e in (found.actual, found.target))
            actual, target = (f"{text}{row.unit}" for text in shown)
            return f"実績 {actual}、{report.target_name} {target}"
    return "（理由の記載がありません）"


def _chapter(chapter: Chapter) -> str:
    return chapter.number or chapter.title


def _name(group: Group) -> str:
    return group.name or group.rows[0].name


def _named(count: int, room: float) -> int:
    """How many of so many groups the room takes with a line each."""
    fitting = int(room / (_LIST_LINE + _ROW))
    return count if count <= fitting else max(1, fitting - 1)


def _fitted(shown: Sequence[MissedTags], room: float, reason: float) -> list[MissedTags]:
    """The groups with what is left of the room: it goes to the names that are cut, then to the
    reasons."""
    lines = [_lines(one.場所, _PLACE) for one in shown]
    left = room - sum(lines) * _LIST_LINE - len(shown) * _ROW
    names = [_lines(one.名前, _NAME) for one in shown]
    whole = [max(_lines(one.名前, _NAME), _lines(one.理由, reason)) for one in shown]
    for wanted in (names, *([min(n, most) for n in whole] for most in range(2, max(whole, default=0) + 1))):  # fmt: skip
        for number, most in enumerate(wanted):
            more = most - lines[number]
            if 0 < more * _LIST_LINE <= left:
                lines[number], left = most, left - more * _LIST_LINE
    return [_cut(one, count, reason) for one, count in zip(shown, lines, strict=True)]


def _lines(text: str, width: float) -> int:
    return max(1, -int(-text_width(text) // width))


def _cut(one: MissedTags, lines: int, reason: float) -> MissedTags:
    """With so many lines of its name and of the reason."""
    name = _shortened(one.名前, _NAME * lines)
    return MissedTags(one.場所, name, one.進捗, _reason(one.理由, reason * lines))


def _reason(text: str, width: float) -> str:
    """As much of a sentence as fits, the reason itself in any case: what stands before it gives way
    first."""
    pieces = text.split("、")
    cause = next((n for n, piece in enumerate(pieces) if gives_reason(piece)), 0)
    for start in range(cause + 1):
        lead = _CUT if start else ""
        if text_width(lead + "、".join(pieces[start : cause + 1]) + _CUT) <= width:
            return lead + _shortened("、".join(pieces[start:]), width - text_width(lead))
    return _shortened(_CUT + "、".join(pieces[cause:]), width) if cause else _shortened(text, width)


def _shortened(text: str, width: float) -> str:
    """The beginning of a text that is wider."""
    if text_width(text) <= width:
        return text
    while text and text_width(text + _CUT) > width:
        text = text[:-1]
    return text + _CUT
