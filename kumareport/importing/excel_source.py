"""The sheets of a workbook as sources."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.importing.declared import DeclaredForm, declared_in
from kumareport.importing.quote import GridCell, Origin, Piece, Quote, Source, TextGrid
from kumareport.importing.record_source import is_of_records, record_pieces, rest_of
from kumareport.model.location import column_letters
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.office.excel.spreadsheet import Cell, CellKind, Sheet, read_workbook
from kumareport.workbook.form_answers import COVER_SHEET
from kumareport.workbook.ledger import LedgerKind, read_ledger
from kumareport.workbook.new_workbook import CellValue
from kumareport.workbook.seen import is_date, quoted, stored

BESIDE_RECORDS = "様式の決まった文"
"""What a form or workbook of ours says besides its records."""


def read_book_sources(path: Path, name: str) -> list[Source]:
    """Everything that a workbook says, sheet by sheet.

    Args:
        path: the file.
        name: how it is called to people.

    Raises:
        InputFileError: it cannot be read.
    """
    sheets = read_workbook(path)
    ledger = read_ledger(sheets)
    if ledger is not None and ledger.kind is not LedgerKind.FORM:
        raise InputFileError(
            f"kumareport の{ledger.kind}なので、取り込みません：{name}",
            "取り込めるのは、報告書や一覧・帳票・照会票です。",
        )
    sources = [sheet_source(sheet, name) for sheet in sheets]
    grids = [_grid(source) for source in sources]
    if not any(map(is_of_records, grids)):
        return sources
    declared = declared_in(sheets)
    lists = {} if declared is None else {k.name: _list_head(k) for k in declared.form.boxes}
    records = [record_pieces(s.sheet, g, lists) for s, g in zip(sources, grids, strict=True)]
    return [
        _of_records(source, pieces or [], declared)
        for source, pieces in zip(sources, records, strict=True)
    ]


def _list_head(kind: RecordKind) -> str:
    """What heads the lines of a kind as a table: a list is told by its name."""
    return f"{kind.name}一覧" if kind.shape is Shape.LIST else kind.name


def _grid(source: Source) -> TextGrid:
    grid = source.pieces[0]
    assert isinstance(grid, TextGrid)
    return grid


def _of_records(source: Source, pieces: Sequence[Piece], declared: DeclaredForm | None) -> Source:
    """A sheet of a form of ours, or one beside them (表紙, 記入要領, 設定)."""
    rest = [(BESIDE_RECORDS, quote) for quote in rest_of(_grid(source), pieces)]
    if not pieces and source.sheet != COVER_SHEET:
        where = Origin(source.file, source.sheet)
        rest = [(BESIDE_RECORDS, Quote(f"「{source.sheet}」のシート（{len(rest)} セル）", where))]
    return Source(source.file, source.sheet, pieces, (*source.beside, *rest), declared)


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
