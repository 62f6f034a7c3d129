"""Notes in sheets that have drawings of other programs, or none."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.errors import InputFileError
from kumareport.office.excel.note_box import note_size
from kumareport.office.excel.workbook_patch import WorkbookPatch
from tests.conftest import soffice
from tests.make_package import MAIN, bare, pack, parts, relations, worksheet
from tests.make_workbook import workbook
from tests.outside import integrity_problems, load, validator_problems

VML = "xl/drawings/vmlDrawing1.vml"
RELS = "xl/worksheets/_rels/sheet1.xml.rels"


def noted(source: Path, target: Path, sheet: str, *notes: tuple[int, int, str]):
    """The parts of a workbook after notes were added."""
    with WorkbookPatch(source) as patch:
        for row, column, text in notes:
            assert patch.add_comment(sheet, row, column, "点検", text)
        patch.save(target)
    return parts(target)


def anchors(vml: bytes) -> list[list[int]]:
    found = re.findall(rb"Anchor>([^<]+)</", vml)
    return [[int(n) for n in text.split(b",")] for text in found]


def test_a_first_note(tmp_path: Path) -> None:
    target = tmp_path / "後.xlsx"
    after = noted(bare(tmp_path / "元.xlsx", worksheet("")), target, "表", (3, 2, "メモ"))
    added = {"xl/comments1.xml", VML, RELS}
    assert set(after) - set(parts(tmp_path / "元.xlsx")) == added
    assert b'Extension="vml"' in after["[Content_Types].xml"]
    comment = load(target)["表"]["B3"].comment
    assert (comment.text, comment.author) == ("メモ", "点検")
    assert "BIZ UDPゴシック" in after["xl/comments1.xml"].decode()
    # 15 pixels right of B, from the row above; 300 x 80 pixels over columns of 64 (9.14 x 7) and
    # rows of 20 (15 points).
    assert anchors(after[VML]) == [[2, 15, 1, 4, 6, 59, 5, 4]]
    assert validator_problems(target) == {}
    assert integrity_problems(target) - integrity_problems(tmp_path / "元.xlsx") == {}


def test_notes_added_twice_to_a_cell(tmp_path: Path) -> None:
    target = tmp_path / "後.xlsx"
    after = noted(
        bare(tmp_path / "元.xlsx", worksheet("")), target, "表", (1, 1, "一つ目"), (1, 1, "二つ目")
    )
    assert load(target)["表"]["A1"].comment.text == "一つ目\n\n二つ目"
    assert len(anchors(after[VML])) == 1


def test_every_note_has_its_own_shape(tmp_path: Path) -> None:
    """Blocks of 1024 ids: more notes than one holds."""
    notes = [(row, 1, f"{row} 行目") for row in range(1, 1031)]
    after = noted(bare(tmp_path / "元.xlsx", worksheet("")), tmp_path / "後.xlsx", "表", *notes)
    ids = re.findall(rb'<v:shape id="_x0000_s(\d+)"', after[VML])
    assert len(set(ids)) == 1030
    assert (ids[0], ids[-1]) == (b"1025", b"2055")  # block 1: 1025-2047; then 2049-2055
    assert b'data="1,2"' in after[VML]


def test_sheets_do_not_share_shape_ids(tmp_path: Path) -> None:
    def comment(book: Workbook, sheet: Worksheet) -> None:
        book.create_sheet("別")

    source = workbook(tmp_path / "元.xlsx", edit=comment)
    with WorkbookPatch(source) as patch:
        for name in ("第１章", "別"):
            patch.add_comment(name, 1, 1, "点検", "メモ")
        patch.save(tmp_path / "後.xlsx")
    after = parts(tmp_path / "後.xlsx")
    found = [re.findall(rb"_x0000_s(\d+)", after[f"xl/drawings/vmlDrawing{n}.vml"]) for n in (1, 2)]
    assert found == [[b"1025"], [b"2049"]]


FORM = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"\r\n xmlns:o="urn:schemas-microsoft-com:office:office"\r\n'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n <o:shapelayout v:ext="edit">\r\n'
    '  <o:idmap v:ext="edit" data="1"/>\r\n </o:shapelayout><v:shapetype id="_x0000_t201"/>'
    '<v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><div>一<br>二</div></v:textbox>'
    '<x:ClientData ObjectType="Button"><x:Anchor>1, 2, 3, 4, 5, 6, 7, 8</x:Anchor></x:ClientData>'
    "</v:shape></xml>\r\n"
)


def with_drawing(tmp_path: Path, vml: str, comments: str = ""):
    """A workbook whose sheet has this VML drawing, and comments."""
    targets = [("rId1", "vmlDrawing", "../drawings/vmlDrawing1.vml")]
    more: dict[str, str | None] = {VML: vml}
    if comments:
        targets.append(("rId2", "comments", "../comments1.xml"))
        more["xl/comments1.xml"] = comments
    sheet = worksheet('<row r="2"><c r="B2"/></row>', after="<legacyDrawing r:id='rId1'/>")
    return bare(tmp_path / "元.xlsx", sheet, more=more | {RELS: relations(*targets)})


def test_excels_own_drawing_that_is_no_xml(tmp_path: Path) -> None:
    """Excel writes an open br in the text of a button."""
    after = noted(with_drawing(tmp_path, FORM), tmp_path / "後.xlsx", "表", (2, 2, "メモ"))
    vml = after[VML].decode()
    head, tail = FORM.replace('data="1"', 'data="1,2"').split("</xml>")
    assert vml.startswith(head)
    assert vml.endswith("</xml>" + tail)
    assert re.findall(r'<v:shape(?:type)? id="([^"]+)"', vml[len(head) :]) == [
        "_x0000_t202",
        "_x0000_s2049",
    ]


def test_a_drawing_with_other_prefixes(tmp_path: Path) -> None:
    vml = '<xml xmlns:ns0="urn:schemas-microsoft-com:office:office"><ns0:shapelayout/></xml>'
    after = noted(with_drawing(tmp_path, vml), tmp_path / "後.xlsx", "表", (2, 2, "メモ"))
    assert '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" ' in after[VML].decode()
    saved = soffice(tmp_path / "後.xlsx", "ods", tmp_path)
    assert "メモ" in parts(saved)["content.xml"].decode()


def test_a_drawing_without_an_end(tmp_path: Path) -> None:
    source = with_drawing(tmp_path, FORM.replace("</xml>", ""))
    with WorkbookPatch(source) as patch, pytest.raises(InputFileError) as caught:
        patch.add_comment("表", 1, 1, "点検", "メモ")
    assert caught.value.message.startswith(f"ファイルの中身（{VML}）が壊れている")


def test_a_drawing_that_is_missing(tmp_path: Path) -> None:
    content = parts(with_drawing(tmp_path, FORM))
    del content[VML]
    source = pack(tmp_path / "元.xlsx", dict(content))
    after = noted(source, tmp_path / "後.xlsx", "表", (2, 2, "メモ"))
    assert b'<legacyDrawing r:id="rId2"/>' in after["xl/worksheets/sheet1.xml"]
    assert load(tmp_path / "後.xlsx")["表"]["B2"].comment.text == "メモ"


NOTE = FORM.replace("<v:shapetype", '<v:shape id="_x0000_s1026"><x:ClientData ObjectType="Note">'
    "<x:Anchor>\r\n 2, 15, 0, 10, 3, 40, 2, 5</x:Anchor><x:Row>1</x:Row><x:Column>1</x:Column>"
    "</x:ClientData></v:shape><v:shapetype")  # fmt: skip
PLAIN = (
    f'<comments xmlns="{MAIN}"><authors><author>企画課</author></authors><commentList>'
    '<comment ref="B2" authorId="0"><text><t>前から</t><phoneticPr fontId="0"/></text></comment>'
    "</commentList></comments>"
)


def test_a_plain_note_grows(tmp_path: Path) -> None:
    source = with_drawing(tmp_path, NOTE, PLAIN)
    after = noted(source, tmp_path / "後.xlsx", "表", (2, 2, "あ" * 300))
    text = after["xl/comments1.xml"].decode()
    assert "<text><r><t>前から</t></r><r><rPr>" in text
    assert "あ</t></r><phoneticPr" in text
    assert load(tmp_path / "後.xlsx")["表"]["B2"].comment.text == "前から\n\n" + "あ" * 300
    [note, button] = anchors(after[VML])
    assert note[:4] == [2, 15, 0, 10]
    # 300 characters: 37 to a line of 480 pixels make 9 lines, with two before them.
    assert note[4:] == [9, 47, 10, 18]
    assert button == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_note_large_enough_stays_so(tmp_path: Path) -> None:
    source = with_drawing(tmp_path, NOTE.replace("3, 40, 2, 5", "30, 0, 50, 0"), PLAIN)
    after = noted(source, tmp_path / "後.xlsx", "表", (2, 2, "短い"))
    assert anchors(after[VML])[0] == [2, 15, 0, 10, 30, 0, 50, 0]


def test_a_note_that_openpyxl_wrote(tmp_path: Path) -> None:
    """openpyxl writes shapes without an anchor, with prefixes of its own."""
    from openpyxl.comments import Comment

    def comment(_: Workbook, sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("前から", "企画課")

    source = workbook(tmp_path / "元.xlsx", edit=comment)
    noted(source, tmp_path / "後.xlsx", "第１章", (2, 2, "足した"), (3, 3, "新しい"))
    sheet = load(tmp_path / "後.xlsx")["第１章"]
    assert sheet["B2"].comment.text == "前から\n\n足した"
    assert sheet["C3"].comment.text == "新しい"
    content = parts(soffice(tmp_path / "後.xlsx", "ods", tmp_path))["content.xml"].decode()
    assert content.count("<office:annotation ") == 2
    assert "足した" in content
    assert validator_problems(tmp_path / "後.xlsx") - validator_problems(source) == {}


def test_the_box_follows_the_text() -> None:
    assert note_size("短い") == (300, 80)
    # 22 full-width characters to a line of 300 pixels: five lines of 18 pixels, and the margins.
    assert note_size("あ" * 110) == (300, 106)
    assert note_size("あ\n\n" + "a" * 45) == (300, 88)
    width, height = note_size("あ" * 1000)
    assert (width, height) == (480, 28 * 18 + 16)  # 37 to a line


def test_libreoffice_shows_the_box_in_its_size(tmp_path: Path) -> None:
    """Rows of a fixed height: others are as high as the font that a computer has makes them."""
    rows = "".join(f'<row r="{row}" ht="15" customHeight="1"/>' for row in range(1, 41))
    source = bare(tmp_path / "元.xlsx", worksheet(rows))
    noted(source, tmp_path / "後.xlsx", "表", (3, 2, "あ" * 110))
    content = parts(soffice(tmp_path / "後.xlsx", "ods", tmp_path))["content.xml"].decode()
    (height,) = re.findall(r'<office:annotation [^>]*svg:height="([\d.]+)in"', content)
    assert float(height) * 96 == pytest.approx(106, abs=1)


def test_notes_at_the_edges_of_a_sheet(tmp_path: Path) -> None:
    target = tmp_path / "後.xlsx"
    source = bare(
        tmp_path / "元.xlsx",
        worksheet("", before='<cols><col min="3" max="3" width="20" hidden="1"/></cols>'),
    )
    after = noted(
        source, target, "表", (1_048_576, 16_384, "隅"), (1, 1, "一"), (1, 2, "隣が隠れた列")
    )
    for left, _, top, _, right, _, bottom, _ in anchors(after[VML]):
        assert 0 <= left <= right < 16_384
        assert 0 <= top <= bottom < 1_048_576
    assert anchors(after[VML])[1][0:6:4] == [2, 7]  # column C has no width
