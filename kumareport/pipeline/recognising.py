"""Which of our workbooks a file is, by what it carries inside."""

from enum import StrEnum
from pathlib import Path

from kumareport.errors import InputFileError


class BookKind(StrEnum):
    """What a workbook is for."""

    BOOK = "ブック"
    FORM = "照会票"
    ISSUE = "配付一覧"
    PROPOSALS = "反映案"


def book_kind(path: Path) -> BookKind:
    """What a workbook is; one that cannot be read counts as a ブック, whose command says why."""
    from kumareport.office.excel.spreadsheet import read_workbook
    from kumareport.workbook.ledger import read_ledger

    try:
        ledger = read_ledger(read_workbook(path))
    except InputFileError:
        return BookKind.BOOK
    return BookKind.BOOK if ledger is None else BookKind(ledger.kind.value)
