"""List workbooks: what a list shows, and writing it.

A list workbook is made for reading, filtering and printing, and some columns for filling in, never
for reading back as a 様式. Text is data: nothing in it becomes a formula.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kumareport.output import Written
from kumareport.workbook.cell_text import LONG_SHEET, as_listed, pieces
from kumareport.workbook.new_workbook import CellValue

if TYPE_CHECKING:
    from kumareport.workbook.ledger import Ledger

_LONGEST_NO = 20


class Align(StrEnum):
    """Which side a column's texts keep to."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Link(Struct, frozen=True):
    """Where a click on a cell leads.

    Attributes:
        target: the other file as a URI reference; empty for this workbook.
        place: the place in it, such as ``'第１章'!H5``; empty for the file as a whole.
    """

    target: str
    place: str = ""


class ListingCell(Struct, frozen=True):
    """A cell that is more than its value.

    Attributes:
        fill: the ground colour as RRGGBB; empty for none.
        bold: whether it is set bold.
        link: where a click leads.
        number_format: in place of the column's.
        pieces: the value's text in pieces, each with whether it is marked; none for plain text.
    """

    value: CellValue
    fill: str = ""
    bold: bool = False
    link: Link | None = None
    number_format: str = ""
    pieces: Sequence[tuple[str, bool]] = ()


class ListingColumn(Struct, frozen=True):
    """A column of a table.

    Attributes:
        title: its header.
        width: in Excel's units. A sheet's column is as wide as the widest wish of its tables.
        align: the side of its texts.
        number_format: of its numbers.
        band: a label above the header, shared with the neighbours that have the same one.
        wrap: whether long texts wrap and make the row higher; otherwise they are cut on screen.
        choices: what can be chosen in its cells.
    """

    title: str
    width: float = 0
    align: Align = Align.LEFT
    number_format: str = ""
    band: str = ""
    wrap: bool = True
    choices: Sequence[str] = ()


Row = Sequence[ListingCell | CellValue]


class ListingTable(Struct, frozen=True):
    """A table of a sheet.

    Attributes:
        columns: its columns.
        rows: its rows, each as long as ``columns``.
        heading: a line above it.
        start: the 1-based column of the sheet where it begins.
        is_list: whether it can be filtered and its header repeats on each printed page; one table
            of a sheet at most.
        new_page: whether printing begins a new page with it.
    """

    columns: Sequence[ListingColumn]
    rows: Sequence[Row]
    heading: str = ""
    start: int = 1
    is_list: bool = False
    new_page: bool = False


class ListSheet(Struct, frozen=True):
    """One sheet: a title, a line of guidance and tables below each other.

    Attributes:
        frozen_columns: how many columns stay in sight when somebody scrolls to the right.
        printed_columns: how many columns are printed; all where 0.
        one_page: whether printing shrinks it to a single page.
        is_wide: whether it is printed on A3.
    """

    name: str
    title: str
    lead: str
    tables: Sequence[ListingTable] = field(default_factory=tuple)
    frozen_columns: int = 0
    printed_columns: int = 0
    one_page: bool = False
    is_wide: bool = False


def with_long_texts(sheets: Sequence[ListSheet]) -> Sequence[ListSheet]:
    """The sheets with the texts that no cell holds cut, and a last sheet that has all of them."""
    rows: list[Row] = []
    cut = [_cut(sheet, rows) for sheet in sheets]
    if not rows:
        return sheets
    columns = (
        ListingColumn("シート", 14), ListingColumn("No", 6, Align.CENTER), ListingColumn("欄", 22),
        ListingColumn("順", 6, Align.CENTER), ListingColumn("文", 100),
    )  # fmt: skip
    lead = "１つのセルに入らない文の全文です。上から順につながります。"
    return [
        *cut,
        ListSheet(LONG_SHEET, "長い文", lead, (ListingTable(columns, rows, is_list=True),)),
    ]


def _cut(sheet: ListSheet, rows: list[Row]) -> ListSheet:
    """A sheet with its long texts cut; all of each goes to ``rows``."""
    tables: list[ListingTable] = []
    for table in sheet.tables:
        lines: list[Row] = []
        for line in table.rows:
            kept: list[ListingCell | CellValue] = []
            for column, item in zip(table.columns, line, strict=True):
                value = item.value if isinstance(item, ListingCell) else item
                parts = pieces(value) if isinstance(value, str) else []
                if len(parts) > 1:
                    text, first = str(value), line[0]
                    number = str(first.value if isinstance(first, ListingCell) else first)[
                        :_LONGEST_NO
                    ]
                    rows += [
                        (sheet.name, number, column.title, f"{n}／{len(parts)}", part)
                        for n, part in enumerate(parts, 1)
                    ]
                    listed = as_listed(text)
                    item = (
                        replace(item, value=listed, pieces=())
                        if isinstance(item, ListingCell)
                        else listed
                    )
                kept.append(item)
            lines.append(kept)
        tables.append(replace(table, rows=lines))
    return replace(sheet, tables=tables)


def write_listing(
    sheets: Sequence[ListSheet],
    path: Path,
    title: str,
    ledger: "Ledger | None" = None,
    is_carried: Callable[[Path], bool] | None = None,
) -> Written:
    """Write a list workbook. Equal content gives equal bytes.

    Args:
        sheets: at least one; the first is shown when the file opens.
        path: where it is wanted.
        title: the title in the file's properties.
        ledger: what the workbook is known by when it comes back.
        is_carried: as for :func:`kumareport.output.write_result`.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    # What a list shows can be said without loading openpyxl; only writing it needs that.
    from openpyxl import Workbook

    from kumareport.workbook.listing_sheet import write_sheet
    from kumareport.workbook.save import save

    sheets = with_long_texts(sheets)
    book = Workbook()
    for blank in list(book.worksheets):
        book.remove(blank)
    for sheet in sheets:
        write_sheet(book.create_sheet(sheet.name), sheet)
    if ledger is not None:
        from kumareport.workbook.ledger_sheet import write_ledger

        write_ledger(book, ledger)
    return save(book, path, title, is_carried)
