"""Sheets as other programs write them: no references, other prefixes, elements in between."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from tests.make_package import MAIN, REL, bare, parts, relations, worksheet
from tests.outside import load, validator_problems

SHEET = "xl/worksheets/sheet1.xml"
Parts = dict[str, str | None]
"""Parts that are put in place of others; None takes one away."""
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def patched(tmp_path: Path, sheet: str, *cells: tuple[int, int], more: Parts | None = None) -> str:
    """The sheet's XML after 7 was put into cells."""
    source = bare(tmp_path / "元.xlsx", sheet, more=more)
    with WorkbookPatch(source) as patch:
        for row, column in cells:
            patch.set_value("表", row, column, Decimal(7))
        patch.save(tmp_path / "後.xlsx")
    text = parts(tmp_path / "後.xlsx")[SHEET].decode()
    return text.partition("?>\n")[2]


def test_rows_and_cells_come_in_order(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2"/><c r="D2"/></row><row r="5"/>'
    text = patched(tmp_path, worksheet(rows), (2, 3), (3, 1), (1, 9), (9, 1), (2, 5), (2, 1))
    assert re.findall(r'<row r="(\d)"', text) == ["1", "2", "3", "5", "9"]
    assert re.findall(r'<c r="(\w+)"', text) == ["I1", "A2", "B2", "C2", "D2", "E2", "A3", "A9"]


def test_a_row_with_an_extension_keeps_it_last(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1"/><extLst><ext uri="{0}"/></extLst></row>'
    text = patched(tmp_path, worksheet(row), (1, 2))
    assert text.endswith('<c r="A1"/><c r="B1"><v>7</v></c><extLst><ext uri="{0}"/></extLst></row>'
                         "</sheetData></worksheet>")  # fmt: skip


def test_missing_references_are_worked_out(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row r='7'><c/></row><row><c><v>8</v></c></row>"
    patched(tmp_path, worksheet(rows), (1, 2), (4, 1), (8, 2), (7, 1))
    sheet = load(tmp_path / "後.xlsx")["表"]
    values = {cell.coordinate: cell.value for row in sheet for cell in row if cell.value}
    assert values == {"A1": 1, "B1": 7, "A4": 7, "A7": 7, "A8": 8, "B8": 7}


def test_prefixed_elements(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row>'
        '</x:sheetData><x:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
        "</x:worksheet>"
    )
    book = (
        f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{REL}"><x:sheets>'
        '<x:sheet name="表" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>'
    )
    source = bare(tmp_path / "元.xlsx", sheet, book=book)
    with WorkbookPatch(source) as patch:
        patch.set_value("表", 3, 2, "文字")
        patch.set_fill("表", 1, 1, "FFC7CE")
        patch.add_comment("表", 1, 1, "点検", "メモ")
        patch.save(tmp_path / "後.xlsx")
    text = parts(tmp_path / "後.xlsx")[SHEET].decode().partition("?>\n")[2]
    assert text.startswith(
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" s="3"/></x:row>'
        '<x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t xml:space="preserve">文字</x:t></x:is>'
        "</x:c></x:row></x:sheetData>"
    )
    assert text.endswith(f'<x:legacyDrawing xmlns:r="{REL}" r:id="rId1"/></x:worksheet>')
    assert validator_problems(tmp_path / "後.xlsx") == {}


def test_empty_sheet_data_and_none_at_all(tmp_path: Path) -> None:
    empty = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    none = f'<worksheet xmlns="{MAIN}"><sheetPr/><pageMargins left="1"/></worksheet>'
    row = '<sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData>'
    assert patched(tmp_path, empty, (2, 2)) == f'<worksheet xmlns="{MAIN}">{row}</worksheet>'
    assert f'<sheetPr/>{row}<pageMargins left="1"/>' in patched(tmp_path, none, (2, 2))


def test_used_area_grows(tmp_path: Path) -> None:
    sheet = worksheet('<row r="2" spans="2:3"><c r="B2"/></row>', before='<dimension ref="B2:C4"/>')
    text = patched(tmp_path, sheet, (2, 5), (6, 3))
    assert '<dimension ref="B2:E6"/>' in text
    assert '<row r="2" spans="2:5">' in text
    one = worksheet("", before='<dimension ref="A1"/>')
    assert '<dimension ref="A1:B3"/>' in patched(tmp_path, one, (3, 2))
    assert '<dimension ref="A1"/>' in patched(tmp_path, one, (1, 1))


def test_a_new_cell_has_the_style_of_its_row_or_column(tmp_path: Path) -> None:
    sheet = worksheet(
        '<row r="1" s="1" customFormat="1"/><row r="2" s="1"/>',
        before='<cols><col min="2" max="3" width="9" style="2"/></cols>',
    )
    text = patched(tmp_path, sheet, (1, 2), (2, 3), (3, 4))
    assert re.findall(r'<c r="(\w+)"(?: s="(\d)")?>', text) == [
        ("B1", "1"),
        ("C2", "2"),
        ("D3", ""),
    ]


@pytest.mark.parametrize(
    "after",
    [
        "<pageSetup/>|<legacyDrawingHF r:id='rId8'/><extLst/>",
        "<drawing r:id='rId9'/>|<tableParts/>",
        f"<drawing r:id='rId9'/>|<mc:AlternateContent xmlns:mc='{MC}'><mc:Choice Requires='x14'>"
        "<controls/></mc:Choice></mc:AlternateContent><extLst/>",
        f"<mc:AlternateContent xmlns:mc='{MC}'><mc:Choice Requires='x14'><drawing r:id='rId9'/>"
        "</mc:Choice></mc:AlternateContent>|<oleObjects/>",
        "<headerFooter/><!-- 注 -->|",
    ],
)
def test_the_drawing_of_notes_stands_in_its_place(tmp_path: Path, after: str) -> None:
    """ECMA-376 Part 1, 18.3.1.99: after drawing, before legacyDrawingHF, controls, tableParts …"""
    source = bare(tmp_path / "元.xlsx", worksheet("", after=after.replace("|", "")))
    with WorkbookPatch(source) as patch:
        patch.add_comment("表", 1, 1, "点検", "メモ")
        patch.save(tmp_path / "後.xlsx")
    text = parts(tmp_path / "後.xlsx")[SHEET].decode().replace('"', "'")
    # XML comments of other writers are no content: the parser leaves them out.
    before, behind = re.sub("<!--.*?-->", "", after).split("|")
    assert f"{before}<legacyDrawing r:id='rId1'/>{behind}</worksheet>" in text


def test_merged_ranges(tmp_path: Path) -> None:
    sheet = worksheet("", after='<mergeCells count="1"><mergeCell ref="B2:C4"/></mergeCells>')
    with WorkbookPatch(bare(tmp_path / "元.xlsx", sheet)) as patch:
        assert patch.anchor("表", 4, 3) == (2, 2)
        assert patch.anchor("表", 5, 3) == (5, 3)
        patch.set_fill("表", 3, 3, "FFC7CE")
        patch.save(tmp_path / "後.xlsx")
    text = parts(tmp_path / "後.xlsx")[SHEET].decode()
    assert '<row r="3"><c r="C3" s="3"/></row>' in text


def test_first_used_column(tmp_path: Path) -> None:
    sheet = worksheet(
        '<row r="2"><c r="B2" s="1"/><c r="D2"><v>1</v></c></row><row r="3"><c r="C3"/></row>'
    )
    with WorkbookPatch(bare(tmp_path / "元.xlsx", sheet)) as patch:
        assert [patch.first_used_column("表", row) for row in (1, 2, 3)] == [0, 4, 3]


@pytest.mark.parametrize(
    "more",
    [
        {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'},
        {
            "xl/styles.xml": None,
            "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
        },
    ],
)
def test_styles_that_are_not_there(tmp_path: Path, more: Parts) -> None:
    """18.8.39: every group of a style sheet is optional, and so is the part."""
    sheet = worksheet('<row r="1"><c r="A1" s="4"/></row>')
    with WorkbookPatch(bare(tmp_path / "元.xlsx", sheet, more=more)) as patch:
        patch.set_fill("表", 1, 1, "FFC7CE")
        patch.save(tmp_path / "後.xlsx")
    cell = load(tmp_path / "後.xlsx")["表"]["A1"]
    assert (cell.fill.fill_type, cell.fill.fgColor.rgb) == ("solid", "FFFFC7CE")


def test_one_style_for_many_cells(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n % 2}"/></row>' for n in range(1, 9))
    with WorkbookPatch(bare(tmp_path / "元.xlsx", worksheet(rows))) as patch:
        for row in range(1, 9):
            patch.set_fill("表", row, 1, "FFC7CE")
        patch.save(tmp_path / "後.xlsx")
    styles = parts(tmp_path / "後.xlsx")["xl/styles.xml"].decode()
    # Two old formats with one colour: two formats and one fill more than the three and two.
    assert '<cellXfs count="5">' in styles
    assert '<fills count="3">' in styles
    assert '<xf numFmtId="2" fontId="1" applyFont="1" fillId="2" applyFill="1"/>' in styles


def test_a_cell_off_the_sheet(tmp_path: Path) -> None:
    with WorkbookPatch(bare(tmp_path / "元.xlsx", worksheet(""))) as patch:
        for row, column in ((0, 1), (1, 0), (1_048_577, 1), (1, 16_385)):
            with pytest.raises(ValueError, match="no cell"):
                patch.set_fill("表", row, column, "FFC7CE")
        patch.set_fill("表", 1_048_576, 16_384, "FFC7CE")


@pytest.mark.parametrize(
    ("row", "cell", "is_read"),
    [("1048576", "XFD1048576", True), ("1048577", "A1048577", False), ("0", "A0", False), ("-1", "A1", False),
     ("99999999999999", "A1", False), ("x", "A1", False), ("1", "XFE1", False)],
)  # fmt: skip
def test_a_cell_that_no_sheet_has_is_damage(
    tmp_path: Path, row: str, cell: str, is_read: bool
) -> None:
    """Excel specifications and limits: 1,048,576 rows by 16,384 columns."""
    data = f'<row r="{row}"><c r="{cell}"><v>5</v></c></row>'
    source = bare(tmp_path / "元.xlsx", worksheet(data))
    if is_read:
        assert list(read_workbook(source)[0].cells) == [(1_048_576, 16_384)]
        return
    with pytest.raises(InputFileError, match="ブックの中身が壊れています"):
        read_workbook(source)


def test_a_sheet_in_the_strict_form_is_refused(tmp_path: Path) -> None:
    sheet = (
        '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData/></worksheet>'
    )
    with WorkbookPatch(bare(tmp_path / "元.xlsx", sheet)) as patch, pytest.raises(InputFileError):
        patch.set_fill("表", 1, 1, "FFC7CE")


def test_a_sheet_too_large_to_hold(tmp_path: Path) -> None:
    sheet = worksheet('<row r="1"/>', after=" " * (64 * 1024 * 1024))
    source = bare(tmp_path / "元.xlsx", sheet)
    with WorkbookPatch(source) as patch, pytest.raises(InputFileError) as caught:
        patch.set_fill("表", 1, 1, "FFC7CE")
    assert caught.value.message.startswith("「表」シートが大きすぎる")
