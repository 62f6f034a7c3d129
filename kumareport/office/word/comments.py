"""Comments of a Word document (ECMA-376 Part 1, 17.13.4), without times and random ids.

python-docx 1.2 stamps the clock into each comment, names two styles by fixed ids, which a Japanese
Word gives other ids, and searches all comments for each new one.
"""

from collections.abc import Iterable, Sequence

from lxml import etree
from msgspec import Struct

from kumareport.office.package.package import XmlElement
from kumareport.office.package.text import printable
from kumareport.patterns import regex

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RANGE_MARKS = (f"{_W}commentRangeStart", f"{_W}commentRangeEnd")

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comment(Struct, frozen=True):
    """One comment; line breaks and tabs inside a paragraph are kept."""

    author: str
    initials: str
    paragraphs: tuple[str, ...]


class CommentStyles(Struct, frozen=True):
    """The ids of the styles that Word uses in comments; empty where the document has none.

    Attributes:
        text: of the paragraph style "annotation text".
        reference: of the character style "annotation reference".
    """

    text: str = ""
    reference: str = ""


def comments_xml(comments: Sequence[Comment], styles: CommentStyles) -> bytes:
    """The part ``word/comments.xml``; the comments' ids count from 0."""
    root = etree.Element(f"{_W}comments", nsmap={"w": _NAMESPACE})
    for number, comment in enumerate(comments):
        element = etree.SubElement(root, f"{_W}comment")
        element.set(f"{_W}id", str(number))
        element.set(f"{_W}author", comment.author)
        element.set(f"{_W}initials", comment.initials)
        for place, text in enumerate(comment.paragraphs or ("",)):
            paragraph = etree.SubElement(element, f"{_W}p")
            if styles.text:
                properties = etree.SubElement(paragraph, f"{_W}pPr")
                etree.SubElement(properties, f"{_W}pStyle").set(f"{_W}val", styles.text)
            if place == 0:
                etree.SubElement(_run(paragraph, styles.reference), f"{_W}annotationRef")
            _write(_run(paragraph), text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _run(paragraph: XmlElement, style: str = "") -> XmlElement:
    run = etree.SubElement(paragraph, f"{_W}r")
    if style:
        properties = etree.SubElement(run, f"{_W}rPr")
        etree.SubElement(properties, f"{_W}rStyle").set(f"{_W}val", style)
    return run


def _write(run: XmlElement, text: str) -> None:
    for part in regex("([\n\t])").split(printable(text)):
        if part == "\n":
            etree.SubElement(run, f"{_W}br")
        elif part == "\t":
            etree.SubElement(run, f"{_W}tab")
        elif part:
            node = etree.SubElement(run, f"{_W}t")
            node.set(_XML_SPACE, "preserve")
            node.text = part


def attach(paragraph: XmlElement, numbers: Iterable[int], styles: CommentStyles) -> None:
    """Let comments range over the whole content of a paragraph.

    Start and end stand in the same paragraph: a range over several cells of a table, or one whose
    end is missing, is a fault that no validator reports.
    """
    first = 1 if len(paragraph) and paragraph[0].tag == f"{_W}pPr" else 0
    for offset, number in enumerate(numbers):
        start = etree.Element(f"{_W}commentRangeStart")
        start.set(f"{_W}id", str(number))
        paragraph.insert(first + offset, start)
        end = etree.SubElement(paragraph, f"{_W}commentRangeEnd")
        end.set(f"{_W}id", str(number))
        reference = etree.SubElement(_run(paragraph, styles.reference), f"{_W}commentReference")
        reference.set(f"{_W}id", str(number))


def detach_all(root: XmlElement) -> None:
    """Remove the ranges and references of all comments below ``root``."""
    for element in list(root.iter(*_RANGE_MARKS, f"{_W}commentReference")):
        parent = element.getparent()
        if parent is None:
            continue
        parent.remove(element)
        is_empty_run = parent.tag == f"{_W}r" and all(c.tag == f"{_W}rPr" for c in parent)
        holder = parent.getparent()
        if is_empty_run and holder is not None:
            holder.remove(parent)
