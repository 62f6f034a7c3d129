"""Write ``templates/letter.docx``, the letters to the departments as a Word template.

The template belongs to the office: it is edited in Word. This script made the first one.
"""

import datetime
import io
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kumareport.office.package.package_writing import repack

ROOT = Path(__file__).resolve().parent.parent
FONT = "BIZ UDPゴシック"
STAMP = datetime.datetime(2024, 4, 1)
LINES = (
    ("{{ 手紙.日付 }}", WD_ALIGN_PARAGRAPH.RIGHT, 11),
    ("{{ 手紙.宛先 }}", WD_ALIGN_PARAGRAPH.LEFT, 11),
    ("{{ 手紙.差出人 }}", WD_ALIGN_PARAGRAPH.RIGHT, 11),
    ("{{ 手紙.件名 }}", WD_ALIGN_PARAGRAPH.CENTER, 14),
    ("{%p for 行 in 手紙.本文 %}", WD_ALIGN_PARAGRAPH.LEFT, 11),
    ("{{ 行 }}", WD_ALIGN_PARAGRAPH.LEFT, 11),
    ("{%p endfor %}", WD_ALIGN_PARAGRAPH.LEFT, 11),
)


def main() -> None:
    """Write the template."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    for text, align, size in LINES:
        paragraph = document.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(8)
        run = paragraph.add_run(text)
        run.font.size, run.font.name, run.font.bold = Pt(size), FONT, size > 11
        # python-docx has no name for the font of Japanese letters.
        for fonts in run.element.iter(qn("w:rFonts")):
            fonts.set(qn("w:eastAsia"), FONT)
    properties = document.core_properties
    properties.title = "照会の手紙"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "ja-JP"
    properties.created = properties.modified = STAMP
    packed = io.BytesIO()
    document.save(packed)
    with (ROOT / "templates" / "letter.docx").open("wb") as file:
        repack(packed, file, STAMP)


if __name__ == "__main__":
    main()
