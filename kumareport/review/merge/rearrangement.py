"""Carrying proposals out on the rows of a sheet, whatever holds the cells."""

from collections.abc import Sequence
from typing import Protocol

from kumareport.errors import KumareportError
from kumareport.model.row import Content, Row, RowSheet
from kumareport.review.merge.edits import EditKind
from kumareport.review.merge.proposal import CELL_KINDS, Proposal
from kumareport.workbook.layout import Column

_PLACING = (EditKind.ADD, EditKind.MOVE)
_ORDER = (CELL_KINDS, _PLACING, (EditKind.DELETE,))


class SheetWriter(Protocol):
    """The cells of one sheet. Rows count from 1, as they are at the time of the call."""

    def set_content(self, row: int, column: int, content: Content) -> None:
        """Put a content into a cell."""
        ...

    def insert_row(self, row: int, like: int) -> None:
        """A blank row before ``row`` that looks like row ``like``."""
        ...

    def delete_row(self, row: int) -> None:
        """Take a row out."""
        ...

    def move_row(self, row: int, before: int) -> None:
        """Take a row out and put it before another."""
        ...


def carry_out(
    sheet: RowSheet, wishes: Sequence[tuple[Proposal, Content]], writer: SheetWriter
) -> dict[str, KumareportError]:
    """Carry out what was decided for one sheet.

    A wish that the writer refuses changes nothing; the others are carried out.

    Args:
        sheet: the sheet as it is now.
        wishes: the proposals, and for each the content to write in place of the proposed one.
        writer: the sheet's cells.

    Returns:
        What the writer said of those that it refused, by the proposal's key.
    """
    return _Rearrangement(sheet, writer).run(wishes)


class _Rearrangement:
    def __init__(self, sheet: RowSheet, writer: SheetWriter) -> None:
        self._sheet = sheet
        self._writer = writer
        last = max((row.number for row in sheet.rows), default=sheet.header)
        by_number = {row.number: row for row in sheet.rows}
        # What stands in each row; blank rows and those above the records have no record.
        self._order: list[str] = [
            by_number[number].id if number in by_number else "" for number in range(1, last + 1)
        ]
        self._rows = {row.id: row for row in sheet.rows if row.id}
        self._kinds = {row.id: (row.section, row.kind) for row in (*sheet.rows, sheet.front)}
        if sheet.name not in self._rows:
            # What stands in the front may follow the header, or the row of the sheet itself.
            self._order[sheet.header - 1] = sheet.name

    def run(self, wishes: Sequence[tuple[Proposal, Content]]) -> dict[str, KumareportError]:
        refused: dict[str, KumareportError] = {}
        for kinds in _ORDER:
            chosen = [wish for wish in wishes if wish[0].kind in kinds]
            for proposal, content in _chained(chosen) if kinds is _PLACING else chosen:
                try:
                    self._carry_out(proposal, content)
                except KumareportError as error:
                    refused[proposal.key] = error
        return refused

    def _carry_out(self, proposal: Proposal, content: Content) -> None:
        if proposal.kind is EditKind.ADD:
            self._add(proposal, content)
            return
        row = self._number(proposal.target.record)
        if not row:
            return
        self._fix_id(row, proposal.target.record)
        if proposal.kind is EditKind.DELETE:
            self._writer.delete_row(row)
            del self._order[row - 1]
        elif proposal.kind is EditKind.MOVE:
            self._move(row, proposal)
        else:
            self._set(row, proposal.target.column, content)

    def _number(self, record: str) -> int:
        """The row that a record stands in now; 0 where it is gone."""
        return self._order.index(record) + 1 if record in self._order else 0

    def _set(self, row: int, key: str, content: Content) -> None:
        column = self._sheet.columns.get(key)
        if column is not None:
            self._writer.set_content(row, column, content)

    def _fix_id(self, row: int, record: str) -> None:
        """Write down the ID that a row has only from its text, before that text changes."""
        known: Row | None = self._rows.get(record)
        if record == self._sheet.name:
            return  # The row of the sheet itself is known by its 区分.
        if known is not None and not known.text(Column.ID):
            self._set(row, Column.ID, Content(record))

    def _add(self, proposal: Proposal, content: Content) -> None:
        if proposal.target.record in self._order:
            return
        above = self._row_above(proposal)
        is_first = above == self._number(self._sheet.name) and above < len(self._order)
        self._writer.insert_row(above + 1, above + 1 if is_first else above)
        self._order.insert(above, proposal.target.record)
        self._kinds[proposal.target.record] = (proposal.target.section, proposal.target.kind)
        row = above + 1
        self._set(row, Column.KIND, Content(proposal.target.kind))
        self._set(row, Column.ID, Content(proposal.target.record))
        for key, cell in proposal.cells:
            self._set(row, key, content if key == Column.TEXT else cell)

    def _move(self, row: int, proposal: Proposal) -> None:
        above = self._row_above(proposal)
        if above in (row, row - 1):
            return
        self._writer.move_row(row, above + 1)
        record = self._order.pop(row - 1)
        self._order.insert(above if above < row else above - 1, record)

    def _row_above(self, proposal: Proposal) -> int:
        """The row that the proposal's row shall follow: the nearest of those above it that is still
        there, else the last of its kind in its section, else the last of its section."""
        record, section = proposal.target.record, proposal.target.section
        for key in proposal.after:
            if key != record and self._number(key):
                return self._number(key)
        of_section = [
            number
            for number, key in enumerate(self._order, 1)
            if key and key != record and self._kinds[key][0] == section
        ]
        of_kind = [
            n for n in of_section if self._kinds[self._order[n - 1]][1] == proposal.target.kind
        ]
        return max(of_kind or of_section, default=len(self._order))


def _chained(wishes: Sequence[tuple[Proposal, Content]]) -> list[tuple[Proposal, Content]]:
    """Additions and moves, each behind the one that it shall follow, which may move itself."""
    waiting = {proposal.target.record: (proposal, content) for proposal, content in wishes}
    done: list[tuple[Proposal, Content]] = []
    for start in list(waiting):
        chain: list[str] = []
        record = start
        while record in waiting and record not in chain:
            chain.append(record)
            record = next(iter(waiting[record][0].after), "")
        done += [waiting.pop(record) for record in reversed(chain)]
    return done
