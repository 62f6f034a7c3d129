"""List workbooks with columns to fill in, which are made again while people fill them in.

Such a workbook may be replaced by its successor as long as people have typed in those columns only:
that is carried over. Its 控え holds a digest of all the rest.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from kumareport.errors import KumareportError
from kumareport.office.excel.spreadsheet import CellKind, Sheet, read_sheets
from kumareport.office.package.package import Package
from kumareport.output import Written
from kumareport.workbook.cell_text import storable
from kumareport.workbook.ledger import Ledger, is_ledger, read_ledger
from kumareport.workbook.listing import (
    ListingCell,
    ListingTable,
    ListSheet,
    Row,
    with_long_texts,
    write_listing,
)
from kumareport.workbook.new_workbook import CellValue

_CONTENT = "内容"
_NOTES = ("xl/comments", "xl/threadedComments/")
_DRAWINGS = "xl/drawings/"

FillIn = Mapping[str, Collection[str]]
"""The titles of the columns to fill in, by sheet."""


def write_fill_in(
    sheets: Sequence[ListSheet], path: Path, title: str, ledger: Ledger, fill_in: FillIn
) -> Written:
    """Write a list workbook with columns to fill in.

    What was filled in in a file that is there must stand in ``sheets`` already.

    Raises:
        OutputFileError: the file cannot be written.
    """
    sheets = with_long_texts(sheets)
    content = _digest(text for sheet in sheets for text in _own_texts(sheet, fill_in))
    known = replace(ledger, fields={**ledger.fields, _CONTENT: content})
    return write_listing(sheets, path, title, known, is_only_filled_in(fill_in))


def is_only_filled_in(fill_in: FillIn) -> Callable[[Path], bool]:
    """Whether nothing but the columns to fill in was changed in a workbook, by its path."""

    def check(path: Path) -> bool:
        try:
            with Package(path, "Excel ブック") as package:
                if any(_is_beside(package, name) for name in package.names()):
                    return False
                sheets = read_sheets(package)
            ledger = read_ledger(sheets)
            if ledger is None or not ledger.intact:
                return False
            texts = (t for s in sheets if not is_ledger(s) for t in _read_texts(s, fill_in))
            return ledger.fields.get(_CONTENT) == _digest(texts)
        except KumareportError:
            return False

    return check


def _is_beside(package: Package, name: str) -> bool:
    """Whether a part holds notes, shapes or pictures; our lists have none. LibreOffice writes empty
    drawings."""
    if name.startswith(_DRAWINGS) and name.endswith(".xml"):
        return b"Anchor" in package.read(name)
    return name.startswith(_NOTES)


def _digest(texts: Iterable[tuple[str, str]]) -> str:
    """Of all texts in any order: people sort and filter lists."""
    lines = sorted(f"{sheet}\0{''.join(text.split())}" for sheet, text in texts if text.strip())
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _own_texts(sheet: ListSheet, fill_in: FillIn) -> Iterable[tuple[str, str]]:
    """The texts of a sheet as they will be read."""
    yield sheet.name, storable(sheet.title)
    yield sheet.name, storable(sheet.lead)
    for table in sheet.tables:
        yield sheet.name, storable(table.heading)
        yield from ((sheet.name, band) for band in _bands(table))
        yield from ((sheet.name, storable(column.title)) for column in table.columns)
        for row in table.rows:
            yield from _row_texts(sheet.name, table, row, fill_in)


def _bands(table: ListingTable) -> Iterable[str]:
    """Each label above the header once for the columns that share it."""
    before = ""
    for column in table.columns:
        if column.band and column.band != before:
            yield storable(column.band)
        before = column.band


def _row_texts(
    name: str, table: ListingTable, row: Row, fill_in: FillIn
) -> Iterable[tuple[str, str]]:
    for column, item in zip(table.columns, row, strict=True):
        if column.title not in fill_in.get(name, ()):
            yield name, _text(item.value if isinstance(item, ListingCell) else item)


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    return storable(value) if isinstance(value, str) else _number(str(value))


def _number(text: str) -> str:
    try:
        # Programs write 15 to 17 digits of what cannot be written exactly.
        return f"{float(text):.12g}"
    except ValueError:
        return text


def _read_texts(sheet: Sheet, fill_in: FillIn) -> Iterable[tuple[str, str]]:
    """All texts but those in the columns to fill in, beside something of ours."""
    titles = fill_in.get(sheet.name, ())
    heads = {c.column: row for (row, _), c in sheet.cells.items() if c.text.strip() in titles}
    ours = {row for (row, column) in sheet.cells if column not in heads}
    for (row, column), cell in sheet.cells.items():
        is_filled_in = column in heads and row > heads[column] and row in ours
        if not is_filled_in:
            text = _number(cell.text) if cell.kind is CellKind.NUMBER else storable(cell.text)
            yield sheet.name, text
