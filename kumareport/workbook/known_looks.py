"""New workbooks in which a look that is given again costs nothing.

openpyxl takes a font apart, field by field, for every cell that gets it: half of the time of a round of
forms.
"""

from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

_LISTS = ("_fonts", "_fills", "_borders", "_alignments", "_protections")
"""Where a workbook of openpyxl keeps its looks."""
_MERGED = "_merged_looks"
"""Where it keeps those of cells that are merged, by those that they had before."""


def new_book() -> Workbook:
    """An empty workbook, whose looks must not be changed once a cell has them."""
    book = Workbook()
    for name in _LISTS:
        setattr(book, name, _KnownLooks(getattr(book, name)))
    setattr(book, _MERGED, {})
    return book


def merge_row(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Merge cells of a row that all have their looks, as openpyxl does: it takes borders apart and
    joins them again for every cell, here only where a book has no such cells yet."""
    cells: Any = sheet._cells  # pyright: ignore[reportPrivateUsage]
    places = [(row, column) for column in range(first, last + 1)]
    before = tuple(cells[at]._style.tobytes() for at in places)
    made: dict[tuple[bytes, ...], list[StyleArray]] = getattr(sheet.parent, _MERGED, {})
    if before not in made:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        made[before] = [copy(cells[at]._style) for at in places]
        return
    merged: Any = sheet.merged_cells
    merged.add(CellRange(min_col=first, min_row=row, max_col=last, max_row=row))
    for at, style in zip(places, made[before], strict=True):
        if at != places[0]:
            cells[at] = MergedCell(sheet, *at)
        cells[at]._style = copy(style)


class _KnownLooks(IndexedList[Any]):
    """Looks, and the places of the very objects that were given before."""

    def __init__(self, looks: IndexedList[Any]) -> None:
        super().__init__(looks)
        # The objects are held: the number of one that is gone may be given to another.
        self._places: dict[int, tuple[Any, int]] = {}

    def add(self, value: Any) -> int:
        """The place of a look, which is put at the end where there is none like it."""
        known = self._places.get(id(value))
        if known is None:
            known = value, super().add(value)
            self._places[id(value)] = known
        return known[1]
