"""The parts of a Word template, and what happens to a tag in each: the one list of the places where
tags may stand."""

from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct

from kumareport.office.package.package import TYPES, XmlElement

MAIN = "word/document.xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class Use(Enum):
    """What becomes of a tag in a part."""

    STORY = "running text: paragraphs, tables, loops"
    VALUES = "values and conditions of the whole report"
    DROPPED = "the part is not carried into the report"
    REFUSED = "no tag may stand there"


class PartKind(Struct, frozen=True):
    """A kind of part.

    Attributes:
        name: as a user knows it, in Japanese.
        use: what becomes of a tag in it.
    """

    name: str
    use: Use


_KINDS: tuple[tuple[str, PartKind], ...] = (
    (f"{_WORD}document.main+xml", PartKind("本文", Use.STORY)),
    (f"{_WORD}header+xml", PartKind("ヘッダー", Use.STORY)),
    (f"{_WORD}footer+xml", PartKind("フッター", Use.STORY)),
    (f"{_WORD}footnotes+xml", PartKind("脚注", Use.STORY)),
    (f"{_WORD}endnotes+xml", PartKind("文末脚注", Use.STORY)),
    ("package.core-properties+xml", PartKind("文書のプロパティ", Use.VALUES)),
    ("extended-properties+xml", PartKind("文書のプロパティ", Use.VALUES)),
    ("custom-properties+xml", PartKind("文書のプロパティ", Use.VALUES)),
    ("comments", PartKind("コメント", Use.DROPPED)),
    ("people+xml", PartKind("変更した人の一覧", Use.DROPPED)),
    ("drawingml.chart", PartKind("グラフの中", Use.REFUSED)),
    ("chartex+xml", PartKind("グラフの中", Use.REFUSED)),
    ("diagram", PartKind("SmartArt の中", Use.REFUSED)),
    (f"{_WORD}settings+xml", PartKind("文書の設定", Use.REFUSED)),
    (f"{_WORD}styles+xml", PartKind("スタイルの名前", Use.REFUSED)),
    (f"{_WORD}numbering+xml", PartKind("段落番号の書式", Use.REFUSED)),
    (f"{_WORD}document.glossary+xml", PartKind("文書パーツ", Use.REFUSED)),
)
_OTHER = PartKind("文書の部品", Use.REFUSED)
RELATIONSHIPS = PartKind("リンク先", Use.REFUSED)
"""The addresses of hyperlinks are filled in; :func:`normal_form` has taken those out of here."""


def part_kinds(names: Iterable[str], types: XmlElement) -> dict[str, PartKind]:
    """The kind of each XML part of a package.

    Args:
        names: all its parts.
        types: the part with the types of their contents.
    """
    stated = dict(_overrides(types))
    return {name: _kind(name, stated.get(name, "")) for name in names if _is_xml(name)}


def _overrides(types: XmlElement) -> Iterator[tuple[str, str]]:
    for override in types:
        yield override.get("PartName", "").lstrip("/"), override.get("ContentType", "")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml")) and name != TYPES


def _kind(name: str, content_type: str) -> PartKind:
    if name.endswith(".rels"):
        return RELATIONSHIPS
    return next((kind for key, kind in _KINDS if key in content_type), _OTHER)
