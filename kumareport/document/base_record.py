"""The base record: what a document says as it is made, carried along in it."""

from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from kumareport.document.elements import body_of
from kumareport.document.folding import FOLDED
from kumareport.document.issue import Bookmarked
from kumareport.document.open_parts import OpenParts, every_part
from kumareport.document.shapes import Shapes
from kumareport.model.anchor import Kind
from kumareport.model.holding import Holding
from kumareport.model.issued import CellPlace, IssuedDraft, IssuedPart
from kumareport.model.lettering import lettered, standing_out
from kumareport.office.package.issued_part import (
    ITEM_TYPE,
    PROPERTIES_TYPE,
    issued_xml,
    paragraph_xml,
    path_of,
    properties_xml,
    text_xml,
)
from kumareport.office.package.package import XmlElement, parse_xml
from kumareport.office.package.property_words import property_words
from kumareport.office.word.computed_fields import style_of
from kumareport.office.word.revisions import Paragraph, Revision, SpotKind
from kumareport.office.word.run_looks import Looks, read_looks
from kumareport.office.word.word_holdings import holdings_of
from kumareport.office.word.word_names import character
from kumareport.office.word.word_paragraph import Reading
from kumareport.office.word.word_story import StoryReader

_ITEM_PROPERTIES = RT.CUSTOM_XML + "Props"
_OTHER_STORIES = {RT.HEADER: "ヘッダー", RT.FOOTER: "フッター", RT.FOOTNOTES: "脚注", RT.ENDNOTES: "文末脚注"}  # fmt: skip
_RUN, _TEXT, _PROPERTIES = qn("w:r"), qn("w:t"), qn("w:pPr")
Revisions = tuple[Revision, ...]


class _BaseReader(StoryReader):
    """Reads a story that was just made. What a paragraph says that prints one text and nothing else is
    known from the making; the others are read as whoever opens the file reads them.

    Attributes:
        issued: what each paragraph says, as XML.
        boxes: the bookmarks of the boxes that hold any of them.
        fields: the fields whose results the program fills in.
        things: what there is besides text.
    """

    def __init__(self, looks: Looks, made: Bookmarked, shapes: Shapes | None = None) -> None:
        super().__init__(Reading(looks))
        self._made = made
        self._shapes = shapes
        self._odd = looks.odd
        self._open: dict[str, None] = {}
        self.issued: list[str] = []
        self.boxes: set[str] = set()
        self.fields: set[str] = set()
        self.things: list[Holding] = []

    def _between(self, element: XmlElement) -> None:
        """What stands between paragraphs is none of the tool's own bookmarks."""

    def _other(
        self, element: XmlElement, cell: CellPlace, frame: Revisions, inside: Revisions
    ) -> None:
        if element.tag != FOLDED or self._shapes is None:
            super()._other(element, cell, frame, inside)
            return
        table = self._shapes.of(element)
        box = next(iter(self._open), "")
        self.boxes.add(box)
        self.issued += table.issued(cell, self._next_table(cell), box)

    def _paragraph(
        self, element: XmlElement, cell: CellPlace, frame: Revisions, inside: Revisions
    ) -> None:
        opened = self._made.opens.get(element, ())
        self._open.update(dict.fromkeys(opened))
        box = opened[-1] if opened else next(iter(self._open), "")
        known = None if frame or inside else self._known(element)
        if known is None or (self._odd and style_of(element) in self._odd):
            super()._paragraph(element, cell, frame, inside)
            known = self._read(self.paragraphs.pop())
        self.boxes.add(box)
        texts = "".join(map(text_xml, known))
        self.issued.append(paragraph_xml(cell.story, path_of(cell), box, texts))
        for name in self._made.closes.get(element, ()):
            self._open.pop(name, None)

    def _known(self, element: XmlElement) -> tuple[IssuedPart, ...] | None:
        """What a paragraph says that has at most one run, which has no look of its own; None for any
        other."""
        alone = self._made.alone.get(element)
        if alone is not None:
            return (alone,)
        runs = [child for child in element if child.tag != _PROPERTIES]
        if not runs:
            return ()
        if len(runs) > 1 or runs[0].tag != _RUN or len(runs[0]) != 1 or runs[0][0].tag != _TEXT:
            return None
        text = character(runs[0][0])
        return (IssuedPart(text),) if text else ()

    def _read(self, paragraph: Paragraph) -> tuple[IssuedPart, ...]:
        self.fields.update(paragraph.filled_in)
        self.things += (thing for _, thing in paragraph.more)
        return self._parts(paragraph)

    def _parts(self, paragraph: Paragraph) -> tuple[IssuedPart, ...]:
        names = self._made.names
        ends = {s.id: s.at for s in paragraph.spots if s.kind is SpotKind.BOOKMARK_END}
        ranges = sorted(
            (spot.at, ends[spot.id], spot.name)
            for spot in paragraph.spots
            if spot.kind is SpotKind.BOOKMARK_START
            and spot.name in names
            and not names[spot.name].names_box
        )
        parts: list[IssuedPart] = []
        texts = [(piece.text if piece.is_now else "", piece.look) for piece in paragraph.pieces]
        at = 0
        for start, end, name in ranges:
            if start > at:
                parts.append(IssuedPart(str(lettered(texts[at:start]))))
            parts.append(IssuedPart(standing_out(texts[start:end]), names[name], name))
            at = end
        rest = str(lettered(texts[at:]))
        return (*parts, IssuedPart(rest)) if rest else tuple(parts)


