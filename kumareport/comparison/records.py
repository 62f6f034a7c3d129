"""The records of a report in lists, each with what it is recognized by in another report."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from kumareport.marks import Judged
from kumareport.model.indicator import Indicator
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.row import Content, Row
from kumareport.workbook.layout import Column

Item = TypeVar("Item")

_CHAPTER = "章"


class Box(NamedTuple):
    """A list that is printed in one place: the indicators of a section, its bullets of one kind …

    Attributes:
        parent: the index of what it belongs to, such as the section.
        kind: which of its lists.
    """

    parent: int
    kind: str


class ComparedRecord(Struct, Generic[Item], frozen=True):
    """A chapter, section, indicator or text.

    Attributes:
        item: what the report has there.
        box: the list that it stands in.
        row: its ID and main text, for matching.
        ordinal: its 1-based place in the list.
    """

    item: Item
    box: Box
    row: Row
    ordinal: int


class GroupedRow(Struct, frozen=True):
    """An indicator with the group (大項目) that it belongs to."""

    indicator: Indicator
    group: Group
    section: Part


class Records(Struct, frozen=True):
    """All records of a report.

    Attributes:
        report: the report.
        judged: its marks.
        chapters, sections, indicators, texts: its records in order; a section's box counts the
            chapters, that of an indicator or a text the sections.
    """

    report: Report
    judged: Judged
    chapters: tuple[ComparedRecord[Chapter], ...]
    sections: tuple[ComparedRecord[Part], ...]
    indicators: tuple[ComparedRecord[GroupedRow], ...]
    texts: tuple[ComparedRecord[Text], ...]


def records_of(report: Report, judged: Judged) -> Records:
    """The records of a report."""
    chapters = tuple(
        _record(chapter, Box(0, _CHAPTER), _key(chapter.sheet), chapter.title, number)
        for number, chapter in enumerate(report.chapters, 1)
    )
    sections = tuple(
        _record(section, Box(parent, Shape.HEADING), section.id, section.title, section.index)
        for parent, chapter in enumerate(report.chapters)
        for section in chapter.parts
    )
    texts: list[ComparedRecord[Text]] = []
    indicators: list[ComparedRecord[GroupedRow]] = []
    for parent, section in enumerate(record.item for record in sections):
        indicators += _indicators(section, parent)
        texts += _texts(section, parent, report.settings.form.written)
    return Records(report, judged, chapters, sections, tuple(indicators), tuple(texts))


def _texts(
    section: Part, parent: int, kinds: Iterable[RecordKind]
) -> Iterator[ComparedRecord[Text]]:
    for kind in kinds:
        for number, text in enumerate(section.of_kind(kind), 1):
            yield _record(text, Box(parent, kind.name), text.id, text.text, number)


def _indicators(section: Part, parent: int) -> Iterator[ComparedRecord[GroupedRow]]:
    box = Box(parent, Shape.INDICATOR)
    rows = [(group, row) for group in section.groups for row in group.rows]
    for number, (group, row) in enumerate(rows, 1):
        name = f"{group.name}\n{row.name}".strip()
        yield _record(GroupedRow(row, group, section), box, row.id, name, number)


def _record(item: Item, box: Box, record_id: str, text: str, ordinal: int) -> ComparedRecord[Item]:
    cells = {str(Column.TEXT): Content(text)}
    return ComparedRecord(item, box, Row("", ordinal, record_id, box.kind, "", cells), ordinal)


def _key(name: str) -> str:
    """A sheet's name as people read it."""
    return unicodedata.normalize("NFKC", name).strip().casefold()
