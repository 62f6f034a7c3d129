"""Plain tables are taken out of a rendered body before it is read (folded).

The sections of a report print the same table again and again, with other texts: what is known of the first
need not be found out again (:mod:`kumareport.document.shapes`).
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from kumareport.document.anchors import MARKED, MARKS, Marker
from kumareport.model.anchor import Anchor, Kind
from kumareport.patterns import regex

_SPACE = "urn:kumareport:folded"
FOLDED = f"{{{_SPACE}}}table"
"""What stands in the body for a table; its ``n`` says which."""
PLACE = re.compile(
    rb'<k:table xmlns:k="urn:kumareport:folded" n="([0-9]+)"(?:/>|>.*?</k:table>)', re.DOTALL
)
"""The same in a saved part."""
_EDGE = regex(r"<w:tbl(?=[ >])|</w:tbl>")
_BEYOND = ("<w:txbxContent", "<w:fldChar", "<w:fldSimple", "<w:instrText")
"""What looks through whole bodies, tables included; in such a body nothing is folded."""
_PARAGRAPH = regex(r"<w:p[ >]")
_KINDS = {Kind.VALUE, Kind.NAME, Kind.NAME_NOTE, Kind.UNIT, Kind.HEAD, Kind.GROUP, Kind.MARK}

_PROPERTIES = regex(r"<w:(tblPr|tblGrid|trPr|tcPr|pPr)(?: [^<>]*)?(?:/>|>.*?</w:\1>)", re.DOTALL)
_TAG = regex(r"<(/?[\w:]+)")
_PLAIN_TAGS = {
    f"{slash}w:{name}" for slash in ("", "/") for name in ("tbl", "tr", "tc", "p", "r", "t")
}
_TWICE = ("</w:r><w:r", "</w:t><w:t")


class Folded(Struct, frozen=True):
    """A table that was taken out.

    Attributes:
        literals: what stands around its texts, as XML.
        numbers: those of its marks.
        anchors: what its texts print.
        kinds: of these.
        raw: its texts as XML.
    """

    literals: tuple[str, ...]
    numbers: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    kinds: tuple[Kind, ...]
    raw: tuple[str, ...]

    @property
    def xml(self) -> str:
        """The table as it was rendered."""
        marked = (
            MARKED.format(number, text) for number, text in zip(self.numbers, self.raw, strict=True)
        )
        return "".join(
            piece for pair in zip(self.literals, (*marked, ""), strict=True) for piece in pair
        )


def fold(xml: str, marker: Marker) -> tuple[str, list[Folded]]:
    """Take the plain tables out of a rendered body.

    Returns:
        The body with a place for each of them, and the tables.
    """
    found: list[Folded] = []
    first = _PARAGRAPH.search(xml)
    # A template that has places of its own is not taken for ours.
    if first is None or _SPACE in xml or any(thing in xml for thing in _BEYOND):
        return xml, found
    known: dict[tuple[str, ...], tuple[str, ...] | None] = {}
    pieces: list[str] = []
    at = 0
    for start, end in _plain_tables(xml):
        # The first paragraph takes what has no other place, such as some comments.
        table = _taken(xml[start:end], marker, known) if start > first.start() else None
        if table is not None:
            pieces += (xml[at:start], f'<k:table xmlns:k="{_SPACE}" n="{len(found)}"/>')
            found.append(table)
            at = end
    return "".join((*pieces, xml[at:])), found


def _plain_tables(xml: str) -> Iterator[tuple[int, int]]:
    """Where the tables stand that are in no other table and hold none."""
    depth, start, is_plain = 0, 0, True
    for edge in _EDGE.finditer(xml):
        if edge[0] != "</w:tbl>":
            start, is_plain = (edge.start(), True) if not depth else (start, False)
            depth += 1
        else:
            depth -= 1
            if not depth and is_plain:
                yield start, edge.end()


def _taken(
    xml: str, marker: Marker, known: dict[tuple[str, ...], tuple[str, ...] | None]
) -> Folded | None:
    """A table that can be folded.

    Args:
        xml: the table.
        marker: of its texts.
        known: what stands around the texts of the tables so far; None for one that stays.
    """
    parts = marker.parted(xml)
    literals, numbers = tuple(parts[::3]), tuple(parts[1::3])
    if literals not in known:
        known[literals] = literals if _is_plain("".join(literals)) else None
    around = known[literals]
    anchors = tuple(map(marker.anchor, numbers))
    kinds = tuple([anchor.kind for anchor in anchors])
    is_odd = "\r" in xml or "\n" in xml or not _KINDS.issuperset(kinds)
    if around is None or not numbers or is_odd:
        return None
    return Folded(around, numbers, anchors, kinds, tuple(parts[2::3]))


def _is_plain(around: str) -> bool:
    """Whether a table has nothing but plain cells, each with at most a run in a paragraph, a text in it.

    Args:
        around: what stands around its texts.
    """
    is_table = "<w:tr" in around and "<w:tblGrid" in around
    if not is_table or "<w:textDirection" in around or any(mark in around for mark in MARKS):
        return False
    bare = _PROPERTIES.sub("", around)
    return _PLAIN_TAGS.issuperset(_TAG.findall(bare)) and not any(two in bare for two in _TWICE)
