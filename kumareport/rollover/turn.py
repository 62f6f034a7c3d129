"""Carrying a workbook over to the next year, in place of nothing but what the year changes."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.marks import Judged
from kumareport.model.location import Location
from kumareport.model.period import Role, Year, shift_year
from kumareport.model.problem import ProblemKind
from kumareport.model.report import Report
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.rollover.item import ChecklistItem, ChecklistTopic
from kumareport.rollover.sheet_turn import SheetTurn, Wishes
from kumareport.rollover.stale import stale_words
from kumareport.workbook import layout
from kumareport.workbook.layout import MARK_SPELLINGS, Setting
from kumareport.workbook.read import reading_of

_UNSAFE = (
    ProblemKind.MISSING_COLUMN,
    ProblemKind.DOUBLED_COLUMN,
    ProblemKind.UNREADABLE_PERIOD,
    ProblemKind.NO_HEADER,
    ProblemKind.MISSING_SHEET,
)
"""With one of these, a new column could come to stand in the wrong place."""


class Turned(Struct, frozen=True):
    """What was done.

    Attributes:
        year: the new year.
        items: the checklist, in the workbook's order.
    """

    year: Year
    items: tuple[ChecklistItem, ...]


def turn(
    source: Path,
    target: Path,
    *,
    year: Year | None = None,
    targets: Sequence[Year] = (),
    keep_texts: bool = False,
) -> Turned:
    """Write next year's workbook; everything that the year does not change stays as it is.

    Args:
        source: this year's workbook; never changed.
        target: next year's.
        year: the year wanted, which must be the next one; None takes it.
        targets: years of new 検証値 columns.
        keep_texts: leave last year's texts in place, besides setting them beside.

    Raises:
        InputFileError: no workbook in the 様式, or one that cannot be carried over as it is.
        OutputFileError: the target cannot be written.
    """
    sheets = read_workbook(source)
    reading = reading_of(sheets, source)
    report = reading.report
    _refuse_unsafe(report, source)
    newest = _newest(report)
    following = shift_year(newest, 1)
    if year is not None and year.ad != following.ad:
        raise InputFileError(
            f"このブックの次の年度は {following} です（{year} ではありません）。",
            f"--year {following} と指定するか、--year を付けずに実行してください。",
        )
    by_name = {sheet.name: sheet for sheet in sheets}
    wishes = Wishes(newest, following, tuple(targets), keep_texts)
    marks, items = _printed_marks(report), list[ChecklistItem]()
    with WorkbookPatch(source) as patch:
        settings = next(s for s in sheets if s.name.strip() == layout.SETTINGS_SHEET)
        items += _turn_settings(patch, settings, report, wishes)
        for chapter, rows in zip(report.chapters, reading.sheets, strict=True):
            sheet, form = by_name[chapter.sheet], report.settings.form
            items += SheetTurn(patch, sheet, chapter, rows, form, wishes, marks).run()
        items += _clear_acknowledgements(patch, by_name, report)
        patch.save(target)
    return Turned(following, tuple(items))


def _printed_marks(report: Report) -> dict[str, str]:
    """The symbol beside each indicator, by its ID."""
    judged = Judged(report, MARK_SPELLINGS)
    printed = ((group, judged.mark(group)) for _, _, group in report.groups())
    return {row.id: mark.symbol for group, mark in printed if mark for row in group.rows}


def _newest(report: Report) -> Year:
    """The year of this year's report."""
    if report.settings.year is not None:
        return report.settings.year
    years = [p.year for c in report.chapters for p in c.periods if p.role is Role.ACTUAL]
    if not years:
        raise InputFileError(
            "実績の列がないため、次の年度が決まりません。",
            "章のシートの見出しに「実績 R5」のような列があるか確かめてください。",
        )
    return max(years, key=lambda year: year.ad)


def _refuse_unsafe(report: Report, source: Path) -> None:
    for problem in report.problems:
        if problem.kind in _UNSAFE:
            raise InputFileError(
                f"様式に直すところがあるため、年度更新ができません：{problem.location} {problem.seen}",
                f"kumareport check {source.name} で確かめ、直してからもう一度実行してください。",
            )


def _turn_settings(
    patch: WorkbookPatch, sheet: Sheet, report: Report, wishes: Wishes
) -> list[ChecklistItem]:
    """評価の年度; the title and whatever else speaks of a year is only told."""
    items: list[ChecklistItem] = []
    rows = {cell.text.strip(): row for (row, column), cell in sheet.cells.items() if column == 1}
    row = rows.get(Setting.YEAR, 0)
    if not row:
        last = max((rows[s] for s in Setting if s in rows), default=0)
        row = last + 1
        patch.insert_row(sheet.name, row, last)
        patch.set_value(sheet.name, row, 1, Setting.YEAR)
    patch.set_value(sheet.name, row, 2, wishes.year.label)
    at = Location(sheet.name, row, 2)
    before = report.settings.year.label if report.settings.year else ""
    items.append(
        ChecklistItem(ChecklistTopic.SETTING, at, f"評価の年度を {wishes.year} にしました", before)
    )
    own = {rows[setting] for setting in Setting if setting in rows}
    for (number, column), cell in sorted(sheet.cells.items()):
        words = stale_words(cell.text, wishes.newest) if number != row else ()
        # Beside a setting of its own stands what the tool says of it; in the tables below, any cell may
        # hold words that are printed, such as a heading.
        is_value = column == 2 or (number > row and number not in own)
        if words and is_value:
            moved = number + (1 if Setting.YEAR not in rows and number >= row else 0)
            place = Location(sheet.name, moved, column)
            items.append(
                ChecklistItem(ChecklistTopic.STALE, place, f"「{'」「'.join(words)}」", cell.text)
            )
    return items


def _clear_acknowledgements(
    patch: WorkbookPatch, sheets: dict[str, Sheet], report: Report
) -> list[ChecklistItem]:
    items: list[ChecklistItem] = []
    for line in report.acknowledgements:
        at = line.location
        for row, column in sorted(sheets[at.sheet].cells):
            if row == at.row:
                patch.set_value(at.sheet, row, column, None)
        items.append(
            ChecklistItem(
                ChecklistTopic.ACKNOWLEDGED, at, line.shown, f"{line.person}：{line.reason}"
            )
        )
    return items
