"""Text as a cell can hold it, and how much room it takes."""

import re

from kumareport.text_width import text_width
from kumareport.workbook.values import sanitize

MAX_LENGTH = 32_767
"""Characters in one cell (Excel specifications and limits)."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def storable(text: str) -> str:
    """The text without characters that XML cannot hold, no longer than a cell.

    Excel reads ``_x0041_`` in a file as an escape for A (ECMA-376, 22.9.2.19 ST_Xstring); where
    people really typed that, its first ``_`` is escaped itself.
    """
    clean = sanitize(text)[0]
    if len(clean) > MAX_LENGTH:
        clean = clean[: MAX_LENGTH - 1] + "…"
    return _ESCAPE.sub("_x005F_", clean)


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a column, wrapped.

    Args:
        text: may hold line breaks.
        width: the column's width in Excel's units.
    """
    # A twelfth is left free: Excel wraps between words, and keeps brackets off a line's start.
    room = max(2, int(width * 0.92))
    parts = text.split("\n") or [""]
    return sum(max(1, -(-text_width(part) // room)) for part in parts)
