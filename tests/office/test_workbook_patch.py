"""A patched workbook keeps all that it was not told to change."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from kumareport.errors import InputFileError, OutputFileError
from kumareport.office.excel.workbook_patch import WorkbookPatch
from tests.conftest import INPUT, soffice
from tests.make_package import MAIN, REL, STYLES, bare, pack, parts, rich, worksheet
from tests.outside import integrity_problems, load, validator_problems

TOUCHED = {
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}


def mark(source: Path, target: Path) -> Path:
    """Fills, notes and values in sheet 評価: on used, unused, merged and noted cells."""
    with WorkbookPatch(source) as patch:
        patch.set_fill("評価", 1, 1, "FFC7CE")
        patch.set_fill("評価", 2, 2, "FFEB9C")
        patch.set_fill("評価", 6, 2, "FFC7CE")
        patch.set_fill("評価", 8, 4, "DDEBF7")
        patch.set_fill("評価", 11, 1, "FFC7CE")
        assert patch.add_comment("評価", 1, 1, "点検", "値がありません。\n→ 書いてください。")
        assert patch.add_comment("評価", 2, 2, "点検", "大きすぎます。")
        assert not patch.add_comment("評価", 4, 4, "点検", "返信があります。")
        patch.set_value("評価", 1, 6, Decimal("10.5"))
        patch.set_value("評価", 9, 3, "=これは文字")
        patch.save(target)
    return target


def test_untouched_parts_keep_their_bytes_and_all_keep_their_order(tmp_path: Path) -> None:
    source = rich(tmp_path / "元.xlsx")
    before, after = parts(source), parts(mark(source, tmp_path / "後.xlsx"))
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == TOUCHED | {"xl/workbook.xml"}  # F1 changed, so F4 must be computed again


def test_what_openpyxl_would_lose_is_still_there(tmp_path: Path) -> None:
    source = rich(tmp_path / "元.xlsx")
    after = parts(mark(source, tmp_path / "後.xlsx"))
    before = parts(source)
    extension = re.compile(rb"<extLst><ext .*</extLst>(?=</worksheet>)", re.DOTALL)
    sheet = "xl/worksheets/sheet1.xml"
    assert extension.findall(after[sheet]) == extension.findall(before[sheet])
    assert "評価!F1:F3".encode() in extension.findall(after[sheet])[0]
    assert b"<rPh " in after["xl/sharedStrings.xml"]
    assert "説明の枠".encode() in after["xl/drawings/drawing1.xml"]
    for kept in (
        b'<c r="C6" s="1"/>',
        b"<mergeCell ",
        b"<dataValidation ",
        b"<pane ",
        b"<cols>",
        b"x14ac:dyDescent",
    ):
        assert after[sheet].count(kept) == before[sheet].count(kept)


def test_openpyxl_reads_the_changes(tmp_path: Path) -> None:
    book = load(mark(rich(tmp_path / "元.xlsx"), tmp_path / "後.xlsx"))
    sheet = book["評価"]
    fills = {c: sheet[c].fill.fgColor.rgb for c in ("A1", "B2", "B6", "D8", "A11")}
    assert fills == {
        "A1": "FFFFC7CE", "B2": "FFFFEB9C", "B6": "FFFFC7CE", "D8": "FFDDEBF7", "A11": "FFFFC7CE",
    }  # fmt: skip
    assert sheet["B2"].number_format == "#,##0"
    assert (sheet["B2"].border.left.style, sheet["B2"].alignment.horizontal) == ("thin", "right")
    assert sheet["A1"].comment.text == "値がありません。\n→ 書いてください。"
    assert sheet["A1"].comment.author == "点検"
    assert sheet["B2"].comment.text == "前からあるメモ\n\n大きすぎます。"
    assert sheet["B2"].comment.author == "企画課"
    assert sheet["D4"].comment.text == "［スレッド化されたコメント］"
    assert (sheet["F1"].value, sheet["C9"].value) == (10.5, "=これは文字")
    assert sheet["C9"].data_type == "s"
    assert book.defined_names["合計"].attr_text == "評価!$F$4"


def test_libreoffice_reads_the_changes(tmp_path: Path) -> None:
    saved = soffice(mark(rich(tmp_path / "元.xlsx"), tmp_path / "後.xlsx"), "ods", tmp_path)
    content = parts(saved)["content.xml"].decode()
    plain = re.sub(r"<[^>]+>", "", content)
    for text in ("値がありません。", "前からあるメモ", "大きすぎます。", "=これは文字", "説明の枠"):
        assert text in plain
    assert content.count("<office:annotation ") == 3
    assert 'office:value="10.5"' in content
    for colour in ("#ffc7ce", "#ffeb9c", "#ddebf7"):
        assert f'fo:background-color="{colour}"' in content


def test_libreoffice_keeps_the_notes_when_it_saves(tmp_path: Path) -> None:
    marked = mark(rich(tmp_path / "元.xlsx"), tmp_path / "後.xlsx")
    saved = soffice(marked, "xlsx:Calc MS Excel 2007 XML", tmp_path / "lo")
    sheet = load(saved)["評価"]
    assert sheet["A1"].comment.text == "値がありません。\n→ 書いてください。"
    assert sheet["B2"].comment.text == "前からあるメモ\n\n大きすぎます。"


def test_checkers_find_nothing_new(tmp_path: Path) -> None:
    source = rich(tmp_path / "元.xlsx")
    marked = mark(source, tmp_path / "後.xlsx")
    assert validator_problems(marked) - validator_problems(source) == {}
    assert integrity_problems(marked) - integrity_problems(source) == {}


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    source = rich(tmp_path / "元.xlsx")
    one, two = mark(source, tmp_path / "一.xlsx"), mark(source, tmp_path / "二.xlsx")
    assert one.read_bytes() == two.read_bytes()


def test_nothing_changed_is_every_part_the_same(tmp_path: Path) -> None:
    with WorkbookPatch(INPUT) as patch:
        assert patch.anchor("第１章", 4, 1) == (4, 1)
        patch.save(tmp_path / "同.xlsx")
    assert parts(tmp_path / "同.xlsx") == parts(INPUT)


def test_the_source_may_be_the_target(tmp_path: Path) -> None:
    source = rich(tmp_path / "元.xlsx")
    other = mark(source, tmp_path / "後.xlsx").read_bytes()
    assert mark(source, source).read_bytes() == other
    assert {file.name for file in tmp_path.iterdir()} == {"元.xlsx", "後.xlsx"}


def test_a_macro_workbook_keeps_its_macros(tmp_path: Path) -> None:
    content = parts(rich(tmp_path / "元.xlsx"))
    types = content["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main+xml", b"x").replace(
        b"application/vnd.openxmlformats-officedocument.x",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")  # fmt: skip
    content |= {"[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"}
    source = pack(tmp_path / "元.xlsm", dict(content))
    after = parts(mark(source, tmp_path / "後.xlsm"))
    assert after["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0 macros"
    assert after["[Content_Types].xml"] == types


def test_fill_above_conditional_formats(tmp_path: Path) -> None:
    """The 様式 colours whole rows by conditional formats, which cover a cell's own fill."""
    old = (
        '<conditionalFormatting sqref="A1:A9 C1:C5"><cfRule type="expression" dxfId="0" priority="1">'
        "<formula>$A1=1</formula></cfRule></conditionalFormatting>"
    )
    sheet = worksheet('<row r="2"><c r="A2"/><c r="B2"/></row>', after=old)
    styles = STYLES.replace("</styleSheet>", '<dxfs count="1"><dxf/></dxfs></styleSheet>')
    source = bare(tmp_path / "元.xlsx", sheet, more={"xl/styles.xml": styles})
    with WorkbookPatch(source) as patch:
        patch.set_fill("表", 2, 1, "FFEB9C")
        patch.set_fill("表", 2, 1, "FFC7CE")
        patch.set_fill("表", 2, 2, "FFC7CE")
        patch.set_fill("表", 3, 3, "FFC7CE")
        patch.set_fill("表", 4, 3, "DDEBF7")
        patch.save(tmp_path / "後.xlsx")
    text = parts(tmp_path / "後.xlsx")["xl/worksheets/sheet1.xml"].decode()
    formats = re.findall(
        r'sqref="([^"]+)"><cfRule type="expression" dxfId="(\d)" priority="(\d)"', text
    )
    assert formats == [("C4", "2", "1"), ("A2 C3", "1", "2"), ("A1:A9 C1:C5", "0", "3")]
    assert validator_problems(tmp_path / "後.xlsx") == {}
    styles = parts(tmp_path / "後.xlsx")["xl/styles.xml"].decode()
    assert '<bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>' in styles


