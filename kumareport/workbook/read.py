"""Workbook → report: finds columns by their headers, reads every row, records what it cannot take."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.form import OF_REPORT, Form
from kumareport.model.location import Location
from kumareport.model.places import Places
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.report import Chapter, Report
from kumareport.model.row import RowSheet
from kumareport.model.settings import ChapterEntry, Settings
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.office.excel.whole_workbook import read_whole_workbook
from kumareport.workbook import layout
from kumareport.workbook.acknowledged import read_acknowledgements
from kumareport.workbook.foreign import is_settings, no_book
from kumareport.workbook.header import find_header
from kumareport.workbook.ids import IdRegistry
from kumareport.workbook.layout import Column
from kumareport.workbook.outline import Outline
from kumareport.workbook.row_sheets import rows_of, with_ids
from kumareport.workbook.settings import read_settings
from kumareport.workbook.surroundings import check_surroundings, note_beside


def read_report(path: Path) -> Report:
    """Read a workbook in the 様式.

    Args:
        path: an ``.xlsx`` or ``.xlsm`` file; never written, never executed.

    Returns:
        The report, with every fault of its content as a problem.

    Raises:
        InputFileError: no workbook, or one without 設定.
    """
    return report_of(read_whole_workbook(path), path)


class ReadSheets(Struct, frozen=True):
    """A workbook as it is read, once.

    Attributes:
        report: what it says.
        sheets: the rows that the report is made of, sheet by sheet, each with its ID there.
    """

    report: Report
    sheets: tuple[RowSheet, ...]


def report_of(sheets: Sequence[Sheet], path: Path) -> Report:
    """The report that these sheets hold; ``path`` is for messages. See :func:`read_report`."""
    return reading_of(sheets, path).report


def reading_of(sheets: Sequence[Sheet], path: Path) -> ReadSheets:
    """The report that these sheets hold, and its rows. See :func:`read_report`."""
    by_name = {_key(sheet.name): sheet for sheet in sheets}
    settings_sheet = by_name.get(_key(layout.SETTINGS_SHEET))
    if settings_sheet is None or not is_settings(settings_sheet):
        raise no_book(sheets, path)
    settings, problems = read_settings(settings_sheet)
    chapters: list[Chapter] = []
    rows: list[RowSheet] = []
    used = {
        _key(name) for name in (layout.SETTINGS_SHEET, layout.GUIDE_SHEET, layout.HISTORY_SHEET)
    }
    ids = IdRegistry()
    for sheet in sheets:
        # The front of a sheet is known by the sheet's name.
        ids.take(sheet.name, Location(sheet.name))
    places = Places()
    _remember_texts(settings_sheet, places)
    note_beside(settings_sheet, problems)
    for entry in settings.chapters:
        sheet = by_name.get(_key(entry.sheet))
        if sheet is None or _key(entry.sheet) in used:
            doubled = sheet is not None
            detail = "章一覧に同じシートが２度あります" if doubled else "シートがありません"
            kind = ProblemKind.BAD_SETTING if doubled else ProblemKind.MISSING_SHEET
            problems.append(Problem(kind, entry.location, detail, entry.sheet))
            continue
        used.add(_key(entry.sheet))
        _remember_texts(sheet, places)
        found = _read_chapter(sheet, entry, ids, problems, places, settings)
        if found is not None:
            chapters.append(found[0])
            rows.append(found[1])
    acknowledged = by_name.get(_key(layout.ACKNOWLEDGED_SHEET))
    lines: tuple[Acknowledgement, ...] = ()
    if acknowledged is not None and _key(acknowledged.name) not in used:
        used.add(_key(acknowledged.name))
        lines = read_acknowledgements(acknowledged, problems)
    for sheet in sheets:
        if _key(sheet.name) not in used:
            stray = ProblemKind.STRAY_SHEET
            if _has_records(sheet, settings.form):
                stray = ProblemKind.STRAY_CHAPTER
            problems.append(Problem(stray, Location(sheet.name), seen=sheet.name))
        elif sheet.hidden and _key(sheet.name) != _key(layout.GUIDE_SHEET):
            problems.append(
                Problem(ProblemKind.HIDDEN_SHEET, Location(sheet.name), seen=sheet.name)
            )
    names = tuple(sheet.name for sheet in sheets)
    report = Report(settings, tuple(chapters), tuple(problems), names, places, lines)
    return ReadSheets(report, tuple(rows))


def _key(name: str) -> str:
    """Sheet names as people match them: 第1章 and 第１章 are the same."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _has_records(sheet: Sheet, form: Form) -> bool:
    """Whether a sheet is filled in as a chapter is, such as a copy of one."""
    header = find_header(sheet, [], form)
    rows = rows_of(sheet, header, form).rows if header is not None else ()
    return any(form.kind(row.kind) and row.text(Column.TEXT) for row in rows)


def _remember_texts(sheet: Sheet, places: Places) -> None:
    places.texts[sheet.name] = {at: cell.text for at, cell in sheet.cells.items()}


def _read_chapter(
    sheet: Sheet,
    entry: ChapterEntry,
    ids: IdRegistry,
    problems: list[Problem],
    places: Places,
    settings: Settings,
) -> tuple[Chapter, RowSheet] | None:
    header = find_header(sheet, problems, settings.form, of_report=entry.kind in OF_REPORT)
    if header is None:
        return None
    check_surroundings(sheet, header, entry, problems)
    note_beside(sheet, problems)
    places.headers.update(((sheet.name, column), name) for column, name in header.names().items())
    rows = rows_of(sheet, header, settings.form)
    outline = Outline(sheet, header, ids, problems, settings, entry)
    for row in rows.rows:
        outline.take(row)
    places.ids.update(((sheet.name, row), row_id) for row, row_id in outline.ids.items())
    chapter = Chapter(
        number=entry.number,
        title=entry.title,
        sheet=sheet.name,
        periods=header.periods,
        parts=outline.finish(),
        location=entry.location,
        kind=entry.kind,
    )
    return chapter, with_ids(rows, outline.ids, settings.form)
