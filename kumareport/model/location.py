"""Where something stands: a cell of a workbook, or a place in a Word file."""

from msgspec import Struct


def column_letters(column: int) -> str:
    """Excel's letters for a 1-based column number: 1 → ``A``, 27 → ``AA``."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Location(Struct, frozen=True):
    """A place that a person can go to.

    Attributes:
        sheet: the sheet's name; empty for the whole file or a Word place.
        row: 1-based row, 0 where the whole sheet is meant.
        column: 1-based column, 0 where the whole row is meant.
        file: the file's name where it is not the workbook itself (a template).
        place: words for a place in a Word file, such as the paragraph's text.
    """

    sheet: str = ""
    row: int = 0
    column: int = 0
    file: str = ""
    place: str = ""

    @property
    def cell(self) -> str:
        """The A1 reference, ``"12"`` for a whole row, or ``""``."""
        if not self.row:
            return ""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        parts = [self.file, self.sheet, self.cell, self.place]
        return " ".join(part for part in parts if part)
