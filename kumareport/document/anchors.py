"""Anchors: the names of the report's places, and how they are found again in the rendered file.

A text that the template prints carries its anchor (:class:`Anchored`). Rendering leaves marks
around it, made of noncharacters, which are legal in XML and never text; finishing takes the marks
out and keeps where they stood (:class:`AnchoredTexts`). An anchor derives from the record's own ID,
never from a count over the document, so that it is the same in the next build.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from docx.oxml.ns import qn
from msgspec import Struct

from kumareport.model.anchor import BOX, Anchor, Kind
from kumareport.model.field_value import FieldValue
from kumareport.model.indicator import Indicator
from kumareport.model.lettering import LetterLook
from kumareport.model.period import Role
from kumareport.model.record_kind import RecordKind
from kumareport.model.report import Chapter, Group, Part, Text
from kumareport.model.value import Entry
from kumareport.office.package.package import XmlElement
from kumareport.patterns import regex

_START, _END, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = regex(f"{_START}([0-9]*){_END}|{_CLOSE}")
_LOOK, _OF, _PLAIN = "\ufdd5", "\ufdd6", "\ufdd7"
LOOK_MARK = regex(f"{_LOOK}([0-9]+){_OF}([^{_PLAIN}]*){_PLAIN}")
_ANY_LOOK = regex(f"{_LOOK}[0-9]+{_OF}|{_PLAIN}")
# Braces of the data stand aside until it is certain that none of the template's is left.
_BRACES = str.maketrans("{}", "\ufdd3\ufdd4")
_BARE = str.maketrans("\ufdd3\ufdd4", "{}")
MARKS = f"{_START}{_END}{_CLOSE}\ufdd3\ufdd4{_LOOK}{_OF}{_PLAIN}"
"""All characters that rendering leaves and finishing takes out."""
_ANY = regex(f"[{MARKS}]")
MARKED = f"{_START}{{}}{_END}{{}}{_CLOSE}"
"""An anchored text as rendering leaves it: a number and the text."""
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
"""A line break in a text, as rendering writes it."""
_IN_XML = regex(f"{_START}([0-9]+){_END}([^<{MARKS}]*(?:{re.escape(BREAK)}[^<{MARKS}]*)*){_CLOSE}")
_ALONE = regex(f"{_START}([0-9]+){_END}([^{MARKS}]*){_CLOSE}")
"""A text node with one anchored text and nothing else, as most are."""

_TEXT, _RUN, _PARAGRAPH = qn("w:t"), qn("w:r"), qn("w:p")
_PROPERTIES, _LOOK_OF_RUN = qn("w:pPr"), qn("w:rPr")

TITLE = Anchor(Kind.TITLE)
LABEL = Anchor(Kind.LABEL)
DRAFT = Anchor(Kind.DRAFT)
SUMMARY = Anchor(Kind.SUMMARY)
OVERVIEW = Anchor(Kind.SUMMARY, "概要版")


def legend_anchor(kind: Kind, name: str) -> Anchor:
    """The symbol (SYMBOL) or the words (LEGEND) of a mark on the front page."""
    return Anchor(kind, name)


def chapter_anchor(chapter: Chapter, kind: Kind = Kind.CHAPTER) -> Anchor:
    """A chapter's heading, or its title alone (CHAPTER_TITLE)."""
    return Anchor(kind, chapter.sheet)


def section_anchor(section: Part, kind: Kind = Kind.SECTION, detail: str = "") -> Anchor:
    """A section's heading, its title alone (SECTION_TITLE), or a head of its table (HEAD)."""
    return Anchor(kind, section.id, detail)


def heading_anchor(part: Part) -> Anchor:
    """A part's heading; that of a sheet's front is the chapter's."""
    return Anchor(Kind.CHAPTER if part.is_front else Kind.SECTION, part.id)


def title_anchor(part: Part) -> Anchor:
    """A part's title alone; that of a sheet's front is the chapter's."""
    return Anchor(Kind.CHAPTER_TITLE if part.is_front else Kind.SECTION_TITLE, part.id)


