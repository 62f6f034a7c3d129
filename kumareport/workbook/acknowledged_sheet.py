"""Writing the sheet 確認済."""

from openpyxl import Workbook
from openpyxl.styles import Alignment

from kumareport.workbook import layout
from kumareport.workbook.layout import AcknowledgedColumn
from kumareport.workbook.looks import BOX, letters, set_up_print, write_header, write_title

_READY_ROWS = 30
_WIDTHS = (8, 22, 70, 20, 18, 46)
_ALIGNED = Alignment(vertical="center", wrap_text=True)


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
            cell.font = letters(10)
            cell.alignment = _ALIGNED
            cell.border = BOX
    sheet.freeze_panes = sheet.cell(layout.HEADER_ROW + 1, 1)
    set_up_print(sheet, landscape=True, paper=sheet.PAPERSIZE_A4, repeat=f"1:{layout.HEADER_ROW}")
