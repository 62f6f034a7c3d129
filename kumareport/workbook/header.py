"""The header row of a chapter sheet: which column is what."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.field_columns import FieldColumn, field_but_for_unit, field_column
from kumareport.model.form import STANDARD, Form
from kumareport.model.location import Location
from kumareport.model.period import Period, Role
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.record_kind import Shape
from kumareport.model.row import period_key
from kumareport.office.excel.spreadsheet import Cell, Run, Sheet
from kumareport.workbook import layout
from kumareport.workbook.header_tiers import header_rows, joined_texts
from kumareport.workbook.layout import Column
from kumareport.workbook.seen import quoted, seen

_SEARCHED_ROWS = 30
_QUOTED = 20
"""Letters of a value that a message repeats."""


class Header(Struct, frozen=True):
    """The columns found.

    Attributes:
        row: the header's row; the lower one of two.
        columns: the 1-based column of each fixed column that is there.
        periods: the period columns, left to right.
        fields: the columns of the office's own fields, left to right.
        top: the upper row where the words stand above their years; 0 where there is one row.
    """

    row: int
    columns: dict[Column, int]
    periods: tuple[Period, ...]
    fields: tuple[FieldColumn, ...] = ()
    top: int = 0

    def of_role(self, role: Role) -> tuple[Period, ...]:
        """The columns of one role, left to right."""
        return tuple(period for period in self.periods if period.role is role)

    def known(self) -> set[int]:
        """All columns that mean something."""
        return set(self.names())

    def names(self) -> dict[int, str]:
        """What each of these columns is called, whatever the line breaks of its header."""
        names = {number: str(column) for column, number in self.columns.items()}
        names |= {field.column: field.key for field in self.fields}
        return names | {p.column: p.name for p in self.periods}


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


_BY_HEADER = {_key(column): column for column in Column}
_BY_OTHER_WORD = {_key(word): column for word, column in layout.OTHER_WORDS.items()}


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
    for cells in _first_rows(sheet).values():
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


def _first_rows(sheet: Sheet) -> dict[int, dict[tuple[int, int], Cell]]:
    """The cells of the rows in which a header is looked for, row by row."""
    rows: dict[int, dict[tuple[int, int], Cell]] = {}
    for place, cell in sheet.cells.items():
        if place[0] <= _SEARCHED_ROWS:
            rows.setdefault(place[0], {})[place] = cell
    return dict(sorted(rows.items()))


def find_header(
    sheet: Sheet, problems: list[Problem], form: Form = STANDARD, *, of_report: bool = False
) -> Header | None:
    """Find the header among the first rows; None (with a problem) where there is none.

    Args:
        sheet: the sheet.
        problems: what cannot be understood is added here.
        form: the kinds and columns to look for.
        of_report: whether it is no chapter but one of the whole report, which needs no columns of
            indicators.
    """
    wants = bool(form.of_shape(Shape.INDICATOR)) and not of_report
    for row, cells in _first_rows(sheet).items():
        texts = {column: seen(cell) for (_, column), cell in sorted(cells.items())}
        keys = {_key(text) for text in texts.values()}
        if {_key(column) for column in layout.REQUIRED_COLUMNS} <= keys:
            top, last = header_rows(sheet, row)
            if top == last:
                return _read_header(sheet, row, texts, problems, form, wants=wants)
            words = joined_texts(sheet, top, last)
            found = _read_header(sheet, last, words, problems, form, wants=wants)
            return replace(found, top=top)
    wanted = "」「".join(layout.REQUIRED_COLUMNS)
    problems.append(Problem(ProblemKind.NO_HEADER, Location(sheet.name), f"「{wanted}」"))
    return None


def _read_header(
    sheet: Sheet,
    row: int,
    texts: dict[int, str],
    problems: list[Problem],
    form: Form,
    *,
    wants: bool,
) -> Header:
    columns: dict[Column, int] = {}
    periods: list[Period] = []
    fields: list[FieldColumn] = []
    places: dict[str, Location] = {}
    named = {_BY_HEADER[key] for text in texts.values() if (key := _key(text)) in _BY_HEADER}
    for number, text in texts.items():
        at = Location(sheet.name, row, number)
        column = _BY_HEADER.get(_key(text))
        field = field_column(form, text, number)
        if column is None and field is None and not form.leaves_out(text):
            other = _BY_OTHER_WORD.get(_key(text))
            column = None if other in named else other
        period = form.period(text, number)
        name = (
            str(column) if column else field.key if field else period_key(period) if period else ""
        )
        if not name:
            if not form.leaves_out(text):
                problems.append(_unknown(sheet, at, text, form))
        elif name in places:
            first = (places[name],)
            problems.append(Problem(ProblemKind.DOUBLED_COLUMN, at, seen=text, related=first))
        elif column is not None:
            columns[column] = number
        elif field is not None:
            fields.append(field)
        elif period is not None:
            periods.append(period)
        places.setdefault(name, at)
    problems += _missing(Location(sheet.name, row), columns, periods, has_indicators=wants)
    return Header(row, columns, tuple(periods), tuple(fields))


def _missing(
    at: Location,
    columns: Collection[Column],
    periods: Sequence[Period],
    *,
    has_indicators: bool,
) -> Iterator[Problem]:
    """What the form's records need and the header lacks."""
    for column in layout.EXPECTED_COLUMNS:
        if column not in columns and (has_indicators or column not in layout.INDICATOR_COLUMNS):
            yield Problem(ProblemKind.MISSING_COLUMN, at, seen=column)
    if not has_indicators:
        return
    for role in Role:
        if not any(period.role is role for period in periods):
            yield Problem(ProblemKind.MISSING_COLUMN, at, seen=f"{role}（と年度）")


def _unknown(sheet: Sheet, at: Location, text: str, form: Form) -> Problem:
    """A column that means nothing: a fault where it speaks of a year, or where values stand in it."""
    hint = _but_for_unit(form, text)
    if form.seems_period(text):
        return Problem(ProblemKind.UNREADABLE_PERIOD, at, hint, text)
    cells = (
        cell for (row, n), cell in sorted(sheet.cells.items()) if n == at.column and row > at.row
    )
    held = [quoted(cell).strip() for cell in cells if cell.text.strip() or cell.is_formula]
    if held:
        detail = f"「{held[0][:_QUOTED]}」" + (f"など {len(held)} 個" if len(held) > 1 else "")
        return Problem(ProblemKind.UNREAD_COLUMN, at, f"{detail}\n{hint}", text)
    return Problem(ProblemKind.UNKNOWN_COLUMN, at, seen=text)


def _but_for_unit(form: Form, text: str) -> str:
    """What to do about a header that differs from an own field's by the words in brackets alone."""
    field = field_but_for_unit(form, text)
    if field is None:
        return ""
    unit = f"単位は「{field.unit}」" if field.unit else "単位は空欄"
    return (
        f"「設定」の表「項目」の「{field.name}」の{unit}です。"
        "見出しのかっこの中をそれに合わせるか（かっこはなくても構いません）、項目の単位を直してください"
    )
