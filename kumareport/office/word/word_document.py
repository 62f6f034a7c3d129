"""A Word file that may come from anywhere: its stories, its comments, and what it was issued with."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.model.holding import Holding
from kumareport.model.issued import IssuedDraft
from kumareport.office.package.file_facts import FileFacts, read_facts
from kumareport.office.package.file_kind import strict
from kumareport.office.package.issued_part import find_issued
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import Package, XmlElement, parse_xml
from kumareport.office.package.property_words import property_words
from kumareport.office.word.comment_threads import Thread, read_threads
from kumareport.office.word.revisions import Paragraph, SpotKind
from kumareport.office.word.run_looks import Looks, read_looks
from kumareport.office.word.word_holdings import STORIES, holdings_of
from kumareport.office.word.word_names import FILLED_IN
from kumareport.office.word.word_paragraph import Reading
from kumareport.office.word.word_story import read_story
from kumareport.office.word.word_unread import unread_texts

_KIND = "Word 文書"
_MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes. The real report has 1.6 MB, one of 320 pages 26 MB."""
_TYPES = "[Content_Types].xml"
_BODY = "本文"
_FILLED_IN_BODY = frozenset({"TOC", "PAGEREF"})


class WordDocument(Struct, frozen=True):
    """What a Word file says.

    Attributes:
        paragraphs: of the body, those of its text boxes last.
        others: of headers, footers, footnotes and endnotes; ``cell.story`` tells which.
        threads: the comments.
        issued: what it said when it was issued; None where the file does not carry it.
        facts: who saved it, and what it carries.
        holdings: what it holds besides text, and what text of it could not be read.
    """

    paragraphs: tuple[Paragraph, ...]
    others: tuple[Paragraph, ...]
    threads: tuple[Thread, ...]
    issued: IssuedDraft | None
    facts: FileFacts
    holdings: tuple[Holding, ...] = ()

    @property
    def bookmarks(self) -> frozenset[str]:
        """The names of the body's bookmarks that are the tool's."""
        return frozenset(
            spot.name
            for paragraph in self.paragraphs
            for spot in paragraph.spots
            if spot.kind is SpotKind.BOOKMARK_START and spot.name.startswith("_k")
        )


def read_word(path: Path) -> WordDocument:
    """Read a Word file; nothing in it is trusted.

    Raises:
        InputFileError: it cannot be opened, is damaged, or is no Word document.
    """
    with Package(path, _KIND, _MOST_UNPACKED) as package:
        main, body = body_of(package)
        root = body.getparent()
        assert root is not None
        issued = find_issued(_custom_parts(package))
        looks = _looks(package, main)
        paragraphs = read_story(body, _BODY, Reading(looks, _filled_in(issued, _BODY)))
        unread = unread_texts(root, _BODY, [_bare(paragraph) for paragraph in paragraphs])
        return WordDocument(
            tuple(paragraphs),
            tuple(_others(package, main, looks, issued)),
            tuple(read_threads(package, main)),
            issued,
            read_facts(package),
            (*holdings_of(package, main, root), *property_words(package), *unread),
        )


def body_of(package: Package) -> tuple[str, XmlElement]:
    """The name of a Word document's main part, and its body.

    Raises:
        InputFileError: it is no Word document, or none that is read.
    """
    main = main_part(package)
    root = package.xml(main)
    body = root.find(w("body"))
    if body is None and "purl.oclc.org" in str(root.tag):
        raise strict(package.path)
    if body is None:
        raise InputFileError(
            f"Word 文書の本文を読めません：{package.path}",
            "Word で開き、「名前を付けて保存」で「Word 文書（.docx）」にしてください。",
        )
    return main, body


def _looks(package: Package, main: str) -> Looks:
    found = (n for k, n in package.relationships(main).values() if k.endswith("/styles"))
    name = next(found, "")
    return _looks_of(package.read(name), name) if name in package else Looks()


# The drafts of a round have their styles in common.
@lru_cache(1)
def _looks_of(styles: bytes, name: str) -> Looks:
    return read_looks(parse_xml(styles, name))


def _bare(paragraph: Paragraph) -> str:
    texts = (piece.text if piece.raw is None else piece.raw for piece in paragraph.pieces)
    return "".join("".join(texts).split())


def _filled_in(issued: IssuedDraft | None, story: str) -> frozenset[str]:
    """The fields of a story that are left out: those that it was issued with."""
    if issued is None or issued.fields is None:
        return _FILLED_IN_BODY if story == _BODY else FILLED_IN
    return frozenset(name for where, name in issued.fields if where.startswith(story))


def is_word(path: Path) -> bool:
    """Whether a file is a Word document by what it holds.

    Raises:
        InputFileError: it is no Office file that can be opened.
    """
    with Package(path, "Excel ブックや Word 文書") as package:
        kinds = package.read(_TYPES) if _TYPES in package else b""
    return b"wordprocessingml" in kinds and b"spreadsheetml.sheet.main" not in kinds


def main_part(package: Package) -> str:
    """The name of a Word document's main part.

    Raises:
        InputFileError: there is none.
    """
    for kind, name in package.relationships("").values():
        if kind.endswith("/officeDocument") and name in package:
            return name
    raise InputFileError(
        f"Word 文書ではありません：{package.path}", "Word の文書（.docx）を指定してください。"
    )


def _others(
    package: Package, main: str, looks: Looks, issued: IssuedDraft | None
) -> Iterator[Paragraph]:
    # In the order of the part names: a file that is saved again gives its relationships other ids.
    for kind, name in sorted(package.relationships(main).values(), key=lambda item: item[1]):
        story = STORIES.get(kind.rpartition("/")[2])
        if story is not None and name in package:
            reading = Reading(looks, _filled_in(issued, story))
            yield from read_story(package.xml(name), story, reading)


def _custom_parts(package: Package) -> Iterator[bytes]:
    """The custom XML parts, whichever relationship leads to them: LibreOffice renumbers them."""
    for name in sorted(set(package.names())):
        if name.lower().startswith("customxml/item") and name.lower().endswith(".xml"):
            yield package.read(name)
