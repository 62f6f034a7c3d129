"""A new workbook in the 様式."""

import datetime
import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.ooxml.package import repack
from kumareport.output import replacing
from kumareport.workbook import layout
from kumareport.workbook.acknowledged_sheet import write_acknowledged
from kumareport.workbook.chapter_sheet import write_chapter
from kumareport.workbook.guide import write_guide
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import NewWorkbook
from kumareport.workbook.settings_sheet import write_settings

_CREATED = datetime.datetime(2024, 4, 1, tzinfo=datetime.UTC).replace(tzinfo=None)


def write_workbook(new: NewWorkbook, path: Path) -> None:
    """Write a workbook. Equal content gives equal bytes.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    guide.title = layout.GUIDE_SHEET
    write_guide(guide)
    settings = book.create_sheet(layout.SETTINGS_SHEET)
    write_settings(book, settings, new)
    for chapter in new.chapters:
        write_chapter(book.create_sheet(chapter.name), chapter)
    write_acknowledged(book)
    book.active = 2 if new.chapters else 1
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    book.properties.creator = ""
    book.properties.title = str(new.settings.get(Setting.TITLE, ""))
    book.properties.created = _CREATED
    packed = io.BytesIO()
    book.save(packed)
    with replacing(path) as file:
        repack(packed, file, modified=_CREATED, change=_let_rows_grow)


def _let_rows_grow(name: str, data: bytes) -> bytes:
    """Keep the heights that we estimated, but let Excel fit them again when somebody types.

    openpyxl marks every height as set by hand (customHeight), which would freeze the row.
    """
    if not name.startswith("xl/worksheets/"):
        return data
    return data.replace(b' customHeight="1"', b"")
