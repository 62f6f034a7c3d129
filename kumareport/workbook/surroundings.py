"""What stands around a chapter's table: its title line, text beside the columns, hidden columns."""

import unicodedata

from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.settings import ChapterEntry
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.office.excel.whole_workbook import COMMENT
from kumareport.office.excel.workbook_holdings import EDGE
from kumareport.workbook.header import Header
from kumareport.workbook.layout import Column
from kumareport.workbook.seen import quoted, seen

_GUIDANCE_ROW = 2
"""The line of guidance below the title is ours; staff may rewrite it."""


def check_surroundings(
    sheet: Sheet, header: Header, entry: ChapterEntry, problems: list[Problem]
) -> None:
    """Record what would be lost because it stands where nothing is read."""
    _check_title(sheet, header, entry, problems)
    top = header.top or header.row
    named = {column for row, column in sheet.cells if row in (top, header.row)}
    outside = [
        ((row, column), cell)
        for (row, column), cell in sheet.cells.items()
        if (column not in named if row > header.row else row < top)
    ]
    for (row, column), cell in sorted(outside, key=lambda found: found[0]):
        is_ours = row < top and ((row, column) == (1, 1) or row == _GUIDANCE_ROW)
        if not is_ours and cell.text.strip():
            at = Location(sheet.name, row, column)
            problems.append(Problem(ProblemKind.OUTSIDE_TABLE, at, seen=quoted(cell)))
    hidden = sheet.hidden_columns
    filled = {column for row, column in sheet.cells if row > header.row} if hidden else set[int]()
    for column, name in sorted(header.names().items()):
        if column in hidden & filled and name != Column.ID:
            at = Location(sheet.name, header.row, column)
            problems.append(Problem(ProblemKind.HIDDEN_COLUMN, at, seen=name))


def note_beside(sheet: Sheet, problems: list[Problem]) -> None:
    """Record what stands on the sheet, but in no cell. What headers and footers say is for the
    sheet's own print."""
    for thing in sheet.beside:
        if thing.kind != EDGE:
            kind = ProblemKind.COMMENT if thing.kind == COMMENT else ProblemKind.BESIDE
            problems.append(Problem(kind, thing.cell, thing.kind, thing.text))


def _check_title(
    sheet: Sheet, header: Header, entry: ChapterEntry, problems: list[Problem]
) -> None:
    """Row 1 repeats the chapter's number and title; what is printed is that of 章一覧."""
    cell = sheet.cells.get((1, 1))
    if cell is None or 1 in (header.row, header.top):
        return
    typed, listed = _bare(seen(cell)), _bare(entry.number + entry.title)
    # A number alone, or a title alone, repeats a part and hides nothing.
    if typed and typed not in listed:
        at = Location(sheet.name, 1, 1)
        shown = f"{entry.number} {entry.title}".strip()
        problems.append(Problem(ProblemKind.TITLE_DIFFERS, at, shown, cell.text, (entry.location,)))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
