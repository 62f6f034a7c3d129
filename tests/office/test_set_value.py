"""Constants written into cells, and what happens to formulas."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.errors import InputFileError, OutputFileError
from kumareport.office.excel.cell_content import escape_text
from kumareport.office.excel.formula_shift import shift_formula
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.office.excel.spreadsheet_parts import unescape
from kumareport.office.excel.workbook_patch import WorkbookPatch
from tests.make_package import MAIN, REL, SHEET_TYPE, TYPES, bare, parts, relations, worksheet
from tests.outside import load, validator_problems

SHEET = "xl/worksheets/sheet1.xml"


def patched(
    tmp_path: Path,
    data: str,
    values: dict[tuple[int, int], Decimal | str | None],
    more: Mapping[str, str | None] | None = None,
) -> Path:
    """A workbook with rows, after values were put into cells."""
    with WorkbookPatch(bare(tmp_path / "元.xlsx", worksheet(data), more=more)) as patch:
        for (row, column), value in values.items():
            patch.set_value("表", row, column, value)
        patch.save(tmp_path / "後.xlsx")
    return tmp_path / "後.xlsx"


def sheet_data(path: Path) -> str:
    (found,) = re.findall("<sheetData>(.*)</sheetData>", parts(path)[SHEET].decode(), re.DOTALL)
    return found


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (Decimal("12.50"), "<v>12.50</v>"),
        (Decimal("1E+3"), "<v>1000</v>"),
        (Decimal("-0.000001"), "<v>-0.000001</v>"),
        (Decimal(0), "<v>0</v>"),
    ],
)
def test_numbers(tmp_path: Path, value: Decimal, stored: str) -> None:
    done = patched(tmp_path, '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>', {(1, 1): value})
    assert sheet_data(done) == f'<row r="1"><c r="A1" s="1">{stored}</c></row>'


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "  前後  ",
        "一行\n二行",
        "<&>\"'",
        "_x000D_",
        "①㈱髙﨑𠮷",
        "+3",
        "'5",
        "12.5",
        "\x01",
    ],
)
def test_text_is_what_was_written(tmp_path: Path, text: str) -> None:
    done = patched(tmp_path, '<row r="1"><c r="A1" s="1"><v>3</v></c></row>', {(1, 1): text})
    cell = read_workbook(done)[0].cells[1, 1]
    assert (cell.text, cell.kind, cell.number_format) == (text, "text", "0.00")
    if text not in ("_x000D_", "\x01"):  # openpyxl does not resolve these
        assert load(done)["表"]["A1"].value == text
    assert validator_problems(done) == {}


def test_line_breaks_become_excels(tmp_path: Path) -> None:
    done = patched(tmp_path, "", {(1, 1): "一\r\n二\r三"})
    assert load(done)["表"]["A1"].value == "一\n二\n三"


@given(st.text())
def test_escaping_and_back(text: str) -> None:
    assert unescape(escape_text(text)) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(alphabet="_x05Fd\x01"))
def test_escaping_what_looks_escaped(text: str) -> None:
    assert unescape(escape_text(text)) == text


@pytest.mark.parametrize("nothing", [None, ""])
def test_emptying(tmp_path: Path, nothing: str | None) -> None:
    row = '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>消す</t></is></c></row>'
    done = patched(tmp_path, row, {(1, 1): nothing, (5, 5): nothing})
    assert sheet_data(done) == '<row r="1"><c r="A1" s="1"/></row>'


def test_a_rich_value_lets_go_of_its_metadata(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="e" vm="1" cm="1" ph="1"><v>#VALUE!</v></c></row>'
    done = patched(tmp_path, row, {(1, 1): Decimal(1)})
    assert sheet_data(done) == '<row r="1"><c r="A1" ph="1"><v>1</v></c></row>'


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-Infinity")])
def test_no_number(tmp_path: Path, value: Decimal) -> None:
    with pytest.raises(ValueError, match="no number"):
        patched(tmp_path, "", {(1, 1): value})


def test_too_much_text(tmp_path: Path) -> None:
    with pytest.raises(OutputFileError) as caught:
        patched(tmp_path, "", {(2, 3): "あ" * 32_768})
    assert caught.value.message == "「表」の C2 に入れる文章が 32,768 字あります。"


CHAIN = {
    "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/><c r="B1" i="1"/></calcChain>',
    "xl/_rels/workbook.xml.rels": relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId3", "calcChain", "calcChain.xml"),
    ),
    "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/calcChain.xml" ContentType="{SHEET_TYPE}.calcChain+xml"/>'
    f'<Override PartName="/{SHEET}" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
}
TWO = (
    '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1"><f>A1*2</f><v>6</v></c><c r="C1"/></row>'
)


def test_a_formula_goes_with_the_calculation_chain(tmp_path: Path) -> None:
    done = patched(tmp_path, TWO, {(1, 1): Decimal(5)}, CHAIN)
    after = parts(done)
    assert '<c r="A1"><v>5</v></c><c r="B1"><f>A1*2</f><v>6</v></c>' in sheet_data(done)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert b'</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in after["xl/workbook.xml"]
    assert validator_problems(done) == {}


def test_the_chain_stays_where_no_formula_goes(tmp_path: Path) -> None:
    after = parts(patched(tmp_path, TWO, {(1, 3): Decimal(5)}, CHAIN))
    assert after["xl/calcChain.xml"].decode() == CHAIN["xl/calcChain.xml"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_without_formulas_nothing_is_to_be_computed(tmp_path: Path) -> None:
    after = parts(patched(tmp_path, '<row r="1"><c r="A1"/></row>', {(1, 1): Decimal(5)}))
    assert after["xl/workbook.xml"] == parts(tmp_path / "元.xlsx")["xl/workbook.xml"]


def test_calculation_settings_are_kept(tmp_path: Path) -> None:
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="表" sheetId="1" '
        'r:id="rId1"/></sheets><calcPr calcId="191029"/><extLst/></workbook>'
    )
    source = bare(tmp_path / "元.xlsx", worksheet(TWO), book=book)
    with WorkbookPatch(source) as patch:
        patch.set_value("表", 1, 3, Decimal(1))
        patch.save(tmp_path / "後.xlsx")
    after = parts(tmp_path / "後.xlsx")["xl/workbook.xml"]
    assert b'</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/><extLst/>' in after


def test_those_who_share_a_formula_get_their_own(tmp_path: Path) -> None:
    """18.3.1.40: the first cell has the text, the others only its number."""
    rows = (
        '<row r="1"><c r="C1"><f t="shared" ref="C1:D2" si="0">A1*$B$1+SUM(A:A)</f><v>1</v></c>'
        '<c><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>3</v></c>'
        '<c r="D2"><f t="shared" si="1" ref="D2">Z9</f><v>4</v></c></row>'
    )
    done = patched(tmp_path, rows, {(1, 3): Decimal(5)})
    assert sheet_data(done) == (
        '<row r="1"><c r="C1"><v>5</v></c><c r="D1"><f>B1*$B$1+SUM(B:B)</f><v>2</v></c></row>'
        '<row r="2"><c r="C2"><f>A2*$B$1+SUM(A:A)</f><v>3</v></c>'
        '<c r="D2"><f t="shared" si="1" ref="D2">Z9</f><v>4</v></c></row>'
    )


def test_one_of_those_who_share_may_go(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">C1</f></c>'
        '<c r="B1"><f t="shared" si="0"/></c></row>'
    )
    done = patched(tmp_path, rows, {(1, 2): "文字"})
    assert '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1</f></c><c r="B1" t="inline' in sheet_data(
        done
    )


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_a_part_of_an_array_is_refused(tmp_path: Path, kind: str) -> None:
    rows = f'<row r="2"><c r="B2"><f t="{kind}" ref="B2:B4">A2:A4*2</f><v>1</v></c></row>'
    for row in (2, 3):
        with pytest.raises(InputFileError) as caught:
            patched(tmp_path, rows, {(row, 2): Decimal(5)})
        assert caught.value.message.startswith(f"「表」の B{row} は、複数のセルにまたがる数式")
    patched(tmp_path, rows, {(5, 2): Decimal(5)})


def test_an_array_of_one_cell_is_a_formula_like_others(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2" cm="1"><f t="array" ref="B2">SUM(A2:A4*2)</f><v>1</v></c></row>'
    done = patched(tmp_path, rows, {(2, 2): Decimal(5)})
    assert sheet_data(done) == '<row r="2"><c r="B2"><v>5</v></c></row>'


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+B$2-$C3*$D$4", "C2+D$2-$C4*$D$4"),
        ("SUM(A1:B9,C:D,3:4,$E:F)", "SUM(C2:D10,E:F,4:5,$E:H)"),
        ("LOG10(A1)&\"A1\"&'A1 表'!A1", "LOG10(C2)&\"A1\"&'A1 表'!C2"),
        ("表!A1*[1]Sheet1!B2", "表!C2*[1]Sheet1!D3"),
        ("表1[[#This Row],[A1]]+Q1値+_A1+A1.5", "表1[[#This Row],[A1]]+Q1値+_A1+A1.5"),
        ("XFD1048576", "B1"),
        ("1E5+TRUE+12", "1E5+TRUE+12"),
    ],
)
def test_moving_a_formula(formula: str, moved: str) -> None:
    """One row down and two columns right, as Excel fills it."""
    assert shift_formula(formula, 1, 2) == moved
