"""The lines of a returned Word file as they stand now, and which bookmarks reach into them."""

from collections.abc import Sequence

from msgspec import Struct

from kumareport.model.issued import CellPlace
from kumareport.model.lettering import lettered
from kumareport.office.word.revisions import Paragraph, Revision, RevisionKind, SpotKind, lines


class DraftLine(Struct, frozen=True):
    """A paragraph as a reader sees it, with all revisions accepted.

    Attributes:
        index: its place among the lines.
        text: what it says, with how its letters stand.
        raw: its bare characters, whatever they look like.
        paragraphs: the numbers of the paragraphs it is made of; several where they were joined.
    """

    index: int
    text: str
    paragraphs: tuple[int, ...]
    cell: CellPlace
    flow: int
    style: str
    raw: str = ""


class Reach(Struct, frozen=True):
    """Where a bookmark reaches: from one paragraph and piece to another."""

    first: int
    start: int
    last: int
    end: int


class Lines:
    """The lines of a file.

    Args:
        paragraphs: of the body, as they stand in the file.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.all: list[DraftLine] = []
        numbers = {id(paragraph): number for number, paragraph in enumerate(paragraphs)}
        self._line_of: dict[int, DraftLine] = {}
        for group in lines(paragraphs, now=True):
            own = tuple(numbers[id(paragraph)] for paragraph in group)
            pieces = (piece for paragraph in group for piece in paragraph.pieces if piece.is_now)
            text = lettered((piece.text, piece.look) for piece in pieces)
            last = group[-1]
            raw = "".join(paragraph.raw for paragraph in group)
            line = DraftLine(len(self.all), text, own, last.cell, last.flow, last.style, raw)
            self.all.append(line)
            self._line_of.update(dict.fromkeys(own, line))
        self._before: dict[int, str] = {}
        for group in lines(paragraphs, now=False):
            text = "".join(paragraph.before for paragraph in group)
            self._before.update({numbers[id(paragraph)]: text for paragraph in group})
        self.bookmarks = self._reaches()

    def _reaches(self) -> dict[str, Reach]:
        """Each bookmark by its name; of two with one name, the first counts."""
        starts: dict[str, tuple[str, int, int]] = {}
        found: dict[str, Reach] = {}
        for number, paragraph in enumerate(self.paragraphs):
            for spot in paragraph.spots:
                if spot.kind is SpotKind.BOOKMARK_START and spot.name not in found:
                    starts[spot.id] = spot.name, number, spot.at
                    # Until its end is found: to the end of its own paragraph.
                    end = len(paragraph.pieces)
                    found[spot.name] = Reach(number, spot.at, number, end)
                elif spot.kind is SpotKind.BOOKMARK_END and spot.id in starts:
                    name, first, at = starts.pop(spot.id)
                    found[name] = Reach(first, at, number, spot.at)
        return found

    def of_paragraph(self, number: int) -> DraftLine | None:
        """The line that a paragraph has become part of; None in a deleted row."""
        return self._line_of.get(number)

    def before(self, number: int) -> str:
        """The text of a paragraph's line with all revisions rejected."""
        return self._before.get(number, "")

    def reached(self, reach: Reach) -> list[DraftLine]:
        """The lines that a bookmark reaches into."""
        found: dict[int, DraftLine] = {}
        for number in range(reach.first, reach.last + 1):
            line = self._line_of.get(number)
            if line is not None:
                found[line.index] = line
        return list(found.values())

    def within(self, line: DraftLine, reach: Reach) -> tuple[int, int]:
        """The characters of a line that a bookmark holds: from, to."""
        start = end = 0
        for number in line.paragraphs:
            pieces = self.paragraphs[number].pieces
            for at, piece in enumerate(pieces):
                length = len(piece.text) if piece.is_now else 0
                if (number, at) < (reach.first, reach.start):
                    start += length
                if (number, at) < (reach.last, reach.end):
                    end += length
        return start, max(start, end)

    def is_recorded_as_new(self, line: DraftLine) -> bool:
        """Whether the record says that a line was not there at all before."""
        return all(
            not self.paragraphs[number].before
            and (
                any(mark.kind.adds for mark in self.paragraphs[number].frame)
                or any(not piece.is_before for piece in self.paragraphs[number].pieces)
            )
            for number in line.paragraphs
        )

    def is_in_deleted_cell(self, reach: Reach) -> bool:
        """Whether a bookmark stands in a cell that the record says is deleted, its row not."""
        kinds = {mark.kind for mark in self.paragraphs[reach.first].frame}
        return RevisionKind.CELL_DELETION in kinds and RevisionKind.ROW_DELETION not in kinds

    def revisions(self, numbers: Sequence[int]) -> tuple[Revision, ...]:
        """The revisions of paragraphs, each once."""
        found: dict[Revision, None] = {}
        for number in numbers:
            paragraph = self.paragraphs[number]
            found.update(dict.fromkeys((*paragraph.revisions(), *paragraph.frame)))
        return tuple(found)
