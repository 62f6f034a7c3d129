"""Reading a story of a Word document – body, header, notes, comment – into paragraphs.

What is read follows ECMA-376 Part 1: 17.3 (paragraphs and runs), 17.4 (tables), 17.5 (content
controls, smart tags), 17.13.5 (revisions), 17.16 (fields), and Part 3 (alternate content).
Whatever is not known is looked through, so that no text is dropped.
"""

from msgspec.structs import replace

from kumareport.model.issued import CellPlace
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, child_of
from kumareport.office.word.revisions import Paragraph, Revision, RevisionKind, Spot, SpotKind
from kumareport.office.word.word_names import (
    ALTERNATE,
    SKIPPED,
    SPOTS,
    WRAPPERS,
    attribute,
    branch,
    identity,
    local,
    revision,
)
from kumareport.office.word.word_paragraph import ParagraphReader, Reading

_BOX = "文字枠"
_PARAGRAPH, _PROPERTIES, _STYLE, _MARK = w("p"), w("pPr"), w("pStyle"), w("rPr")
_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_ROW, _CELL, _TABLE = w("tr"), w("tc"), w("tbl")
_MARKS = {
    w("ins"): RevisionKind.SPLIT, w("moveTo"): RevisionKind.SPLIT,
    w("del"): RevisionKind.JOIN, w("moveFrom"): RevisionKind.JOIN,
}  # fmt: skip
_ROW_MARKS = {w("ins"): RevisionKind.ROW_INSERTION, w("del"): RevisionKind.ROW_DELETION}
_CELL_MARKS = {w("cellIns"): RevisionKind.CELL_INSERTION, w("cellDel"): RevisionKind.CELL_DELETION}
Revisions = tuple[Revision, ...]


def read_story(
    root: XmlElement, story: str = "本文", reading: Reading | None = None
) -> list[Paragraph]:
    """The paragraphs below an element in the document's order.

    Those of text boxes come last: the paragraphs around a box follow each other directly.
    """
    reader = StoryReader(reading or Reading())
    reader.read(root, story)
    return reader.paragraphs


def _marks(properties: XmlElement | None, kinds: dict[str, RevisionKind]) -> tuple[Revision, ...]:
    if properties is None or not len(properties):
        return ()
    found = [(e, kinds[tag]) for e in properties if (tag := str(e.tag)) in kinds]
    return tuple(revision(e, kind) for e, kind in found) if found else ()


def _is_gone(marks: Revisions) -> bool:
    """Whether a cell is deleted: what follows it stands in its place."""
    return any(not mark.kind.adds for mark in marks)


