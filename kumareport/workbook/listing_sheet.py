"""Writing one sheet of a list workbook."""

from copy import copy
from typing import NamedTuple

from msgspec.structs import replace
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.workbook.cell_text import (
    CUT_ON_PAPER,
    HIGHEST_ROW,
    LONG_SHEET,
    lines_needed,
    pieces,
    storable,
)
from kumareport.workbook.listing import (
    Align,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    Row,
)
from kumareport.workbook.looks import BOX, FONT, HEAD_FILL, add_dropdown, put, set_up_print, store

_SIZE = 9
_LINE = 12.5
"""Points that a line of that size takes in BIZ UDPゴシック."""
_LETTERS = 7 / 6
"""Half-width letters of that size in one unit of column width (a digit of the book's 11 points)."""
_PADDING = 6
_MOST_LINES = (HIGHEST_ROW - _PADDING) // _LINE
_NAVY, _GREY, _BLUE = "1F3864", "595959", "0563C1"
_UNMARKED = InlineFont(rFont=FONT, sz=_SIZE)
_MARKED = InlineFont(rFont=FONT, sz=_SIZE, b=True, u="single", color=Color(rgb="C00000"))
_BAND = PatternFill("solid", fgColor="C6E0B4")
_TOP = 4
"""The first table's first row: below the title, the guidance and a blank row."""


def write_sheet(sheet: Worksheet, content: ListSheet) -> None:
    """Write title, guidance and tables, and set the sheet up for the screen and for printing."""
    widths = _widths(content)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _write_top(sheet, content, widths)
    grid = _Grid(sheet)
    row, repeated = _TOP, 1
    for table in content.tables:
        header = _write_head(sheet, row, table, widths)
        if table.is_list:
            _make_list(sheet, table, header)
            repeated = header
        if table.new_page:
            sheet.row_breaks.brk = [*sheet.row_breaks.brk, Break(id=row - 1)]
        if table.is_list and table is content.tables[0]:
            beyond = get_column_letter(content.frozen_columns + 1)
            sheet.freeze_panes = f"{beyond}{header + 1}"
        _add_choices(sheet, table, header)
        for offset, cells in enumerate(table.rows, 1):
            _write_row(grid, header + offset, table, cells, widths)
        row = header + len(table.rows) + 2
    repeat = f"{repeated}:{repeated}"
    paper = sheet.PAPERSIZE_A3 if content.is_wide else sheet.PAPERSIZE_A4
    set_up_print(sheet, landscape=True, paper=paper, repeat=repeat)
    sheet.page_setup.fitToHeight = 1 if content.one_page else 0
    printed = get_column_letter(content.printed_columns or len(widths))
    sheet.print_area = f"A1:{printed}{max(row - 2, _TOP)}"


def _widths(content: ListSheet) -> list[float]:
    wishes: dict[int, float] = {}
    for table in content.tables:
        for number, column in enumerate(table.columns, table.start):
            wishes[number] = max(wishes.get(number, 0), column.width)
    return [wishes.get(number) or 10 for number in range(1, max(wishes, default=1) + 1)]


def _write_top(sheet: Worksheet, content: ListSheet, widths: list[float]) -> None:
    put(sheet, 1, 1, content.title)
    sheet.cell(1, 1).font = Font(FONT, size=14, bold=True, color=_NAVY)
    sheet.row_dimensions[1].height = 26
    put(sheet, 2, 1, content.lead)
    sheet.cell(2, 1).font = Font(FONT, size=_SIZE, color=_GREY)
    sheet.cell(2, 1).alignment = Alignment(vertical="top", wrap_text=True)
    last = content.printed_columns or len(widths)
    if last > 1:
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=last)
    lines = lines_needed(content.lead, sum(widths[:last]) * _LETTERS)
    sheet.row_dimensions[2].height = _LINE * lines + _PADDING
    sheet.row_dimensions[3].height = 6


def _write_head(sheet: Worksheet, row: int, table: ListingTable, widths: list[float]) -> int:
    """Write a table's heading, bands and header; the header's row."""
    if table.heading:
        put(sheet, row, table.start, table.heading)
        sheet.cell(row, table.start).font = Font(FONT, size=11, bold=True, color=_NAVY)
        sheet.row_dimensions[row].height = 18
        row += 1
    if any(column.band for column in table.columns):
        _write_bands(sheet, row, table)
        row += 1
    for number, column in enumerate(table.columns, table.start):
        put(sheet, row, number, column.title)
        cell = sheet.cell(row, number)
        cell.font = Font(FONT, size=_SIZE, bold=True, color="FFFFFF")
        cell.fill = HEAD_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = BOX
    titles = [(column.title, number) for number, column in enumerate(table.columns, table.start)]
    # The arrow of the filter covers about two characters.
    room = 2 if table.is_list else 0
    lines = max(
        lines_needed(title, (widths[number - 1] - room) * _LETTERS) for title, number in titles
    )
    sheet.row_dimensions[row].height = _LINE * lines + _PADDING + 3
    return row


