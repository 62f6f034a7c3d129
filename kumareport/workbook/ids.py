"""Stable row IDs: those in the sheet, and new ones for rows that staff inserted."""

import hashlib

from kumareport.model.location import Location

_MADE = "新-"


def is_made(row_id: str) -> bool:
    """Whether an ID was made from the row's text, for want of one in the sheet."""
    return row_id.startswith(_MADE)


class IdRegistry:
    """All IDs of a workbook."""

    def __init__(self) -> None:
        self._taken: dict[str, Location] = {}

    def holder(self, row_id: str) -> Location | None:
        """Where an ID already stands."""
        return self._taken.get(row_id)

    def take(self, row_id: str, location: Location) -> str:
        """Register a row's own ID."""
        self._taken[row_id] = location
        return row_id

    def make(self, location: Location, text: str) -> str:
        """An ID from the row's sheet and text: the same workbook always gets the same IDs."""
        digest = hashlib.sha256(f"{location.sheet}\0{text}".encode()).hexdigest()[:10]
        made, count = f"{_MADE}{digest}", 1
        while made in self._taken:
            count += 1
            made = f"{_MADE}{digest}-{count}"
        return self.take(made, location)
