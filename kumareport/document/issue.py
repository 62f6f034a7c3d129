"""The way back: a bookmark around each place, and what the file says, carried along in it.

A bookmark, not a content control: LibreOffice 7.4 loses the tag of every control, and no bookmark
(docs/analysis/word-anchors.md).
"""

from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from kumareport.document.anchors import (
    Anchor,
    AnchoredTexts,
    Kind,
    Span,
    box_anchor,
    text_anchor,
)
from kumareport.document.elements import body_of
from kumareport.document.open_parts import OpenParts
from kumareport.model.form import WRITTEN
from kumareport.model.holding import Holding
from kumareport.model.issued import IssuedDraft, IssuedParagraph, IssuedPart
from kumareport.model.lettering import lettered, standing_out
from kumareport.model.report import Report
from kumareport.office.package.issued_part import (
    ITEM_TYPE,
    PROPERTIES_TYPE,
    issued_xml,
    properties_xml,
)
from kumareport.office.package.package import XmlElement, parse_xml
from kumareport.office.package.property_words import property_words
from kumareport.office.word.bookmarks import BookmarkWriter, part_doubled_bookmarks, split_run
from kumareport.office.word.revisions import Paragraph, SpotKind
from kumareport.office.word.run_looks import read_looks
from kumareport.office.word.word_holdings import holdings_of
from kumareport.office.word.word_names import character
from kumareport.office.word.word_paragraph import Reading
from kumareport.office.word.word_story import read_story

_ITEM_PROPERTIES = RT.CUSTOM_XML + "Props"
_TEXT, _CELL, _PARAGRAPH, _PROPERTIES, _RUN_PROPERTIES = (
    qn(f"w:{name}") for name in ("t", "tc", "p", "pPr", "rPr")
)
_OTHER_STORIES = {RT.HEADER: "ヘッダー", RT.FOOTER: "フッター", RT.FOOTNOTES: "脚注", RT.ENDNOTES: "文末脚注"}  # fmt: skip


def anchor_places(
    document: Document,
    texts: AnchoredTexts,
    report: Report,
    cells: Mapping[Anchor, XmlElement],
) -> dict[str, Anchor]:
    """Put a bookmark around each anchored text and each box of bullets or notes.

    Args:
        document: a finished document.
        texts: where its anchored texts stand.
        report: what it was made of.
        cells: the table cells of the boxes, those without texts included.

    Returns:
        The anchor of each bookmark.
    """
    body = body_of(document)
    part_doubled_bookmarks(body)
    writer = BookmarkWriter(body)
    names: dict[str, Anchor] = {}
    boxes = list(_boxes(texts, report, cells))
    by_paragraph: dict[XmlElement, list[tuple[str, Span]]] = {}
    for anchor in texts:
        if _names_box(anchor):
            continue
        for span in texts.spans(anchor):
            name = writer.free_name(anchor.bookmark)
            names[name] = anchor
            by_paragraph.setdefault(span.paragraph, []).append((name, span))
    for paragraph, spans in by_paragraph.items():
        # From the end: splitting a run leaves what stands before it as it is.
        if len(spans) > 1:
            order = {node: place for place, node in enumerate(paragraph.iter(_TEXT))}
            spans.sort(key=lambda named: (order[named[1].start.node], named[1].start.offset))
        for name, span in reversed(spans):
            _put(writer, name, paragraph, span)
    for anchor, first, last in boxes:
        name = writer.free_name(anchor.bookmark)
        names[name] = anchor
        writer.put_inside(name, first, last)
    return names


def _put(writer: BookmarkWriter, name: str, paragraph: XmlElement, span: Span) -> None:
    start, end = span.start, span.end
    run = start.node.getparent()
    is_simple = run is not None and run.getparent() is paragraph
    if _is_whole(paragraph, span) or not is_simple:
        writer.put_inside(name, paragraph, paragraph)
        return
    following = split_run(end.node, end.offset)
    if start == end:
        if following is None:
            writer.put_inside(name, paragraph, paragraph)
        else:
            writer.put_before(name, following)
        return
    first = split_run(start.node, start.offset)
    assert first is not None
    last = first if start.node is end.node else end.node.getparent()
    assert last is not None
    writer.put(name, first, last)


def _is_whole(paragraph: XmlElement, span: Span) -> bool:
    """Whether a paragraph prints nothing but a text."""
    node, run = span.start.node, span.start.node.getparent()
    is_bare = span.start.offset == 0 and span.end.offset == len(span.end.node.text or "")
    if span.end.node is node and run is not None and _is_alone(run, paragraph, _PROPERTIES):
        return is_bare and _is_alone(node, run, _RUN_PROPERTIES)
    printed = [(e, text) for e in paragraph.iter() if (text := character(e)) is not None]
    nodes = [element for element, _ in printed]
    first, last = nodes.index(span.start.node), nodes.index(span.end.node)
    around = [text for _, text in printed[:first] + printed[last + 1 :]]
    return is_bare and not any(around)


def _is_alone(element: XmlElement, holder: XmlElement, properties: str) -> bool:
    """Whether something holds nothing but its properties and an element."""
    return all(child is element or child.tag == properties for child in holder)


