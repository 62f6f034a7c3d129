"""Rows inserted, deleted and moved in somebody's workbook. What must come of it is what Excel does."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kumareport.errors import InputFileError
from kumareport.office.excel.line_map import RowMap, remap_formula, remap_relative
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from tests.conftest import scaled, soffice
from tests.make_package import parts
from tests.outside import integrity_problems, load, validator_problems

INSERT, DELETE, MOVE = RowMap(put=5), RowMap(taken=5), RowMap(taken=5, put=8)
"""A row before row 5; row 5 out; row 5 cut and inserted before row 9."""


@pytest.mark.parametrize(
    ("formula", "inserted", "deleted", "moved"),
    [
        ("A4+A5", "A4+A6", "A4+#REF!", "A4+A8"),
        ("$A$5", "$A$6", "#REF!", "$A$8"),
        ("SUM(A4:A5)", "SUM(A4:A6)", "SUM(A4:A4)", "SUM(A4:A4)"),
        ("SUM(A5:A9)", "SUM(A6:A10)", "SUM(A5:A8)", "SUM(A5:A9)"),
        ("SUM(A5:A5)", "SUM(A6:A6)", "SUM(#REF!)", "SUM(A8:A8)"),
        ("SUM(A1:A4)", "SUM(A1:A4)", "SUM(A1:A4)", "SUM(A1:A4)"),
        ("SUM(A:A)+SUM(2:7)", "SUM(A:A)+SUM(2:8)", "SUM(A:A)+SUM(2:6)", "SUM(A:A)+SUM(2:6)"),
        ("表!B7", "表!B8", "表!B6", "表!B6"),
        ("'表'!B7", "'表'!B8", "'表'!B6", "'表'!B6"),
        ("別!B7+'別 の'!B7", "別!B7+'別 の'!B7", "別!B7+'別 の'!B7", "別!B7+'別 の'!B7"),
        ('"A7"&A7', '"A7"&A8', '"A7"&A6', '"A7"&A6'),
        ("LOG10(A7)+Rate2023", "LOG10(A8)+Rate2023", "LOG10(A6)+Rate2023", "LOG10(A6)+Rate2023"),
        ("[1]表!A7", "[1]表!A7", "[1]表!A7", "[1]表!A7"),
        (
            "T[[#This Row],[A7]]",
            "T[[#This Row],[A7]]",
            "T[[#This Row],[A7]]",
            "T[[#This Row],[A7]]",
        ),
    ],
)
def test_formulas_follow_the_rows(formula: str, inserted: str, deleted: str, moved: str) -> None:
    found = [remap_formula(formula, rows, "表", is_own=True) for rows in (INSERT, DELETE, MOVE)]
    assert found == [inserted, deleted, moved]


def test_formulas_of_other_sheets_change_only_where_they_name_the_sheet() -> None:
    assert remap_formula("A7+表!A7", INSERT, "表", is_own=False) == "A7+表!A8"


def test_formulas_of_conditional_formats_are_written_for_the_first_cell() -> None:
    # The range begins at row 4 before and after its first row is deleted.
    assert remap_relative('$A4="節"', RowMap(taken=4), 0) == '$A4="節"'
    assert remap_relative('AND($A4="節",B$9>0)', RowMap(put=4), 1) == 'AND($A5="節",B$10>0)'


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook by XlsxWriter with one of everything that refers to rows. Cell Bn holds n."""
    path = tmp_path_factory.mktemp("rows") / "book.xlsx"
    book: Any = xlsxwriter.Workbook(path)
    sheet, other = book.add_worksheet("表"), book.add_worksheet("別")
    bold = book.add_format({"bold": True, "bg_color": "#FFFF00"})
    for row in range(1, 21):
        sheet.write_string(row - 1, 0, f"行{row}", bold if row == 7 else None)
        sheet.write_number(row - 1, 1, row)
        sheet.write_formula(row - 1, 2, f"=B{row}*10", None, row * 10)
    sheet.write_formula("E1", "=SUM(B3:B12)", None, 75)
    other.write_formula("A1", "=表!B10", None, 10)
    other.write_formula("A2", "=SUM('表'!B3:B12)", None, 75)
    sheet.write_comment("A10", "行10のメモ")
    sheet.write_comment("A12", "行12のメモ")
    sheet.merge_range("F9:F11", "結合")
    sheet.conditional_format("B3:B12", {"type": "formula", "criteria": "=$B3>5", "format": bold})
    sheet.conditional_format("B3:B12", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("D3:D12", {"validate": "list", "source": "=$A$3:$A$12"})
    sheet.write_url("G10", "https://example.invalid/10")
    sheet.add_sparkline("H10", {"range": "表!B3:B12"})
    sheet.insert_textbox("J10", "枠")
    sheet.autofilter("A2:C20")
    sheet.set_h_pagebreaks([10])
    sheet.print_area("A1:H20")
    book.define_name("対象", "=表!$A$3:$A$12")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"categories": "=表!$A$3:$A$12", "values": "=表!$B$3:$B$12"})
    other.insert_chart("C3", chart)
    book.close()
    return path


