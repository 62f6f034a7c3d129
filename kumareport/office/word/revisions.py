"""The text of a Word document with its revisions: as issued, as it stands, and who changed what.

The forms are those of ECMA-376 Part 1, 17.13.5 (annotations for revisions). Changes of formatting
alone (``rPrChange``, ``pPrChange`` …) are no change here, but for a line through the text: it means
deletion, as in Excel.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from kumareport.model.holding import Holding
from kumareport.model.issued import CellPlace
from kumareport.model.lettering import PLAIN, LetterLook


class RevisionKind(StrEnum):
    """What a tracked change does."""

    INSERTION = "挿入"
    DELETION = "削除"
    MOVE_FROM = "移動元"
    MOVE_TO = "移動先"
    SPLIT = "段落の挿入"
    JOIN = "段落の削除"
    ROW_INSERTION = "行の挿入"
    ROW_DELETION = "行の削除"
    CELL_INSERTION = "セルの挿入"
    CELL_DELETION = "セルの削除"
    STRUCK = "取消線"

    @property
    def adds(self) -> bool:
        """Whether what it marks came into being with it; otherwise it goes away with it."""
        return self in _ADDING


_ADDING = {
    RevisionKind.INSERTION,
    RevisionKind.MOVE_TO,
    RevisionKind.SPLIT,
    RevisionKind.ROW_INSERTION,
    RevisionKind.CELL_INSERTION,
}


class Revision(Struct, frozen=True):
    """One tracked change.

    Attributes:
        kind: what it does.
        author: as the program wrote it; empty where it wrote none.
        when: the time as written, ISO 8601. Word writes the local time but ends it with Z.
        text: the text concerned; empty for a paragraph mark.
    """

    kind: RevisionKind
    author: str = ""
    when: str = ""
    text: str = ""


class Piece(Struct, frozen=True):
    """A stretch of text, or a picture or chart, that shares its revisions.

    Attributes:
        text: empty for a picture.
        revisions: those that it stands in, the outermost first.
        picture: the name and the alternative text of a picture or chart.
        raw: the bare characters, where the text is another: 103 for 10³. Files that were issued
            before looks were read have recorded these.
        more: what is to be seen there that the text does not say, such as an equation's form.
        look: how its letters stand, the template's own looks included.
    """

    text: str
    revisions: tuple[Revision, ...] = ()
    picture: str = ""
    raw: str | None = None
    more: Holding | None = None
    look: LetterLook = PLAIN

    @property
    def is_before(self) -> bool:
        """Whether it is there with all revisions rejected."""
        return not any(revision.kind.adds for revision in self.revisions)

    @property
    def is_now(self) -> bool:
        """Whether it is there with all revisions accepted."""
        return all(revision.kind.adds for revision in self.revisions)


class SpotKind(StrEnum):
    """What a spot marks."""

    BOOKMARK_START = "bookmarkStart"
    BOOKMARK_END = "bookmarkEnd"
    COMMENT_START = "commentRangeStart"
    COMMENT_END = "commentRangeEnd"
    COMMENT = "commentReference"


class Spot(Struct, frozen=True):
    """The start or end of a bookmark or a comment's range.

    Attributes:
        id: joins start and end.
        name: of a bookmark, at its start.
        at: before which piece of the paragraph it stands.
    """

    kind: SpotKind
    id: str
    name: str
    at: int


class Paragraph(Struct, frozen=True):
    """A ``w:p`` as it stands in the file.

    Attributes:
        pieces: its content in order.
        spots: the bookmarks' and comments' ends in it.
        cell: where it stands.
        flow: equal for paragraphs that follow each other directly and so can be joined.
        style: the id of its paragraph style.
        mark: the revisions of its paragraph mark: SPLIT, JOIN.
        frame: the revisions of the row and the cell around it.
        filled_in: the fields in it whose results were left out, as the program's to fill in.
    """

    pieces: tuple[Piece, ...]
    spots: tuple[Spot, ...] = ()
    cell: CellPlace = field(default_factory=CellPlace)
    flow: int = 0
    style: str = ""
    mark: tuple[Revision, ...] = ()
    frame: tuple[Revision, ...] = ()
    filled_in: tuple[str, ...] = ()

    @property
    def before(self) -> str:
        """Its text with all revisions rejected."""
        return "".join(piece.text for piece in self.pieces if piece.is_before)

    @property
    def now(self) -> str:
        """Its text with all revisions accepted."""
        return "".join(piece.text for piece in self.pieces if piece.is_now)

    @property
    def raw(self) -> str:
        """Its bare characters with all recorded revisions accepted, whatever they look like."""
        return "".join(
            piece.text if piece.raw is None else piece.raw
            for piece in self.pieces
            if all(r.kind.adds or r.kind is RevisionKind.STRUCK for r in piece.revisions)
        )

    @property
    def more(self) -> list[tuple[str, Holding]]:
        """What is to be seen in it now that the text does not say, with the text that stands for it;
        neighbours of one kind as one."""
        found: list[tuple[str, Holding]] = []
        is_open = False
        for piece in self.pieces:
            here = piece.more if piece.is_now else None
            if here is not None and is_open and found[-1][1].kind == here.kind:
                text, before = found[-1]
                found[-1] = text + piece.text, replace(here, text=before.text + here.text)
            elif here is not None:
                found.append((piece.text, here))
            is_open = here is not None
        return found

    def revisions(self) -> Iterator[Revision]:
        """The revisions of its text, neighbours of one kind, author and time as one; its mark's."""
        for kind, author, when, text in _merged(self.pieces):
            yield Revision(kind, author, when, text)
        yield from self.mark


def _merged(pieces: Iterable[Piece]) -> Iterator[tuple[RevisionKind, str, str, str]]:
    running: dict[tuple[RevisionKind, str, str], str] = {}
    for piece in pieces:
        here = {(r.kind, r.author, r.when) for r in piece.revisions}
        for key in [key for key in running if key not in here]:
            yield *key, running.pop(key)
        for revision in piece.revisions:
            key = revision.kind, revision.author, revision.when
            running[key] = running.get(key, "") + piece.text
    for key, text in running.items():
        yield *key, text


def lines(paragraphs: Iterable[Paragraph], *, now: bool) -> Iterator[tuple[Paragraph, ...]]:
    """The paragraphs that a reader sees: those joined by revisions are one line.

    Args:
        paragraphs: in the document's order.
        now: with all revisions accepted; otherwise with all rejected.
    """
    line: list[Paragraph] = []
    for paragraph in paragraphs:
        if line and line[-1].flow != paragraph.flow:
            yield tuple(line)
            line = []
        if not all(revision.kind.adds is now for revision in paragraph.frame):
            continue
        line.append(paragraph)
        if all(revision.kind.adds is now for revision in paragraph.mark):
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)
