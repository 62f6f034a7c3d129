"""The sheet 確認済: findings that somebody has looked at and accepted."""

import unicodedata

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.ooxml.spreadsheet import Sheet
from kumareport.workbook import layout
from kumareport.workbook.layout import AcknowledgedColumn
from kumareport.workbook.looks import BOX, FONT, set_up_print, write_header, write_title

_SEARCHED_ROWS = 10
_READY_ROWS = 30
_WIDTHS = (8, 22, 70, 20, 18, 46)


def read_acknowledgements(sheet: Sheet, problems: list[Problem]) -> tuple[Acknowledgement, ...]:
    """The lines of the sheet, found by its header, also those that lack their key.

    A sheet of that name without such a header is reported like any stray sheet.
    """
    columns: dict[AcknowledgedColumn, int] = {}
    top = 0
    for (row, column), cell in sorted(sheet.cells.items()):
        text = unicodedata.normalize("NFKC", cell.text).strip()
        if row > _SEARCHED_ROWS or top not in (0, row) or text not in set(AcknowledgedColumn):
            continue
        top = row
        columns[AcknowledgedColumn(text)] = column
    if AcknowledgedColumn.KEY not in columns:
        problems.append(Problem(ProblemKind.STRAY_SHEET, Location(sheet.name), seen=sheet.name))
        return ()

    def text_of(row: int, column: AcknowledgedColumn) -> str:
        cell = sheet.cells.get((row, columns.get(column, 0)))
        return cell.text.strip() if cell else ""

    lines: list[Acknowledgement] = []
    for row in sorted({row for row, _ in sheet.cells if row > top}):
        key = text_of(row, AcknowledgedColumn.KEY)
        at = Location(sheet.name, row, columns[AcknowledgedColumn.KEY])
        shown = text_of(row, AcknowledgedColumn.MESSAGE)
        person = text_of(row, AcknowledgedColumn.PERSON)
        reason = text_of(row, AcknowledgedColumn.REASON)
        if key or shown or person or reason:
            lines.append(Acknowledgement(key, person, reason, at, shown))
    return tuple(lines)


def write_acknowledged(book: Workbook) -> None:
    """An empty sheet 確認済, ready for lines pasted from a check result."""
    sheet = book.create_sheet(layout.ACKNOWLEDGED_SHEET)
    write_title(
        sheet,
        layout.ACKNOWLEDGED_SHEET,
        "確かめて、このままでよいと決めた点検結果の控えです。点検結果.xlsx の右端の６列に記入し、"
        "その６列をここへ貼り付けます。もとのセルが変わると、もう一度点検結果に出ます。",
    )
    write_header(sheet, layout.HEADER_ROW, tuple(AcknowledgedColumn))
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in range(layout.HEADER_ROW + 1, layout.HEADER_ROW + 1 + _READY_ROWS):
        for column in range(1, len(_WIDTHS) + 1):
            cell = sheet.cell(row, column)
            cell.font = Font(FONT, size=10)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = BOX
    sheet.freeze_panes = sheet.cell(layout.HEADER_ROW + 1, 1)
    set_up_print(sheet, landscape=True, paper=sheet.PAPERSIZE_A4, repeat=f"1:{layout.HEADER_ROW}")