@pytest.mark.parametrize(
    ("name", "problem"),
    [("ない", "「ない」シートがありません"), ("グラフ", "「グラフ」シートがありません")],
)
def test_no_such_worksheet(tmp_path: Path, name: str, problem: str) -> None:
    with (
        WorkbookPatch(rich(tmp_path / "元.xlsx")) as patch,
        pytest.raises(InputFileError) as caught,
    ):
        patch.set_fill(name, 1, 1, "FFC7CE")
    assert caught.value.message.startswith(problem)


def test_strict_workbook_is_refused(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml"
    book = (
        f'<workbook xmlns="{strict}/spreadsheetml/main" xmlns:r="{strict}/officeDocument/relationships">'
        '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    source = bare(tmp_path / "元.xlsx", worksheet(""), book=book)
    with pytest.raises(InputFileError) as caught:
        WorkbookPatch(source)
    assert "Strict Open XML" in caught.value.message


def test_hostile_parts_are_refused(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    source = bare(tmp_path / "元.xlsx", bomb)
    with WorkbookPatch(source) as patch, pytest.raises(InputFileError):
        patch.set_fill("表", 1, 1, "FFC7CE")
    source = bare(tmp_path / "元.xlsx", f'<chartsheet xmlns="{MAIN}" xmlns:r="{REL}"/>')
    with WorkbookPatch(source) as patch, pytest.raises(InputFileError):
        patch.set_fill("表", 1, 1, "FFC7CE")


def test_an_unwritable_target_leaves_the_source_alone(tmp_path: Path) -> None:
    source = rich(tmp_path / "元.xlsx")
    before = source.read_bytes()
    (tmp_path / "フォルダー").mkdir()
    with pytest.raises(OutputFileError):
        mark(source, tmp_path / "フォルダー")
    assert source.read_bytes() == before