def carry_base(
    document: Document,
    made: Bookmarked,
    shapes: Shapes,
    workbook: str,
    comments: Sequence[str],
    facts: Mapping[str, str],
) -> None:
    """Put into the package what the document says now.

    Args:
        document: with its bookmarks and comments.
        made: its bookmarks.
        shapes: its tables that are no trees.
        workbook: the digest of the workbook's content.
        comments: the texts of the comments in it.
        facts: to whom it is sent out; empty for a report that is not.
    """
    looks = read_looks(document.styles.element)
    body = _BaseReader(looks, made, shapes)
    body.read(body_of(document), "本文")
    paragraphs, used = body.issued, body.boxes
    fields = {("本文", name) for name in body.fields}
    for story, root in _other_stories(document):
        read = _BaseReader(looks, Bookmarked())
        read.read(root, story)
        paragraphs += read.issued
        used |= read.boxes
        fields |= {(story, name) for name in read.fields}
    boxes = {n: a for n, a in made.names.items() if a.kind is Kind.TEXT and n in used}
    package = document.part.package
    assert package is not None
    parts, main = OpenParts(document), str(document.part.partname)[1:]
    issued = IssuedDraft(
        workbook,
        (),
        boxes,
        tuple(comments),
        facts,
        frozenset(fields),
        (
            *body.things,
            *holdings_of(parts, main, parts.xml(main)),
            *property_words(parts),
        ),
    )
    taken = {str(part.partname) for part in every_part(package)}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    item = PackURI(f"/customXml/item{number}.xml")
    part = Part(item, ITEM_TYPE, issued_xml(issued, paragraphs), package)
    name = PackURI(f"/customXml/itemProps{number}.xml")
    properties = Part(name, PROPERTIES_TYPE, properties_xml(issued), package)
    part.relate_to(properties, _ITEM_PROPERTIES)
    document.part.relate_to(part, RT.CUSTOM_XML)


def _other_stories(document: Document) -> Iterator[tuple[str, XmlElement]]:
    for rel in document.part.rels.values():
        if rel.reltype in _OTHER_STORIES and not rel.is_external:
            part = rel.target_part
            yield _OTHER_STORIES[rel.reltype], parse_xml(part.blob, str(part.partname))
