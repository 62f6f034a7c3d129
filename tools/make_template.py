"""Write ``templates/report.docx``, the official layout as a Word template.

The template belongs to the office: it is edited in Word, not here. This script documents how the
first one was made and remakes it when the tags change: ``python tools/make_template.py``.
"""

import datetime
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport.office.package.package_writing import repack  # noqa: E402

FONT = "BIZ UDPゴシック"
NAVY, TINT, HEAD = "1F3864", "FFF2CC", "DEEAF6"
TEXT_WIDTH = 174  # mm, between the margins
STAMP = datetime.datetime(2024, 4, 1)
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer",
               "Heading 1", "Heading 2", "Title", "Table Normal"}  # fmt: skip
# Word's own names and ids; python-docx's default template lacks them.
COMMENT_STYLES = (
    '<w:style {ns} w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/></w:style>',
    '<w:style {ns} w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>',
)


def main() -> None:
    """Write the template."""
    make(
        ROOT / "templates" / "report.docx",
        lambda lines, bars, level: [
            *front_page(),
            *report_sheets("巻頭"),
            *overview_page(level),
            *chapter_body(lines),
            *summary_page(bars),
            *report_sheets("巻末"),
        ],
    )


def make(
    target: Path,
    content: Callable[[str, str, str], Sequence[str]],
    title: str = "評価・検証報告書の様式",
    *,
    is_landscape: bool = False,
    has_lines: bool = True,
    styles: Mapping[str, Any] | None = None,
) -> None:
    """Write a template.

    Args:
        target: the file.
        content: the body's paragraphs and tables, of the three sample charts' relationships: lines, bars, level bars.
        title: of the document, for its properties.
        is_landscape: whether its pages lie on their side.
        has_lines: whether it has graphs of the indicators.
        styles: further paragraph styles, or other looks of those there are.
    """
    # python-docx gives no types to the elements under its documents, which this file works on.
    document: Any = docx.Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    set_up_page(document, is_landscape=is_landscape)
    set_up_styles(document)
    numbering = set_up_bullets(document)
    make_paragraph_styles(document, numbering, styles)
    lines = add_sample_chart(document, 1, sample_chart(), SAMPLE_X, SAMPLE) if has_lines else ""
    bars = add_sample_chart(document, 2, sample_bars(), BAR_X, BARS)
    level = add_sample_chart(document, 3, sample_bars(level=True), BAR_X, BARS)
    xml = "".join(content(lines, bars, level))
    wrapper = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'r', 'c')}>{xml}</w:body>")
    for child in reversed(list(wrapper)):
        body.insert(0, child)
    header(document)
    footer(document)
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "ja-JP"
    properties.created = properties.modified = STAMP
    properties.revision = 1
    drop_leftovers(document)
    packed = io.BytesIO()
    document.save(packed)
    with target.open("wb") as file:
        repack(packed, file, STAMP, is_result=False)


def drop_leftovers(document: Any) -> None:
    """Take out what python-docx's own template brings along: a thumbnail, a bibliography, another
    program's name, Word 2010's way of setting text."""
    package, main = document.part.package, document.part
    for rels, kinds in (
        (package.rels, ("thumbnail",)),
        (main.rels, ("customXml", "stylesWithEffects")),
    ):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(kinds)]:
            rels.pop(key)
    app = next(p for p in package.iter_parts() if str(p.partname) == "/docProps/app.xml")
    app._blob = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        b"<Application>kumareport</Application></Properties>"
    )
    settings = document.settings.element
    for name in ("rsids", "savePreviewPicture", "proofState", "zoom", "shapeDefaults"):
        for element in settings.findall(qn(f"w:{name}")):
            settings.remove(element)
    for element in list(settings):
        if "2010/wordml" in element.tag:
            settings.remove(element)
    settings.insert(0, parse_xml(f'<w:zoom {nsdecls("w")} w:percent="100"/>'))
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")
    uri = "http://schemas.microsoft.com/office/word"
    compat = settings.find(qn("w:compat"))
    compat.append(parse_xml(
        f'<w:compatSetting {nsdecls("w")} w:name="differentiateMultirowTableHeaders" w:uri="{uri}" w:val="1"/>'
    ))  # fmt: skip
    section = document.element.body.find(qn("w:sectPr"))
    for name in [name for name in section.attrib if "rsid" in name]:
        del section.attrib[name]
    grid = section.find(qn("w:docGrid"))
    if grid is not None:
        section.remove(grid)


# --- page, styles -----------------------------------------------------------------------------


