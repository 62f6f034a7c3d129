"""A form for a department (照会票): a cover, its sections with the cells to fill in, the 控え."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.form import STANDARD, Form
from kumareport.office.excel.spreadsheet_parts import unescape
from kumareport.workbook import layout
from kumareport.workbook.form_answers import COVER_SHEET
from kumareport.workbook.form_columns import COMPUTED_COLUMN, FormSheet
from kumareport.workbook.form_cover import Cover, write_cover
from kumareport.workbook.form_guide import write_form_guide
from kumareport.workbook.form_needs import needs_of
from kumareport.workbook.form_sheet import write_form_sheet
from kumareport.workbook.known_looks import new_book
from kumareport.workbook.ledger import Ledger
from kumareport.workbook.ledger_sheet import write_ledger
from kumareport.workbook.new_workbook import target_named
from kumareport.workbook.save import packed
from kumareport.workbook.seen import quoted_struck


class DepartmentForm(Struct, frozen=True):
    """All of a form.

    Attributes:
        title: the title in the file's properties.
        cover: the first sheet.
        sheets: the chapters.
        ledger: makes what it is known by when it comes back, from the texts around the tables by
            sheet.
        form: its kinds of record and its columns.
    """

    title: str
    cover: Cover
    sheets: Sequence[FormSheet]
    ledger: Callable[[Mapping[str, frozenset[str]]], Ledger]
    form: Form = STANDARD


def form_file(form: DepartmentForm) -> tuple[bytes, Mapping[str, frozenset[str]]]:
    """A form as the bytes of a file, and the texts around its tables, by sheet. Equal content gives
    equal bytes."""
    book = _workbook(form)
    fixed = _fixed_texts(book)
    write_ledger(book, form.ledger(fixed))
    book.security = WorkbookProtection(lockStructure=True)
    book.active = 0
    return packed(book, form.title), fixed


def form_texts(form: DepartmentForm) -> Mapping[str, frozenset[str]]:
    """The texts around the tables of a form, by sheet, as :func:`form_file` returns them."""
    return _fixed_texts(_workbook(form))


def _workbook(form: DepartmentForm) -> Workbook:
    book = new_book()
    cover = book.active
    assert isinstance(cover, Worksheet)
    write_cover(cover, form.cover, needs_of(form.sheets))
    _protect(cover)
    for sheet in form.sheets:
        target = book.create_sheet(sheet.chapter.name)
        write_form_sheet(target, sheet)
        _protect(target)
    guide = book.create_sheet(layout.GUIDE_SHEET)
    target = target_named(sheet.chapter for sheet in form.sheets)
    write_form_guide(guide, needs_of(form.sheets), target)
    _protect(guide)
    return book


def _fixed_texts(book: Workbook) -> dict[str, frozenset[str]]:
    """The texts of each sheet outside its records: whatever else comes back, somebody typed."""
    apart = (COVER_SHEET, layout.GUIDE_SHEET)
    return {
        sheet.title: frozenset(_fixed(sheet, is_chapter=sheet.title not in apart))
        for sheet in book.worksheets
    }


def _fixed(sheet: Worksheet, *, is_chapter: bool) -> Iterator[str]:
    headers = [cell.value for cell in sheet[layout.HEADER_ROW]]
    for number, line in enumerate(sheet.iter_rows(), 1):
        for header, cell in zip(headers, line, strict=True):
            is_fixed = not is_chapter or number <= layout.HEADER_ROW or header == COMPUTED_COLUMN
            if is_fixed and isinstance(cell.value, str):
                yield unescape(cell.value)
            if is_chapter and header == COMPUTED_COLUMN and isinstance(cell.value, str):
                # Who strikes an indicator's row through says nothing about what was computed.
                yield quoted_struck(unescape(cell.value))


def _protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password: against mistakes, not against people.

    Comments, colours, row heights, filters, and inserting and deleting rows stay allowed: answers
    need them. Sorting would take the texts out of their sections.
    """
    protection = sheet.protection
    protection.sheet = True
    for allowed in (
        "formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "autoFilter",
        "objects",
    ):  # fmt: skip
        setattr(protection, allowed, False)
