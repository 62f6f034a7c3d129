"""A column inserted into somebody's workbook. What must come of it is what Excel does."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kumareport.errors import InputFileError
from kumareport.office.excel.line_map import ColumnMap, remap_formula, remap_relative
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from tests.conftest import scaled, soffice
from tests.make_package import parts
from tests.outside import integrity_problems, load, validator_problems

INSERT = ColumnMap(put=3)
"""A column before column C."""


@pytest.mark.parametrize(
    ("formula", "inserted"),
    [
        ("B1+C1", "B1+D1"),
        ("$C$1", "$D$1"),
        ("SUM(B1:C1)", "SUM(B1:D1)"),
        ("SUM(C1:E9)", "SUM(D1:F9)"),
        ("SUM(A1:B1)", "SUM(A1:B1)"),
        ("SUM(B:C)+SUM(2:7)", "SUM(B:D)+SUM(2:7)"),
        ("SUM($C:$C)", "SUM($D:$D)"),
        ("表!Z7+'表'!AA7", "表!AA7+'表'!AB7"),
        ("別!C7", "別!C7"),
        ('"C7"&C7', '"C7"&D7'),
        ("LOG10(C7)+Rate2023", "LOG10(D7)+Rate2023"),
        ("T[[#This Row],[C7]]", "T[[#This Row],[C7]]"),
        ("XFD1", "XFD1"),  # the last column stays the last
    ],
)
def test_formulas_follow_the_columns(formula: str, inserted: str) -> None:
    assert remap_formula(formula, INSERT, "表", is_own=True) == inserted


def test_formulas_of_conditional_formats_are_written_for_the_first_cell() -> None:
    # The range moves from C to D: relative columns go along, absolute ones with their column.
    assert remap_relative('AND($A4="節",C4>0,$E4=1)', INSERT, 1) == 'AND($A4="節",D4>0,$F4=1)'


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook by XlsxWriter with one of everything that refers to columns. Row 5 holds 1 to 8 in B
    to I."""
    path = tmp_path_factory.mktemp("columns") / "book.xlsx"
    book: Any = xlsxwriter.Workbook(path)
    sheet, other = book.add_worksheet("表"), book.add_worksheet("別")
    bold = book.add_format({"bold": True, "num_format": "0.0"})
    sheet.set_column("B:D", 12)
    sheet.set_column("E:E", 20, bold)
    sheet.set_column("F:F", 8, None, {"hidden": True})
    for row in range(1, 11):
        sheet.write_string(row - 1, 0, "節" if row == 3 else "指標")
        for column in range(1, 9):
            sheet.write_number(row - 1, column, column, bold if column == 3 else None)
        sheet.write_formula(row - 1, 9, f"=SUM(B{row}:I{row})", None, 36)
    other.write_formula("A1", "=表!D5", None, 3)
    other.write_formula("A2", "=SUM(表!B5:D5)", None, 6)
    sheet.write_comment("D7", "Dのメモ")
    sheet.write_comment("C7", "Cのメモ")
    sheet.merge_range("C9:E9", "結合")
    sheet.merge_range("B10:C10", "左")
    criteria = {"type": "formula", "criteria": '=$A3="節"', "format": bold}
    for letter in "BCDE":
        sheet.conditional_format(f"{letter}3:{letter}10", criteria)
    sheet.conditional_format("D3:D10", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C3:C10", {"validate": "list", "source": ["甲", "乙"]})
    sheet.write_url("G8", "https://example.invalid/8")
    sheet.add_sparkline("K5", {"range": "表!B5:I5"})
    sheet.insert_textbox("H12", "枠")
    sheet.autofilter("A2:I10")
    sheet.filter_column("E", "x > 0")
    sheet.set_v_pagebreaks([6])
    sheet.print_area("A1:J10")
    sheet.repeat_rows(0, 1)
    book.define_name("対象", "=表!$B$5:$D$5")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"categories": "=表!$B$1:$I$1", "values": "=表!$B$5:$I$5"})
    other.insert_chart("C3", chart)
    book.close()
    return path


@pytest.fixture
def target(source: Path, tmp_path: Path) -> Path:
    """A column before D that looks like C."""
    path = tmp_path / "後.xlsx"
    with WorkbookPatch(source) as patch:
        patch.insert_column("表", 4, 3)
        patch.save(path)
    return path