def set_up_page(document: Any, *, is_landscape: bool = False) -> None:
    """A4, narrow margins."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(11), Mm(12.5)
    section.header_distance, section.footer_distance = Mm(4), Mm(5)


def set_font(element_rpr: Any) -> None:
    """The one face in every script slot."""
    fonts = element_rpr.find(qn("w:rFonts"))
    if fonts is not None:
        element_rpr.remove(fonts)
    element_rpr.insert(
        0,
        parse_xml(
            f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        ),
    )


def set_up_styles(document: Any) -> None:
    """Document defaults in Japanese, only the styles that are used."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")).title() not in {
            k.title() for k in KEPT_STYLES
        }:
            styles.remove(style)
    for style in styles.findall(qn("w:style")):
        for name in ("w:link",):
            found = style.find(qn(name))
            if found is not None:
                style.remove(found)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)
    defaults = styles.find(qn("w:docDefaults"))
    defaults.clear()
    defaults.append(
        parse_xml(
            f'<w:rPrDefault {nsdecls("w")}><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
            f'w:eastAsia="{FONT}" w:cs="{FONT}"/><w:kern w:val="2"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
            '<w:lang w:val="ja-JP" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        )
    )
    defaults.append(
        parse_xml(
            f'<w:pPrDefault {nsdecls("w")}><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
            "</w:pPr></w:pPrDefault>"
        )
    )
    settings = document.settings.element
    lang = settings.find(qn("w:themeFontLang"))
    if lang is not None:
        lang.set(qn("w:val"), "en-US")
        lang.set(qn("w:eastAsia"), "ja-JP")


def set_up_bullets(document: Any) -> int:
    """One bullet list; its number id."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for number, left in ((1, 215),):
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{left}"/></w:pPr>'
                f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:hint="eastAsia"/>'
                f'<w:color w:val="{NAVY}"/><w:sz w:val="12"/></w:rPr></w:lvl></w:abstractNum>'
            )
        )
    for number in (1,):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            )
        )
    return 1


def make_paragraph_styles(
    document: Any, numbering: int, more: Mapping[str, Any] | None = None
) -> None:
    """The paragraph styles of the layout; ``more`` adds to them, or changes them."""
    center, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
    style(document, "Normal", 10)
    style(document, "Title", 22, bold=True, align=center, color=NAVY, before=150, after=60)
    style(
        document,
        "Heading 1",
        14,
        bold=True,
        color="FFFFFF",
        pitch=22,
        after=4,
        shade=NAVY,
        page=True,
    )
    style(document, "Heading 2", 12, bold=True, color=NAVY, pitch=17, before=5, after=3, rule=NAVY)
    style(document, "Heading 3", 11, bold=True, color=NAVY, pitch=16, before=4, after=3, shade=HEAD)
    style(
        document, "Heading 4", 10.5, bold=True, color=NAVY, pitch=15, before=3, after=2, indent=2.2
    )
    style(document, "資料区分", 14, align=center, pitch=24)
    style(document, "表紙の日付", 14, align=center, pitch=26, after=6)
    style(document, "凡例見出し", 12, bold=True, pitch=20, indent=48)
    style(document, "凡例", 12, pitch=22, indent=52)
    style(document, "凡例の方式", 11, bold=True, pitch=20, indent=52)
    style(document, "巻頭の見出し", 11, bold=True, color=NAVY, pitch=17, before=6, after=2)
    style(document, "巻頭の文", 10.5, pitch=18, after=3)
    style(document, "表の見出し", 8, bold=True, align=center, pitch=10, scale=90)
    style(document, "表の項目名", 8.5, align=left, pitch=10.5)
    style(document, "表の注", 7, align=left, pitch=9)
    style(document, "表の単位", 8, align=center, pitch=10)
    style(document, "表の数値", 8, align=center, pitch=10, scale=90)
    style(document, "表の数値（小）", 7.5, align=center, pitch=9.5, scale=74)
    style(document, "表の進捗", 13, bold=True, align=center, pitch=15)
    style(document, "注記", 8, pitch=11, before=2)
    style(document, "グラフ", 8, align=center, before=4, after=1)
    style(document, "枠の見出し", 10, bold=True, align=center, color=NAVY, pitch=12)
    # One size: two sections share a page by the height of their graphs, not of their letters.
    style(document, "箇条書き", 9.5, pitch=13, number=numbering)
    style(document, "概要の見出し", 10.5, bold=True, color=NAVY, pitch=15, before=3, after=1)
    style(document, "概要の文", 8, pitch=10.5)
    style(document, "概要の表", 8, align=left, pitch=9.5)
    style(document, "間隔", 1, pitch=5)
    style(document, "タグ", 6, color="C00000", pitch=8)
    style(document, "案の印", 12, bold=True, align=center, color="C00000", pitch=15, box="C00000")
    style(document, "ヘッダーの終わり", 1, pitch=1)
    for name, arguments in (more or {}).items():
        style(document, name, **arguments)
    for xml in COMMENT_STYLES:
        document.styles.element.append(parse_xml(xml.format(ns=nsdecls("w"))))


def style(
    document: Any,
    name: str,
    size: float,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    color: str | None = None,
    pitch: float | None = None,
    before: float = 0,
    after: float = 0,
    shade: str | None = None,
    rule: str | None = None,
    box: str | None = None,
    page: bool = False,
    indent: float = 0,
    scale: int | None = None,
    number: int | None = None,
) -> None:
    """Create or set one paragraph style. Sizes and pitches are in points, indents in mm."""
    styles = document.styles
    if name in [s.name for s in styles]:
        made = styles[name]
    else:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        made.quick_style = True
    rpr = made.element.get_or_add_rPr()
    for child in list(rpr):
        rpr.remove(child)
    made.font.size = Pt(size)
    made.font.bold = bold or None
    if color:
        made.font.color.rgb = RGBColor.from_string(color)
    set_font(rpr)
    rpr.find(qn("w:rFonts"))
    size_element = rpr.find(qn("w:sz"))
    if scale:
        size_element.addprevious(parse_xml(f'<w:w {nsdecls("w")} w:val="{scale}"/>'))
    size_element.addnext(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{int(size * 2)}"/>'))
    ppr = made.element.get_or_add_pPr()
    for child in list(ppr):
        if child.tag not in (qn("w:outlineLvl"),):
            ppr.remove(child)
    form = made.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if align is not None:
        form.alignment = align
    if pitch:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(pitch)
    if indent:
        form.left_indent = Mm(indent)
    if scale:
        for kind in ("autoSpaceDE", "autoSpaceDN"):
            ppr.insert_element_before(
                parse_xml(f'<w:{kind} {nsdecls("w")} w:val="0"/>'),
                "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl",
            )  # fmt: skip
    if name.startswith("Heading"):
        form.keep_with_next = True
    if page:
        form.page_break_before = True
    if number:
        pr = ppr.get_or_add_numPr()
        pr.append(parse_xml(f'<w:numId {nsdecls("w")} w:val="{number}"/>'))
        # Left, not justified: Word stretches a justified line that ends in a manual line break.
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if shade:
        ppr.insert_element_before(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{shade}"/>'),
            "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:spacing",
            "w:ind", "w:jc", "w:outlineLvl",
        )  # fmt: skip
    if rule:
        ppr.insert_element_before(
            parse_xml(
                f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="36" w:space="4" w:color="{rule}"/>'
                f'<w:bottom w:val="single" w:sz="6" w:space="1" w:color="{rule}"/></w:pBdr>'
            ),
            "w:shd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl",
        )  # fmt: skip
        form.left_indent = Mm(2.2)
    if box:
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{box}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        ppr.insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"),
            "w:shd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl",
        )  # fmt: skip
        form.left_indent = Mm(TEXT_WIDTH - 16)


# --- body -------------------------------------------------------------------------------------


def p(text: str, style_name: str, keep: bool = False, run: str = "") -> str:
    """A paragraph; ``text`` holds tags as a clerk would type them."""
    extra = "<w:keepNext/>" if keep else ""
    content = run or f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS.get(style_name, style_name)}"/>{extra}</w:pPr>{content}</w:p>'


STYLE_IDS = {"Title": "Title", **{f"Heading {n}": f"Heading{n}" for n in (1, 2, 3, 4)}}


def tag(text: str) -> str:
    """A paragraph that only holds a control tag and vanishes."""
    return p(text, "タグ")


def front_page() -> list[str]:
    """Label, title, legend."""
    return [*title_page(), *legend()]


def title_page() -> list[str]:
    """Label, title, whose report it is and of when."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    label = (
        '<w:tbl><w:tblPr><w:tblW w:w="1985" w:type="dxa"/><w:jc w:val="right"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="1985"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        '<w:tcW w:w="1985" w:type="dxa"/></w:tcPr>'
        + p("{{ 報告書.資料区分 }}{{ 報告書.資料番号 }}", "資料区分")
        + "</w:tc></w:tr></w:tbl>"
    )
    return [
        tag("{%p if 報告書.資料区分 %}"), label, tag("{%p endif %}"),
        p("{{ 報告書.題名 }}", "Title"),
        tag("{%p if 報告書.作成日 %}"), p("{{ 報告書.作成日 }}", "表紙の日付"), tag("{%p endif %}"),
        tag("{%p if 報告書.市名 %}"), p("{{ 報告書.市名 }}", "表紙の日付"), tag("{%p endif %}"),
    ]  # fmt: skip


