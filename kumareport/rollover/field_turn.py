"""The office's own fields (項目) of one sheet at a rollover: a column for the new year, what is moved
beside itself, what is emptied."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from kumareport.model.field_columns import PREVIOUS, YEARLY, field_key
from kumareport.model.form import Form, FormField
from kumareport.model.location import Location
from kumareport.model.period import Year, with_year
from kumareport.model.record_kind import Turn
from kumareport.model.row import BLANK, Content, Row, RowSheet
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.rollover.item import ChecklistItem, ChecklistTopic
from kumareport.workbook.row_sheets import said


class FieldTurn:
    """The fields of a sheet being carried over.

    Args:
        patch: the workbook.
        sheet: the sheet as it was.
        rows: its rows.
        form: its fields.
        year: the new year.
        put_in: puts a blank column behind another one of the old sheet, and gives its number then.
        now: where a column of the old sheet, or one put in, stands now.
    """

    def __init__(
        self,
        patch: WorkbookPatch,
        sheet: Sheet,
        rows: RowSheet,
        form: Form,
        year: Year,
        put_in: Callable[[int], int],
        now: Callable[[int], int],
    ) -> None:
        self._patch = patch
        self._sheet = sheet
        self._rows = rows
        self._form = form
        self._year = year
        self._put_in = put_in
        self._now = now

    def run(self) -> Iterator[ChecklistItem]:
        """Do it; the lines of the checklist."""
        for field in self._form.own:
            if field.type in YEARLY:
                yield from self._add_year(field)
            elif field.turn is not Turn.KEEP and field.name in self._rows.columns:
                yield from self._turn(field)

    def _add_year(self, field: FormField) -> Iterator[ChecklistItem]:
        name = f"{field.name} "
        years = [int(k.removeprefix(name)) for k in self._rows.columns if k.startswith(name)]
        if not years or self._year.ad in years:
            return
        model = self._rows.columns[f"{name}{max(years)}"]
        header = with_year(self._header(model), self._year)
        column = self._put_in(model)
        at = self._name(column, header)
        what = f"「{' '.join(header.split())}」の列を足しました"
        yield ChecklistItem(ChecklistTopic.COLUMN, at, what)

    def _turn(self, field: FormField) -> Iterator[ChecklistItem]:
        own = self._rows.columns[field.name]
        old = self._rows.columns.get(field_key(field.name, is_previous=True), 0)
        beside = 0
        if field.turn is Turn.MOVE:
            beside = self._now(old) if old else self._put_in(own)
            if not old:
                self._name(beside, f"{PREVIOUS}{self._header(own)}")
        column, told = self._now(own), False
        for row in self._rows.rows:
            content = row.cells.get(field.name, BLANK)
            if beside and self._form.uses_name(row.kind, field.name):
                self._put(row, beside, content)
            if not said(content):
                continue
            self._patch.set_value(self._sheet.name, row.number, column, None)
            if not told:
                what = f"「{PREVIOUS}{field.name}」に移しました" if beside else "消しました"
                at = Location(self._sheet.name, row.number, column)
                yield ChecklistItem(
                    ChecklistTopic.FIELD, at, f"「{field.name}」を{what}", said(content)
                )
                told = True

    def _put(self, row: Row, column: int, content: Content) -> None:
        text = content.text.strip()
        stored = Decimal(text) if content.is_number else text or None
        self._patch.set_value(self._sheet.name, row.number, column, stored)
        if content.is_number and content.number_format != "General":
            self._patch.set_number_format(
                self._sheet.name, row.number, column, content.number_format
            )

    def _header(self, column: int) -> str:
        return self._sheet.cells[self._rows.header, column].text

    def _name(self, column: int, header: str) -> Location:
        self._patch.set_value(self._sheet.name, self._rows.header, column, header)
        return Location(self._sheet.name, self._rows.header, column)
