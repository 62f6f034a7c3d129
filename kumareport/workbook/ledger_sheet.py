"""Writing the 控え; reading one (:mod:`kumareport.workbook.ledger`) needs no openpyxl."""

from openpyxl import Workbook

from kumareport.workbook.ledger import LEDGER_SHEET, Ledger, ledger_rows
from kumareport.workbook.sheet_writing import add_text_sheet


def write_ledger(book: Workbook, ledger: Ledger) -> None:
    """Append the very hidden sheet."""
    add_text_sheet(book, LEDGER_SHEET, ledger_rows(ledger)).sheet_state = "veryHidden"
