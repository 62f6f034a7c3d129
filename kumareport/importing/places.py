"""Places that people point at in the sources (場所), and what they say stands there or should.

A place is a range of cells (``一覧!A4:H9``; without a sheet, that range of every sheet), or of a Word
document what its origins are called (``段落 12``, ``表 3``, ``表 3 の 2 行 1 列``). The name of the file
may stand before either, parted from it by a full-width space.
"""

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from kumareport.importing.quote import GridCell, Origin, Quote, Source, TextGrid
from kumareport.importing.targets import AREAS, Choice
from kumareport.model.location import column_letters
from kumareport.office.excel.references import column_number
from kumareport.patterns import regex

_RANGE = regex(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?:[:~]\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_IN_TABLE = regex(r"(.*表 \d+) の \d+ 行 \d+ 列")


class Bounds(Struct, frozen=True):
    """Rows and columns, from 1 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, cell: GridCell) -> bool:
        """Whether a cell begins here."""
        return self.top <= cell.top <= self.bottom and self.left <= cell.left <= self.right

    def __str__(self) -> str:
        start = f"{column_letters(self.left)}{self.top}"
        end = f"{column_letters(self.right)}{self.bottom}"
        return start if start == end else f"{start}:{end}"


class Area(Struct, frozen=True):
    """A part of a grid that people say is a table, or is none.

    Attributes:
        bounds: where it lies.
        choice: what it is; the name says how many rows its header has.
    """

    bounds: Bounds
    choice: Choice

    @property
    def header_rows(self) -> int:
        """How many rows its header has; 0 where nobody says so."""
        digits = regex(r"\d+").search(unicodedata.normalize("NFKC", self.choice.name))
        return int(digits[0]) if digits else 0


class Pointed(Struct, frozen=True):
    """What people say of a place.

    Attributes:
        word: the place, as they write it.
        choice: what stands there; None where they only write another text.
        text: what should stand there; empty where it may stay.
    """

    word: str
    choice: Choice | None
    text: str = ""

    @property
    def is_area(self) -> bool:
        """Whether it says what kind of table a range is."""
        return self.choice is not None and self.choice.target in AREAS

    @property
    def bounds(self) -> Bounds | None:
        """The cells of a range; None for any other place."""
        own = unicodedata.normalize("NFKC", regex("[!！　]").split(self.word)[-1]).strip().upper()
        match = _RANGE.fullmatch(own)
        if match is None:
            return None
        rows = sorted((int(match[2]), int(match[4] or match[2])))
        columns = sorted((column_number(match[1]), column_number(match[3] or match[1])))
        return Bounds(rows[0], columns[0], rows[1], columns[1])

    def is_of(self, source: Source) -> bool:
        """Whether it may lie in a source: in this file and sheet, or in any."""
        named = (
            regex("[!！　][^!！　]*$").sub("", self.word)
            if regex("[!！　]").search(self.word)
            else ""
        )
        named = named.replace("'", "")
        return named in ("", source.sheet, source.file, f"{source.file}　{source.sheet}")

    def covers(self, quote: Quote) -> bool:
        """Whether a text of a Word document stands there, or in the table that is meant."""
        own, place = self.word.rpartition("　")[2].strip(), quote.origin.place
        return place == own or place.startswith(f"{own} の ")

    def quotes(self, source: Source) -> list[Quote]:
        """The texts of a source that stand there."""
        bounds = self.bounds
        if not self.is_of(source):
            return []
        if bounds is None:
            return [quote for quote in source.quotes() if self.covers(quote)]
        grids = (piece for piece in source.pieces if isinstance(piece, TextGrid) and piece.is_sheet)
        return [c.quote for grid in grids for c in grid.cells if bounds.holds(c) and c.text.strip()]


def areas_in(grid: TextGrid, source: Source, pointed: Sequence[Pointed]) -> list[Area]:
    """What people say of parts of a grid, or of all of it."""
    found: list[Area] = []
    for point in pointed:
        if point.choice is None or not point.is_area or not point.is_of(source):
            continue
        bounds = point.bounds
        if bounds is None and any(point.covers(cell.quote) for cell in grid.cells):
            bounds = Bounds(1, 1, grid.rows.stop - 1, grid.right)
        elif not grid.is_sheet:
            continue
        if bounds is not None:
            found.append(Area(bounds, point.choice))
    return found


def choices_of(source: Source, pointed: Sequence[Pointed]) -> dict[Quote, Choice]:
    """What people say of single texts of a source; the last word counts."""
    return {
        quote: point.choice
        for point in pointed
        if point.choice is not None and not point.is_area
        for quote in point.quotes(source)
    }


def place_of(origin: Origin, bounds: Bounds, *, is_sheet: bool) -> str:
    """What people call the place of a table.

    Args:
        origin: that of a cell in it.
        bounds: its rows and columns.
        is_sheet: whether it lies on a sheet.
    """
    if not is_sheet:
        match = _IN_TABLE.fullmatch(origin.place)
        return match[1] if match else origin.place
    sheet, mark, _ = origin.place.rpartition("!")
    return f"{sheet}{mark}{bounds}"