class StoryReader:
    """Reads stories.

    Attributes:
        paragraphs: those read so far.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.paragraphs: list[Paragraph] = []
        self._flow = 0
        self._tables: dict[CellPlace, int] = {}
        self._waiting: list[tuple[SpotKind, str, str]] = []
        self._boxes: list[tuple[XmlElement, Revisions, Revisions]] = []

    def read(self, root: XmlElement, story: str) -> None:
        """Read a story, its text boxes last."""
        self._blocks(root, CellPlace(story), (), ())
        # Boxes inside boxes join the queue while it is worked off.
        for number, (box, frame, inside) in enumerate(self._boxes, 1):
            self._new_flow()
            self._blocks(box, CellPlace(f"{_BOX}{number}"), frame, inside)

    def _new_flow(self) -> None:
        """What follows stands apart: no paragraph of it can be joined to one before."""
        self._flow += 1

    def _blocks(
        self, parent: XmlElement, cell: CellPlace, frame: Revisions, inside: Revisions
    ) -> None:
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                self._paragraph(child, cell, frame, inside)
                continue
            if tag == _CELL_PROPERTIES:
                continue
            if tag == _TABLE:
                self._table(child, cell, frame, inside)
                continue
            name = local(child)
            if name in ("p", "r"):
                # A run where only paragraphs may stand is read as a paragraph of its own.
                self._paragraph(child, cell, frame, inside)
            elif name in SPOTS:
                self._between(child)
            elif child.tag == ALTERNATE:
                self._blocks(branch(child), cell, frame, inside)
            elif name in WRAPPERS:
                self._blocks(child, cell, frame, (*inside, revision(child, WRAPPERS[name])))
            elif name and name not in SKIPPED:
                self._other(child, cell, frame, inside)

    def _other(
        self, element: XmlElement, cell: CellPlace, frame: Revisions, inside: Revisions
    ) -> None:
        """What is not known is looked through."""
        self._blocks(element, cell, frame, inside)

    def _between(self, element: XmlElement) -> None:
        """A bookmark's or comment's end between paragraphs belongs to the nearest one inside."""
        kind, key, name = SpotKind(local(element)), *identity(element)
        if kind in (SpotKind.BOOKMARK_END, SpotKind.COMMENT_END) and self.paragraphs:
            last = self.paragraphs[-1]
            spot = Spot(kind, key, name, len(last.pieces))
            self.paragraphs[-1] = _with_spot(last, spot)
        else:
            self._waiting.append((kind, key, name))

    def _table(
        self, table: XmlElement, cell: CellPlace, frame: Revisions, inside: Revisions
    ) -> None:
        number = self._next_table(cell)
        self._new_flow()
        rows = [0, 0]
        self._rows(table, cell, (number,), (frame, inside), rows)
        self._new_flow()

    def _next_table(self, cell: CellPlace) -> int:
        """The number of a table in what holds it."""
        self._tables[cell] = number = self._tables.get(cell, 0) + 1
        return number

    def _rows(
        self,
        parent: XmlElement,
        cell: CellPlace,
        at: tuple[int, ...],
        state: tuple[Revisions, Revisions],
        counts: list[int],
    ) -> None:
        """Rows, cells and the content controls around them; ``counts``: rows and cells so far."""
        frame, inside = state
        for child in parent:
            tag = child.tag
            if tag == _ROW_PROPERTIES:
                continue
            if tag == _ROW:
                counts[0], counts[1] = counts[0] + 1, 0
                marks = _marks(child_of(child, _ROW_PROPERTIES), _ROW_MARKS)
                self._rows(child, cell, (*at, counts[0]), ((*frame, *marks), inside), counts)
                continue
            if tag == _CELL:
                marks = _marks(child_of(child, _CELL_PROPERTIES), _CELL_MARKS)
                counts[1] += 1
                place = CellPlace(cell.story, (*cell.path, *at, counts[1]))
                self._new_flow()
                self._blocks(child, place, (*frame, *marks), inside)
                self._new_flow()
                counts[1] -= _is_gone(marks)
                continue
            name = local(child)
            if name in SPOTS:
                self._between(child)
            elif name in WRAPPERS:
                wrapped = (*inside, revision(child, WRAPPERS[name]))
                self._rows(child, cell, at, (frame, wrapped), counts)
            elif name == "p":
                self._paragraph(child, cell, frame, inside)
            elif name and name not in SKIPPED:
                self._rows(child, cell, at, state, counts)

    def _paragraph(
        self, element: XmlElement, cell: CellPlace, frame: Revisions, inside: Revisions
    ) -> None:
        properties = child_of(element, _PROPERTIES)
        styled = None if properties is None else child_of(properties, _STYLE)
        style = "" if styled is None else attribute(styled, "val")
        reader = ParagraphReader(self._waiting, self._reading, style)
        self._waiting = []
        reader.inline(element if local(element) == "p" else [element], inside)
        mark = None if properties is None else child_of(properties, _MARK)
        self.paragraphs.append(
            Paragraph(
                tuple(reader.pieces),
                tuple(reader.spots),
                cell,
                self._flow,
                style,
                _marks(mark, _MARKS),
                frame,
                tuple(reader.filled_in),
            )
        )
        self._boxes += [(box, frame, revisions) for box, revisions in reader.boxes]


def _with_spot(paragraph: Paragraph, spot: Spot) -> Paragraph:
    return replace(paragraph, spots=(*paragraph.spots, spot))
