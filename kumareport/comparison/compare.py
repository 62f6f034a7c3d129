"""Two reports → all that differs in what they print. Pure."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from kumareport.comparison.columns import column_changes
from kumareport.comparison.fields import field_changes
from kumareport.comparison.indicators import IndicatorChanges
from kumareport.comparison.pairing import Matched, Step
from kumareport.comparison.records import (
    Box,
    ComparedRecord,
    GroupedRow,
    Records,
    records_of,
)
from kumareport.comparison.settings import settings_changes
from kumareport.comparison.texts import text_changes
from kumareport.comparison.wording import kind_of_change
from kumareport.marks import Judged
from kumareport.model.change import (
    Change,
    ChangeKind,
    ChapterChanges,
    Comparison,
    SectionChanges,
    Topic,
)
from kumareport.model.record_kind import Shape
from kumareport.model.report import Chapter, Part, Report, Text
from kumareport.workbook.layout import MARK_SPELLINGS

_WHOLE = "報告書の全体"
Item = TypeVar("Item")


def compare_reports(old: Report, new: Report) -> Comparison:
    """All that the new report prints otherwise than the old one.

    Values, texts and marks are compared as they are printed: what is only typed in another way is
    no change. Rows are matched by their IDs and their words, values by role and year.
    """
    comparing = _Comparing(_records(old), _records(new))
    word = new.settings.form.indicator_word
    return Comparison(new.settings.title, tuple(comparing.chapters()), word)


def _records(report: Report) -> Records:
    return records_of(report, Judged(report, MARK_SPELLINGS))


class _Comparing:
    def __init__(self, old: Records, new: Records) -> None:
        self._old, self._new = old, new
        forms = (records.report.settings.form for records in (new, old))
        self._kinds = list(dict.fromkeys(kind.name for form in forms for kind in form.written))
        self._chapters = Matched(old.chapters, new.chapters, {0: 0})
        self._sections = Matched(old.sections, new.sections, self._chapters.pairs)
        parents = self._sections.pairs
        self._indicators = Matched(old.indicators, new.indicators, parents)
        self._texts = Matched(old.texts, new.texts, parents, by_words=True)
        self._indicator_changes = IndicatorChanges(old, new)
        self._minus = old.report.settings.minus, new.report.settings.minus
        self._parents = [
            {record.item.id: index for index, record in enumerate(records.sections)}
            for records in (old, new)
        ]

    def chapters(self) -> Iterator[ChapterChanges]:
        whole = settings_changes(self._old.report.settings, self._new.report.settings)
        found = [ChapterChanges(_WHOLE, tuple(whole))]
        every = next((record.box for record in (*self._old.chapters, *self._new.chapters)), None)
        found += [self._chapter(step) for step in self._chapters.steps(every, every)]
        yield from (chapter for chapter in found if chapter.changes or chapter.sections)

    def _chapter(self, step: Step[Chapter]) -> ChapterChanges:
        changes = _heading_changes(step, "章の見出し", "")
        if step.old is not None and step.new is not None:
            changes += self._column_changes(step.old, step.new)
        boxes = [
            Box(record.ordinal - 1, Shape.HEADING) if record else None
            for record in (step.old, step.new)
        ]
        sections = [self._section(inner) for inner in self._sections.steps(*boxes)]
        with_changes = tuple(section for section in sections if section.changes)
        return ChapterChanges(_title(step), tuple(changes), with_changes)

    def _column_changes(
        self, old: ComparedRecord[Chapter], new: ComparedRecord[Chapter]
    ) -> Iterator[Change]:
        stayed = [
            (self._old.indicators[place].item.indicator, self._new.indicators[index].item.indicator)
            for index, place in self._indicators.pairs.items()
        ]
        sheets = old.item.sheet, new.item.sheet
        here = [pair for pair in stayed if tuple(row.location.sheet for row in pair) == sheets]
        here.sort(key=lambda pair: pair[1].location.row)
        settings = self._old.report.settings, self._new.report.settings
        return column_changes(old.item, new.item, settings, here)

    def _section(self, step: Step[Part]) -> SectionChanges:
        shown = step.new or step.old
        assert shown is not None
        place = f"{shown.item.kind}の見出し"
        changes = _heading_changes(step, place, self._left_chapter(step))
        parents = [
            None if record is None else index[record.item.id]
            for record, index in zip((step.old, step.new), self._parents, strict=True)
        ]
        if step.old is not None and step.new is not None:
            changes += field_changes(step.old.item.fields, step.new.item.fields, self._minus)
        for inner in self._indicators.steps(*_boxes(parents, Shape.INDICATOR)):
            left = self._left_table(inner)
            changes += self._indicator_changes.of_step(inner, self._moved_from(inner), left)
        for kind in self._kinds:
            for line in self._texts.steps(*_boxes(parents, kind)):
                changes += text_changes(line, self._moved_from(line))
                changes += self._field_changes(line)
        return SectionChanges(_title(step), tuple(changes))

    def _field_changes(self, line: Step[Text]) -> Iterator[Change]:
        """What a text says in fields: all of it where it is new or gone."""
        shown = line.new or line.old
        assert shown is not None
        name = f"{shown.item.kind.name}：{shown.item.text}"
        old, new = (step.item.fields if step else () for step in (line.old, line.new))
        return field_changes(old, new, self._minus, name)

    def _left_chapter(self, step: Step[Part]) -> str:
        """The chapter that a section was moved out of; empty for none."""
        if step.old is None or step.new is None:
            return ""
        if self._chapters.pairs.get(step.new.box.parent) == step.old.box.parent:
            return ""
        chapter = self._old.chapters[step.old.box.parent].item
        return f"{chapter.number or chapter.title}から"

    def _left_table(self, step: Step[GroupedRow]) -> bool:
        """Whether an indicator now stands in a chapter with period columns of its own."""
        if step.old is None or step.new is None:
            return False
        old = self._old.sections[step.old.box.parent].box.parent
        new = self._new.sections[step.new.box.parent].box.parent
        return self._chapters.pairs.get(new) != old

    def _moved_from(self, step: Step[Item]) -> str:
        """Where a record of a section stood."""
        if step.old is None or step.new is None or not step.is_moved:
            return ""
        places = [step.old.box, step.new.box]
        if self._sections.pairs.get(places[1].parent) != places[0].parent:
            section = self._old.sections[places[0].parent]
            chapter = self._old.chapters[section.box.parent].item
            return f"{chapter.number or chapter.title}{chapter.number_of(section.item)}から"
        if places[0].kind != places[1].kind:
            return f"{places[0].kind}から"
        return f"{step.old.ordinal}つ目から{step.new.ordinal}つ目へ"


def _boxes(parents: Sequence[int | None], kind: str) -> list[Box | None]:
    return [None if parent is None else Box(parent, kind) for parent in parents]


def _heading(item: Chapter | Part) -> str:
    return item.heading if isinstance(item, Chapter) else f"{item.number} {item.title}"


def _title(step: Step[Chapter] | Step[Part]) -> str:
    """What a part of the table is headed with; a number that went is often another one's now."""
    shown = step.new or step.old
    assert shown is not None
    return _heading(shown.item) + ("" if step.new else "（削除）")


def _heading_changes(step: Step[Chapter] | Step[Part], place: str, moved_from: str) -> list[Change]:
    """The change of a heading. A section that only others moved around keeps its number."""
    if any(isinstance(r.item, Part) and r.item.is_headless for r in (step.old, step.new) if r):
        return []  # The heading that it stands under tells.
    old = "" if step.old is None else _heading(step.old.item)
    new = "" if step.new is None else _heading(step.new.item)
    kind: ChangeKind | None
    if step.old is None:
        kind = ChangeKind.ADDED
    elif step.new is None:
        kind = ChangeKind.REMOVED
    else:
        kind = kind_of_change(old, new, is_moved=step.is_moved)
        retitled = step.old.item.title != step.new.item.title
        if kind is ChangeKind.MOVED_AND_EDITED and not retitled:
            kind = ChangeKind.MOVED
        if kind is ChangeKind.MOVED and isinstance(step.new.item, Part):
            kind = kind if old != new or moved_from else None
    return [] if kind is None else [Change(Topic.HEADING, kind, place, old, new, moved_from)]
