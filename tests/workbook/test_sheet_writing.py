"""What we write of a workbook is letter for letter what openpyxl writes."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.workbook.known_looks import merge_row, new_book
from kumareport.workbook.looks import put
from kumareport.workbook.sheet_writing import add_text_sheet, parts_of

TEXTS = ("教育　🏫", " 前後 ", "a<b&c>\"d'", "改行\nと\r\n復帰", "_x000D_", "=1+1", "")
LINE = Side(style="thin", color="BFBFBF")


def _sheet(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def _plain() -> Workbook:
    book = Workbook()
    sheet = _sheet(book)
    for row, text in enumerate(TEXTS, 1):
        put(sheet, row, 2, text).font = Font("游ゴシック", bold=row % 2 == 0)
    for row, number in enumerate((0, -1.5, 1e20, True, 85.4), 1):
        put(sheet, row, 30, number).number_format = "0.0"
    raised = TextBlock(InlineFont(vertAlign="superscript"), "2 ")
    sheet["C1"] = CellRichText("CO", raised, "<t>")
    red = InlineFont(rFont="游ゴシック", b=True, color=Color(rgb="FFC00000"))
    pieces = (TextBlock(font, text) for font in (red, raised.font) for text in ("　", *TEXTS))
    sheet["C2"] = CellRichText("\n", *pieces, " ", "復帰\r")
    sheet["D4"].fill = PatternFill("solid", fgColor="FFFFCC")
    sheet["D4"].protection = Protection(locked=False)
    sheet["D5"].hyperlink = Hyperlink(ref="D5", location="'章'!A1")
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[12].hidden = True
    sheet.merge_cells("E2:G3")
    return book


def _other(content: object) -> Workbook:
    book = _plain()
    cell = _sheet(book)["H1"]
    if isinstance(content, Comment):
        cell.comment = content
    else:
        cell.value = content  # pyright: ignore[reportAttributeAccessIssue]
    return book


def _of_openpyxl(book: Workbook) -> dict[str, bytes]:
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("content", [None, "=SUM(A1:A2)", date(2026, 4, 1), Comment("値", "課")])
def test_a_workbook_is_written_as_openpyxl_writes_it(content: object) -> None:
    ours, theirs = (dict(write(_other(content))) for write in (parts_of, _of_openpyxl))
    del ours["docProps/core.xml"], theirs["docProps/core.xml"]
    assert ours == theirs


def test_a_sheet_of_texts_is_as_if_each_stood_in_a_cell() -> None:
    rows = [["", *TEXTS], [], list(TEXTS[:3]), ["=1+1", "", "=1+1"]]
    ours, theirs = Workbook(), Workbook()
    add_text_sheet(ours, "控え", rows)
    cells = theirs.create_sheet("控え")
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            if text:
                put(cells, row, column, text)
    name = "xl/worksheets/sheet2.xml"
    assert dict(parts_of(ours))[name] == _of_openpyxl(theirs)[name]


def test_an_empty_sheet_of_texts_is_an_empty_sheet() -> None:
    ours, theirs = Workbook(), Workbook()
    add_text_sheet(ours, "控え", [])
    theirs.create_sheet("控え")
    name = "xl/worksheets/sheet2.xml"
    assert dict(parts_of(ours))[name] == _of_openpyxl(theirs)[name]


def test_merging_alike_rows_gives_what_openpyxl_gives() -> None:
    ours, theirs = new_book(), new_book()
    for book in (ours, theirs):
        sheet = _sheet(book)
        for row in (1, 2, 3):
            put(sheet, row, 2, "教育課")
            for column in (2, 3, 4):
                cell = sheet.cell(row, column)
                cell.border = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
                if row == 3:
                    cell.protection = Protection(locked=False)
            if book is ours:
                merge_row(sheet, row, 2, 4)
            else:
                sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
            sheet.cell(row, 2).alignment = Alignment(vertical="center")
    assert (
        dict(parts_of(ours))["xl/worksheets/sheet1.xml"]
        == dict(parts_of(theirs))["xl/worksheets/sheet1.xml"]
    )
