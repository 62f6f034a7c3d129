"""A new workbook in the 様式."""

from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from kumareport.output import Written
from kumareport.workbook import layout
from kumareport.workbook.acknowledged_sheet import write_acknowledged
from kumareport.workbook.chapter_sheet import write_chapter
from kumareport.workbook.guide import write_guide
from kumareport.workbook.known_looks import new_book
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import NewWorkbook, target_named
from kumareport.workbook.save import save
from kumareport.workbook.settings_sheet import write_settings


def write_workbook(new: NewWorkbook, path: Path) -> Written:
    """Write a workbook. Equal content gives equal bytes.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    book = new_book()
    guide = book.active
    assert isinstance(guide, Worksheet)
    guide.title = layout.GUIDE_SHEET
    write_guide(guide, new.form, target_named(new.chapters))
    settings = book.create_sheet(layout.SETTINGS_SHEET)
    write_settings(book, settings, new)
    for chapter in new.chapters:
        write_chapter(book.create_sheet(chapter.name), chapter)
    write_acknowledged(book)
    book.active = 2 if new.chapters else 1
    return save(book, path, str(new.settings.get(Setting.TITLE, "")))
