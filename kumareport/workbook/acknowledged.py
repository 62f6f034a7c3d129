"""The sheet 確認済: findings that somebody has looked at and accepted."""

import unicodedata

from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook.layout import AcknowledgedColumn

_SEARCHED_ROWS = 10


def read_acknowledgements(sheet: Sheet, problems: list[Problem]) -> tuple[Acknowledgement, ...]:
    """The lines of the sheet, found by its header, also those that lack their key.

    A sheet of that name without such a header is reported like any stray sheet.
    """
    top, columns = acknowledged_columns(sheet)
    if AcknowledgedColumn.KEY not in columns:
        problems.append(Problem(ProblemKind.STRAY_SHEET, Location(sheet.name), seen=sheet.name))
        return ()

    def text_of(row: int, column: AcknowledgedColumn) -> str:
        cell = sheet.cells.get((row, columns.get(column, 0)))
        return cell.text.strip() if cell else ""

    lines: list[Acknowledgement] = []
    for row in sorted({row for row, _ in sheet.cells if row > top}):
        key = text_of(row, AcknowledgedColumn.KEY)
        at = Location(sheet.name, row, columns[AcknowledgedColumn.KEY])
        shown = text_of(row, AcknowledgedColumn.MESSAGE)
        person = text_of(row, AcknowledgedColumn.PERSON)
        reason = text_of(row, AcknowledgedColumn.REASON)
        if key or shown or person or reason:
            lines.append(Acknowledgement(key, person, reason, at, shown))
    return tuple(lines)


def acknowledged_columns(sheet: Sheet) -> tuple[int, dict[AcknowledgedColumn, int]]:
    """The row of the sheet's header, and its columns; 0 and none where there is no header."""
    columns: dict[AcknowledgedColumn, int] = {}
    top = 0
    for (row, column), cell in sorted(sheet.cells.items()):
        text = unicodedata.normalize("NFKC", cell.text).strip()
        if row > _SEARCHED_ROWS or top not in (0, row) or text not in set(AcknowledgedColumn):
            continue
        top = row
        columns[AcknowledgedColumn(text)] = column
    return top, columns