def group_anchor(kind: Kind, group: Group) -> Anchor:
    """What the rows of a group share: their name (GROUP) or their mark (MARK)."""
    return Anchor(kind, group.rows[0].id)


def row_anchor(kind: Kind, row: Indicator, detail: str = "") -> Anchor:
    """An indicator's name, unit, or the note of the name that ``detail`` counts from 1."""
    return Anchor(kind, row.id, detail)


def value_anchor(row: Indicator, entry: Entry) -> Anchor:
    """A value cell. A chapter has no two columns of one role and year."""
    return Anchor(Kind.VALUE, row.id, _column(entry.period.role, entry.period.year.ad))


@lru_cache(1024)
def _column(role: Role, year: int) -> str:
    return f"{role}{year}"


def text_anchor(text: Text) -> Anchor:
    """A note or a bullet."""
    return Anchor(Kind.TEXT, text.id, of=text.kind.name)


def box_anchor(kind: RecordKind, section: Part) -> Anchor:
    """All bullets or notes of one kind in a section."""
    return Anchor(Kind.TEXT, section.id, BOX, kind.name)


def field_anchor(record: str, value: FieldValue) -> Anchor:
    """A cell of an own field; it is named by its column's lasting name."""
    return Anchor(Kind.FIELD, record, value.key)


class Anchored(str):
    """Text for the template that knows its place.

    Attributes:
        anchor: the place.
        said: the text with how its letters stand.
    """

    __slots__ = ("anchor", "said")
    anchor: Anchor
    said: str

    def __new__(cls, text: str, anchor: Anchor) -> "Anchored":
        made = super().__new__(cls, text)
        made.anchor = anchor
        made.said = text
        return made


class TextSpot(Struct, frozen=True):
    """A place between two characters of a text node (``w:t``)."""

    node: XmlElement
    offset: int


class Span(Struct, frozen=True):
    """An anchored text in a document: from one spot to another of the same paragraph.

    Attributes:
        anchor: what is printed.
        start: where it begins.
        end: where it ends.
        paragraph: the paragraph that prints it.
        is_alone: whether it is seen at once that the paragraph holds nothing else.
        is_bare: whether moreover its run has no look of its own.
    """

    anchor: Anchor
    start: TextSpot
    end: TextSpot
    paragraph: XmlElement
    is_alone: bool = False
    is_bare: bool = False


class Hole(Struct, eq=False, gc=False):
    """An anchored text in a table that is no tree.

    Attributes:
        anchor: what is printed.
        number: which text of the table it is.
        names: the bookmarks of the table's texts: an id and a name.
    """

    anchor: Anchor
    number: int
    names: dict[int, tuple[str, str]]

    def name(self, name: str, key: str) -> None:
        """Give it its bookmark."""
        self.names[self.number] = key, name


