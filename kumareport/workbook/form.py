"""A form for a department (照会票): a cover, its sections with the cells to fill in, the 控え."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.form import STANDARD, Form, Shape
from kumareport.model.period import Role
from kumareport.ooxml.spreadsheet_parts import unescape
from kumareport.workbook import layout
from kumareport.workbook.chapter_sheet import write_chapter
from kumareport.workbook.form_cover import COVER_SHEET, Cover, write_cover
from kumareport.workbook.guide import write_guide
from kumareport.workbook.layout import Column
from kumareport.workbook.ledger import Ledger, write_ledger
from kumareport.workbook.looks import OPEN_FILL
from kumareport.workbook.new_workbook import ChapterSheet
from kumareport.workbook.save import save

_MOST_TEXT, _MOST_VALUE = 2_000, 60


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A chapter sheet of a form.

    Attributes:
        chapter: its records, blank ones to write into included.
        open_rows: the indexes of the records that the department fills in.
    """

    chapter: ChapterSheet
    open_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class DepartmentForm:
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


def write_form(form: DepartmentForm, path: Path) -> Mapping[str, frozenset[str]]:
    """Write a form. Equal content gives equal bytes.

    Returns:
        The texts around its tables, by sheet.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    write_cover(cover, form.cover)
    _protect(cover)
    for sheet in form.sheets:
        target = book.create_sheet(sheet.chapter.name)
        column_of = write_chapter(target, sheet.chapter, is_form=True)
        _open_cells(target, sheet, column_of)
        _protect(target)
    guide = book.create_sheet(layout.GUIDE_SHEET)
    write_guide(guide, form.form)
    _protect(guide)
    fixed = _fixed_texts(book)
    write_ledger(book, form.ledger(fixed))
    book.security = WorkbookProtection(lockStructure=True)
    book.active = 0
    save(book, path, form.title)
    return fixed


def _fixed_texts(book: Workbook) -> dict[str, frozenset[str]]:
    """The texts of each sheet outside its records: whatever else comes back, somebody typed."""
    chapters = {sheet.title for sheet in book.worksheets} - {COVER_SHEET, layout.GUIDE_SHEET}
    return {
        sheet.title: frozenset(
            unescape(cell.value)
            for line in sheet.iter_rows(
                max_row=layout.HEADER_ROW if sheet.title in chapters else None
            )
            for cell in line
            if isinstance(cell.value, str)
        )
        for sheet in book.worksheets
    }


def _protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password: against mistakes, not against people.

    Comments, colours, row heights, filters and inserted rows stay allowed: answers need them.
    """
    protection = sheet.protection
    protection.sheet = True
    for allowed in (
        "formatCells", "formatColumns", "formatRows", "insertRows", "autoFilter", "sort", "objects",
    ):  # fmt: skip
        setattr(protection, allowed, False)


def _open_cells(sheet: Worksheet, form: FormSheet, column_of: Mapping[str, int]) -> None:
    opinion = column_of[layout.OPINION_COLUMN]
    texts: list[str] = []
    values: list[str] = []
    of = form.chapter.form
    read = ((name, of.period(name, 0)) for name in form.chapter.periods)
    periods = [column_of[name] for name, p in read if p is not None and p.role is Role.ACTUAL]
    for index, record in enumerate(form.chapter.records):
        row = layout.HEADER_ROW + 1 + index
        _open(sheet, row, opinion)
        texts.append(_reference(row, opinion))
        if index not in form.open_rows:
            continue
        columns = [column_of[name] for name in of.open_fields(record.kind) if name in column_of]
        if of.shape(record.kind) is Shape.INDICATOR:
            columns = [*periods, *columns]
            values += [_reference(row, column) for column in periods]
        else:
            columns = [column_of[Column.TEXT], *columns]
            texts.append(_reference(row, column_of[Column.TEXT]))
        for column in columns:
            _open(sheet, row, column)
    _limit(sheet, texts, _MOST_TEXT, "文章")
    _limit(sheet, values, _MOST_VALUE, "値")


def _open(sheet: Worksheet, row: int, column: int) -> None:
    cell = sheet.cell(row, column)
    cell.protection = Protection(locked=False)
    cell.fill = OPEN_FILL


def _reference(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _limit(sheet: Worksheet, cells: Sequence[str], most: int, what: str) -> None:
    """Ask back, without refusing, when more is typed than such a cell ever held."""
    if not cells:
        return
    check = DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(most),
        allow_blank=True,
        errorStyle="warning",
        sqref=" ".join(cells),
    )
    check.errorTitle = f"{what}が長すぎます"
    check.error = f"{most:,} 字を超えています。このまま入力しますか。"
    check.showErrorMessage = True
    sheet.add_data_validation(check)
