"""Rows → parts and groups of the report. What cannot be taken as it stands becomes a problem."""

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kumareport import notation
from kumareport.model.field_value import FieldValue
from kumareport.model.form import FRONT
from kumareport.model.indicator import Indicator
from kumareport.model.lettering import joined, split_lines
from kumareport.model.location import Location
from kumareport.model.mark import Direction
from kumareport.model.numbering import numbers_in
from kumareport.model.period import Role, Year
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.report import Group, Part, Text
from kumareport.model.row import BLANK, Row
from kumareport.model.settings import ChapterEntry, Settings
from kumareport.model.value import Entry
from kumareport.office.excel.spreadsheet import Cell, CellKind, Sheet
from kumareport.workbook import layout
from kumareport.workbook.field_cells import read_field
from kumareport.workbook.field_formulas import in_order, of_indicator, with_computed
from kumareport.workbook.header import Header
from kumareport.workbook.ids import IdRegistry
from kumareport.workbook.layout import Column
from kumareport.workbook.lettering import furigana_problems, lettering_problems
from kumareport.workbook.names import split_name
from kumareport.workbook.outline_parts import OpenPart, OutlineParts, front_of
from kumareport.workbook.row_sheets import said
from kumareport.workbook.seen import is_date, is_hidden, is_said_plainly, quoted, seen, struck
from kumareport.workbook.values import Merges, read_value, sanitize


def _ad(year: Year) -> int:
    return year.ad


def _without(known: Iterable[int], header: Header, columns: Iterable[Column]) -> tuple[int, ...]:
    left_out = {header.columns.get(column) for column in columns}
    return tuple(number for number in known if number not in left_out)


