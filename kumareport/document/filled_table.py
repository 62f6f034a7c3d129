"""A table of a finished shape, filled in: its XML, and what its paragraphs say."""

from collections.abc import Iterator
from html import escape, unescape

from msgspec import Struct, field

from kumareport.document.anchors import BREAK
from kumareport.document.folding import Folded
from kumareport.model.issued import CellPlace, IssuedPart
from kumareport.office.package.issued_part import paragraph_xml, path_of, text_xml

TEXT_AT, ID_AT, NAME_AT = "\ufdd8", "\ufdd9", "\ufdda"
"""Kinds of tokens: where a text stands, the id of its bookmark, and the name. They are never text."""


class ShapeLine(Struct, frozen=True):
    """A paragraph of a shape: its row and cell (``2.1``), the text that it prints, or the template's
    words."""

    cell: str
    hole: int
    words: str


class FinishedShape(Struct, frozen=True):
    """A finished shape.

    Attributes:
        pieces: its XML, cut at the tokens.
        slots: what is to be put in: at which piece, a kind of token, and the number of the text.
        holes: the texts that are printed, in order: those of cells that continue a merge are not.
        story: its paragraphs.
    """

    pieces: list[str]
    slots: list[tuple[int, str, int]]
    holes: list[int]
    story: list[ShapeLine]


class Filled(Struct, eq=False):
    """A table of a known outcome, with its own texts and bookmarks."""

    folded: Folded
    outcome: FinishedShape
    texts: list[str]
    names: dict[int, tuple[str, str]] = field(default_factory=dict[int, tuple[str, str]])

    def xml(self) -> str:
        """The table as it is to stand in the file."""
        pieces = self.outcome.pieces.copy()
        for at, kind, hole in self.outcome.slots:
            if kind == TEXT_AT:
                raw = self.folded.raw[hole]
                pieces[at] = raw if "&" not in raw else _as_xml(self.texts[hole])
            else:
                pieces[at] = self.names[hole][kind == NAME_AT]
        return "".join(pieces)

    def issued(self, around: CellPlace, number: int, box: str) -> Iterator[str]:
        """What its paragraphs say, as XML; it is a table of that number in what stands around it."""
        anchors = self.folded.anchors
        path = path_of(CellPlace(around.story, (*around.path, number)))
        for line in self.outcome.story:
            hole, text = line.hole, ""
            if hole >= 0:
                text = text_xml(IssuedPart(self.texts[hole], anchors[hole], self.names[hole][1]))
            elif line.words:
                text = text_xml(IssuedPart(line.words))
            yield paragraph_xml(around.story, f"{path}.{line.cell}", box, text)

    def last_words(self) -> str:
        """What its last paragraph with words says."""
        for line in reversed(self.outcome.story):
            text = self.texts[line.hole].replace("\n", "") if line.hole >= 0 else line.words
            if text.strip():
                return text
        return ""


def as_read(raw: str) -> str:
    """A text of a rendered table as it reads."""
    text = raw.replace(BREAK, "\n") if "<" in raw else raw
    return unescape(text) if "&" in text else text


def _as_xml(text: str) -> str:
    return escape(text, quote=False).replace("\n", BREAK)
