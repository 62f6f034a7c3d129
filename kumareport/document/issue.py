"""The way back: a bookmark around each place, and what each then says.

A bookmark, not a content control: LibreOffice 7.4 loses the tag of every control, and no bookmark
(docs/analysis/word-anchors.md).
"""

from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.oxml.ns import qn
from msgspec import Struct, field

from kumareport.document.anchors import (
    Anchor,
    AnchoredTexts,
    Hole,
    Span,
    box_anchor,
    text_anchor,
)
from kumareport.document.elements import body_of
from kumareport.model.form import WRITTEN
from kumareport.model.issued import IssuedPart
from kumareport.model.report import Report
from kumareport.office.package.package import XmlElement
from kumareport.office.word.bookmarks import BookmarkWriter, part_doubled_bookmarks, split_run
from kumareport.office.word.word_names import character

_TEXT, _CELL, _PARAGRAPH = (qn(f"w:{name}") for name in ("t", "tc", "p"))


class Bookmarked(Struct, frozen=True):
    """The bookmarks that the tool has put into a document.

    Attributes:
        names: the anchor of each.
        alone: what a paragraph says that prints one text in one plain run, and nothing else.
        opens: the boxes that begin in a paragraph.
        closes: the boxes that end in one.
    """

    names: dict[str, Anchor] = field(default_factory=dict[str, Anchor])
    alone: dict[XmlElement, IssuedPart] = field(default_factory=dict[XmlElement, IssuedPart])
    opens: dict[XmlElement, list[str]] = field(default_factory=dict[XmlElement, list[str]])
    closes: dict[XmlElement, list[str]] = field(default_factory=dict[XmlElement, list[str]])


def anchor_places(
    document: Document,
    texts: AnchoredTexts,
    report: Report,
    cells: Mapping[Anchor, XmlElement],
) -> Bookmarked:
    """Put a bookmark around each anchored text and each box of bullets or notes.

    Args:
        document: a finished document.
        texts: where its anchored texts stand.
        report: what it was made of.
        cells: the table cells of the boxes, those without texts included.

    """
    body = body_of(document)
    part_doubled_bookmarks(body)
    writer = BookmarkWriter(body)
    made = Bookmarked()
    holes: dict[Hole, str] = {}
    boxes = list(_boxes(texts, report, cells))
    by_paragraph: dict[XmlElement | Hole, list[tuple[str, Span]]] = {}
    for anchor, found in texts.items():
        if anchor.names_box:
            continue
        bookmark = anchor.bookmark
        for span in found:
            name = writer.free_name(bookmark)
            made.names[name] = anchor
            if isinstance(span, Hole):
                holes[span] = name
                by_paragraph[span] = []
            else:
                by_paragraph.setdefault(span.paragraph, []).append((name, span))
    for paragraph, spans in by_paragraph.items():
        if isinstance(paragraph, Hole):
            name = holes[paragraph]
            paragraph.name(name, writer.free_id(name))
            continue
        # From the end: splitting a run leaves what stands before it as it is.
        if len(spans) > 1:
            order = {node: place for place, node in enumerate(paragraph.iter(_TEXT))}
            spans.sort(key=lambda named: (order[named[1].start.node], named[1].start.offset))
        for name, span in reversed(spans):
            if span.is_alone:
                writer.put_inside(name, paragraph, paragraph)
                if span.is_bare:
                    said = character(span.start.node) or ""
                    made.alone[paragraph] = IssuedPart(said, span.anchor, name)
            else:
                _put(writer, name, paragraph, span)
    for anchor, first, last in boxes:
        name = writer.free_name(anchor.bookmark)
        made.names[name] = anchor
        made.opens.setdefault(first, []).append(name)
        made.closes.setdefault(last, []).append(name)
        writer.put_inside(name, first, last)
    return made


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
    if span.start.offset or span.end.offset != len(span.end.node.text or ""):
        return False
    printed = [(e, text) for e in paragraph.iter() if (text := character(e)) is not None]
    nodes = [element for element, _ in printed]
    first, last = nodes.index(span.start.node), nodes.index(span.end.node)
    around = [text for _, text in printed[:first] + printed[last + 1 :]]
    return not any(around)


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
