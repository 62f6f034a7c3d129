"""目次 of a report: its entries, and how it gets its page numbers in Word and in the PDF."""

import io
import re
import zipfile
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn

from kumareport.document.elements import body_of
from kumareport.office.package.element_order import SETTINGS, ensure_child
from kumareport.office.package.package import TYPES, child_of, parse_xml, xml_bytes
from kumareport.office.package.package_writing import write_package
from kumareport.office.word.contents import ContentsLook, Heading, fill_contents, free_contents
from kumareport.office.word.tag_text import paragraph_text

_MAIN = "word/document.xml"
_HEADING = re.compile(r"Heading (\d)")
_ENTRY = re.compile(r"toc (\d)", re.IGNORECASE)
_TWIPS = 20
_PROPERTIES, _STYLE = qn("w:pPr"), qn("w:pStyle")


def fill_in_contents(document: Document, text_width: float) -> bool:
    """Fill the tables of contents with the headings; whether the report has one.

    Args:
        document: a finished document.
        text_width: of its pages, in points.
    """
    levels: dict[str, int] = {}
    entries: dict[int, str] = {}
    for style in document.styles:
        heading, entry = _HEADING.fullmatch(style.name or ""), _ENTRY.fullmatch(style.name or "")
        if heading is not None:
            levels[style.style_id] = int(heading[1])
        elif entry is not None:
            entries[int(entry[1])] = style.style_id
    headings = [
        Heading(paragraph, levels[style.get(qn("w:val"), "")], text)
        for paragraph in body_of(document).iter(qn("w:p"))
        if (properties := child_of(paragraph, _PROPERTIES)) is not None
        and (style := child_of(properties, _STYLE)) is not None
        and style.get(qn("w:val"), "") in levels
        and (text := paragraph_text(paragraph).strip())
    ]
    look = ContentsLook(entries, round(text_width * _TWIPS))
    return fill_contents(body_of(document), headings, look)


def update_on_opening(document: Document) -> None:
    """Let Word number the pages of the contents when it opens the file."""
    ensure_child(document.settings.element, "updateFields", SETTINGS).set(qn("w:val"), "1")


def for_paging(document: Path) -> bytes:
    """A Word file for LibreOffice, which shall work out the pages of its contents."""
    with zipfile.ZipFile(document) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if TYPES not in parts or b"TOC" not in parts.get(_MAIN, b""):
        return document.read_bytes()
    root = parse_xml(parts[_MAIN], _MAIN)
    if not free_contents(root):
        return document.read_bytes()
    packed = io.BytesIO()
    write_package([(n, xml_bytes(root) if n == _MAIN else d) for n, d in parts.items()], packed)
    return packed.getvalue()