class Marker:
    """The marks of one rendering.

    Attributes:
        is_plain: whether nothing but texts was marked: no looks of letters, no braces.
    """

    def __init__(self) -> None:
        self._anchors: list[Anchor] = []
        self._in_body = self._taken = 0
        self.is_plain = True

    def mark(self, anchor: Anchor, text: str) -> str:
        """An anchored text as it is to be printed: between its marks."""
        # A number, not the key: an ID that somebody typed may hold anything.
        self._anchors.append(anchor)
        return f"{_START}{len(self._anchors) - 1}{_END}{text}{_CLOSE}"

    def parted(self, xml: str) -> list[str]:
        """Rendered XML: what stands before a text, its number, the text, and so on to the end."""
        return _IN_XML.split(xml)

    def anchor(self, number: str) -> Anchor:
        """What a marked text prints."""
        return self._anchors[int(number)]

    def passed(self, count: int) -> None:
        """Note that so many texts have been taken otherwise."""
        self._taken += count

    def end_body(self) -> None:
        """Note that what is marked from now on stands in another part than the body."""
        self._in_body = len(self._anchors)

    @property
    def took_all(self) -> bool:
        """Whether no mark can be left in the body. A template prints a text once where it names it."""
        return self.is_plain and self._taken == self._in_body

    @property
    def printed(self) -> frozenset[Anchor]:
        """The places of all that has been printed, wherever it stands in the file."""
        return frozenset(self._anchors)

    def take(self, root: XmlElement) -> Iterator["Span"]:
        """Remove the marks from the texts below ``root``; where each anchored text stood."""
        unclosed: tuple[Anchor, TextSpot] | None = None
        for node in root.iter(_TEXT):
            text = node.text
            if not text:
                continue
            if alone := _ALONE.fullmatch(text):
                node.text = alone[2]
                self._taken += 1
                yield span_of_node(self._anchors[int(alone[1])], node, len(alone[2]))
                continue
            if not _ANY.search(text):
                continue
            node.text = without_marks(text)
            removed = 0
            for match in _MARK.finditer(text):
                spot = TextSpot(node, match.start() - removed)
                removed += len(match[0])
                if match[1] is not None:
                    unclosed = self._anchors[int(match[1])], spot
                elif unclosed is not None:
                    self._taken += 1
                    paragraph = next(unclosed[1].node.iterancestors(_PARAGRAPH))
                    yield Span(*unclosed, spot, paragraph)
                    unclosed = None


def span_of_node(anchor: Anchor, node: XmlElement, length: int) -> Span:
    """The span of a text that fills its node."""
    run = node.getparent()
    holder = None if run is None else run.getparent()
    ends = TextSpot(node, 0), TextSpot(node, length)
    if run is None or holder is None or run.tag != _RUN or holder.tag != _PARAGRAPH:
        return Span(anchor, *ends, next(node.iterancestors(_PARAGRAPH)))
    before, look = run.getprevious(), node.getprevious()
    is_alone = (
        node.getnext() is None
        and run.getnext() is None
        and (look is None or look.tag == _LOOK_OF_RUN)
        and (before is None or (before.tag == _PROPERTIES and before.getprevious() is None))
    )
    return Span(anchor, *ends, holder, is_alone, is_alone and look is None)


def without_marks(text: str) -> str:
    """A text without its marks, for what is no running text (attributes, properties)."""
    return _ANY_LOOK.sub("", _MARK.sub("", text)).translate(_BARE)


def with_look(text: str, look: LetterLook) -> str:
    """A piece of one line as it is to be printed: between the marks of its look."""
    return f"{_LOOK}{look.value}{_OF}{text}{_PLAIN}" if look and text else text


def around_marks(text: str) -> tuple[str, str]:
    """What stands before and behind the marked texts of a paragraph: the template's own words."""
    before, _, rest = text.partition(_START)
    return (before, rest.rpartition(_CLOSE)[2]) if rest else ("", "")


def masked(text: str) -> str:
    """A text of the data whose braces cannot be taken for a tag's."""
    return text.translate(_BRACES)


class AnchoredTexts:
    """Where the anchored texts stand in a finished document's body."""

    def __init__(self) -> None:
        self._spans: dict[Anchor, list[Span | Hole]] = {}

    def add(self, span: Span | Hole) -> None:
        """Note a text."""
        self._spans.setdefault(span.anchor, []).append(span)

    def __contains__(self, anchor: Anchor) -> bool:
        return anchor in self._spans

    def __iter__(self) -> Iterator[Anchor]:
        """The anchors in the document's order."""
        return iter(self._spans)

    def items(self) -> Iterable[tuple[Anchor, list[Span | Hole]]]:
        """The anchors in the document's order, each with where it is printed."""
        return self._spans.items()

    def spans(self, anchor: Anchor) -> list[Span]:
        """Where a text is printed, in order: a template may print it more than once."""
        return [span for span in self._spans.get(anchor, ()) if isinstance(span, Span)]

    def paragraphs(self, anchor: Anchor) -> list[XmlElement]:
        """The paragraphs that print a text, in order."""
        return [span.paragraph for span in self.spans(anchor)]