def changed(source: Path, target: Path, operation: str) -> Path:
    with WorkbookPatch(source) as patch:
        if operation == "insert":
            patch.insert_row("表", 10, 9)
        elif operation == "delete":
            patch.delete_row("表", 10)
        else:
            patch.move_row("表", 10, 6)
        patch.save(target)
    return target


OPERATIONS = ("insert", "delete", "move")
NAMES = {
    "insert": [*range(1, 10), None, *range(10, 21)],
    "delete": [*range(1, 10), *range(11, 21)],
    "move": [*range(1, 6), 10, *range(6, 10), *range(11, 21)],
}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_rows_stand_as_they_should(source: Path, tmp_path: Path, operation: str) -> None:
    sheet = load(changed(source, tmp_path / "後.xlsx", operation))["表"]
    texts = [sheet.cell(row, 1).value for row in range(1, len(NAMES[operation]) + 1)]
    assert texts == [name and f"行{name}" for name in NAMES[operation]]
    bold = next(row for row in range(1, 21) if sheet.cell(row, 1).value == "行7")
    font: Any = sheet.cell(bold, 1).font
    assert font.bold
    formulas = [sheet.cell(row, 3).value for row in range(1, len(texts) + 1)]
    assert formulas == [f"=B{row}*10" if text else None for row, text in enumerate(texts, 1)]


EXPECTED = {
    # range of conditional format and validation, filter, merge, notes, link, break, name, sum
    "insert": ("B3:B13", "A2:C21", "F9:F12", {"A11", "A13"}, "G11", 11, "表!$A$3:$A$13", "=SUM(B3:B13)"),
    "delete": ("B3:B11", "A2:C19", "F9:F10", {"A11"}, None, 10, "表!$A$3:$A$11", "=SUM(B3:B11)"),
    "move": ("B3:B12", "A2:C20", "F10:F11", {"A6", "A12"}, "G6", 6, "表!$A$3:$A$12", "=SUM(B3:B12)"),
}  # fmt: skip


@pytest.mark.parametrize("operation", OPERATIONS)
def test_all_that_refers_to_rows_follows(source: Path, tmp_path: Path, operation: str) -> None:
    target = changed(source, tmp_path / "後.xlsx", operation)
    book = load(target)
    sheet = book["表"]
    area, filtered, merged, notes, link, _, name, total = EXPECTED[operation]
    assert {str(r.sqref) for r in sheet.conditional_formatting} == {area}
    assert [str(v.sqref) for v in sheet.data_validations.dataValidation] == [area.replace("B", "D")]
    assert sheet.data_validations.dataValidation[0].formula1 == name.removeprefix("表!")
    assert sheet.auto_filter.ref == filtered
    assert [str(m) for m in sheet.merged_cells.ranges] == [merged]
    assert {c.coordinate for line in sheet.iter_rows() for c in line if c.comment} == notes
    assert [c.coordinate for line in sheet.iter_rows() for c in line if c.hyperlink] == (
        [link] if link else []
    )
    assert book.defined_names["対象"].attr_text == name
    assert sheet["E1"].value == total
    assert book["別"]["A2"].value == total.replace("B3", "'表'!B3")
    package = parts(target)
    chart = next(
        data for part, data in package.items() if part.startswith("xl/charts/chart")
    ).decode()
    assert name in chart
    assert name.replace("A", "B") in chart
    xml = package["xl/worksheets/sheet1.xml"].decode()
    assert f"<xm:sqref>{area}</xm:sqref>" in xml
    # The sparkline itself stood in row 10.
    assert (f"<xm:f>表!{area}</xm:f>" in xml) is (operation != "delete")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_libreoffice_computes_the_same(source: Path, tmp_path: Path, operation: str) -> None:
    """The sums over what was summed before, computed anew by another program."""
    target = changed(source, tmp_path / "後.xlsx", operation)
    saved = soffice(target, "ods", tmp_path)
    again = load(soffice(saved, "xlsx", tmp_path), data_only=True)
    total = {"insert": 75, "delete": 65, "move": 75}[operation]
    assert again["表"]["E1"].value == total
    assert again["別"]["A2"].value == total
    tenth = again["別"]["A1"].value
    # Excel and we write 表!#REF!; LibreOffice 7.4 shows that as #NAME?.
    assert tenth in ((10,) if operation != "delete" else ("#REF!", "#NAME?"))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_independent_validators_find_nothing_new(
    source: Path, tmp_path: Path, operation: str
) -> None:
    target = changed(source, tmp_path / "後.xlsx", operation)
    assert not validator_problems(target) - validator_problems(source)
    assert not integrity_problems(target) - integrity_problems(source)


