"""List workbooks: text stays text, equal input gives equal bytes, the sheet is set up for printing."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kumareport.errors import OutputFileError
from kumareport.workbook.cell_text import lines_needed, storable
from kumareport.workbook.listing import (
    Align,
    Link,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    write_listing,
)

DANGEROUS = ["=1+1", "+81-96-328-2111", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "普通の文"]


def sheet(rows: Sequence[Sequence[Any]], **more: Any) -> ListSheet:
    columns = (
        ListingColumn("文", 20, band="帯"),
        ListingColumn("数", 8, Align.RIGHT, "0.0%"),
        ListingColumn("印", 6),
    )
    return ListSheet(
        "一覧", "題名", "手引き。", (ListingTable(columns, rows, is_list=True),), **more
    )


def written(tmp_path: Path, *sheets: ListSheet, name: str = "a.xlsx") -> Path:
    path = tmp_path / name
    write_listing(sheets, path, "題名")
    return path


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    path = written(tmp_path, sheet([(text, None, ListingCell(text)) for text in DANGEROUS]))
    book = openpyxl.load_workbook(path)
    cells = [row[0] for row in book["一覧"].iter_rows(min_row=6)]
    assert [cell.value for cell in cells] == DANGEROUS
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True] * 5 + [False]
    with zipfile.ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_titles_and_headers_are_data_too(tmp_path: Path) -> None:
    table = ListingTable((ListingColumn("=1", 10), ListingColumn("b", 10, band="=2")), [], "=3")
    path = written(tmp_path, ListSheet("名", "=4", "=5", (table,)))
    cells = [cell for row in openpyxl.load_workbook(path)["名"].iter_rows() for cell in row]
    assert {str(c.value) for c in cells if c.value} == {"=1", "b", "=2", "=3", "=4", "=5"}
    assert "f" not in {c.data_type for c in cells}


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("前\x01後", "前後"),
        ("前\ud800後", "前後"),
        ("_x0041_", "_x005F_x0041_"),  # Excel would show A
        ("_x004_", "_x004_"),
    ],
)
def test_text_that_a_cell_cannot_hold(tmp_path: Path, text: str, stored: str) -> None:
    assert storable(text) == stored
    path = written(tmp_path, sheet([(text, None, None)]))
    assert openpyxl.load_workbook(path)["一覧"]["A6"].value == stored


def test_text_that_is_longer_than_a_cell_is_cut_and_whole_on_a_sheet_of_its_own(
    tmp_path: Path,
) -> None:
    notice = "…（長いため途中までです。全文は「長い文」シートにあります）"
    path = written(tmp_path, sheet([("あ" * 40_000, None, None)]))
    book = openpyxl.load_workbook(path)
    assert book["一覧"]["A6"].value == "あ" * (32_767 - len(notice)) + notice
    rows = [[cell.value for cell in row] for row in book["長い文"].iter_rows(min_row=5)]
    assert [row[3:] for row in rows] == [["1／2", "あ" * 32_767], ["2／2", "あ" * 7_233]]
    with pytest.raises(OutputFileError, match="40,000 字"):
        storable("あ" * 40_000)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    rows = [(ListingCell("字", "FFC7CE", link=Link("b%20c.xlsx", "'表'!A1")), 0.5, 3)]
    first = written(tmp_path, sheet(rows), name="a.xlsx")
    second = written(tmp_path, sheet(rows), name="b.xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_set_up(tmp_path: Path) -> None:
    rows = [("字" * 50, 0.237, ListingCell("×", "FFC7CE", bold=True))]
    path = written(tmp_path, sheet(rows, frozen_columns=1, printed_columns=2))
    page: Any = openpyxl.load_workbook(path)["一覧"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B6", "A5:C6")
    assert page.print_area == "'一覧'!$A$1:$B$6"
    assert page.print_title_rows == "$5:$5"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in page.oddFooter.center.text
    assert (page["B6"].value, page["B6"].number_format) == (0.237, "0.0%")
    assert page["C6"].fill.fgColor.rgb.endswith("FFC7CE")
    assert page["A4"].value == "帯"
    # 100 half-width letters in a column of 20 units, 7/6 letters each: at least 5 lines of 12.5.
    assert 5 * 12.5 <= page.row_dimensions[6].height < 8 * 12.5
    with zipfile.ZipFile(path) as package:
        assert b"customHeight" not in package.read("xl/worksheets/sheet1.xml")


def test_tables_below_each_other(tmp_path: Path) -> None:
    list_table = ListingTable(
        (ListingColumn("甲", 9), ListingColumn("乙", 30)), [("1", "2")], is_list=True
    )
    other = ListingTable(
        (ListingColumn("丙", 12),), [("3",), ("4",)], "集計", start=2, new_page=True
    )
    path = written(tmp_path, ListSheet("名", "題", "手引き", (list_table, other), one_page=True))
    page = openpyxl.load_workbook(path)["名"]
    values = {cell.coordinate: cell.value for row in page.iter_rows(min_row=4) for cell in row}
    assert values["A4"] == "甲"
    assert values["B5"] == "2"
    assert [values[name] for name in ("B7", "B8", "B9", "B10")] == ["集計", "丙", "3", "4"]
    assert page.column_dimensions["B"].width == 30
    assert [brk.id for brk in page.row_breaks.brk] == [6]
    assert page.page_setup.fitToHeight == 1


def test_a_list_without_rows(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, sheet([])))["一覧"]
    assert page.auto_filter.ref == "A5:C5"


def test_an_old_file_stays_where_it_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputFileError, match="フォルダー"):
        write_listing([sheet([])], tmp_path, "題名")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("abc", 10, 1),
        ("あいうえお", 11, 1),
        ("あいうえおか", 11, 2),
        ("あ\nい\n", 9, 3),
    ],
)
def test_lines_needed(text: str, width: int, lines: int) -> None:
    assert lines_needed(text, width) == lines