def _write_bands(sheet: Worksheet, row: int, table: ListingTable) -> None:
    """Labels above the header. Not merged: a merged cell would hinder sorting and copying."""
    previous = ""
    for number, column in enumerate(table.columns, table.start):
        if column.band:
            cell = sheet.cell(row, number)
            cell.fill = _BAND
            if column.band != previous:
                put(sheet, row, number, column.band)
                cell.font = Font(FONT, size=_SIZE, bold=True, color="375623")
        previous = column.band
    sheet.row_dimensions[row].height = _LINE + _PADDING


def _make_list(sheet: Worksheet, table: ListingTable, header: int) -> None:
    first = get_column_letter(table.start)
    last = get_column_letter(table.start + len(table.columns) - 1)
    sheet.auto_filter.ref = f"{first}{header}:{last}{header + len(table.rows)}"


def _add_choices(sheet: Worksheet, table: ListingTable, header: int) -> None:
    for number, column in enumerate(table.columns, table.start):
        if column.choices and table.rows:
            letter = get_column_letter(number)
            reference = f"{letter}{header + 1}:{letter}{header + len(table.rows)}"
            choices = ",".join(column.choices)
            add_dropdown(sheet, f'"{choices}"', reference, "一覧から選んでください。")


class _Look(NamedTuple):
    bold: bool
    linked: bool
    side: Align
    wrap: bool
    fill: str


class _Grid:
    """The cells of a sheet. A look is made once: openpyxl compares whole fonts for every cell."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._made: dict[_Look, StyleArray] = {}

    def cell(self, row: int, number: int, look: _Look) -> Cell:
        """A cell without content that looks so."""
        cell = self.sheet.cell(row, number)
        assert isinstance(cell, Cell)
        if look not in self._made:
            color, line = (_BLUE, "single") if look.linked else ("000000", None)
            cell.font = Font(FONT, size=_SIZE, bold=look.bold, color=color, underline=line)
            cell.alignment = Alignment(horizontal=look.side, vertical="center", wrap_text=look.wrap)
            cell.border = BOX
            if look.fill:
                cell.fill = PatternFill("solid", fgColor=look.fill)
            self._made[look] = copy(cell._style)  # pyright: ignore[reportPrivateUsage]
        cell._style = copy(self._made[look])  # pyright: ignore[reportPrivateUsage]
        return cell


def _write_row(grid: _Grid, row: int, table: ListingTable, cells: Row, widths: list[float]) -> None:
    lines = 1
    for number, (column, content) in enumerate(zip(table.columns, cells, strict=True), table.start):
        item = content if isinstance(content, ListingCell) else ListingCell(content)
        if column.wrap and isinstance(item.value, str):
            needed = lines_needed(item.value, widths[number - 1] * _LETTERS)
            # The sheet of long texts holds them in pieces, one below the other.
            if needed > _MOST_LINES and grid.sheet.title != LONG_SHEET:
                item = _announced(item, item.value)
            lines = max(lines, needed)
        _write_cell(grid, row, number, column, item)
    grid.sheet.row_dimensions[row].height = min(HIGHEST_ROW, _LINE * lines + _PADDING)


def _announced(item: ListingCell, text: str) -> ListingCell:
    """A cell that the highest row does not show as a whole says so before its text. Text that no cell
    holds says it at its end; a filled cell is for people to write in."""
    if item.fill or len(pieces(CUT_ON_PAPER + text)) > 1:
        return item
    marked = [(CUT_ON_PAPER, False), *item.pieces] if item.pieces else []
    return replace(item, value=CUT_ON_PAPER + text, pieces=marked)


def _write_cell(
    grid: _Grid, row: int, number: int, column: ListingColumn, item: ListingCell
) -> None:
    value = item.value
    is_number = isinstance(value, int | float)
    side = Align.RIGHT if is_number and column.align is Align.LEFT else column.align
    look = _Look(item.bold, item.link is not None, side, column.wrap, item.fill)
    cell = grid.cell(row, number, look)
    if item.link is not None:
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, target=item.link.target or None, location=item.link.place or None
        )
    if value not in (None, ""):
        store(cell, value)
    if item.pieces:
        cell.value = CellRichText([_block(text, is_marked) for text, is_marked in item.pieces])
    if is_number:
        cell.number_format = item.number_format or column.number_format or "General"


def _block(text: str, is_marked: bool) -> TextBlock:
    return TextBlock(_MARKED if is_marked else _UNMARKED, storable(text))