def legend(target: str = "検証値", *, has_graphs: bool = True) -> list[str]:
    """The marks, scheme by scheme where there are several, and the signs of the graphs: here, not in each
    graph, where a legend would take a third of a small one's height."""
    signs = [
        tag("{%p if 報告書.グラフあり %}"), p(f"グラフの ● は実績、◆ は{target}", "凡例"), tag("{%p endif %}"),
    ]  # fmt: skip
    return [
        tag("{%p if 報告書.凡例 %}"), p("【凡例】", "凡例見出し"), tag("{%p endif %}"),
        tag("{%p for 凡例 in 報告書.凡例 %}"),
        tag("{%p if 凡例.方式 %}"), p("{{ 凡例.方式 }}", "凡例の方式"), tag("{%p endif %}"),
        p("{{ 凡例.記号 }}：{{ 凡例.説明 }}", "凡例"),
        tag("{%p endfor %}"),
        *(signs if has_graphs else []),
    ]  # fmt: skip


def report_sheets(loop: str, width: float = TEXT_WIDTH) -> list[str]:
    """What stands before the first chapter (巻頭) or at the very end (巻末): はじめに, lists of members …"""
    return [
        tag(f"{{%p for 章 in 報告書.{loop} %}}"),
        p("{{ 章.見出し }}", "Heading 1"),
        tag("{%p for 節 in 章.部 %}"),
        tag("{%p if 節.項目 %}"), field_table(width), p("", "間隔"), tag("{%p endif %}"),
        tag("{%p for 枠 in 節.並び %}"),
        tag("{%p if 枠.行 %}"),
        record_table("{{ 枠.見出し }}", "枠.項目列", "枠.行", "一覧", width), p("", "間隔"),
        tag("{%p else %}"),
        tag("{%p if 枠.見出し != 章.題名 %}"), p("{{ 枠.見出し }}", "巻頭の見出し", keep=True), tag("{%p endif %}"),
        tag("{%p for 文 in 枠.文 %}"), p("{{ 文 }}", "巻頭の文"), tag("{%p endfor %}"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p for 注 in 節.注 %}"), p("{{ 注 }}", "注記"), tag("{%p endfor %}"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    ]  # fmt: skip


def twips(width: float) -> int:
    """Millimetres as Word counts widths."""
    return round(width * 1440 / 25.4)


def cell(
    content: str, width: float, *, fill: str = "", merge: str = "", vertical: bool = False,
    span: int = 1,
) -> str:  # fmt: skip
    """A table cell; ``width`` in mm, over ``span`` columns."""
    parts = [f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>']
    if span > 1:
        parts.append(f'<w:gridSpan w:val="{span}"/>')
    if merge:
        parts.append(f'<w:vMerge w:val="{merge}"/>')
    if fill:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')
    if vertical:
        parts.append('<w:textDirection w:val="tbRlV"/>')
    parts.append('<w:vAlign w:val="center"/>')
    return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{content}</w:tc>"


def tag_cell(text: str) -> str:
    """A cell that only holds a control tag and vanishes."""
    return cell(tag(text), TAG_WIDTH)


def tag_row(text: str, columns: int, width: float = TEXT_WIDTH) -> str:
    """A row that only holds a control tag and vanishes: one cell over all columns."""
    return row([cell(tag(text), width, span=columns)])


def row(cells: list[str], *, header: bool = False, height: float = 0) -> str:
    """A table row that does not split over pages; ``height`` in mm, at least."""
    properties = "<w:cantSplit/>"
    if height:
        properties += f'<w:trHeight w:val="{round(height * 56.7)}" w:hRule="atLeast"/>'
    properties += "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    rows: list[str],
    widths: list[float],
    description: str,
    width: float = TEXT_WIDTH,
    inner: float = 0.4,
) -> str:
    """A fixed table over the text width; ``inner`` is the room above and below its texts, in mm."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="595959"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{twips(inner)}" w:type="dxa"/><w:left w:w="34" w:type="dxa"/>'
        f'<w:bottom w:w="{twips(inner)}" w:type="dxa"/><w:right w:w="34" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{description}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


# Whole tens of twips, so that nothing is lost to programs that round.
GROUP, SHARED, NAME, UNIT, VALUE, MARK = (
    n * 25.4 / 1440 for n in (1130, 1360, 2830, 650, 540, 510)
)
TAG_WIDTH = (TEXT_WIDTH - GROUP - SHARED - NAME - UNIT - 2 * VALUE - MARK) / 8
COLUMNS = 15
RATE = 13
FIELD, CHOSEN = 38, 24


def indicator_table(
    title: str = "検証指標",
    mark: str = "進捗",
    *,
    width: float = TEXT_WIDTH,
    has_rate: bool = False,
) -> str:
    """The two-tier table.

    All rows have the same columns, tag cells included: a table that programs save as it is. The
    tool sets the widths of what remains.

    Args:
        title: the head of the names.
        mark: the head of the marks.
        width: of the text, in mm.
        has_rate: whether the 達成率 stands before the mark.
    """
    count = COLUMNS + has_rate
    single = (width - GROUP - SHARED - NAME - UNIT - 2 * VALUE - MARK - RATE * has_rate) / 8
    names = GROUP + SHARED + NAME + 3 * single

    def columns(loop: str, content: str, style_name: str, head: bool) -> list[str]:
        plain = cell(p(content, style_name, keep=True), VALUE, fill=HEAD if head else "")
        tinted = cell(p(content, style_name, keep=True), VALUE, fill=TINT)
        return [
            tag_cell(f"{{%tc for 列 in {loop} %}}"), tag_cell("{%tc if 列.検証値 %}"), tinted,
            tag_cell("{%tc else %}"), plain, tag_cell("{%tc endif %}"), tag_cell("{%tc endfor %}"),
        ]  # fmt: skip

    def head(text: str, width: float, merge: str, span: int = 1) -> str:
        return cell(p(text, "表の見出し", keep=True), width, fill=HEAD, merge=merge, span=span)

    def rate(inner: str) -> list[str]:
        return [inner] if has_rate else []

    name = "{% colspan 節.項目列数 %}"
    first = [head(f"{name}{title}", names, "restart", 6), head("単位", UNIT, "restart"),
             *columns("節.見出し列", "{% colspan 列.列数 %}{{ 列.名称 }}", "表の見出し", True),
             *rate(head("達成率", RATE, "restart")), head(mark, MARK, "restart")]  # fmt: skip
    second = [head(name, names, "continue", 6), head("", UNIT, "continue"),
              *columns("節.年度列", "{{ 列.年度 }}", "表の見出し", True),
              *rate(head("", RATE, "continue")), head("", MARK, "continue")]  # fmt: skip
    notes = (
        tag("{%p for 注 in 行.注 %}") + p("{{ 注 }}", "表の注", keep=True) + tag("{%p endfor %}")
    )
    data = [
        tag_cell("{%tc if 群.大項目 %}"),
        cell(p("{% vm %}{{ 群.大項目 }}", "表の項目名", keep=True), GROUP),
        cell(p("{{ 行.名前 }}", "表の項目名", keep=True) + notes, SHARED),
        tag_cell("{%tc else %}"),
        cell(p("{% colspan 節.項目列数 %}{{ 行.名前 }}", "表の項目名", keep=True) + notes, NAME),
        tag_cell("{%tc endif %}"),
        cell(p("{{ 行.単位 }}", "表の単位", keep=True), UNIT),
        *columns("行.値", "{% colspan 列.列数 %}{{ 列.表示 }}", "表の数値", False),
        *rate(cell(p("{{ 行.達成率 }}", "表の数値", keep=True), RATE)),
        cell(p("{% vm %}{{ 群.進捗 }}", "表の進捗", keep=True), MARK),
    ]
    rows = [
        row(first, header=True), row(second, header=True),
        tag_row("{%tr for 群 in 節.群 %}", count), tag_row("{%tr for 行 in 群.行 %}", count),
        row(data, height=6.2),
        tag_row("{%tr endfor %}", count), tag_row("{%tr endfor %}", count),
    ]  # fmt: skip
    t, v = single, VALUE
    widths = [t, GROUP, SHARED, t, NAME, t, UNIT, t, t, v, t, v, t, t, *[RATE] * has_rate, MARK]
    return table(rows, widths, title, width)


def box_table() -> str:
    """The boxes of the form with vertical labels; the first is not parted from the second."""

    def box(height: float, keep: bool) -> str:
        bullets = (
            tag("{%p for 箇条 in 枠.文 %}")
            + p("{{ 箇条 }}", "箇条書き", keep=keep)
            + tag("{%p endfor %}")
        )
        return row([
            cell(p("{{ 枠.見出し }}", "枠の見出し", keep=keep), 8.5, fill=HEAD, vertical=True),
            cell(bullets, TEXT_WIDTH - 8.5),
        ], height=height)  # fmt: skip

    rows = [
        tag_row("{%tr for 枠 in 節.枠 %}", 2),
        tag_row("{%tr if loop.first %}", 2), box(20, keep=True),
        tag_row("{%tr else %}", 2), box(13, keep=False),
        tag_row("{%tr endif %}", 2), tag_row("{%tr endfor %}", 2),
    ]  # fmt: skip
    return table(rows, [8.5, TEXT_WIDTH - 8.5], "本文")


def field_table(width: float = TEXT_WIDTH) -> str:
    """The office's own fields of a section, one a row."""
    value = (
        tag("{%p for 値 in 項目.値 %}")
        + p("{% if 値.年度 %}{{ 値.年度 }}　{% endif %}{{ 値.表示 }}{% if 値.表示 %}{{ 項目.単位 }}{% endif %}", "表の項目名", keep=True)
        + tag("{%p endfor %}")
    )  # fmt: skip
    rows = [
        tag_row("{%tr for 項目 in 節.項目 %}", 2, width),
        row([cell(p("{{ 項目.名称 }}", "表の項目名", keep=True), FIELD, fill=HEAD),
             cell(value, width - FIELD)], height=6.2),
        tag_row("{%tr endfor %}", 2, width),
    ]  # fmt: skip
    return table(rows, [FIELD, width - FIELD], "項目", width)


def record_table(
    title: str, heads: str, lines: str, caption: str, width: float = TEXT_WIDTH
) -> str:
    """The office's own fields of some records: a record a line, a field a column."""

    def columns(loop: str, content: str, style_name: str, fill: str = "") -> list[str]:
        inner = cell(p(content, style_name, keep=True), CHOSEN, fill=fill)
        return [tag_cell(f"{{%tc for 値 in {loop} %}}"), inner, tag_cell("{%tc endfor %}")]

    names = width - CHOSEN - 2 * TAG_WIDTH
    rows = [
        row([cell(p(title, "表の見出し", keep=True), names, fill=HEAD),
             *columns(heads, "{{ 値 }}", "表の見出し", HEAD)], header=True),
        tag_row(f"{{%tr for 指標 in {lines} %}}", 4, width),
        row([cell(p("{{ 指標.名前 }}", "表の項目名", keep=True), names),
             *columns("指標.値", "{{ 値 }}", "表の単位")], height=6.2),
        tag_row("{%tr endfor %}", 4, width),
    ]  # fmt: skip
    return table(rows, [names, TAG_WIDTH, CHOSEN, TAG_WIDTH], caption, width)


def chart_paragraph(
    rel_id: str, loop: str, height: float, number: int, width: float = TEXT_WIDTH
) -> str:
    """One row of graphs: the sample chart, repeated for each graph of the row."""
    drawing = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(width * 36000)}" cy="{round(height * 36000)}"/><wp:docPr id="{number}" name="グラフの見本{number}" '
        'descr="{{ グラフ }}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{rel_id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )

    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    inside = run(f"{{%r for グラフ in {loop} %}}") + drawing + run("{%r endfor %}")
    return p("", "グラフ", keep=True, run=inside)


