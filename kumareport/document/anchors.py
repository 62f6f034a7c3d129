"""Anchors: the names of the report's places, and how they are found again in the rendered file.

A text that the template prints carries its anchor (:class:`Anchored`). Rendering leaves a mark
before it, made of noncharacters, which are legal in XML and never text; finishing takes the marks
out and keeps where they stood (:class:`AnchoredTexts`). An anchor derives from the record's own ID,
never from a count over the document, so that it is the same in the next build.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kumareport.model.mark import Mark
from kumareport.model.report import Chapter, Group, Indicator, Section, Text
from kumareport.model.value import Entry

_START, _END = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_START}([0-9]*){_END}")


class Kind(StrEnum):
    """What stands at a place."""

    TITLE = "題名"
    LABEL = "資料区分"
    DRAFT = "案"
    SYMBOL = "記号"
    LEGEND = "凡例"
    CHAPTER = "章"
    CHAPTER_TITLE = "章の題名"
    SECTION = "節"
    SECTION_TITLE = "節の題名"
    HEAD = "見出し列"
    GROUP = "大項目"
    NAME = "名前"
    NAME_NOTE = "注"
    UNIT = "単位"
    VALUE = "値"
    MARK = "進捗"
    NOTE = "注記"
    VERIFICATION = "検証と課題"
    DIRECTION = "方向性"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The name of one place.

    Attributes:
        kind: what stands there.
        record: the ID of the record that it comes from; empty where there is only one.
        detail: which of the record's places of this kind, such as ``実績2022``.
    """

    kind: Kind
    record: str = ""
    detail: str = ""

    @property
    def key(self) -> str:
        """The name as one text, such as ``値:1-2-3:実績2022``; no two anchors share one."""
        return f"{self.kind}:{self.record}:{self.detail}"


TITLE = Anchor(Kind.TITLE)
LABEL = Anchor(Kind.LABEL)
DRAFT = Anchor(Kind.DRAFT)


def legend_anchor(kind: Kind, mark: Mark) -> Anchor:
    """The symbol (SYMBOL) or the words (LEGEND) of a mark on the front page."""
    return Anchor(kind, mark)


def chapter_anchor(chapter: Chapter, kind: Kind = Kind.CHAPTER) -> Anchor:
    """A chapter's heading, or its title alone (CHAPTER_TITLE)."""
    return Anchor(kind, chapter.sheet)


def section_anchor(section: Section, kind: Kind = Kind.SECTION, detail: str = "") -> Anchor:
    """A section's heading, its title alone (SECTION_TITLE), or a head of its table (HEAD)."""
    return Anchor(kind, section.id, detail)


def group_anchor(kind: Kind, group: Group) -> Anchor:
    """What the rows of a group share: their name (GROUP) or their mark (MARK)."""
    return Anchor(kind, group.rows[0].id)


def row_anchor(kind: Kind, row: Indicator, detail: str = "") -> Anchor:
    """An indicator's name, unit, or the note of the name that ``detail`` counts from 1."""
    return Anchor(kind, row.id, detail)


def value_anchor(row: Indicator, entry: Entry) -> Anchor:
    """A value cell. A chapter has no two columns of one role and year."""
    return Anchor(Kind.VALUE, row.id, f"{entry.period.role}{entry.period.year.ad}")


def text_anchor(kind: Kind, text: Text) -> Anchor:
    """A note or a bullet."""
    return Anchor(kind, text.id)


class Anchored(str):
    """Text for the template that knows its place.

    Attributes:
        anchor: the place.
    """

    __slots__ = ("anchor",)
    anchor: Anchor

    def __new__(cls, text: str, anchor: Anchor) -> "Anchored":
        made = super().__new__(cls, text)
        made.anchor = anchor
        return made


class Marker:
    """The marks of one rendering."""

    def __init__(self) -> None:
        self._anchors: list[Anchor] = []

    def mark(self, anchor: Anchor) -> str:
        """The mark to print before an anchored text."""
        # A number, not the key: an ID that somebody typed may hold anything.
        self._anchors.append(anchor)
        return f"{_START}{len(self._anchors) - 1}{_END}"

    def take(self, root: BaseOxmlElement) -> Iterator[tuple[Anchor, BaseOxmlElement]]:
        """Remove the marks from the texts below ``root``; each with the text node it stood in."""
        for node in root.iter(qn("w:t")):
            text = node.text
            if text and _START in text:
                node.text = _MARK.sub("", text)
                for number in _MARK.findall(text):
                    yield self._anchors[int(number)], node


def without_marks(text: str) -> str:
    """A text without its marks, for what is no running text (attributes, properties)."""
    return _MARK.sub("", text)


class AnchoredTexts:
    """Where the anchored texts stand in a finished document's body."""

    def __init__(self) -> None:
        self._nodes: dict[Anchor, list[BaseOxmlElement]] = {}

    def add(self, anchor: Anchor, node: BaseOxmlElement) -> None:
        """Note a text node (``w:t``)."""
        self._nodes.setdefault(anchor, []).append(node)

    def __contains__(self, anchor: Anchor) -> bool:
        return anchor in self._nodes

    def __iter__(self) -> Iterator[Anchor]:
        """The anchors in the document's order."""
        return iter(self._nodes)

    def paragraphs(self, anchor: Anchor) -> list[BaseOxmlElement]:
        """The paragraphs that print a text, in order: a template may print it more than once."""
        nodes = self._nodes.get(anchor, [])
        return [next(node.iterancestors(qn("w:p"))) for node in nodes]
