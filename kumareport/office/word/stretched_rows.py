"""Widths that LibreOffice loses where rows of loops are longer or shorter than their table.

It stretches a short row over the table's width and gives the cells of one that is longer than the
grid all the same width. The cells that only hold a tag tell how far a row was stretched.
"""

from msgspec import Struct

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement

_TAG_CELL = 284
"""Twips (5 mm): the cells for tags in the templates that this tool has come with so far."""
_NEAR = 3
_PARTS = (0.4, 0.48)
"""How those templates part the column of names where a group's name stands beside them."""


class CellWidth(Struct, frozen=True):
    """A cell of a row with loops, and whether it only holds a tag."""

    element: XmlElement
    is_tag: bool

    @property
    def twips(self) -> int:
        """Its width; 0 where none is stated."""
        found = self.element.find(f"{w('tcPr')}/{w('tcW')}")
        value = "" if found is None else found.get(w("w"), "")
        return int(value) if value.isdecimal() else 0

    def set_width(self, twips: float) -> None:
        """State another width."""
        found = self.element.find(f"{w('tcPr')}/{w('tcW')}")
        if found is not None:
            found.set(w("w"), str(round(twips)))


def restore_widths(rows: list[list[CellWidth]]) -> None:
    """Give the rows of a table with loops over cells their widths back, where they were lost."""
    levelled = [row for row in rows if _is_levelled(row)]
    stretched = [row for row in rows if row not in levelled and any(cell.is_tag for cell in row)]
    if not levelled or not stretched:
        return
    for row in stretched:
        scale = _TAG_CELL / max(1, min(cell.twips for cell in row if cell.is_tag))
        for cell in row:
            cell.set_width(_TAG_CELL if cell.is_tag else cell.twips * scale)
    model = [cell.twips for cell in stretched[0] if not cell.is_tag]
    for row in levelled:
        for cell in row:
            cell.set_width(_TAG_CELL)
        content = [cell for cell in row if not cell.is_tag]
        beside = len(content) - len(model)
        if beside == len(_PARTS):
            for cell, part in zip(content, _PARTS, strict=False):
                cell.set_width(model[0] * part)
        if beside >= 0:
            for cell, width in zip(content[beside:], model, strict=True):
                cell.set_width(width)


def _is_levelled(row: list[CellWidth]) -> bool:
    widths = [cell.twips for cell in row]
    holds_both = {cell.is_tag for cell in row} == {True, False}
    return holds_both and len(row) > 3 and max(widths) - min(widths) <= _NEAR