def chapter_body(rel_id: str) -> list[str]:
    """Chapters and their parts. What stands at depth 1 belongs to the chapter's own heading."""
    headings = [
        line
        for depth in (2, 3, 4)
        for line in (
            tag(f"{{%p if 節.深さ == {depth} %}}"),
            p("{{ 節.見出し }}", f"Heading {depth}"),
            tag("{%p endif %}"),
        )
    ]
    return [
        tag("{%p for 章 in 報告書.章 %}"),
        p("{{ 章.見出し }}", "Heading 1"),
        tag("{%p for 節 in 章.部 %}"),
        *headings,
        tag("{%p if 節.項目 %}"),
        field_table(),
        p("", "間隔", keep=True),
        tag("{%p endif %}"),
        tag("{%p if 節.群 %}"),
        indicator_table(),
        tag("{%p endif %}"),
        tag("{%p if 節.項目列 %}"),
        p("", "間隔", keep=True),
        record_table("検証指標", "節.項目列", "節.項目行", "指標の項目"),
        tag("{%p endif %}"),
        tag("{%p for 注 in 節.注 %}"),
        p("{{ 注 }}", "注記", keep=True),
        tag("{%p endfor %}"),
        tag("{%p for 段 in 節.グラフの段 %}"),
        chart_paragraph(rel_id, "段", 34, 1),
        tag("{%p endfor %}"),
        tag("{%p if 節.枠 %}"),
        p("", "間隔", keep=True),
        box_table(),
        p("", "間隔"),
        tag("{%p endif %}"),
        tag("{%p for 一覧 in 節.一覧 %}"),
        record_table("{{ 一覧.見出し }}", "一覧.項目列", "一覧.行", "一覧"),
        p("", "間隔"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    ]


def overview_page(rel_id: str, target: str = "検証値", width: float = TEXT_WIDTH) -> list[str]:
    """概要版, where 設定 asks for it: one page. What it holds is cut to what this layout has room for."""
    place, name, mark = 28, 58, 9
    reason = width - place - name - mark
    rows = [
        row([cell(p(text, "表の見出し"), width, fill=HEAD)
             for text, width in (("章・節", place), ("指標", name), ("進捗", mark), ("理由", reason))], header=True),
        tag_row("{%tr for 指標 in 概要.未達成 %}", 4),
        row([
            cell(p("{{ 指標.場所 }}", "概要の表"), place), cell(p("{{ 指標.名前 }}", "概要の表"), name),
            cell(p("{{ 指標.進捗 }}", "表の数値"), mark), cell(p("{{ 指標.理由 }}", "概要の表"), reason),
        ]),
        tag_row("{%tr endfor %}", 4),
    ]  # fmt: skip
    return [
        tag("{%p for 概要 in 報告書.概要版 %}"),
        p("{{ 概要.見出し }}", "Heading 1"),
        tag("{%p for 集計 in 概要.集計 %}"),
        totals_table(width),
        chart_paragraph(rel_id, "集計.グラフ", 38, 3, width),
        tag("{%p endfor %}"),
        p("前年度からの変化", "概要の見出し"),
        p("値：{% for 変化 in 概要.変化 %}{{ 変化.名称 }} {{ 変化.数 }}　{% endfor %}（指標の数）", "概要の文"),
        tag("{%p for 変化 in 概要.進捗の変化 %}"),
        p("{{ 変化.見出し }}（{{ 変化.数 }}）：{{ 変化.指標 }}", "概要の文"),
        tag("{%p endfor %}"),
        p(f"{target}に届かなかった指標（{{{{ 概要.未達成の数 }}}}）", "概要の見出し"),
        tag("{%p if 概要.未達成 %}"),
        table(rows, [place, name, mark, reason], f"{target}に届かなかった指標", width, inner=0.2),
        tag("{%p endif %}"),
        tag("{%p if 概要.未達成のほか %}"),
        p("{{ 概要.未達成のほか }}", "概要の文"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
    ]  # fmt: skip


def totals_table(width: float = TEXT_WIDTH) -> str:
    """The marks by chapter."""
    number = cell(p("{{ 数 }}", "表の数値"), 14)
    symbol = cell(p("{{ 記号 }}", "表の見出し"), 14, fill=HEAD)
    names = width - 2 * TAG_WIDTH - 2 * 14 - 28
    rows = [
        row([
            cell(p("章", "表の見出し"), names, fill=HEAD),
            tag_cell("{%tc for 記号 in 集計.記号 %}"), symbol, tag_cell("{%tc endfor %}"),
            cell(p("計", "表の見出し"), 14, fill=HEAD),
            cell(p("{{ 集計.割合の名称 }}", "表の見出し"), 28, fill=HEAD),
        ], header=True),
        tag_row("{%tr for 行 in 集計.行 %}", 6),
        row([
            cell(p("{{ 行.名称 }}", "表の項目名"), names),
            tag_cell("{%tc for 数 in 行.数 %}"), number, tag_cell("{%tc endfor %}"),
            cell(p("{{ 行.計 }}", "表の数値"), 14),
            cell(p("{{ 行.割合 }}", "表の数値"), 28),
        ]),
        tag_row("{%tr endfor %}", 6),
    ]  # fmt: skip
    return table(rows, [names, TAG_WIDTH, 14, TAG_WIDTH, 14, 28], "章ごとの進捗の数", width)


def summary_page(rel_id: str, width: float = TEXT_WIDTH, height: float = 90) -> list[str]:
    """進捗の集計, where 設定 asks for it: a table by chapter and a stacked bar."""
    return [
        tag("{%p for 集計 in 報告書.集計 %}"),
        p("{{ 集計.見出し }}", "Heading 1"),
        totals_table(width),
        p("※大項目でまとめた指標は、１つと数えています。", "注記"),
        p("", "間隔"),
        chart_paragraph(rel_id, "集計.グラフ", height, 2, width),
        tag("{%p endfor %}"),
    ]


def header(document: Any) -> None:
    """The boxed mark of a draft at the top right; it fits above the text, so that no line moves."""
    part = document.sections[0].header
    for paragraph in list(part.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    xml = (
        tag("{%p if 報告書.案 %}")
        + p("{{ 報告書.案 }}", "案の印")
        + tag("{%p endif %}")
        + p("", "ヘッダーの終わり")
    )
    for child in parse_xml(f"<w:hdr {nsdecls('w')}>{xml}</w:hdr>"):
        part._element.append(child)


def footer(document: Any) -> None:
    """The page number at the foot."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", None, "end"):
        inner = (
            f'<w:fldChar w:fldCharType="{kind}"/>'
            if kind
            else '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
        )
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


# --- the sample chart ---------------------------------------------------------------------------


def text_properties(size: float, bold: bool = False, color: str = "404040") -> str:
    """Chart text in the report's face, East Asian slot included."""
    return (
        f'<a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
        f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill><a:latin typeface="{FONT}"/>'
        f'<a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="ja-JP"/></a:p>'
    )


def series(
    index: int, name: str, letter: str, color: str, marker: str, line: str, labels: str, size: int
) -> str:
    """A sample series over four categories."""
    categories = "".join(
        f'<c:pt idx="{n}"><c:v>{label}</c:v></c:pt>' for n, label in enumerate(SAMPLE_X)
    )
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>'
        for n, value in enumerate(SAMPLE[name]) if value is not None
    )  # fmt: skip
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Sheet1!${letter}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr>{line}</c:spPr><c:marker><c:symbol val="{marker}"/><c:size val="{size}"/><c:spPr><a:solidFill>'
        f'<a:srgbClr val="{color}"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/>'
        f"</a:solidFill></a:ln></c:spPr></c:marker>{labels}"
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$5</c:f><c:strCache><c:ptCount val="4"/>{categories}</c:strCache>'
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${letter}$2:${letter}$5</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="4"/>{points}</c:numCache></c:numRef></c:val>'
        '<c:smooth val="0"/></c:ser>'
    )


SAMPLE_X = ["H27", "R3", "R4", "検証値"]
SAMPLE = {"実績": [41, 43, 46, None], "検証値": [None, None, None, 48]}


def sample_chart() -> str:
    """A line chart: actuals as a line with gaps, the target as a mark of its own."""
    blue = '<a:ln w="19050" cap="rnd"><a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill><a:round/></a:ln>'
    none = "<a:ln><a:noFill/></a:ln>"
    labels = (
        f"<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr>{text_properties(8, True, 'C55A11')}</c:txPr>"
        '<c:dLblPos val="t"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
    axis_line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>'
    title = (
        '<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="850" b="1"/></a:pPr>'
        f'<a:r><a:rPr lang="ja-JP" sz="850" b="1"><a:solidFill><a:srgbClr val="404040"/></a:solidFill><a:latin typeface="{FONT}"/>'
        f'<a:ea typeface="{FONT}"/></a:rPr><a:t>グラフの題名</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:lang val="ja-JP"/><c:roundedCorners val="0"/><c:chart>'
        f'{title}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/>'
        '<c:varyColors val="0"/>'
        + series(0, "実績", "B", "1F4E79", "circle", blue, "", 5)
        + series(1, "検証値", "C", "C55A11", "diamond", none, labels, 8)
        + '<c:marker val="1"/><c:axId val="111111111"/><c:axId val="222222222"/></c:lineChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{axis_line}<c:txPr>{text_properties(8)}</c:txPr>'
        '<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="50"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/>{grid}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{axis_line}<c:txPr>{text_properties(8)}</c:txPr>'
        '<c:crossAx val="111111111"/><c:crosses val="min"/><c:crossBetween val="between"/></c:valAx>'
        '<c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/>'
        f"</a:solidFill></a:ln></c:spPr><c:txPr>{text_properties(8)}</c:txPr>"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


BAR_X = ["第１章", "第２章", "第３章"]
BARS = {
    "○ 検証値を達成": [3, 2, 4], "△ 検証値を概ね達成": [1, None, 2], "× 検証値を未達成": [2, 3, 1],
    "区分４": [1, 1, 1], "区分５": [1, 1, 1], "区分６": [1, 1, 1],
}  # fmt: skip
BAR_COLORS = ("1F4E79", "FFE699", "C55A11", "A6A6A6", "9DC3E6", "595959")


def bar(index: int, name: str, values: Sequence[int | None], color: str, size: float) -> str:
    """A sample series of the stacked bars, its numbers inside."""
    letter = chr(ord("B") + index)
    categories = "".join(
        f'<c:pt idx="{n}"><c:v>{label}</c:v></c:pt>' for n, label in enumerate(BAR_X)
    )
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values) if v is not None
    )
    dark = color in ("1F4E79", "C55A11", "595959")
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Sheet1!${letter}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"<c:txPr>{text_properties(size, True, 'FFFFFF' if dark else '404040')}</c:txPr>"
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$4</c:f><c:strCache><c:ptCount val="3"/>{categories}</c:strCache>'
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${letter}$2:${letter}$4</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="3"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
    )


