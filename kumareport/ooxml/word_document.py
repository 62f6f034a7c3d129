"""A Word file that may come from anywhere: its stories, its comments, and what it was issued with."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.model.issued import Issued
from kumareport.ooxml.comment_threads import Thread, read_threads
from kumareport.ooxml.file_facts import FileFacts, read_facts
from kumareport.ooxml.file_kind import strict
from kumareport.ooxml.issued_part import find_issued
from kumareport.ooxml.package import Package
from kumareport.ooxml.revisions import Paragraph, SpotKind
from kumareport.ooxml.word_names import w
from kumareport.ooxml.word_story import read_story

_KIND = "Word 文書"
_MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes. The real report has 1.6 MB, one of 320 pages 26 MB."""
_TYPES = "[Content_Types].xml"
_STORIES = {
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "endnotes": "文末脚注",
}


@dataclass(frozen=True, slots=True)
class WordDocument:
    """What a Word file says.

    Attributes:
        paragraphs: of the body, those of its text boxes last.
        others: of headers, footers, footnotes and endnotes; ``cell.story`` tells which.
        threads: the comments.
        issued: what it said when it was issued; None where the file does not carry it.
        facts: who saved it, and what it carries.
    """

    paragraphs: tuple[Paragraph, ...]
    others: tuple[Paragraph, ...]
    threads: tuple[Thread, ...]
    issued: Issued | None
    facts: FileFacts

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
        main = main_part(package)
        root = package.xml(main)
        body = root.find(w("body"))
        if body is None and "purl.oclc.org" in str(root.tag):
            raise strict(path)
        if body is None:
            raise InputFileError(
                f"Word 文書の本文を読めません：{path}",
                "Word で開き、「名前を付けて保存」で「Word 文書（.docx）」にしてください。",
            )
        return WordDocument(
            tuple(read_story(body)),
            tuple(_others(package, main)),
            tuple(read_threads(package, main)),
            find_issued(_custom_parts(package)),
            read_facts(package),
        )


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


def _others(package: Package, main: str) -> Iterator[Paragraph]:
    # In the order of the part names: a file that is saved again gives its relationships other ids.
    for kind, name in sorted(package.relationships(main).values(), key=lambda item: item[1]):
        story = _STORIES.get(kind.rpartition("/")[2])
        if story is not None and name in package:
            yield from read_story(package.xml(name), story)


def _custom_parts(package: Package) -> Iterator[bytes]:
    """The custom XML parts, whichever relationship leads to them: LibreOffice renumbers them."""
    for name in sorted(set(package.names())):
        if name.lower().startswith("customxml/item") and name.lower().endswith(".xml"):
            yield package.read(name)
