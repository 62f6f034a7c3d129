"""What stands where in the workbook, under names that survive inserted rows and moved columns."""

import hashlib
from functools import cached_property

from msgspec import Struct, field

from kumareport.model.location import Location


class Places(Struct, frozen=True, dict=True):
    """The cells of the sheets that are read.

    Attributes:
        texts: the text of each cell with content, by sheet, then by row and column.
        ids: the ID of each record, by sheet and row.
        headers: the header text of each column that means something, by sheet and column.
    """

    texts: dict[str, dict[tuple[int, int], str]] = field(
        default_factory=dict[str, dict[tuple[int, int], str]]
    )
    ids: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    headers: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])

    def name(self, location: Location) -> str:
        """The record's ID and the column's header; the plain place where there is no record."""
        row = self.ids.get((location.sheet, location.row))
        if row is None:
            return str(location)
        return f"{row} {self.headers.get((location.sheet, location.column), location.column)}"

    def text(self, location: Location) -> str:
        """The text of the cell; empty for blank cells, whole rows and whole sheets."""
        return self.texts.get(location.sheet, {}).get((location.row, location.column), "")

    def digest(self) -> str:
        """The workbook's content in 64 hexadecimal digits: saving it anew does not change it.

        Each draft of a round states it: it is made once, of a workbook that has been read.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        lines = (
            f"{sheet}\0{row}\0{column}\0{len(text)}\0{text}\0"
            for sheet, texts in sorted(self.texts.items())
            for (row, column), text in sorted(texts.items())
        )
        return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