def sample_bars(*, level: bool = False) -> str:
    """Stacked bars: a chapter each, a mark on the other; the legend below, of level bars beside."""
    direction, order, side, values, legend = (
        ("bar", "maxMin", "l", "b", "r") if level else ("col", "minMax", "b", "l", "b")
    )
    size = 7.5 if level else 9
    hidden, crossing = (1, "max") if level else (0, "min")
    grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
    axis_line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>'
    bars = "".join(
        bar(n, name, counts, color, size)
        for n, ((name, counts), color) in enumerate(zip(BARS.items(), BAR_COLORS, strict=True))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:lang val="ja-JP"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="{direction}"/>'
        f'<c:grouping val="stacked"/><c:varyColors val="0"/>{bars}<c:gapWidth val="60"/><c:overlap val="100"/>'
        '<c:axId val="333333333"/><c:axId val="444444444"/></c:barChart>'
        f'<c:catAx><c:axId val="333333333"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{axis_line}<c:txPr>{text_properties(size)}</c:txPr>'
        '<c:crossAx val="444444444"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="50"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="444444444"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="{hidden}"/>'
        f'<c:axPos val="{values}"/>{grid}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{axis_line}<c:txPr>{text_properties(size)}</c:txPr>'
        f'<c:crossAx val="333333333"/><c:crosses val="{crossing}"/><c:crossBetween val="between"/></c:valAx>'
        f'<c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val="{legend}"/><c:overlay val="0"/>'
        f"<c:txPr>{text_properties(size)}</c:txPr></c:legend>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/>'
        f"</a:solidFill></a:ln></c:spPr><c:txPr>{text_properties(size)}</c:txPr>"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def sample_workbook(labels: list[str], series: dict[str, list[Any]]) -> bytes:
    """A sample chart's data as an embedded workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    sheet.append([None, *series])
    for label, *values in zip(labels, *series.values(), strict=True):
        sheet.append([label, *values])
    book.properties.created = STAMP
    packed, out = io.BytesIO(), io.BytesIO()
    book.save(packed)
    repack(packed, out, STAMP)
    return out.getvalue()


def add_sample_chart(
    document: Any, number: int, xml: str, labels: list[str], series: dict[str, list[Any]]
) -> str:
    """Add a chart and its workbook; the relationship's id."""
    package = document.part.package
    embedded = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Worksheet{number if number > 1 else ''}.xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        sample_workbook(labels, series), package,
    )  # fmt: skip
    chart = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        xml.encode(), package,
    )  # fmt: skip
    assert chart.relate_to(embedded, RT.PACKAGE) == "rId1"
    return document.part.relate_to(chart, RT.CHART)


if __name__ == "__main__":
    main()
