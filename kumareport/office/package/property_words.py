"""What people typed into a file's properties (ファイル → 情報; ECMA-376 Part 2, 8.3)."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from kumareport.model.holding import Holding
from kumareport.office.package.package import XmlElement

PROPERTIES = "文書のプロパティ"
TITLE = "題名"
_CORE = "docProps/core.xml"
# As Office calls them. Who made the file, and when, is filled in by programs.
_TYPED = {
    "title": TITLE,
    "subject": "件名",
    "keywords": "タグ",
    "category": "分類",
    "description": "コメント",
}


class XmlParts(Protocol):
    """The parts of a file, from wherever."""

    def __contains__(self, name: str, /) -> bool: ...

    def xml(self, name: str, /) -> XmlElement:
        """A part as a tree."""
        ...


def property_words(parts: XmlParts) -> Iterator[Holding]:
    """The properties in which people type, those that say something."""
    for element in parts.xml(_CORE) if _CORE in parts else ():
        label = _TYPED.get(str(element.tag).rpartition("}")[2])
        text = "".join(map(str, element.itertext())).strip()
        if label and text:
            yield Holding(PROPERTIES, f"{PROPERTIES}（{label}）", text)


def without_title(things: Iterable[Holding]) -> list[Holding]:
    """Those that a form is not issued with: it has a title, and no other."""
    return [thing for thing in things if TITLE not in thing.place]
