"""The header row of a chapter sheet: which column is what."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kumareport.model.form import STANDARD, Form
from kumareport.model.location import Location
from kumareport.model.period import Period, Role
from kumareport.model.problem import Problem, ProblemKind
from kumareport.ooxml.spreadsheet import Run, Sheet
from kumareport.workbook import layout
from kumareport.workbook.layout import Column
from kumareport.workbook.seen import seen

_SEARCHED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Header:
    """The columns found.

    Attributes:
        row: the header's row.
        columns: the 1-based column of each fixed column that is there.
        periods: the period columns, left to right.
    """

    row: int
    columns: dict[Column, int]
    periods: tuple[Period, ...]

    def of_role(self, role: Role) -> tuple[Period, ...]:
        """The columns of one role, left to right."""
        return tuple(period for period in self.periods if period.role is role)

    def known(self) -> set[int]:
        """All columns that mean something."""
        return set(self.names())

    def names(self) -> dict[int, str]:
        """What each of these columns is called, whatever the line breaks of its header."""
        names = {number: str(column) for column, number in self.columns.items()}
        return names | {p.column: f"{p.role} {p.year}" for p in self.periods}


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


_BY_HEADER = {_key(column): column for column in Column}


def with_plain_header(sheet: Sheet, labels: Iterable[str] = ()) -> Sheet:
    """The sheet as if nothing had been typed beside the words of its header cells.

    A department may add a word to 「項目名・本文」; its answers are read all the same.

    Args:
        sheet: the sheet; it stays as it is.
        labels: what its columns were called when it was issued.
    """
    known = (*Column, layout.OPINION_COLUMN, *labels)
    names = sorted({_key(name) for name in known}, key=len, reverse=True)
    required = {_key(column) for column in layout.REQUIRED_COLUMNS}
    for row in range(1, _SEARCHED_ROWS + 1):
        cells = {place: cell for place, cell in sheet.cells.items() if place[0] == row}
        keys = {place: _key(seen(cell)) for place, cell in cells.items()}
        left = [name for name in names if name not in keys.values()]
        plain: dict[tuple[int, int], str] = {}
        for place, key in keys.items():
            name = next((name for name in left if key not in names and name in key), None)
            if name is not None:
                left.remove(name)
                plain[place] = name
        if required <= {*keys.values(), *plain.values()}:
            put = {
                at: replace(cells[at], text=name, runs=(Run(name),)) for at, name in plain.items()
            }
            return replace(sheet, cells=sheet.cells | put) if put else sheet
    return sheet


def find_header(sheet: Sheet, problems: list[Problem], form: Form = STANDARD) -> Header | None:
    """Find the header among the first rows; None (with a problem) where there is none."""
    for row in range(1, _SEARCHED_ROWS + 1):
        texts = {
            column: seen(cell)
            for (cell_row, column), cell in sorted(sheet.cells.items())
            if cell_row == row
        }
        keys = {_key(text) for text in texts.values()}
        if {_key(column) for column in layout.REQUIRED_COLUMNS} <= keys:
            return _read_header(sheet, row, texts, problems, form)
    wanted = "」「".join(layout.REQUIRED_COLUMNS)
    problems.append(Problem(ProblemKind.NO_HEADER, Location(sheet.name), f"「{wanted}」"))
    return None


def _read_header(
    sheet: Sheet, row: int, texts: dict[int, str], problems: list[Problem], form: Form
) -> Header:
    columns: dict[Column, int] = {}
    periods: list[Period] = []
    for number, text in texts.items():
        at = Location(sheet.name, row, number)
        column = _BY_HEADER.get(_key(text))
        period = form.period(text, number)
        if column is not None:
            if column in columns:
                first = Location(sheet.name, row, columns[column])
                problems.append(
                    Problem(ProblemKind.DOUBLED_COLUMN, at, seen=text, related=(first,))
                )
            else:
                columns[column] = number
        elif period is not None:
            same = [p for p in periods if (p.role, p.year.ad) == (period.role, period.year.ad)]
            if same:
                first = Location(sheet.name, row, same[0].column)
                problems.append(
                    Problem(ProblemKind.DOUBLED_COLUMN, at, seen=text, related=(first,))
                )
            else:
                periods.append(period)
        elif _key(text).startswith(tuple(word for word, _ in form.words)):
            problems.append(Problem(ProblemKind.UNREADABLE_PERIOD, at, seen=text))
        else:
            problems.append(Problem(ProblemKind.UNKNOWN_COLUMN, at, seen=text))
    at = Location(sheet.name, row)
    for column in layout.EXPECTED_COLUMNS:
        if column not in columns:
            problems.append(Problem(ProblemKind.MISSING_COLUMN, at, seen=column))
    for role in Role:
        if not any(period.role is role for period in periods):
            problems.append(Problem(ProblemKind.MISSING_COLUMN, at, seen=f"{role}（と年度）"))
    return Header(row, columns, tuple(periods))
