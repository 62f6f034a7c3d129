"""What a source says, each piece with its origin; nothing of it is taken to mean anything yet."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from kumareport.importing.declared import DeclaredForm
from kumareport.workbook.new_workbook import CellValue


class Origin(Struct, frozen=True):
    """Where something stands: a file, and a place in it for people."""

    file: str
    place: str

    def __str__(self) -> str:
        return f"{self.file}　{self.place}"


class Quote(Struct, frozen=True, eq=False):
    """A text as it stands in a source. Two quotes are never the same, whatever they say.

    Attributes:
        text: as it is seen.
        origin: where.
        value: the number that Excel stores; None for text.
        number_format: how Excel shows that number.
        items: the paragraphs, where it has several.
    """

    text: str
    origin: Origin
    value: CellValue = None
    number_format: str = ""
    items: tuple[str, ...] = ()


class GridCell(Struct, frozen=True, eq=False):
    """A cell of a table or sheet with the rows and columns that it covers, from 1 and inclusive.

    Attributes:
        inside: what stands in it besides its text: tables of their own.
    """

    top: int
    left: int
    bottom: int
    right: int
    quote: Quote
    is_shaded: bool = False
    inside: tuple["TextGrid", ...] = ()

    @property
    def text(self) -> str:
        """What it says."""
        return self.quote.text


class TextGrid(Struct):
    """A table of Word, or a sheet of Excel.

    Attributes:
        cells: those with content, and in Word the blank ones too.
        header_rows: how many rows are a header for sure; 0 where that is not told.
        is_sheet: whether it is a whole sheet.
        is_list: whether its first row heads columns, whatever its words are.
    """

    cells: Sequence[GridCell]
    header_rows: int = 0
    is_sheet: bool = False
    is_list: bool = False
    _at: dict[tuple[int, int], GridCell] = field(default_factory=dict[tuple[int, int], GridCell])

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.top, cell.bottom + 1):
                for column in range(cell.left, cell.right + 1):
                    self._at.setdefault((row, column), cell)

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place."""
        return self._at.get((row, column))

    def across(self, row: int, left: int = 1, right: int = 0) -> list[GridCell]:
        """The cells that cover a row, left to right, each once."""
        found = (self._at.get((row, n)) for n in range(left, (right or self.right) + 1))
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    @property
    def rows(self) -> range:
        """Its rows."""
        return range(1, max((cell.bottom for cell in self.cells), default=0) + 1)

    @property
    def right(self) -> int:
        """Its last column."""
        return max((cell.right for cell in self.cells), default=0)


class HeadingLine(Struct, frozen=True):
    """A line that a source sets as a heading.

    Attributes:
        level: how deep, from 1.
        look: what makes it one, for people: the name of its style, or the form of its number.
        place: where it stands among all, where the source says so: several files of one report come
            in any order.
    """

    quote: Quote
    level: int
    look: str
    place: tuple[int, ...] = ()


class Line(Struct, frozen=True):
    """A line of running text.

    Attributes:
        look: the name of its style.
        is_listed: whether a bullet stands before it.
    """

    quote: Quote
    look: str = ""
    is_listed: bool = False


class Labelled(Struct, frozen=True):
    """Texts whose source says what they are: 課題, 所管課."""

    label: Quote
    values: tuple[Quote, ...]


Piece = HeadingLine | Line | Labelled | TextGrid


class Source(Struct):
    """One sheet of a workbook, or one Word document.

    Attributes:
        file, sheet: its names; no sheet for a Word document.
        pieces: what it says, in order.
        beside: what no importer reads: comments, headers, pictures … each with what it is.
        declared: the form that a file of ours declares.
    """

    file: str
    sheet: str
    pieces: Sequence[Piece]
    beside: Sequence[tuple[str, Quote]] = ()
    declared: DeclaredForm | None = None

    def quotes(self) -> Iterator[Quote]:
        """Everything that it says, in order, blank cells left out."""
        for piece in self.pieces:
            if isinstance(piece, TextGrid):
                yield from quotes_in(piece)
            else:
                yield from piece.values if isinstance(piece, Labelled) else (piece.quote,)


def quotes_in(grid: TextGrid) -> Iterator[Quote]:
    """Everything that a table says, row by row."""
    for cell in sorted(grid.cells, key=lambda c: (c.top, c.left)):
        if cell.text.strip():
            yield cell.quote
        for inner in cell.inside:
            yield from quotes_in(inner)


def total(sources: Iterable[Source]) -> int:
    """How many pieces of text the sources have."""
    return sum(1 for source in sources for _ in source.quotes())