def test_the_columns_stand_as_they_should(target: Path) -> None:
    sheet = load(target)["表"]
    assert [sheet.cell(5, n).value for n in range(2, 11)] == [1, 2, None, 3, 4, 5, 6, 7, 8]
    assert sheet["E5"].font.bold
    assert sheet["E5"].number_format == "0.0"
    assert not sheet["D5"].font.bold  # it looks like C
    assert sheet["K5"].value == "=SUM(B5:J5)"
    widths = {n: sheet.column_dimensions[n].width for n in "BFG"}
    assert widths["B"] == pytest.approx(12.7, abs=0.1)
    assert widths["F"] == pytest.approx(20.7, abs=0.1)
    assert sheet.column_dimensions["G"].hidden
    assert not sheet.column_dimensions["D"].hidden


def test_all_that_refers_to_columns_follows(target: Path) -> None:
    book = load(target)
    sheet = book["表"]
    areas = sorted(str(r.sqref) for r in sheet.conditional_formatting)
    assert areas == ["B3:B10", "C3:C10 D3:D10", "E3:E10", "F3:F10"]
    (validation,) = sheet.data_validations.dataValidation
    assert str(validation.sqref) == "C3:C10 D3:D10"
    assert sheet.auto_filter.ref == "A2:J10"
    assert [column.colId for column in sheet.auto_filter.filterColumn] == [5]
    assert sorted(str(m) for m in sheet.merged_cells.ranges) == ["B10:C10", "C9:F9"]
    notes = {c.coordinate for line in sheet.iter_rows() for c in line if c.comment}
    assert notes == {"C7", "E7"}
    assert [c.coordinate for line in sheet.iter_rows() for c in line if c.hyperlink] == ["H8"]
    assert book.defined_names["対象"].attr_text == "表!$B$5:$E$5"
    assert sheet.print_area == "'表'!$A$1:$K$10"
    assert [b.id for b in sheet.col_breaks.brk] == [7]
    assert book["別"]["A1"].value == "=表!E5"
    assert book["別"]["A2"].value == "=SUM(表!B5:E5)"
    package = parts(target)
    chart = next(d for n, d in package.items() if n.startswith("xl/charts/chart")).decode()
    assert "表!$B$5:$J$5" in chart
    xml = package["xl/worksheets/sheet1.xml"].decode()
    assert "<xm:f>表!B5:J5</xm:f><xm:sqref>L5</xm:sqref>" in xml
    assert "<xm:sqref>E3:E10</xm:sqref>" in xml  # the data bar
    drawing = next(d for n, d in package.items() if n.startswith("xl/drawings/drawing")).decode()
    assert "<xdr:col>8</xdr:col>" in drawing


def test_libreoffice_computes_the_same(target: Path, tmp_path: Path) -> None:
    saved = soffice(target, "ods", tmp_path)
    again = load(soffice(saved, "xlsx", tmp_path), data_only=True)
    assert (again["表"]["K5"].value, again["別"]["A1"].value, again["別"]["A2"].value) == (36, 3, 6)


def test_independent_validators_find_nothing_new(source: Path, target: Path) -> None:
    assert not validator_problems(target) - validator_problems(source)
    assert not integrity_problems(target) - integrity_problems(source)


def test_what_is_in_the_way_is_refused_before_anything_changes(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book: Any = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    sheet.write_array_formula("A3:C3", "{=A4:C4*2}")
    sheet.add_table("D6:E9", {"columns": [{"header": "甲"}, {"header": "乙"}]})
    book.close()
    with WorkbookPatch(path) as patch:
        with pytest.raises(InputFileError, match="配列数式"):
            patch.insert_column("表", 2, 1)
        patch.insert_column("表", 4, 0)
        patch.save(tmp_path / "後.xlsx")
    assert load(tmp_path / "後.xlsx")["表"].tables["Table1"].ref == "E6:F9"


@scaled(0.2)
@given(places=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=8))
def test_columns_do_what_a_list_does(tmp_path: Path, places: list[tuple[int, int]]) -> None:
    path, target = tmp_path / "book.xlsx", tmp_path / "後.xlsx"
    book = openpyxl.Workbook()
    for row in range(1, 4):
        book.worksheets[0].append([f"{row}-{n}" for n in range(1, 11)])
    book.worksheets[0].merge_cells("B5:D5")
    book.worksheets[0].column_dimensions["C"].width = 30
    book.save(path)
    expected: list[str] = [f"2-{n}" for n in range(1, 11)]
    with WorkbookPatch(path) as patch:
        name = patch.sheet_names[0]
        for place, like in places:
            patch.insert_column(name, place, like)
            expected.insert(place - 1, "")
            patch.set_value(name, 2, place, f"新{place}")
            expected[place - 1] = f"新{place}"
        patch.save(target)
    (sheet,) = read_workbook(target)
    found = [sheet.cells.get((2, n)) for n in range(1, len(expected) + 1)]
    assert [cell.text if cell else "" for cell in found] == expected
    assert all(merge.left < merge.right for merge in sheet.merges)
    widths = load(target).worksheets[0].column_dimensions
    assert widths
