"""Writing tracked changes: insertions and deletions of text, paragraphs and table rows.

ECMA-376 Part 1, 17.13.5. A paragraph or row that is new or gone is marked itself, and so is all that
it holds.
"""

import datetime
from collections.abc import Iterable
from enum import StrEnum

from kumareport.office.package.element_order import insert_child
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.word_names import local

# CT_PPr (17.3.1.26) from where the paragraph mark's own properties stand; CT_TrPr (17.4.81).
_PARAGRAPH_END = ("rPr", "sectPr", "pPrChange")
_ROW = ("tblPrEx", "trPr", "tc")


class Happening(StrEnum):
    """What happened to something between the old and the new text."""

    INSERTED = "ins"
    DELETED = "del"


class RevisionMarks:
    """Makes the marks of one document.

    Args:
        author: who the changes are by, as Word shows it.
        at: when, as Word shows it; Word writes local time.
        taken: the ids of the document's other annotations.
    """

    def __init__(self, author: str, at: datetime.datetime, taken: Iterable[str]) -> None:
        self._attributes = {w("author"): author, w("date"): f"{at:%Y-%m-%dT%H:%M:%SZ}"}
        self._taken = set(taken)
        self._last = 0

    def _new(self, parent: XmlElement, change: Happening) -> XmlElement:
        self._last += 1
        while str(self._last) in self._taken:
            self._last += 1
        return parent.makeelement(w(change), {w("id"): str(self._last), **self._attributes})

    def wrap(self, runs: Iterable[XmlElement], change: Happening) -> list[XmlElement]:
        """Runs as one tracked change; nothing for no runs."""
        inside = list(runs)
        if not inside:
            return []
        outer = self._new(inside[0], change)
        outer.extend(inside)
        return [outer]

    def mark_paragraph(self, paragraph: XmlElement, change: Happening) -> None:
        """Mark the end of a paragraph."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = paragraph.makeelement(w("pPr"))
            paragraph.insert(0, properties)
        mark = properties.find(w("rPr"))
        if mark is None:
            mark = insert_child(properties, "rPr", _PARAGRAPH_END)
        mark.insert(0, self._new(mark, change))

    def mark_row(self, row: XmlElement, change: Happening) -> None:
        """Mark a table row."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = insert_child(row, "trPr", _ROW)
        properties.append(self._new(properties, change))


def without_ranges(element: XmlElement) -> XmlElement:
    """An element without the bookmarks and comments in it: their names belong to what is kept."""
    names = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
    for found in [e for e in element.iter() if local(e) in names]:
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)
    return element
