"""The sheets of a workbook as sources."""

from collections.abc import Iterator
from pathlib import Path

from kumareport.importing.quote import GridCell, Origin, Quote, Source, TextGrid
from kumareport.model.location import column_letters
from kumareport.office.excel.spreadsheet import Cell, CellKind, Sheet, read_workbook
from kumareport.workbook.new_workbook import CellValue
from kumareport.workbook.seen import is_date, quoted, stored


def read_book_sources(path: Path, name: str) -> list[Source]:
    """Everything that a workbook says, sheet by sheet.

    Args:
        path: the file.
        name: how it is called to people.

    Raises:
        InputFileError: it cannot be read.
    """
    return [sheet_source(sheet, name) for sheet in read_workbook(path)]


def sheet_source(sheet: Sheet, file: str) -> Source:
    """What a sheet says."""
    beside = [
        (thing.kind, Quote(thing.text, Origin(file, thing.place or sheet.name)))
        for thing in sheet.beside
    ]
    return Source(file, sheet.name, (TextGrid(list(_cells(sheet, file)), is_sheet=True),), beside)


def _cells(sheet: Sheet, file: str) -> Iterator[GridCell]:
    merges = {(merge.top, merge.left): merge for merge in sheet.merges}
    # A merge over whole columns reaches to the last row of Excel.
    last_row = max((row for row, _ in sheet.cells), default=0)
    last_column = max((column for _, column in sheet.cells), default=0)
    for (row, column), cell in sorted(sheet.cells.items()):
        merge = merges.get((row, column))
        bottom = row if merge is None else max(row, min(merge.bottom, last_row))
        right = column if merge is None else max(column, min(merge.right, last_column))
        yield GridCell(row, column, bottom, right, _quote(sheet, cell, file), cell.is_filled)


def _quote(sheet: Sheet, cell: Cell, file: str) -> Quote:
    origin = Origin(file, f"{sheet.name}!{column_letters(cell.column)}{cell.row}")
    text = quoted(cell)
    if cell.kind is not CellKind.NUMBER or is_date(cell) or cell.struck:
        return Quote(text, origin)
    return Quote(text, origin, _number(stored(cell)), cell.number_format)


def _number(text: str) -> CellValue:
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
