"""目次 of a report: its entries, and how it gets its page numbers in Word and in the PDF."""

import io
import re
import zipfile
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn

from kumareport.document.elements import body_of
from kumareport.office.package.element_order import SETTINGS, ensure_child
from kumareport.office.package.package import TYPES, XmlElement, parse_xml, xml_bytes
from kumareport.office.package.package_writing import write_package
from kumareport.office.word.computed_fields import number_sequences, style_of
from kumareport.office.word.contents import (
    ContentsLook,
    Listable,
    fill_contents,
    free_contents,
    has_contents,
)
from kumareport.office.word.tag_text import paragraph_text
from kumareport.patterns import regex

_MAIN = "word/document.xml"
_HEADING = regex(r"Heading (\d)")
_ENTRY = regex(r"toc (\d)", re.IGNORECASE)
_CAPTION = regex(r"\bSEQ\s+\"?([^\s\"]+)")
_TWIPS = 20


def fill_in_contents(document: Document, text_width: float) -> bool:
    """Number the captions and fill the tables of contents; whether the report has one.

    Args:
        document: a finished document.
        text_width: of its pages, in points.
    """
    body = body_of(document)
    if next(body.iter(qn("w:instrText"), qn("w:fldSimple")), None) is None:
        return False
    names = {style.style_id: style.name or "" for style in document.styles}
    levels = {key: int(m[1]) for key, name in names.items() if (m := _HEADING.fullmatch(name))}
    number_sequences(body, levels)
    if not has_contents(body):
        return False
    entries = {int(m[1]): key for key, name in names.items() if (m := _ENTRY.fullmatch(name))}
    paragraphs = [
        Listable(p, levels.get(key, 0), names.get(key, ""), text, _captions(p))
        for p in body.iter(qn("w:p"))
        if (text := paragraph_text(p).strip())
        for key in (style_of(p),)
    ]
    fill_contents(body, paragraphs, ContentsLook(entries, round(text_width * _TWIPS)))
    return True


def _captions(paragraph: XmlElement) -> frozenset[str]:
    codes = ["".join(t.text or "" for t in paragraph.iter(qn("w:instrText")))]
    codes += [simple.get(qn("w:instr"), "") for simple in paragraph.iter(qn("w:fldSimple"))]
    return frozenset(found[1] for code in codes for found in _CAPTION.finditer(code))


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
