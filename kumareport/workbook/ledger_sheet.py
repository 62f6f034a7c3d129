"""Writing the 控え; reading one (:mod:`kumareport.workbook.ledger`) needs no openpyxl."""

from openpyxl import Workbook

from kumareport.workbook.ledger import LEDGER_SHEET, Ledger, ledger_rows
from kumareport.workbook.looks import put


def write_ledger(book: Workbook, ledger: Ledger) -> None:
    """Append the very hidden sheet."""
    sheet = book.create_sheet(LEDGER_SHEET)
    sheet.sheet_state = "veryHidden"
    for row, texts in enumerate(ledger_rows(ledger), 1):
        for column, text in enumerate(texts, 1):
            if text:
                put(sheet, row, column, text)
