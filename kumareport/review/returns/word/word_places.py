"""Where in a returned Word file something stands, in words that a person can follow."""

from collections import Counter
from collections.abc import Sequence

from kumareport.model.anchor import Anchor, Kind
from kumareport.model.issued import CellPlace, IssuedParagraph
from kumareport.review.returns.word.word_lines import DraftLine, Lines
from kumareport.review.returns.word.word_matching import Matches

_HEADINGS = (Kind.CHAPTER, Kind.CHAPTER_TITLE, Kind.SECTION, Kind.SECTION_TITLE)
_QUOTED = 20


class Surroundings:
    """What stands around each line: its heading, its box, what is before it.

    Args:
        issued: the paragraphs as issued.
        lines: the lines as they stand now.
        matches: which is which.
        boxes: the anchor of each box, by its bookmark.
    """

    def __init__(
        self,
        issued: Sequence[IssuedParagraph],
        lines: Lines,
        matches: Matches,
        boxes: dict[str, Anchor],
    ) -> None:
        self._issued = issued
        self._lines = lines
        self._issued_of = {line: number for number, line in matches.line_of.items()}
        self._boxes = boxes
        self._cells = self._boxes_by_cell()
        self._alone = self._places_alone()
        # One pass over the lines: a file with thousands of pasted paragraphs asks for each of them.
        self._heading: list[DraftLine | None] = []
        self._near: list[DraftLine | None] = []
        self._after: list[Anchor | None] = []
        self._follows: list[IssuedParagraph | None] = []
        self._look_back()

    def issued_of(self, line: DraftLine) -> IssuedParagraph | None:
        """The paragraph that a line was when it was issued."""
        number = self._issued_of.get(line.index)
        return None if number is None else self._issued[number]

    def _boxes_by_cell(self) -> dict[CellPlace, str]:
        found: dict[CellPlace, str] = {}
        for name in self._boxes:
            reach = self._lines.bookmarks.get(name)
            if reach is not None:
                cell = self._lines.paragraphs[reach.first].cell
                if cell.path:
                    found.setdefault(cell, name)
        for line in self._lines.all:
            paragraph = self.issued_of(line)
            if paragraph is not None and paragraph.box and line.cell.path:
                found.setdefault(line.cell, paragraph.box)
        return found

    def box(self, line: DraftLine) -> Anchor | None:
        """The box that a line belongs to; outside tables, that of the line it follows."""
        paragraph = self.issued_of(line)
        if line.cell.path:
            return self._boxes.get(self._cells.get(line.cell, ""))
        if paragraph is not None:
            return self._boxes.get(paragraph.box)
        before = self._follows[line.index]
        return None if before is None else self._boxes.get(before.box)

    def _look_back(self) -> None:
        """For each line what stands before it: heading, text, place, issued paragraph."""
        heading: DraftLine | None = None
        near: dict[str, DraftLine] = {}
        places: dict[tuple[CellPlace, int], Anchor | None] = {}
        previous: DraftLine | None = None
        follows: IssuedParagraph | None = None
        for line in self._lines.all:
            key = line.cell, 0 if line.cell.path else line.flow
            if previous is None or (previous.flow, previous.style) != (line.flow, line.style):
                follows = None
            self._heading.append(heading)
            self._near.append(near.get(line.cell.story))
            self._after.append(places.get(key))
            self._follows.append(follows)
            paragraph = self.issued_of(line)
            if paragraph is not None:
                follows = paragraph
                if paragraph.anchored:
                    places[key] = paragraph.anchored[-1].anchor
            if self._is_heading(line):
                heading = line
            if line.text:
                near[line.cell.story] = line
            previous = line

    def after(self, line: DraftLine) -> Anchor | None:
        """The nearest place before a line in the same cell or flow; None at its top."""
        return self._after[line.index]

    def alone_in_cell(self, line: DraftLine) -> IssuedParagraph | None:
        """The one place that a table's cell held, where a line stands in that cell with it."""
        return self._alone.get(line.cell)

    def _places_alone(self) -> dict[CellPlace, IssuedParagraph]:
        crowd = Counter(paragraph.cell for paragraph in self._issued)
        found: dict[CellPlace, IssuedParagraph] = {}
        for line in self._lines.all:
            paragraph = self.issued_of(line)
            if paragraph is None or not paragraph.anchored or paragraph.box:
                continue
            if line.cell.path and crowd[paragraph.cell] == 1:
                found[line.cell] = paragraph
        return found

    def section(self, line: DraftLine) -> Anchor | None:
        """The section or chapter that a line of the body stands in; None before the first."""
        heading = line if self._is_heading(line) else self._heading[line.index]
        paragraph = None if heading is None else self.issued_of(heading)
        for part in () if paragraph is None else paragraph.anchored:
            if part.anchor is not None and part.anchor.kind in _HEADINGS:
                return part.anchor
        return None

    def describe(self, line: DraftLine) -> str:
        """Where a line stands, in Japanese."""
        words = [line.cell.story] if line.cell.story != "本文" else []
        heading = self._heading[line.index]
        if heading is not None:
            words.append(
                f"「{heading.text}」の節" if self._is_section(heading) else f"「{heading.text}」"
            )
        path = line.cell.path
        if path:
            words.append(f"{path[-3]} 番目の表の {path[-2]} 行目・{path[-1]} 列目")
        near = self._near[line.index]
        if near is not None and near is not heading:
            quoted = near.text[:_QUOTED] + ("…" if len(near.text) > _QUOTED else "")
            words.append(f"「{quoted}」の後")
        return "、".join(words) or "文書の先頭"

    def _is_heading(self, line: DraftLine) -> bool:
        paragraph = self.issued_of(line)
        return paragraph is not None and any(
            part.anchor is not None and part.anchor.kind in _HEADINGS for part in paragraph.parts
        )

    def _is_section(self, line: DraftLine) -> bool:
        paragraph = self.issued_of(line)
        return paragraph is not None and any(
            part.anchor is not None and part.anchor.kind in _HEADINGS[2:]
            for part in paragraph.parts
        )
