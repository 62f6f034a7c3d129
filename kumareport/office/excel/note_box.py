"""Where the box of a note stands, and how large it must be for its text."""

import unicodedata
from collections.abc import Callable

from msgspec import Struct

from kumareport.office.excel.references import MAX_COLUMN, MAX_ROW
from kumareport.office.excel.sheet_xml import SheetXml

# Pixels at 96 dpi. A full-width character of 9 points is 12 wide; line height differs by font, and
# the tallest usual one (メイリオ) needs 18.
_CHARACTER = 12
_LINE = 18
_PADDING = 16
_NARROW, _WIDE = 300, 480
_LONG = 12
_LOWEST = 80
# Excel keeps notes 15 pixels off the cell's right edge.
_GAP = 15
# A digit of the usual fonts is 7 or 8 pixels wide: 7 makes the box rather too wide than too narrow.
_DIGIT = 7
# A box never spans more cells than this, even if most of them are hidden.
_FARTHEST = 2000


class Corner(Struct, frozen=True):
    """A point of the grid: 0-based column and row, and pixels into that cell."""

    column: int
    column_offset: int
    row: int
    row_offset: int


class NoteBox(Struct, frozen=True):
    """The corners of a note's box and its size in pixels."""

    start: Corner
    end: Corner
    width: int
    height: int


def note_size(text: str) -> tuple[int, int]:
    """The width and height in pixels that a text in the notes' font needs."""
    narrow = _lines(text, _NARROW)
    width = _NARROW if narrow <= _LONG else _WIDE
    lines = narrow if narrow <= _LONG else _lines(text, _WIDE)
    return width, max(_LOWEST, lines * _LINE + _PADDING)


def note_box(sheet: SheetXml, row: int, column: int, text: str) -> NoteBox:
    """The box for a note at a cell (1-based) with a text, right of the cell as Excel puts it."""
    width, height = note_size(text)
    # A note at the sheet's edge goes left or up, as in Excel.
    left = min(column, MAX_COLUMN - 8)
    top = min(max(row - 2, 0), MAX_ROW - 40)
    right, right_offset = _walk(
        left, _GAP + width, lambda index: round(sheet.column_width(index + 1) * _DIGIT), MAX_COLUMN
    )
    bottom, bottom_offset = _walk(
        top, 4 + height, lambda index: round(sheet.row_height(index + 1) * 4 / 3), MAX_ROW
    )
    return NoteBox(
        Corner(left, _GAP, top, 4),
        Corner(right, right_offset, bottom, bottom_offset),
        width,
        height,
    )


def _walk(start: int, length: int, size: Callable[[int], int], limit: int) -> tuple[int, int]:
    """The cell, counted from 0, and the pixels into it, at a distance from the start of another."""
    for index in range(start, min(limit, start + _FARTHEST)):
        if length < size(index):
            return index, length
        length -= size(index)
    return min(limit, start + _FARTHEST) - 1, 0


def _lines(text: str, width: int) -> int:
    # Words do not break in the middle: reckon with one character less.
    full = (width - _PADDING) // _CHARACTER - 1
    return sum(-(-_units(line) // (2 * full)) or 1 for line in text.split("\n"))


def _units(text: str) -> int:
    """Half-width columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
