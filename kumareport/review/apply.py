"""Carrying out what was accepted: on a copy of the workbook, and nothing but that."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError, KumareportError
from kumareport.model.row import Content, RowSheet
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.output import Written
from kumareport.review.admission import Admission, Wish, admit
from kumareport.review.book.book import Book
from kumareport.review.decide.decisions import ProposalBook, Refused
from kumareport.review.decide.proposal_columns import Decision, ProposalColumn
from kumareport.review.history import HistoryLine, record_history
from kumareport.review.merge.rearrangement import carry_out
from kumareport.review.merge.sameness import shown
from kumareport.review.merge.stored import as_stored
from kumareport.workbook.cell_text import lines_needed

_LINE, _PADDING = 13.5, 6.0
"""Points of a line of a chapter sheet, and of what is left free above and below."""


class Applied(Struct, frozen=True):
    """What was done.

    Attributes:
        carried_out: how many accepted proposals were carried out.
        already: how many accepted proposals the workbook had already.
        rejected, waiting, open: how many were rejected, put off, or not decided yet.
        has_formulas: whether the copy has formulas, whose stored results are older than what was done.
        refused: the rows of the 反映案 that were not carried out, and why.
        written: the copy.
    """

    carried_out: int
    already: int
    rejected: int
    waiting: int
    open: int
    has_formulas: bool = False
    refused: tuple[Refused, ...] = ()
    written: Written | None = None


def apply(book: Book, decisions: ProposalBook, target: Path, at: datetime.datetime) -> Applied:
    """Write a copy of the workbook with the accepted proposals carried out.

    Everything else of the workbook stays as it is, part by part. What was done is added to the sheet
    変更履歴 of the copy. What the copy has already is not done again.

    Args:
        book: the workbook as it is now; never changed.
        decisions: the 反映案 with what was decided.
        target: the copy.
        at: the time that 変更履歴 states.

    What cannot be carried out is told by its No, and stops nothing else: rows that were altered,
    decisions that exclude each other, places of the workbook that changed since ``collect``.

    Raises:
        InputFileError: none of what was accepted can be carried out. Nothing is written.
        OutputFileError: the copy cannot be written.
    """
    admission = admit(book, decisions)
    done, has_formulas, late, written = _carry_out(book, admission, decisions, target, at)
    choices = [decided.decision for decided in decisions.decided.values()]
    accepted, rejected = choices.count(Decision.ACCEPT), choices.count(Decision.REJECT)
    waiting = choices.count(Decision.WAIT)
    undecided = len(decisions.proposals) - accepted - rejected - waiting
    refused = (*admission.refused, *late)
    return Applied(
        done, admission.already, rejected, waiting, undecided, has_formulas, refused, written
    )


def _stop_at(refused: Sequence[Refused]) -> None:
    lines = [f"\n　・{one}" for one in refused]
    raise InputFileError(f"反映できる修正案がありません（何も書いていません）：{''.join(lines)}")


def _carry_out(
    book: Book,
    admission: Admission,
    decisions: ProposalBook,
    target: Path,
    at: datetime.datetime,
) -> tuple[int, bool, list[Refused], Written]:
    """Write the copy; how many were carried out, whether there are formulas, what was refused, and
    the copy."""
    refused: dict[str, KumareportError] = {}
    with WorkbookPatch(book.path) as patch:
        for sheet in book.sheets:
            wishes = [w for w in admission.todo if w.proposal.target.sheet == sheet.name]
            if wishes:
                pairs = [(wish.proposal, wish.content) for wish in wishes]
                refused |= carry_out(sheet, pairs, _PatchedSheet(patch, sheet, book))
        done = [wish for wish in admission.todo if wish.proposal.key not in refused]
        late = [
            Refused(decisions.decided[key].number, f"{error.message}{error.hint}")
            for key, error in refused.items()
        ]
        if not done and (late or admission.refused):
            _stop_at([*admission.refused, *late])
        if done:
            record_history(patch, [_history(wish, decisions, at) for wish in done])
        has_formulas = bool(done) and patch.has_formulas
        return len(done), has_formulas, late, patch.save(target)


def _history(wish: Wish, decisions: ProposalBook, at: datetime.datetime) -> HistoryLine:
    proposal, decided, content = wish.proposal, wish.decided, wish.content
    display = decisions.shown[proposal.key]
    is_reworded = bool(decided.wording) and content is not proposal.proposed
    after = shown(proposal.target.column, proposal.target.unit, content)
    return HistoryLine(
        at=at.strftime("%Y-%m-%d %H:%M"),
        heading=display.heading,
        target=display.texts[ProposalColumn.TARGET],
        item=display.texts[ProposalColumn.ITEM],
        kind=proposal.kind,
        before=display.texts[ProposalColumn.CURRENT],
        after=after if is_reworded else display.texts[ProposalColumn.PROPOSED],
        proposed_by="、".join(
            f"{s.department}（{s.person}）" if s.person else s.department for s in proposal.senders
        ),
        decided_by=decided.person or decisions.saved_by,
        policy=decided.policy + ("（言い回しを直して採用）" if is_reworded else ""),
        source="、".join(sender.source for sender in proposal.senders),
    )


class _PatchedSheet:
    """A sheet of the copy, as :class:`kumareport.review.merge.rearrangement.SheetWriter`."""

    def __init__(self, patch: WorkbookPatch, sheet: RowSheet, book: Book) -> None:
        self._patch = patch
        self._name = sheet.name
        self._form = book.report.settings.form
        self._keys = {number: key for key, number in sheet.columns.items()}

    def set_content(self, row: int, column: int, content: Content) -> None:
        """Put a content into a cell, numbers as numbers with their decimals."""
        held = as_stored(content, self._keys.get(column, ""), self._form)
        stored = Decimal(held.text) if held.is_number else held.text
        self._patch.set_value(self._name, row, column, stored)
        if held.is_number and held.number_format != "General":
            self._patch.set_number_format(self._name, row, column, held.number_format)
        if isinstance(stored, str) and stored:
            width = self._patch.column_width(self._name, column)
            lines = lines_needed(stored, width) if width else 1
            if lines > 1:
                self._patch.grow_row(self._name, row, _LINE * lines + _PADDING)

    def insert_row(self, row: int, like: int) -> None:
        """A blank row that looks like another."""
        self._patch.insert_row(self._name, row, like)

    def delete_row(self, row: int) -> None:
        """Take a row out."""
        self._patch.delete_row(self._name, row)

    def move_row(self, row: int, before: int) -> None:
        """Take a row out and put it before another."""
        self._patch.move_row(self._name, row, before)