def test_what_is_in_the_way_is_refused_before_anything_changes(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book: Any = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    sheet.write_array_formula("A3:A6", "{=B3:B6*2}")
    sheet.add_table("D3:E6", {"columns": [{"header": "甲"}, {"header": "乙"}]})
    book.close()
    with WorkbookPatch(path) as patch:
        with pytest.raises(InputFileError, match="配列数式"):
            patch.insert_row("表", 5, 4)
        with pytest.raises(InputFileError, match="テーブルの見出し"):
            patch.delete_row("表", 3)
        patch.insert_row("表", 8, 7)
        patch.save(tmp_path / "後.xlsx")
    assert load(tmp_path / "後.xlsx")["表"].tables["Table1"].ref == "D3:E6"


def test_a_new_sheet_and_lines_below_it(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "後.xlsx"
    with WorkbookPatch(source) as patch:
        patch.add_sheet("変更履歴", [("日時", "内容"), ("十二月", "=1+1 と <b>")], (20, 60))
        patch.append_row("変更履歴", ("一月", "二行目"))
        patch.append_row("変更履歴", ("二月", ""))
        patch.save(target)
    sheet = load(target)["変更履歴"]
    values = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert values == [
        ["日時", "内容"],
        ["十二月", "=1+1 と <b>"],
        ["一月", "二行目"],
        ["二月", None],
    ]
    assert sheet["B2"].data_type == "s"
    assert sheet["A4"].border.left.style == "thin"
    assert load(target).sheetnames == ["表", "別", "変更履歴"]
    assert not validator_problems(target) - validator_problems(source)
    saved = soffice(soffice(target, "ods", tmp_path), "xlsx", tmp_path)
    assert load(saved)["変更履歴"]["A4"].value == "二月"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("insert", "delete", "move", "write")), st.integers(1, 8), st.integers(1, 9)
    ),
    max_size=12,
)


@scaled(0.3)
@given(steps=STEPS)
def test_rows_do_what_a_list_does(tmp_path: Path, steps: list[tuple[str, int, int]]) -> None:
    path, target = tmp_path / "book.xlsx", tmp_path / "後.xlsx"
    book = openpyxl.Workbook()
    for number in range(1, 11):
        book.worksheets[0].append([f"行{number}", number])
    book.worksheets[0].merge_cells("D2:D4")
    book.save(path)
    expected: list[str] = [f"行{number}" for number in range(1, 11)]
    with WorkbookPatch(path) as patch:
        name = patch.sheet_names[0]
        for step, row, other in steps:
            if step == "insert":
                patch.insert_row(name, row, other)
                expected.insert(row - 1, "")
            elif step == "delete" and len(expected) > 9:
                patch.delete_row(name, row)
                del expected[row - 1]
            elif step == "move":
                patch.move_row(name, row, other)
                moving = expected.pop(row - 1)
                expected.insert(other - 1 if other <= row else other - 2, moving)
            elif step == "write":
                patch.set_value(name, row, 1, f"書{other}")
                expected[row - 1] = f"書{other}"
                patch.set_value(name, row, 2, Decimal(other))
        patch.save(target)
    (sheet,) = read_workbook(target)
    last = len(expected)
    assert [
        sheet.cells[r, 1].text if (r, 1) in sheet.cells else "" for r in range(1, last + 1)
    ] == expected
    assert all(merge.top < merge.bottom for merge in sheet.merges)
    assert load(target)
