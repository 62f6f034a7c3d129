"""Texts that people write in place of what stands in a source, or into a blank cell of it."""

from collections.abc import Sequence

from msgspec.structs import replace

from kumareport.importing.places import Pointed
from kumareport.importing.quote import GridCell, Labelled, Origin, Piece, Quote, Source, TextGrid

Rewritten = tuple[Quote, str]
"""A text as it stood, and the one in its place."""


def rewrite(source: Source, pointed: Sequence[Pointed]) -> list[Rewritten]:
    """Put the texts that people write into a source; what stood there."""
    points = [point for point in pointed if point.text and point.is_of(source)]
    if not points:
        return []
    work = _Rewriting(source, points)
    source.pieces = [work.piece(piece) for piece in source.pieces]
    return work.done


class _Rewriting:
    def __init__(self, source: Source, points: Sequence[Pointed]) -> None:
        self._source = source
        self._points = points
        self.done: list[Rewritten] = []

    def piece(self, piece: Piece) -> Piece:
        if isinstance(piece, TextGrid):
            return self._grid(piece)
        if isinstance(piece, Labelled):
            return replace(piece, values=tuple(map(self._quote, piece.values)))
        return replace(piece, quote=self._quote(piece.quote))

    def _grid(self, grid: TextGrid) -> TextGrid:
        cells = [self._cell(cell, grid) for cell in grid.cells]
        if grid.is_sheet:
            cells += self._written_in_blanks(grid)
        return TextGrid(cells, grid.header_rows, grid.is_sheet)

    def _cell(self, cell: GridCell, grid: TextGrid) -> GridCell:
        if not grid.is_sheet:
            inside = tuple(self._grid(inner) for inner in cell.inside)
            return replace(cell, quote=self._quote(cell.quote), inside=inside)
        for point in self._points:
            bounds = point.bounds
            if bounds is not None and bounds.holds(cell):
                return replace(cell, quote=self._new(cell.quote, point.text))
        return cell

    def _written_in_blanks(self, grid: TextGrid) -> list[GridCell]:
        found: list[GridCell] = []
        for point in self._points:
            b = point.bounds
            if b is None or grid.at(b.top, b.left) is not None:
                continue
            sheet = f"{self._source.sheet}!" if self._source.sheet else ""
            blank = Quote("", Origin(self._source.file, f"{sheet}{b}"))
            written = self._new(blank, point.text)
            found.append(GridCell(b.top, b.left, b.bottom, b.right, written))
        return found

    def _quote(self, quote: Quote) -> Quote:
        for point in self._points:
            if point.bounds is None and point.covers(quote):
                return self._new(quote, point.text)
        return quote

    def _new(self, quote: Quote, text: str) -> Quote:
        self.done.append((quote, text))
        return Quote(text, quote.origin)
