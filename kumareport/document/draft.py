"""The draft (案): its mark, and each finding as a Word comment at its place."""

from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from msgspec import Struct

from kumareport.document.anchors import AnchoredTexts
from kumareport.document.elements import body_of, new_element
from kumareport.document.finding_places import FindingPlaces
from kumareport.model.finding import Finding
from kumareport.office.package.element_order import SETTINGS, ensure_child
from kumareport.office.package.package import XmlElement
from kumareport.office.package.text import printable
from kumareport.office.word.comments import (
    CONTENT_TYPE,
    Comment,
    CommentStyles,
    attach,
    comments_xml,
    detach_all,
)

_WORD = "案"
_AUTHOR, _INITIALS = "点検", "点"
_OFFICE = "事務局"
_COMMENTS_PART = "/word/comments.xml"
# Parts that Word keeps beside the comments: threads, durable ids.
_BESIDE_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible")


def drop_comments(document: Document) -> None:
    """Remove the comments that the office left in its template: notes to itself.

    Inside a loop they would come out once for each record, all under one id.
    """
    rels = document.part.rels
    found = [
        rel_id
        for rel_id, rel in rels.items()
        if rel.reltype == RT.COMMENTS or rel.reltype.endswith(_BESIDE_COMMENTS)
    ]
    detach_all(body_of(document))
    for rel_id in found:
        rels.pop(rel_id)


def mark_as_draft(document: Document, *, mark_is_printed: bool) -> None:
    """State that the document is a draft: in its properties, and where no tag of the template does.

    Args:
        document: a finished document.
        mark_is_printed: whether the template prints the mark 案 itself.
    """
    document.core_properties.content_status = _WORD
    if not mark_is_printed:
        paragraph = new_element("w:p")
        run = new_element("w:r")
        text = new_element("w:t")
        text.text = _WORD
        run.append(text)
        paragraph.append(run)
        body_of(document).insert(0, paragraph)


def track_changes(document: Document) -> None:
    """Switch the tracking of changes on for whoever opens the document."""
    ensure_child(document.settings.element, "trackRevisions", SETTINGS)


class Dispatch(Struct, frozen=True):
    """What a draft carries that is sent out.

    Attributes:
        facts: to whom, when and for what, for the way back.
        message: what its reader is asked to do, line by line: its first comment.
    """

    facts: Mapping[str, str]
    message: Sequence[str]


def add_comments(
    document: Document,
    texts: AnchoredTexts,
    places: FindingPlaces,
    findings: Sequence[Finding],
    dispatch: Dispatch | None,
) -> None:
    """Write each finding as one comment over the paragraph where it stands, and before them the
    message of a draft that is sent out."""
    comments = [] if dispatch is None else [Comment(_OFFICE, _OFFICE, tuple(dispatch.message))]
    at: dict[XmlElement, list[int]] = {}
    if comments:
        at[_first_paragraph(document)] = [0]
    for number, finding in enumerate(findings, len(comments)):
        at.setdefault(_paragraph(document, texts, places, finding), []).append(number)
    if not at:
        return
    styles = _comment_styles(document)
    for paragraph, numbers in at.items():
        attach(paragraph, numbers, styles)
    words = _for_department if dispatch is not None else _words
    comments += [Comment(_AUTHOR, _INITIALS, tuple(words(finding))) for finding in findings]
    package = document.part.package
    assert package is not None
    blob = comments_xml(comments, styles)
    part = Part(PackURI(_COMMENTS_PART), CONTENT_TYPE, blob, package)
    document.part.relate_to(part, RT.COMMENTS)


def comment_texts(findings: Sequence[Finding], dispatch: Dispatch | None) -> list[str]:
    """The comments as texts, their paragraphs parted by line breaks."""
    messages = [] if dispatch is None else [dispatch.message]
    said = _for_department if dispatch is not None else _words
    words = [*messages, *(tuple(said(finding)) for finding in findings)]
    return [printable("\n".join(lines)) for lines in words]


def _for_department(finding: Finding) -> Iterator[str]:
    """A department knows neither the rules' codes nor the workbook's cells."""
    yield finding.message
    if finding.hint:
        yield f"→ {finding.hint}"


def _words(finding: Finding) -> Iterator[str]:
    yield f"［{finding.severity} {finding.code}］{finding.message}"
    if finding.hint:
        yield f"→ {finding.hint}"
    place = str(finding.location)
    if place:
        yield f"場所：{place}"
    if finding.related:
        yield f"関係する場所：{'、'.join(map(str, finding.related))}"


def _paragraph(
    document: Document, texts: AnchoredTexts, places: FindingPlaces, finding: Finding
) -> XmlElement:
    for anchor in places.anchors(finding.location):
        if anchor in texts:
            return _outermost(texts.paragraphs(anchor)[0])
    return _first_paragraph(document)


def _first_paragraph(document: Document) -> XmlElement:
    body = body_of(document)
    first = next(body.iter(qn("w:p")), None)
    if first is None:
        first = new_element("w:p")
        body.insert(0, first)
    return _outermost(first)


def _outermost(paragraph: XmlElement) -> XmlElement:
    """The paragraph itself; for one in a text box, where Word allows no comment, the box's own."""
    boxes = list(paragraph.iterancestors(qn("w:txbxContent")))
    return next(boxes[-1].iterancestors(qn("w:p"))) if boxes else paragraph


def _comment_styles(document: Document) -> CommentStyles:
    """The template's own styles, found by name: a Japanese Word gives them ids such as ``a5``."""
    ids = {
        style.name.lower(): style.style_id
        for style in document.styles
        if style.name and style.name.lower().startswith("annotation ")
    }
    return CommentStyles(ids.get("annotation text", ""), ids.get("annotation reference", ""))
