"""The page of the table of old and new: A4 landscape, styles, page number."""

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from kumareport.document.elements import element_from, new_element
from kumareport.document.names import CHANGE_HEAD, CHANGE_NOTE, CHANGE_PART, CHANGE_TEXT
from kumareport.office.package.element_order import STYLE, ensure_child
from kumareport.office.package.package import XmlElement

FONT = "BIZ UDPゴシック"
TEXT_WIDTH = 267
"""Millimetres between the margins."""
TITLE_ALIGNMENT = WD_ALIGN_PARAGRAPH.CENTER
_MARGIN = 15
_TITLE = "Title"
_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "header", "footer", _TITLE}
_FONTS = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"'
_DEFAULTS = (
    f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts {_FONTS}/>"
    '<w:kern w:val="2"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
    '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)


def new_document() -> Document:
    """An empty document with the page and the styles."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(14), Mm(15)
    section.header_distance = section.footer_distance = Mm(7)
    _set_up_styles(document)
    _number_pages(document)
    return document


def _set_up_styles(document: Document) -> None:
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is None or name.get(qn("w:val")) not in _KEPT:
            styles.remove(style)
        # The partners of the styles that are left are among those that went.
        elif (link := style.find(qn("w:link"))) is not None:
            style.remove(link)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)
    defaults = styles.find(qn("w:docDefaults"))
    assert defaults is not None
    styles.replace(defaults, parse_xml(_DEFAULTS))
    center = WD_ALIGN_PARAGRAPH.CENTER
    _style(document, "Normal", 9)
    _style(document, _TITLE, 16, bold=True, align=TITLE_ALIGNMENT, after=2)
    _style(document, CHANGE_NOTE, 9, after=3)
    _style(document, CHANGE_HEAD, 9, bold=True, align=center)
    _style(document, CHANGE_PART, 9.5, bold=True)
    # Left, not justified: Word stretches a justified line that ends in a manual line break.
    _style(document, CHANGE_TEXT, 9, align=WD_ALIGN_PARAGRAPH.LEFT, lines=1.15)


def _style(
    document: Document,
    name: str,
    size: float,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    after: float = 0,
    lines: float | None = None,
) -> None:
    """Create or set a paragraph style; sizes in points, the pitch in lines."""
    styles = document.styles
    is_new = name not in [style.name for style in styles]
    if is_new:
        # The method's parameters have no types.
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)  # pyright: ignore[reportUnknownMemberType]
    made = styles[name]
    assert isinstance(made, ParagraphStyle)
    if is_new:
        made.base_style = styles["Normal"]
        made.quick_style = True
    letters = ensure_child(made.element, "rPr", STYLE)
    for properties in (letters, ensure_child(made.element, "pPr", STYLE)):
        for child in list(properties):
            properties.remove(child)
    made.font.size = Pt(size)
    made.font.bold = bold or None
    letters.insert(0, element_from(f"<w:rFonts {nsdecls('w')} {_FONTS}/>"))
    made.paragraph_format.space_after = Pt(after)
    made.paragraph_format.line_spacing = lines
    made.paragraph_format.alignment = align


def _number_pages(document: Document) -> None:
    """The page number and the number of pages at the foot."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("PAGE", " / ", "NUMPAGES"):
        run = paragraph.add_run("" if text.isalpha() else text)
        if text.isalpha():
            field = new_element("w:fldSimple")
            field.set(qn("w:instr"), f" {text} ")
            run.text = "1"
            _enclose(run.element, field)


def _enclose(element: XmlElement, by: XmlElement) -> None:
    element.addprevious(by)
    by.append(element)
