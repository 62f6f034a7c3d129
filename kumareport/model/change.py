"""What differs between two states of a report, as a table of old and new (新旧対照表) shows it."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct


class Topic(StrEnum):
    """What a change is about, in the order in which they are counted."""

    HEADING = "題名・見出し"
    COLUMN = "年度の列"
    INDICATOR = "検証指標"
    VALUE = "値"
    MARK = "進捗"
    FIELD = "項目"
    GRAPH = "グラフ"
    TEXT = "本文"


class ChangeKind(StrEnum):
    """What happened."""

    EDITED = "修正"
    ADDED = "追加"
    REMOVED = "削除"
    MOVED = "移動"
    MOVED_AND_EDITED = "移動・修正"


class Change(Struct, frozen=True):
    """One change.

    Attributes:
        topic: what it is about.
        kind: what happened.
        place: the place in its section, in Japanese; its lines are parted by line breaks.
        old: the text as it was; empty for an addition.
        new: the text as it is; empty for a removal.
        remark: what the texts do not say, such as where it was moved from.
    """

    topic: Topic
    kind: ChangeKind
    place: str
    old: str
    new: str
    remark: str = ""


class SectionChanges(Struct, frozen=True):
    """The changes of a section (節) under its heading."""

    heading: str
    changes: tuple[Change, ...]


class ChapterChanges(Struct, frozen=True):
    """The changes of a chapter (章), or of the report as a whole, under its heading.

    Attributes:
        heading: the chapter's heading.
        changes: those of the chapter itself.
        sections: the sections that have changes.
    """

    heading: str
    changes: tuple[Change, ...]
    sections: tuple[SectionChanges, ...] = ()


class Comparison(Struct, frozen=True):
    """All that differs between two reports.

    Attributes:
        title: the new report's title.
        chapters: the parts with changes, in the new report's order.
        indicator_word: what the new report calls its indicators.
    """

    title: str
    chapters: tuple[ChapterChanges, ...]
    indicator_word: str = str(Topic.INDICATOR)

    def changes(self) -> Iterator[Change]:
        """Every change in order."""
        for chapter in self.chapters:
            yield from chapter.changes
            for section in chapter.sections:
                yield from section.changes

    def counts(self) -> dict[str, int]:
        """How many changes each topic has, in the report's words, without those that have none."""
        found = Counter(change.topic for change in self.changes())
        words = {topic: str(topic) for topic in Topic} | {Topic.INDICATOR: self.indicator_word}
        return {words[topic]: found[topic] for topic in Topic if found[topic]}