class Outline:
    """The outline of one sheet, row by row; :meth:`finish` gives its parts."""

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        ids: IdRegistry,
        problems: list[Problem],
        settings: Settings,
        entry: ChapterEntry,
    ) -> None:
        self._form = settings.form
        self._settings = settings
        self._schemes = tuple(scheme.name for scheme in settings.schemes)
        newest = max((p.year for p in header.of_role(Role.ACTUAL)), key=_ad, default=None)
        self._year = settings.year or newest
        self._sheet = sheet
        self._header = header
        known, unprinted = sorted(header.known()), (Column.ID, *layout.UNPRINTED_COLUMNS)
        self._contents = _without(known, header, unprinted)
        self._answers = _without(known, header, (*unprinted, Column.KIND, Column.DEPARTMENT))
        self._kinds = self._form.by_name
        self._unused: dict[str, tuple[int, ...]] = {}
        self._ids = ids
        self._problems = problems
        self._merges = Merges(sheet.merges)
        self._columns = [period.column for period in header.periods]
        at = Location(sheet.name, header.row, header.columns.get(Column.TEXT, 0))
        front = front_of(entry, sheet.name, at)
        chapters = [chapter for chapter in settings.chapters if chapter.kind == entry.kind]
        numbers = numbers_in(entry.number) or (chapters.index(entry) + 1,)
        self._parts = OutlineParts(
            settings.form, settings.section_form, front, numbers, settings.schemes
        )
        self._previous: RecordKind | None = None
        self._row = Row("", 0, "", "", "")
        self.ids: dict[int, str] = {}
        """The ID of each row read."""

    def finish(self) -> tuple[Part, ...]:
        """The parts in order; one of which nothing is written yet is none."""
        return self._parts.close()

    def take(self, typed: Row) -> None:
        """Take one row. Rows that cannot be placed become problems, never silence."""
        self._row, row = typed, typed.number
        kind_text = typed.text(Column.KIND)
        content = self._first_content(row)
        if content is None:
            return
        if row in self._sheet.hidden_rows:
            self._report(ProblemKind.HIDDEN_ROW, row, Column.TEXT, seen=content)
        kind = self._kinds.get(typed.kind)
        if kind is None or not kind_text:
            self._report(ProblemKind.UNKNOWN_KIND, row, Column.KIND, detail=content, seen=kind_text)
        if kind is None:
            return
        if kind.depth == 1:
            self._read_sheet_row(row, kind)
            return
        is_bare = self._is_bare(row)
        if is_bare and self._is_struck(row):
            self._printable(row, Column.TEXT)
        elif is_bare:
            self._report(ProblemKind.UNFILLED, row, Column.TEXT, detail=kind.name, seen=kind_text)
        elif self._cell(row, Column.TEXT) is None:
            self._report(ProblemKind.EMPTY_TEXT, row, Column.TEXT, detail=kind.name, seen=kind_text)
        self._check_unused(row, kind)
        if kind.shape is Shape.HEADING:
            self._open_part(row, kind)
        elif is_bare:
            self._row_id(row, "")
        else:
            part = self._part_for(row, kind, self._text(row, Column.TEXT))
            if kind.shape is Shape.INDICATOR:
                self._read_indicator(row, kind, part)
            else:
                self._read_text(row, kind, part)
        self._previous = kind

    def _read_sheet_row(self, row: int, kind: RecordKind) -> None:
        """The row of the sheet itself: its fields, above all headings."""
        front, self.ids[row] = self._parts.front, self._sheet.name
        self._check_unused(row, kind)
        if self._parts.last is not front or front.fields or front.kind != kind.name:
            self._report(
                ProblemKind.MISPLACED, row, Column.KIND, detail=self._sheet.name, seen=kind.name
            )
        front.department = self._text(row, Column.DEPARTMENT)
        front.fields = self._fields(row, kind)
        self._previous = kind

    def _open_part(self, row: int, kind: RecordKind) -> None:
        title = joined("", split_lines(self._printable(row, Column.TEXT)))
        row_id, department = self._row_id(row, title), self._text(row, Column.DEPARTMENT)
        missing = self._parts.open(kind, row_id, title, department, self._at(row, Column.TEXT))
        self._parts.last.fields = self._fields(row, kind)
        if self._parts.of_report:
            missing = "章のシート"
        if missing:
            self._report(ProblemKind.MISPLACED, row, Column.KIND, detail=missing, seen=kind.name)

    def _part_for(self, row: int, kind: RecordKind, content: str) -> OpenPart:
        """The part that a row stands in, whether or not the form has a place for it there."""
        part = self._parts.part_of(kind)
        if not self._form.may_stand(kind, part.kind):
            problem = ProblemKind.NO_SECTION if part.kind == FRONT else ProblemKind.MISPLACED
            detail = content if part.kind == FRONT else "・".join(kind.under)
            self._report(problem, row, Column.KIND, detail=detail, seen=kind.name)
        return part

    # --- one kind of row each -------------------------------------------------------------

    def _read_text(self, row: int, kind: RecordKind, part: OpenPart) -> None:
        text, fields = self._printable(row, Column.TEXT), self._fields(row, kind)
        if text:
            at = self._at(row, Column.TEXT)
            part.texts.setdefault(kind.name, []).append(
                Text(self._row_id(row, text), text, at, kind, fields)
            )

    def _read_indicator(self, row: int, kind: RecordKind, part: OpenPart) -> None:
        name, notes = split_name(self._printable(row, Column.TEXT))
        unit = notation.display_unit(self._printable(row, Column.UNIT))
        chart_text = self._choice(row, Column.CHART, layout.CHART_CHOICES)
        direction = self._choice(row, Column.DIRECTION, layout.DIRECTION_CHOICES)
        indicator = Indicator(
            id=self._row_id(row, name),
            name=name,
            notes=notes,
            unit=unit,
            entries=self._entries(row, unit),
            typed_mark=self._text(row, Column.MARK),
            override_reason=self._printable(row, Column.REASON),
            direction=Direction(direction) if direction else None,
            has_chart=chart_text != "無",
            chart_title=self._printable(row, Column.CHART_TITLE).replace("\n", "") or name,
            department=self._text(row, Column.DEPARTMENT) or part.department,
            location=self._at(row, Column.TEXT),
            mark_location=self._at(row, Column.MARK),
            scheme=self._choice(row, Column.SCHEME, self._schemes),
            year=self._year,
            fields=self._fields(row, kind),
            mark_before=self._text(row, Column.MARK_BEFORE),
        )
        computed = tuple(of_indicator(self._form, kind, indicator, self._settings))
        if computed:
            said_and_computed = in_order(self._form, (*indicator.fields, *computed))
            indicator = replace(indicator, fields=said_and_computed)
        self._add_to_group(part, self._group_name(row), indicator, row)

    def _add_to_group(self, part: OpenPart, name: str, indicator: Indicator, row: int) -> None:
        last = part.groups[-1] if part.groups else None
        if (
            name
            and last
            and last.name == name
            and self._previous
            and self._previous.shape is Shape.INDICATOR
        ):
            part.groups[-1] = Group(name, (*last.rows, indicator))
            return
        earlier = [group for group in part.groups if name and group.name == name]
        if earlier:
            self._problems.append(
                Problem(
                    ProblemKind.SPLIT_GROUP,
                    self._at(row, Column.GROUP),
                    seen=name,
                    related=(earlier[-1].rows[-1].location,),
                )
            )
        part.groups.append(Group(name, (indicator,)))

    def _entries(self, row: int, unit: str) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        name, cells, merges = self._sheet.name, self._sheet.cells, self._merges
        for period in self._header.periods:
            column = period.column
            location = Location(name, row, column)
            value = read_value(cells.get((row, column)), unit, location, self._problems)
            span = merges.span(row, column, self._columns)
            entries.append(Entry(period, value, location, span))
        return tuple(entries)

    def _group_name(self, row: int) -> str:
        """大項目, also where staff merged its cell down over the rows of the group."""
        if Column.GROUP not in self._row.cells:
            return ""
        if self._cell(row, Column.GROUP) is not None:
            return joined("", split_lines(self._printable(row, Column.GROUP)))
        return joined("", split_lines(said(self._row.cells[Column.GROUP])))

    # --- cells ------------------------------------------------------------------------------

    def _at(self, row: int, column: Column) -> Location:
        return Location(self._sheet.name, row, self._header.columns.get(column, 1))

    def _cell(self, row: int, column: Column) -> Cell | None:
        number = self._header.columns.get(column)
        return None if number is None else self._sheet.cells.get((row, number))

    def _text(self, row: int, column: Column) -> str:
        cell = self._cell(row, column)
        return seen(cell).strip() if cell else ""

    def _printable(self, row: int, column: Column) -> str:
        """A text that will be printed."""
        cell = self._cell(row, column)
        return "" if cell is None else self._printed(cell, column)

    def _printed(self, cell: Cell, key: str) -> str:
        """The text of a cell: struck-through, red or unprintable parts are reported."""
        if is_said_plainly(cell):
            return cell.text.strip()
        at, tell = Location(self._sheet.name, cell.row, cell.column), self._problems.append
        if cell.struck.strip():
            tell(Problem(ProblemKind.STRUCK_TEXT, at, seen=struck(cell)))
        if cell.kind not in (CellKind.TEXT, CellKind.NUMBER) or is_date(cell):
            detail = "日付" if is_date(cell) else cell.kind
            tell(Problem(ProblemKind.CELL_FAULT, at, detail, seen(cell)))
            return ""
        red = "".join(run.text for run in cell.runs if run.font.red and not run.font.struck)
        if red.strip():
            tell(Problem(ProblemKind.RED_TEXT, at, seen=red))
        told = furigana_problems if key in layout.LETTERED_COLUMNS else lettering_problems
        self._problems += told(cell, at)
        if is_hidden(cell):
            tell(Problem(ProblemKind.UNSEEN, at, seen=cell.kept))
        text = said(self._row.cells.get(key, BLANK))
        removed = sanitize(seen(cell) or cell.kept)[1]
        if removed:
            tell(Problem(ProblemKind.UNPRINTABLE, at, removed, text))
        return text

    def _fields(self, row: int, kind: RecordKind) -> tuple[FieldValue, ...]:
        """What a record says in the office's own fields, those that it leaves blank included."""
        typed = tuple(
            read_field(
                self._sheet.cells.get((row, column.column)),
                self._row,
                column,
                self._problems,
                self._printed,
            )
            for column in self._header.fields
            if self._form.uses(kind, column.field.name)
        )
        at = self._at(row, Column.TEXT)
        return with_computed(self._form, kind, typed, self._settings.schemes, at)

    def _choice(self, row: int, column: Column, choices: tuple[str, ...]) -> str:
        text = self._text(row, column)
        if not text or (text := unicodedata.normalize("NFKC", text)) in choices:
            return text
        detail = f"{column}は {'・'.join(choices)} から選びます"
        self._report(ProblemKind.BAD_CHOICE, row, column, detail=detail, seen=text)
        return ""

    def _row_id(self, row: int, text: str) -> str:
        row_id = self.ids[row] = self._find_id(row, text)
        return row_id

    def _find_id(self, row: int, text: str) -> str:
        row_id = self._text(row, Column.ID)
        location = self._at(row, Column.ID)
        holder = self._ids.holder(row_id)
        if row_id and holder is None:
            return self._ids.take(row_id, location)
        if row_id and holder is not None:
            self._problems.append(
                Problem(ProblemKind.DOUBLED_ID, location, seen=row_id, related=(holder,))
            )
        return self._ids.make(location, text)

    def _is_bare(self, row: int) -> bool:
        """Whether a row waits to be filled in: it says what it is and whose, and nothing else.

        A row with an ID had a content; without last year's text beside it, somebody deleted that.
        """
        if self._text(row, Column.ID) and not self._text(row, Column.PREVIOUS):
            return False
        cells = self._sheet.cells
        for column in self._answers:
            cell = cells.get((row, column))
            if cell and (cell.kept.strip() or cell.is_formula):
                return False
        return True

    def _is_struck(self, row: int) -> bool:
        cell = self._cell(row, Column.TEXT)
        return cell is not None and bool(cell.struck.strip())

    def _first_content(self, row: int) -> str | None:
        """What stands first in the row, apart from its ID and what is not printed; None for nothing."""
        for column in self._contents:
            cell = self._sheet.cells.get((row, column))
            if cell and (cell.text.strip() or cell.is_formula):
                return quoted(cell).strip()
        return None

    def _check_unused(self, row: int, kind: RecordKind) -> None:
        """Report content in columns that the row's 区分 does not use: it would not be printed."""
        if kind.name not in self._unused:
            self._unused[kind.name] = tuple(self._unused_by(kind))
        for number in self._unused[kind.name]:
            cell = self._sheet.cells.get((row, number))
            if cell and cell.text.strip():
                at = Location(self._sheet.name, row, number)
                problem = Problem(ProblemKind.UNUSED_CONTENT, at, kind.name, cell.text)
                self._problems.append(problem)

    def _unused_by(self, kind: RecordKind) -> Iterator[int]:
        """The columns that records of a kind do not use."""
        uses, header = self._form.uses, self._header
        yield from (n for column, n in header.columns.items() if not uses(kind, column))
        yield from (f.column for f in header.fields if not uses(kind, f.field.name))
        if kind.shape is not Shape.INDICATOR:
            yield from (period.column for period in header.periods)

    def _report(
        self, kind: ProblemKind, row: int, column: Column, detail: str = "", seen: str = ""
    ) -> None:
        self._problems.append(Problem(kind, self._at(row, column), detail, seen))
