"""Carrying one chapter sheet over to the next year."""

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.field_columns import field_of
from kumareport.model.form import Form
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.period import Period, Role, Year
from kumareport.model.record_kind import Shape, Turn
from kumareport.model.report import Chapter, Part
from kumareport.model.row import Row, RowSheet
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.rollover.field_turn import FieldTurn
from kumareport.rollover.item import ChecklistItem, ChecklistTopic
from kumareport.rollover.stale import stale_words
from kumareport.workbook.layout import Column
from kumareport.workbook.period_columns import place_of


class Wishes(Struct, frozen=True):
    """What a rollover is to do.

    Attributes:
        newest: the year of last year's report.
        year: the new one.
        targets: years of new 検証値 columns.
        keep_texts: whether last year's texts also stay where they are.
    """

    newest: Year
    year: Year
    targets: tuple[Year, ...] = ()
    keep_texts: bool = False


class SheetTurn:
    """One sheet being carried over.

    Args:
        patch: the workbook.
        sheet: the sheet as it was.
        chapter: what was read from it.
        rows: its rows.
        form: what becomes of each kind of record and column.
        wishes: what to do.
        marks: the symbol that is printed now beside each indicator, by its ID.
    """

    def __init__(
        self,
        patch: WorkbookPatch,
        sheet: Sheet,
        chapter: Chapter,
        rows: RowSheet,
        form: Form,
        wishes: Wishes,
        marks: Mapping[str, str],
    ) -> None:
        self._patch = patch
        self._sheet = sheet
        self._chapter = chapter
        self._form = form
        self._wishes = wishes
        self._marks = marks
        self._rows = rows
        self._added: list[Period] = []
        """The period columns put in, where they stand now."""
        self._inserted: list[int] = []
        """The columns put in, as numbered when each was put in."""

    def run(self) -> list[ChecklistItem]:
        """Do it; the lines of the checklist."""
        items: list[ChecklistItem] = []
        # A form without indicators has no years.
        if self._chapter.periods:
            items.append(self._insert(Role.ACTUAL, self._wishes.year))
            items += [self._insert(Role.TARGET, year) for year in self._wishes.targets]
            items += self._target_changes()
        self._keep_marks()
        previous = self._column_of(Column.PREVIOUS) or self._add_previous()
        for row in self._rows.rows:
            items += self._turn_row(row, previous)
        items += self._fields()
        sections = self._chapter.parts
        rows = chain.from_iterable(section.indicators for section in sections)
        items += chain.from_iterable(self._open_values(row) for row in rows)
        items += chain.from_iterable(self._stale(section) for section in sections)
        return items

    # --- columns ----------------------------------------------------------------------------

    def _column_of(self, column: Column) -> int:
        """Where a column stands now; 0 where there is none."""
        number = self._rows.columns.get(column, 0)
        return self._now(number) if number else 0

    def _now(self, number: int) -> int:
        """Where a column of the old sheet stands after what was put in."""
        for put in self._inserted:
            number += number >= put
        return number

    def _periods(self) -> list[Period]:
        """The period columns, where they stand now."""
        old = [replace(p, column=self._now(p.column)) for p in self._chapter.periods]
        return [*old, *self._added]

    def _insert(self, role: Role, year: Year) -> ChecklistItem:
        periods = self._periods()
        there = next((p for p in periods if (p.role, p.year.ad) == (role, year.ad)), None)
        if there is not None:
            at = Location(self._sheet.name, self._rows.header, there.column)
            return ChecklistItem(ChecklistTopic.COLUMN, at, f"「{there.label}」の列はもうあります")
        place = place_of(role, year, periods)
        same = [p for p in self._chapter.periods if p.role is role] or list(self._chapter.periods)
        model = max(same, key=lambda period: period.year.ad)
        self._patch.insert_column(self._sheet.name, place, self._now(model.column))
        cell = self._sheet.cells.get((self._rows.header, model.column))
        # In a header of two rows the word stands above the year.
        text = cell.text if cell and self._form.period(cell.text, 0) else model.label
        header = self._form.following_header(text, role, year)
        added = self._form.period(header, place) or Period(role, year, str(role), place)
        self._inserted.append(place)
        self._added = [replace(p, column=p.column + (p.column >= place)) for p in self._added]
        self._added.append(added)
        self._patch.set_value(self._sheet.name, self._rows.header, place, header)
        at = Location(self._sheet.name, self._rows.header, place)
        return ChecklistItem(ChecklistTopic.COLUMN, at, f"「{added.label}」の列を足しました")

    def _fields(self) -> Iterator[ChecklistItem]:
        """The office's own fields."""
        return FieldTurn(
            self._patch,
            self._sheet,
            self._rows,
            self._form,
            self._wishes.year,
            self._put_in,
            self._now,
        ).run()

    def _put_in(self, like: int) -> int:
        """A blank column behind one of the old sheet, which looks like it; its number now."""
        place = self._now(like) + 1
        self._patch.insert_column(self._sheet.name, place, place - 1)
        self._inserted.append(place)
        self._added = [replace(p, column=p.column + (p.column >= place)) for p in self._added]
        return place

    def _keep_marks(self) -> None:
        """Set the marks as printed beside those to come, in a column of their own."""
        own = self._rows.columns.get(Column.MARK, 0)
        column = self._column_of(Column.MARK_BEFORE)
        if not column and not (own and self._marks):
            return
        if not column:
            column = self._put_in(own)
            self._patch.set_value(self._sheet.name, self._rows.header, column, Column.MARK_BEFORE)
        for row in self._rows.rows:
            if row.shape is Shape.INDICATOR:
                self._set(row, column, self._marks.get(row.id) or None)

    def _add_previous(self) -> int:
        """The column 前年度の記載, right of all others."""
        last = self._now(max(self._rows.columns.values()))
        self._patch.insert_column(self._sheet.name, last + 1, self._column_of(Column.TEXT))
        self._inserted.append(last + 1)
        self._patch.set_value(self._sheet.name, self._rows.header, last + 1, Column.PREVIOUS)
        return last + 1

    def _target_changes(self) -> Iterator[ChecklistItem]:
        """Whether another 検証値 counts from now on."""
        years = sorted(
            {p.year.ad: p.year for p in self._chapter.periods if p.role is Role.TARGET}.items()
        )
        due = [
            next((year for ad, year in years if ad >= at.ad), None)
            for at in (self._wishes.newest, self._wishes.year)
        ]
        columns = (p.column for p in self._periods() if p.role is Role.TARGET)
        column = max(columns, default=0)
        at = Location(self._sheet.name, self._rows.header, column)
        if None not in due and due[0] != due[1]:
            what = f"比べる検証値が {due[0]} から {due[1]} に変わります"
            yield ChecklistItem(ChecklistTopic.TARGET, at, what)
        elif due[1] is None and not self._wishes.targets:
            last = years[-1][1] if years else ""
            what = f"{self._wishes.year} 以後の検証値がありません（{last} の検証値と比べ続けます）"
            yield ChecklistItem(ChecklistTopic.TARGET, at, what)

    # --- rows -------------------------------------------------------------------------------

    def _turn_row(self, row: Row, previous: int) -> Iterator[ChecklistItem]:
        known = row.id and row.text(Column.TEXT)
        if known and not row.text(Column.ID) and self._column_of(Column.ID):
            # The ID was known only from the text, which may go now.
            self._set(row, self._column_of(Column.ID), row.id)
        yield from self._clear(row)
        kind = self._form.kind(row.kind)
        if kind is None or kind.turn is Turn.KEEP:
            return
        text = row.text(Column.TEXT)
        if not text:
            return
        what = "消しました"
        if kind.turn is Turn.MOVE:
            self._set(row, previous, text)
            what = f"「{Column.PREVIOUS}」に移しました"
        column = self._column_of(Column.TEXT)
        at = Location(self._sheet.name, row.number, column)
        if not self._wishes.keep_texts:
            self._set(row, column, None)
            if kind.turn is Turn.CLEAR:
                text = self._empty(row, text)
            yield ChecklistItem(ChecklistTopic.TEXT, at, what, text, row.kind)
            return
        words = stale_words(text, self._wishes.newest)
        if words:
            yield ChecklistItem(ChecklistTopic.STALE, at, f"「{'」「'.join(words)}」", text)

    def _empty(self, row: Row, text: str) -> str:
        """What is written there next is another record: the row only waits for it.

        Returns:
            All that the row said.
        """
        if self._column_of(Column.ID):
            self._set(row, self._column_of(Column.ID), None)
        gone: list[str] = []
        for name, number in self._rows.columns.items():
            field = field_of(self._form, name)
            if field and field.turn is Turn.KEEP and self._form.uses_name(row.kind, field.name):
                self._set(row, self._now(number), None)
                if row.text(name):
                    header = " ".join(self._sheet.cells[self._rows.header, number].text.split())
                    gone.append(f"{header}：{row.text(name)}")
        return "\n".join((text, *gone))

    def _clear(self, row: Row) -> Iterator[ChecklistItem]:
        """Empty the columns that are given anew every year, such as a mark given by hand."""
        names = self._form.cleared(row.kind)
        texts = [row.text(name) for name in names]
        if not any(texts):
            return
        numbers = [self._rows.columns.get(name, 0) for name in names]
        for number in filter(None, numbers):
            self._set(row, self._now(number), None)
        at = Location(self._sheet.name, row.number, self._now(numbers[0]) if numbers[0] else 0)
        name = row.text(Column.TEXT).splitlines()[0] if row.text(Column.TEXT) else ""
        yield ChecklistItem(ChecklistTopic.OVERRIDE, at, name, "　".join(texts).strip())

    def _set(self, row: Row, column: int, text: str | None) -> None:
        self._patch.set_value(self._sheet.name, row.number, column, text)

    # --- what to look at --------------------------------------------------------------------

    def _open_values(self, row: Indicator) -> Iterator[ChecklistItem]:
        for entry in row.entries:
            if entry.value.is_open:
                at = Location(
                    self._sheet.name, entry.location.row, self._now(entry.location.column)
                )
                what = f"{row.name}：{entry.period.label}"
                yield ChecklistItem(
                    ChecklistTopic.OPEN, at, what, entry.value.raw.replace("\n", "")
                )

    def _stale(self, section: Part) -> Iterator[ChecklistItem]:
        """Titles, names and notes stay; those that speak of last year are told."""
        texts = [(section.location, section.title)]
        for row in section.indicators:
            texts += [(row.location, text) for text in (row.name, *row.notes)]
        notes = section.of_shape(Shape.NOTE)
        texts += [(note.location, note.text) for note in notes]
        for location, text in texts:
            words = stale_words(text, self._wishes.newest)
            if words:
                at = Location(self._sheet.name, location.row, self._now(location.column))
                shown = unicodedata.normalize("NFC", text)
                yield ChecklistItem(ChecklistTopic.STALE, at, f"「{'」「'.join(words)}」", shown)
