"""A cell as Excel shows it: the one place that every reader of a cell asks."""

from decimal import Decimal

from kumareport.number_format import NumberFormat, displayed_number, displayed_text
from kumareport.office.excel.spreadsheet import Cell, CellKind

_FROM_1904 = 1_462


def seen(cell: Cell) -> str:
    """What a person sees in the cell, without what is struck through and without padding.

    A number format that shows nothing hides a content that is there: that gives an empty text, and
    the caller says so.
    """
    if cell.kind is CellKind.TEXT:
        kept = cell.kept
        return displayed_text(kept, cell.number_format) if kept else ""
    if cell.kind is CellKind.NUMBER:
        return "" if cell.struck else displayed_number(stored(cell), cell.number_format).strip()
    if cell.kind is CellKind.BOOLEAN:
        return "TRUE" if cell.text in ("1", "true") else "FALSE"
    return cell.text


def quoted(cell: Cell) -> str:
    """The cell for a list that drops nothing: as seen, with what is struck through or hidden."""
    if cell.kind is CellKind.NO_RESULT:
        return f"（結果のない数式：={cell.formula}）" if cell.formula else "（結果のない数式）"
    text = seen(cell) or cell.kept
    if cell.struck:
        return f"{text}{quoted_struck(struck(cell))}"
    return text


def quoted_struck(text: str) -> str:
    """A struck-through text as a list quotes it."""
    return f"（取り消し線：{text}）"


def struck(cell: Cell) -> str:
    """What is struck through, as it is seen."""
    gone = cell.struck
    if gone and cell.kind is CellKind.NUMBER:
        return displayed_number(stored(cell), cell.number_format).strip()
    return gone


def stored(cell: Cell) -> str:
    """A number as a workbook stores it that counts days from 1900: a date of one that counts from
    1904 is 1,462 days behind."""
    if cell.is_1904 and NumberFormat.of(cell.number_format).is_date:
        return str(Decimal(cell.text) + _FROM_1904)
    return cell.text


def is_said_plainly(cell: Cell) -> bool:
    """Whether a cell is a text on one line that is shown as it stands, and nothing more: in one piece,
    neither struck through nor red, without furigana and odd letters. Most texts are."""
    if cell.kind is not CellKind.TEXT or len(cell.runs) != 1 or cell.furigana:
        return False
    font, text = cell.runs[0].font, cell.text
    is_plain = not font.struck and not font.red and text.isprintable()
    return is_plain and displayed_text(text, cell.number_format) == text


def is_hidden(cell: Cell) -> bool:
    """Whether the number format shows nothing of a content that is there."""
    return bool(cell.kept.strip()) and not seen(cell).strip()


def is_date(cell: Cell) -> bool:
    """Whether Excel holds a date or a time."""
    return cell.kind is CellKind.NUMBER and NumberFormat.of(cell.number_format).is_date