def _boxes(
    texts: AnchoredTexts, report: Report, cells: Mapping[Anchor, XmlElement]
) -> Iterator[tuple[Anchor, XmlElement, XmlElement]]:
    """The boxes: anchor, first and last paragraph."""
    for _, section in report.parts():
        for kind in report.settings.form.of_shape(*WRITTEN):
            anchor = box_anchor(kind, section)
            records = map(text_anchor, section.of_kind(kind))
            paragraphs = [p for a in records for p in texts.paragraphs(a)]
            is_table = report.settings.form.is_listed(kind) and anchor not in cells
            if is_table:
                continue
            if paragraphs and len({p.getparent() for p in paragraphs}) == 1:
                yield anchor, *_whole_cell(paragraphs)
            elif not paragraphs and anchor in cells:
                paragraphs = cells[anchor].findall(_PARAGRAPH)
                yield anchor, paragraphs[0], paragraphs[-1]
            elif not paragraphs and anchor in texts:
                yield anchor, *_whole_cell(texts.paragraphs(anchor)[:1])


def _whole_cell(paragraphs: list[XmlElement]) -> tuple[XmlElement, XmlElement]:
    holder = paragraphs[0].getparent()
    if holder is None or holder.tag != _CELL:
        return paragraphs[0], paragraphs[-1]
    all_of_cell = holder.findall(_PARAGRAPH)
    return all_of_cell[0], all_of_cell[-1]


def carry_base(
    document: Document,
    names: dict[str, Anchor],
    workbook: str,
    comments: Sequence[str],
    facts: Mapping[str, str],
) -> None:
    """Put into the package what the document says now.

    Args:
        document: with its bookmarks and comments.
        names: the anchor of each bookmark.
        workbook: the digest of the workbook's content.
        comments: the texts of the comments in it.
        facts: to whom it is sent out; empty for a report that is not.
    """
    reading = Reading(read_looks(document.styles.element))
    body = read_story(body_of(document), "本文", reading)
    paragraphs = _issued_paragraphs(body, names)
    fields = {("本文", name) for paragraph in body for name in paragraph.filled_in}
    for story, root in _other_stories(document):
        read = read_story(root, story, reading)
        paragraphs += _issued_paragraphs(read, {})
        fields |= {(story, name) for paragraph in read for name in paragraph.filled_in}
    boxes = {name: anchor for name, anchor in names.items() if anchor.kind is Kind.TEXT}
    used = {paragraph.box for paragraph in paragraphs}
    boxes = {name: anchor for name, anchor in boxes.items() if name in used}
    package = document.part.package
    assert package is not None
    parts = OpenParts(document)
    issued = IssuedDraft(
        workbook,
        tuple(paragraphs),
        boxes,
        tuple(comments),
        facts,
        frozenset(fields),
        (
            *_more(body),
            *holdings_of(parts, str(document.part.partname)[1:]),
            *property_words(parts),
        ),
    )
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    item = PackURI(f"/customXml/item{number}.xml")
    part = Part(item, ITEM_TYPE, issued_xml(issued), package)
    name = PackURI(f"/customXml/itemProps{number}.xml")
    properties = Part(name, PROPERTIES_TYPE, properties_xml(issued), package)
    part.relate_to(properties, _ITEM_PROPERTIES)
    document.part.relate_to(part, RT.CUSTOM_XML)


def _more(paragraphs: Sequence[Paragraph]) -> Iterator[Holding]:
    for paragraph in paragraphs:
        yield from (thing for _, thing in paragraph.more)


def _other_stories(document: Document) -> Iterator[tuple[str, XmlElement]]:
    for rel in document.part.rels.values():
        if rel.reltype in _OTHER_STORIES and not rel.is_external:
            part = rel.target_part
            yield _OTHER_STORIES[rel.reltype], parse_xml(part.blob, str(part.partname))


def _issued_paragraphs(
    paragraphs: Sequence[Paragraph], names: dict[str, Anchor]
) -> list[IssuedParagraph]:
    issued: list[IssuedParagraph] = []
    open_boxes: dict[str, str] = {}
    for paragraph in paragraphs:
        box = next(iter(open_boxes.values()), "")
        ends = {s.id: s.at for s in paragraph.spots if s.kind is SpotKind.BOOKMARK_END}
        ranges: list[tuple[int, int, str]] = []
        for spot in paragraph.spots:
            if spot.kind is SpotKind.BOOKMARK_START and spot.name in names:
                if _names_box(names[spot.name]):
                    open_boxes[spot.id] = box = spot.name
                else:
                    ranges.append((spot.at, ends[spot.id], spot.name))
        for key in ends:
            open_boxes.pop(key, None)
        issued.append(IssuedParagraph(paragraph.cell, _parts(paragraph, ranges, names), box))
    return issued


def _names_box(anchor: Anchor) -> bool:
    return anchor.kind is Kind.TEXT and bool(anchor.detail)


def _parts(
    paragraph: Paragraph, ranges: list[tuple[int, int, str]], names: dict[str, Anchor]
) -> tuple[IssuedPart, ...]:
    parts: list[IssuedPart] = []
    texts = [(piece.text if piece.is_now else "", piece.look) for piece in paragraph.pieces]
    at = 0
    for start, end, name in sorted(ranges):
        if start > at:
            parts.append(IssuedPart(str(lettered(texts[at:start]))))
        parts.append(IssuedPart(standing_out(texts[start:end]), names[name], name))
        at = end
    rest = str(lettered(texts[at:]))
    return (*parts, IssuedPart(rest)) if rest else tuple(parts)
