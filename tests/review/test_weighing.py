"""What stands in a returned form beside what the form asks for: all of it is told, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kumareport.office.excel.workbook_holdings import workbook_holdings
from kumareport.office.package.package import Package
from kumareport.review.returns.collection import Collection
from kumareport.review.returns.status import state_of
from tests.conftest import soffice
from tests.make_package import RELS, pack, parts
from tests.review.office import Office, columns, in_brief, put, row_of

SPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1"{more}><v:textbox>'
    '<div><font>{text}</font><br></div></v:textbox><x:ClientData ObjectType="{kind}">'
    "<x:Anchor>4, 15, 6, 2, 6, 15, 8, 4</x:Anchor></x:ClientData></v:shape></xml>"
)
Parts = dict[str, bytes | str]
Add = Callable[[Parts], None]


def shape(text: str, before: str = "<xdr:spPr/>", box: str = "") -> str:
    paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="図"/><xdr:cNvSpPr{box}/></xdr:nvSpPr>{before}'
        f"<xdr:txBody><a:bodyPr/>{paragraphs}</xdr:txBody></xdr:sp>"
    )


PICTURE = '<xdr:pic><xdr:blipFill><a:blip r:embed="rId9"/></xdr:blipFill></xdr:pic>'
INK = (
    '<mc:AlternateContent><mc:Choice Requires="xdr14"><xdr:contentPart r:id="rId9"/></mc:Choice>'
    f"<mc:Fallback>{PICTURE}</mc:Fallback></mc:AlternateContent>"
)
FRAME = '<xdr:graphicFrame><a:graphic><a:graphicData><x r:dm="rId9"/></a:graphicData></a:graphic></xdr:graphicFrame>'


def sheet_part(content: Parts) -> str:
    """The part of the sheet 第１章, the second one of a form."""
    return "xl/worksheets/sheet2.xml"


def relate(content: Parts, part: str, kind: str, target: str, rel: str = "rId9") -> None:
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    old = content.get(rels, f'<Relationships xmlns="{RELS}"></Relationships>')
    text = old.decode() if isinstance(old, bytes) else old
    line = f'<Relationship Id="{rel}" Type="{REL}/{kind}" Target="/{target}"/>'
    content[rels] = text.replace("</Relationships>", line + "</Relationships>")


def drawn(body: str, kind: str = "", target: str = "", data: str = "") -> Add:
    """A drawing at E7 of 第１章, with a part that it refers to."""

    def add(content: Parts) -> None:
        anchor = (
            f"<xdr:wsDr {SPACES}><xdr:oneCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:row>6</xdr:row>"
            f"</xdr:from>{body}<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
        )
        content["xl/drawings/drawing9.xml"] = anchor
        relate(content, sheet_part(content), "drawing", "xl/drawings/drawing9.xml", "rId90")
        if target:
            content[target] = data
            relate(content, "xl/drawings/drawing9.xml", kind, target)

    return add


def related(kind: str, target: str, data: str) -> Add:
    """A part that the sheet refers to."""

    def add(content: Parts) -> None:
        content[target] = data
        relate(content, sheet_part(content), kind, target, "rId91")

    return add


def part(name: str, data: str) -> Add:
    def add(content: Parts) -> None:
        content[name] = data

    return add


def in_sheet(old: str, new: str) -> Add:
    def add(content: Parts) -> None:
        data = content[sheet_part(content)]
        text = data.decode() if isinstance(data, bytes) else data
        assert old in text
        content[sheet_part(content)] = text.replace(old, new, 1)

    return add


SMART_ART = (
    f"<dataModel {SPACES}><pt><t><a:p><a:r><a:t>手順の一</a:t></a:r></a:p></t></pt></dataModel>"
)
CHART = f"<chartSpace {SPACES}><a:p><a:r><a:t>私の図</a:t></a:r></a:p></chartSpace>"
ADDED = {
    "text box": (drawn(shape("この文は\n削除で", box=' txBox="1"')), "テキスト ボックス", "この文は\n削除で"),
    "shape": (drawn(shape("R5 は 61.5 の誤り")), "図形", "R5 は 61.5 の誤り"),
    "word art": (drawn(shape("至急", "<xdr:spPr><a:prstGeom prst='wave'/></xdr:spPr>")), "図形", "至急"),
    "shapes in a group": (
        drawn(f"<xdr:grpSp><xdr:grpSp>{shape('奥の文')}</xdr:grpSp></xdr:grpSp>"), "図形", "奥の文"),
    "a shape without words": (drawn(shape("")), "図形", "（図形）"),
    "picture": (drawn(PICTURE, "image", "xl/media/image9.png", "png"), "画像", "（画像）"),
    "ink": (drawn(INK, "customXml", "xl/ink/ink1.xml", "<ink/>"), "手書き（インク）", "（手書き（インク））"),
    "smart art": (drawn(FRAME, "diagramData", "xl/diagrams/data1.xml", SMART_ART), "SmartArt", "手順の一"),
    "chart": (drawn(FRAME, "chart", "xl/charts/chart9.xml", CHART), "グラフ", "私の図"),
    "a damaged drawing": (related("drawing", "xl/drawings/drawing9.xml", "<a><b>"), "読めない部品", "drawing9.xml"),
    "button": (
        related("vmlDrawing", "xl/drawings/vmlDrawing9.vml", VML.format(kind="Button", text="押す", more="")),
        "フォームの部品（Button）", "押す"),
    "check box": (
        related("vmlDrawing", "xl/drawings/vmlDrawing9.vml", VML.format(kind="Checkbox", text="修正なし", more="")),
        "フォームの部品（Checkbox）", "修正なし"),
    "embedded": (related("oleObject", "xl/embeddings/oleObject1.bin", "ole"), "埋め込みファイル", "oleObject1.bin"),
    "an embedded workbook": (related("package", "xl/embeddings/表.xlsx", "zip"), "埋め込みファイル", "表.xlsx"),
    "background": (related("image", "xl/media/back.png", "png"), "シートの背景の画像", "（シートの背景の画像）"),
    "header": (
        in_sheet("<oddFooter>", "<oddHeader>&amp;L&amp;\"明朝,標準\"&amp;12未確定の案です</oddHeader><oddFooter>"),
        "ヘッダー・フッター", "未確定の案です"),
    "a header with a word of the format": (
        in_sheet("<oddFooter>", "<oddHeader>&amp;CsheetData> の覚え書き</oddHeader><oddFooter>"),
        "ヘッダー・フッター", "sheetData> の覚え書き"),
    "picture in a cell": (
        in_sheet("</sheetData>", '<row r="900"><c r="C900" t="e" vm="1"><v>#VALUE!</v></c></row></sheetData>'),
        "セルの中の画像など", "（セルの中の画像など）"),
    "an unknown part": (part("xl/新しい機能/a.xml", "<a>未知の文</a>"), "知らない部品", "未知の文"),
    "data": (part("customXml/item1.xml", "<memo>私の覚え書き</memo>"), "付け加えられたデータ", "私の覚え書き"),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_what_is_put_beside_the_cells_is_told_with_its_words(office: Office, name: str) -> None:
    add, kind, text = ADDED[name]
    collection = office.collect(office.list, changed(office.form("企画課"), add))
    told = [(unread.reason, unread.text) for unread in collection.unread]
    assert any(reason.startswith(f"{kind}が") and text in said for reason, said in told), told
    assert collection.proposals == ()
    assert state(collection) == "提出"


def test_the_place_is_the_cell_that_it_stands_at(office: Office) -> None:
    add, _, _ = ADDED["text box"]
    (unread,) = office.collect(office.list, changed(office.form("企画課"), add)).unread
    assert unread.sender.source.endswith("第１章 E7")


@pytest.mark.parametrize(
    "add",
    [
        in_sheet("<oddFooter>", "<oddHeader>&amp;C&amp;A</oddHeader><oddFooter>"),
        in_sheet("<oddFooter>", "<oddHeader>&amp;Cページ &amp;P / &amp;N</oddHeader><oddFooter>"),
        part("customXml/item1.xml", '<p xmlns="http://schemas.microsoft.com/office/2006/metadata/properties"/>'),
        part("docMetadata/LabelInfo.xml", "<labels/>"),
        part("xl/printerSettings/printerSettings1.bin", "x"),
        part("xl/calcChain.xml", "<calcChain/>"),
    ],
    ids=["sheet name", "page number", "SharePoint", "label", "printer", "calculation chain"],
)  # fmt: skip
def test_what_programs_put_in_by_themselves_says_nothing(office: Office, add: Add) -> None:
    nothing(office.collect(office.list, changed(office.form("企画課"), add)))


def test_our_forms_hold_nothing_beside_their_cells(office: Office) -> None:
    for name in ("企画課", "総務課", "福祉課"):
        with Package(office.form(name), "Excel ブック") as package:
            assert workbook_holdings(package) == []


# --- strike-through -------------------------------------------------------------------------------


def struck_cells(key: str, *headers: str) -> Callable[[openpyxl.Workbook], object]:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        row = row_of(sheet, key)
        found = columns(sheet)
        for header in headers or found:
            sheet.cell(row, found[header]).font = Font(strike=True)

    return change


@pytest.mark.parametrize(
    ("key", "headers", "proposals"),
    [
        ("1-1-指1", ["実績 R5"], [("値", "1-1-指1", "実績 R5", "", "企画課")]),
        ("1-1-指1", ["実績 R4", "実績 R5"],
         [("値", "1-1-指1", "実績 R4", "", "企画課"), ("値", "1-1-指1", "実績 R5", "", "企画課")]),
        ("1-1-検1", ["項目名・本文"], [("削除", "1-1-検1", "", "", "企画課")]),
        ("1-1-指1", [], [("削除", "1-1-指1", "", "", "企画課")]),
        ("1-1-検2", [], [("削除", "1-1-検2", "", "", "企画課")]),
    ],
)  # fmt: skip
def test_struck_through_is_deleted_numbers_and_texts(
    office: Office, key: str, headers: list[str], proposals: list[tuple[str, ...]]
) -> None:
    office.edit("企画課", struck_cells(key, *headers))
    collection = office.collect(office.list, office.form("企画課"))
    assert in_brief(collection) == proposals
    assert collection.unread == ()


def test_a_condition_that_strikes_through_is_told(office: Office) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle

    def change(book: openpyxl.Workbook) -> None:
        look = DifferentialStyle(font=Font(strike=True))
        rule = Rule(type="expression", formula=["TRUE"], dxf=look)
        formats: Any = book["第１章"].conditional_formatting
        formats.add("I5:I6", rule)

    office.edit("企画課", change)
    (unread,) = office.collect(office.list, office.form("企画課")).unread
    assert unread.text == "I5:I6"
    assert "条件付き書式の取り消し線" in unread.reason


# --- as Excel shows it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "value", "code", "quoted"),
    [
        ("実績 R5", 46085, 'm"月"d"日"', "3月4日"),
        ("実績 R5", 46085, '[$-411]ggge"年"m"月"d"日"', "令和8年3月4日"),
        ("実績 R5", 0.5, "h:mm", "12:00"),
        ("実績 R5", True, "General", "TRUE"),
        ("項目名・本文", 46085, "yyyy/m/d", "2026/3/4"),
        ("項目名・本文", False, "General", "FALSE"),
    ],
)
def test_what_cannot_be_taken_is_quoted_as_it_is_seen(
    office: Office, header: str, value: float, code: str, quoted: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        row, column = row_of(sheet, "1-1-指1"), columns(sheet)[header]
        sheet.cell(row, column, value).number_format = code

    office.edit("企画課", change)
    collection = office.collect(office.list, office.form("企画課"))
    assert [unread.text for unread in collection.unread] == [quoted]
    assert collection.proposals == ()


@pytest.mark.parametrize(("value", "code", "quoted"), [(44623, 'm"月"d"日"', "3月4日"), (0.5, "h:mm", "12:00")])  # fmt: skip
def test_a_workbook_that_counts_from_1904(
    office: Office, value: float, code: str, quoted: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        put(book, "1-1-指1", "実績 R5", value, code)
        put(book, "1-1-指1", "実績 R4", 46.6, "0.0")

    office.edit("企画課", change)
    collection = office.collect(office.list, office.form("企画課"))
    assert [unread.text for unread in collection.unread] == [quoted]
    assert [p.proposed.text for p in collection.proposals] == ["46.6"]


def test_a_number_that_is_seen_otherwise_is_proposed_with_a_word_on_it(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        row, column = row_of(sheet, "1-1-指1"), columns(sheet)["実績 R5"]
        sheet.cell(row, column, 0).number_format = '0;-0;"－"'

    office.edit("企画課", change)
    (proposal,) = office.collect(office.list, office.form("企画課")).proposals
    assert "Excel では「－」と見えています" in proposal.remarks


def test_a_text_that_holds_a_place_is_pointed_out(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        sheet.cell(row_of(sheet, "1-1-検1"), columns(sheet)["項目名・本文"], "（調整中）")

    office.edit("企画課", change)
    (proposal,) = office.collect(office.list, office.form("企画課")).proposals
    assert any("（調整中）" in remark and "注意" in remark for remark in proposal.remarks)


# --- programs that only open and save -------------------------------------------------------------


def test_libreoffice_only_opens_and_saves(office: Office, tmp_path: Path) -> None:
    saved = soffice(office.form("企画課"), "xlsx", tmp_path)
    nothing(office.collect(office.list, saved))


def test_openpyxl_only_opens_and_saves(office: Office) -> None:
    office.edit("企画課", lambda book: None)
    nothing(office.collect(office.list, office.form("企画課")))


# --- the tools ------------------------------------------------------------------------------------


def changed(form: Path, add: Add) -> Path:
    content: Parts = dict(parts(form))
    add(content)
    return pack(form, content)


def nothing(collection: Collection) -> None:
    assert (in_brief(collection), collection.opinions, collection.unread) == ([], (), ())
    assert state(collection) == "配付時のまま"


def state(collection: Collection) -> str:
    (entry,) = (entry for entry in collection.answered if entry.has_answered)
    return state_of(entry, collection.round, "2026-11-24").label
