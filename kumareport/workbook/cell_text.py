"""Text as a cell can hold it, and how much room it takes."""

from kumareport.errors import OutputFileError
from kumareport.language.text_width import text_width
from kumareport.patterns import regex
from kumareport.workbook.values import sanitize

MAX_LENGTH = 32_767
"""Characters in one cell (Excel specifications and limits); those beyond U+FFFF count twice."""
HIGHEST_ROW = 409
"""Points; the highest row that Excel knows. What needs more is cut on paper, and in the window."""
LONG_SHEET = "長い文"
CUT_ON_PAPER = "［長いため、紙には途中まで載ります。セルを選ぶと全文が読めます］\n"
_NOTICE = f"…（長いため途中までです。全文は「{LONG_SHEET}」シートにあります）"

_ESCAPE = regex(r"_(?=x[0-9A-Fa-f]{4}_)")


def pieces(text: str, room: int = MAX_LENGTH) -> list[str]:
    """The text in pieces that a cell can hold each; one piece for most."""
    if len(text) * 2 <= room:
        return [text]
    found, start, used = list[str](), 0, 0
    for place, char in enumerate(text):
        size = 1 + (char > "\uffff")
        if used + size > room:
            found.append(text[start:place])
            start, used = place, 0
        used += size
    return [*found, text[start:]]


def as_listed(text: str) -> str:
    """The text as a list shows it: one that no cell holds ends with where the whole of it stands."""
    if len(pieces(text)) == 1:
        return text
    return pieces(text, MAX_LENGTH - len(_NOTICE))[0] + _NOTICE


def storable(text: str) -> str:
    """The text without characters that XML cannot hold.

    What may be longer than a cell is split before (:func:`pieces`, :func:`as_listed`).

    Excel reads ``_x0041_`` in a file as an escape for A (ECMA-376, 22.9.2.19 ST_Xstring); where
    people really typed that, its first ``_`` is escaped itself.

    Raises:
        OutputFileError: it is longer than a cell.
    """
    clean = sanitize(text)[0]
    if len(pieces(clean)) > 1:
        raise OutputFileError(
            f"文章が {len(clean):,} 字あり、Excel の１つのセルに入りません：「{clean[:20]}…」",
            f"セルに入るのは {MAX_LENGTH:,} 字までです。文章を短くするか、行を分けてください。",
        )
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
