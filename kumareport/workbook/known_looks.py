"""New workbooks in which a look that is given again costs nothing.

openpyxl takes a font apart, field by field, for every cell that gets it: half of the time of a round of
forms.
"""

from typing import Any

from openpyxl import Workbook
from openpyxl.utils.indexed_list import IndexedList

_LISTS = ("_fonts", "_fills", "_borders", "_alignments", "_protections")
"""Where a workbook of openpyxl keeps its looks."""


def new_book() -> Workbook:
    """An empty workbook, whose looks must not be changed once a cell has them."""
    book = Workbook()
    for name in _LISTS:
        setattr(book, name, _KnownLooks(getattr(book, name)))
    return book


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
