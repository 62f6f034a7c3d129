"""The parts of an open document beside its body: notes, properties; and the guard over all of them."""

import re
from collections.abc import Callable, Iterator

from docx.document import Document
from docx.opc.part import Part

from kumareport.document.anchors import MARKS, without_marks
from kumareport.document.open_parts import every_part
from kumareport.errors import TemplateError
from kumareport.office.package.package import XmlElement
from kumareport.office.word.rewrite_texts import rewrite_part, rewrite_texts
from kumareport.patterns import regex

_NOTES = ("wordprocessingml.footnotes+xml", "wordprocessingml.endnotes+xml")
_PROPERTIES = ("core-properties+xml", "extended-properties+xml", "custom-properties+xml")
_UNSEEN = ("comments", "drawingml.chart", "/customXml/")
"""Comments are not printed, charts are made anew, and custom XML is another program's data."""
_RAW = ("{{", "{%", "%}", "}}")
_ANY_RAW = regex("|".join(map(re.escape, _RAW)))
_MARKUP = regex(r"<[^>]*>")
_NAMES = {"document": "本文", "header": "ヘッダー", "footer": "フッター", "footnotes": "脚注", "endnotes": "文末脚注"}  # fmt: skip


def parts_of(document: Document) -> Iterator[Part]:
    """All parts of a document's package."""
    package = document.part.package
    assert package is not None
    yield from every_part(package)


def notes_of(document: Document) -> list[Part]:
    """The parts with footnotes and endnotes."""
    return [part for part in parts_of(document) if part.content_type.endswith(_NOTES)]


def properties_of(document: Document) -> list[Part]:
    """The parts with the document's properties."""
    return [part for part in parts_of(document) if part.content_type.endswith(_PROPERTIES)]


def root_of(part: Part) -> XmlElement | None:
    """A part's tree where it is open as one."""
    return getattr(part, "element", None)


def set_blob(part: Part, data: bytes) -> None:
    """Give a part that is not open as a tree other content."""
    # python-docx has no public way.
    part._blob = data  # pyright: ignore[reportPrivateUsage]


def change_part(part: Part, characters: str, change: Callable[[str], str]) -> None:
    """Change every text and attribute of an XML part that holds one of some characters."""
    root = root_of(part)
    if root is not None:
        rewrite_texts(root, characters, change)
    elif any(character.encode() in part.blob for character in characters):
        set_blob(part, rewrite_part(part.blob, str(part.partname), characters, change))


def clean_parts(document: Document, clean: Part | None = None) -> None:
    """Take what rendering has left as marks out of every part, wherever it stands in it.

    Args:
        document: the document.
        clean: a part that is known to have none left.
    """
    for part in parts_of(document):
        if part is not clean and part.content_type.endswith(("+xml", "/xml")):
            change_part(part, MARKS, without_marks)


def name_of(part: Part) -> str:
    """What people call a part."""
    stem = str(part.partname).rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return _NAMES.get(stem, str(part.partname).lstrip("/"))


def check_nothing_raw(xml: str, part: Part) -> None:
    """A guard: after rendering, no tag may be left in a part.

    Raises:
        TemplateError: one is; the message says where.
    """
    if ("{" not in xml and "}" not in xml) or not any(tag in xml for tag in _RAW):
        return
    found = _ANY_RAW.search(xml)
    if found is not None:
        around = _MARKUP.sub("", xml[max(0, found.start() - 20) : found.start() + 60])
        raise TemplateError(
            "タグがそのまま残ります",
            "タグを、本文・ヘッダー・フッター・注の文の中に移してください。",
            f"{name_of(part)}「{around.strip()[:60]}」",
        )


def check_other_parts(document: Document) -> None:
    """The same guard over the parts that are not rendered.

    Raises:
        TemplateError: a tag stands in one of them.
    """
    for part in parts_of(document):
        kind = f"{part.content_type} {part.partname}"
        is_seen = "xml" in part.content_type and not any(unseen in kind for unseen in _UNSEEN)
        if is_seen and part is not document.part:
            check_nothing_raw(part.blob.decode("utf-8", "replace"), part)
