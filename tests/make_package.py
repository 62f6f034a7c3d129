"""Workbooks with what openpyxl would lose: by XlsxWriter, and by hand for what no library writes."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from kumareport.own_digest import DIGEST_PART

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf numFmtId="2" fontId="1" applyFont="1"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a package but our digest of the others."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name != DIGEST_PART}


def pack(path: Path, content: Mapping[str, bytes | str]) -> Path:
    """Write parts as a package."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return path


def relations(*targets: tuple[str, str, str]) -> str:
    """A relationships part: (id, last word of the type, target)."""
    lines = "".join(
        f'<Relationship Id="{rel}" Type="{REL}/{kind}" Target="{target}"/>'
        for rel, kind, target in targets
    )
    return f'<Relationships xmlns="{RELS}">{lines}</Relationships>'


def bare(
    path: Path, sheet: str, *, more: Mapping[str, str | None] | None = None, book: str = ""
) -> Path:
    """The smallest package with one sheet (``表``): its ``worksheet`` element is given.

    ``more`` adds or replaces parts; None takes one away.
    """
    content: dict[str, str | None] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book
        or f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")
        ),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet,
    }
    kept = {name: data for name, data in (content | dict(more or {})).items() if data is not None}
    return pack(path, kept)


def worksheet(data: str, before: str = "", after: str = "") -> str:
    """A ``worksheet`` element with rows."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheetData>{data}</sheetData>{after}'
        "</worksheet>"
    )


def rich(path: Path) -> Path:
    """A workbook with text boxes, sparklines, rich text, furigana, notes, a threaded comment …

    Sheet ``評価``: A1 rich text, A2 furigana, B2 a note, D4 a threaded comment, B6:D6 merged, H1 a
    sparkline, A10:A12 data bars, F1:F3 numbers with their sum in F4. Sheet ``資料`` is plain.
    """
    # XlsxWriter says no types.
    book: Any = xlsxwriter.Workbook(str(path))
    sheet: Any = book.add_worksheet("評価")
    bold, italic = book.add_format({"bold": True}), book.add_format({"italic": True})
    money = book.add_format({"num_format": "#,##0", "border": 1, "align": "right"})
    sheet.write_rich_string("A1", "太い", bold, "文字", italic, "斜め")
    sheet.write("A2", "検証の文")
    sheet.write("B2", 1234, money)
    sheet.write_comment("B2", "前からあるメモ", {"author": "企画課"})
    sheet.write("D4", "返信のあるコメント")
    sheet.write_comment("D4", "［スレッド化されたコメント］", {"author": "tc={11111111}"})
    sheet.merge_range("B6:D6", "結合", money)
    sheet.write_column("F1", [1, 2, 3])
    sheet.write_formula("F4", "=SUM(F1:F3)", None, 6)
    sheet.write_column("A10", [1, 5, 9])
    sheet.conditional_format("A10:A12", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("H1", {"range": "評価!F1:F3"})
    sheet.insert_textbox("J2", "説明の枠")
    sheet.data_validation("E1:E9", {"validate": "list", "source": ["有", "無"]})
    sheet.set_column("B:B", 12)
    sheet.freeze_panes(1, 0)
    book.define_name("合計", "=評価!$F$4")
    book.add_worksheet("資料").write("A1", "そのまま")
    book.close()
    content: dict[str, bytes | str] = dict(parts(path))

    def change(name: str, old: str, new: str) -> None:
        text = content[name]
        text = text.decode() if isinstance(text, bytes) else text
        assert old in text, name
        content[name] = text.replace(old, new)

    ruby = '<t>検証の文</t><rPh sb="0" eb="2"><t>ケンショウ</t></rPh><phoneticPr fontId="1"/></si>'
    change("xl/sharedStrings.xml", "<t>検証の文</t></si>", ruby)
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships"
    change(
        "xl/worksheets/_rels/sheet1.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{kind}/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    )
    change(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId19" Type="{kind}/person" Target="persons/person.xml"/></Relationships>',
    )
    change(
        "[Content_Types].xml",
        "</Types>",
        '<Override PartName="/xl/threadedComments/threadedComment1.xml" '
        'ContentType="application/vnd.ms-excel.threadedcomments+xml"/>'
        '<Override PartName="/xl/persons/person.xml" '
        'ContentType="application/vnd.ms-excel.person+xml"/></Types>',
    )
    content["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="D4" dT="2024-04-01T00:00:00.00" '
        'personId="{22222222-2222-2222-2222-222222222222}" '
        'id="{11111111-1111-1111-1111-111111111111}"><text>数を確かめてください</text>'
        "</threadedComment></ThreadedComments>"
    )
    content["xl/persons/person.xml"] = (
        f'<personList xmlns="{threads}"><person displayName="企画課" '
        'id="{22222222-2222-2222-2222-222222222222}" userId="a" providerId="None"/></personList>'
    )
    return pack(path, content)
