"""Carrying out what was accepted: on a copy of the workbook, and nothing but that."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.model.row import BLANK, Content, Row, RowSheet
from kumareport.model.value import ValueKind
from kumareport.ooxml.workbook_patch import WorkbookPatch
from kumareport.review.book import Book
from kumareport.review.decisions import Decided, ProposalBook
from kumareport.review.edits import EditKind
from kumareport.review.history import HistoryLine, record_history
from kumareport.review.matching import standing
from kumareport.review.proposal import Proposal
from kumareport.review.proposal_columns import Decision, ProposalColumn
from kumareport.review.rearrangement import carry_out
from kumareport.review.sameness import Sameness, compare, fault_of, is_period, shown, value_of
from kumareport.workbook.layout import Column

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done.

    Attributes:
        carried_out: how many accepted proposals were carried out.
        already: how many accepted proposals the workbook had already.
        rejected, waiting, open: how many were rejected, put off, or not decided yet.
        has_formulas: whether the copy has formulas, whose stored results are older than what was done.
    """

    carried_out: int
    already: int
    rejected: int
    waiting: int
    open: int
    has_formulas: bool = False


def apply(book: Book, decisions: ProposalBook, target: Path, at: datetime.datetime) -> Applied:
    """Write a copy of the workbook with the accepted proposals carried out.

    Everything else of the workbook stays as it is, part by part. What was done is added to the sheet
    変更履歴 of the copy. What the copy has already is not done again.

    Args:
        book: the workbook as it is now; never changed.
        decisions: the 反映案 with what was decided.
        target: the copy.
        at: the time that 変更履歴 states.

    Raises:
        InputFileError: rows of the 反映案 were altered, decisions exclude each other, or the workbook
            changed under a proposal. Nothing is written.
        OutputFileError: the copy cannot be written.
    """
    _refuse(
        "反映案に、取り込めないところがあります",
        decisions.faults,
        "直してから、もう一度実行してください。",
    )
    accepted = [
        (proposal, decisions.decided[key])
        for key, proposal in decisions.proposals.items()
        if key in decisions.decided and decisions.decided[key].decision == Decision.ACCEPT
    ]
    _refuse_rivals(accepted)
    wishes = [(proposal, decided, _wish(proposal, decided)) for proposal, decided in accepted]
    done = _standing(book, [proposal for proposal, _ in accepted])
    todo = [wish for wish in wishes if not _is_done(book, wish[0], wish[2], done)]
    _refuse_stale(book, [(proposal, decided) for proposal, decided, _ in todo])
    has_formulas = _carry_out(book, todo, decisions, target, at)
    choices = [decided.decision for decided in decisions.decided.values()]
    rejected, waiting = choices.count(Decision.REJECT), choices.count(Decision.WAIT)
    undecided = len(decisions.proposals) - len(accepted) - rejected - waiting
    return Applied(len(todo), len(wishes) - len(todo), rejected, waiting, undecided, has_formulas)


def _wish(proposal: Proposal, decided: Decided) -> Content:
    """The content to write: the wording of whoever decided, else the proposed one."""
    if not decided.wording or proposal.kind in (EditKind.DELETE, EditKind.MOVE):
        return proposal.proposed
    return decided.content


def _refuse(what: str, reasons: Sequence[str], hint: str) -> None:
    if reasons:
        rest = len(reasons) - _MOST_SHOWN
        lines = [*reasons[:_MOST_SHOWN], *([f"ほか {rest} か所"] if rest > 0 else [])]
        raise InputFileError("\n　・".join([f"{what}：", *lines]), hint)


def _refuse_rivals(accepted: Sequence[tuple[Proposal, Decided]]) -> None:
    """Two accepted proposals for one place, or for a row that another one deletes."""
    reasons: list[str] = []
    taken: dict[tuple[str, str], Decided] = {}
    deleted = {p.target.record: d for p, d in accepted if p.kind is EditKind.DELETE}
    for proposal, decided in accepted:
        other = taken.setdefault(proposal.place, decided)
        if other is not decided:
            reasons.append(f"{other.place} と {decided.place} は、同じ場所への違う修正です")
        deletion = deleted.get(proposal.target.record)
        if deletion is not None and deletion is not decided:
            reasons.append(f"{deletion.place} で削除する行を、{decided.place} で修正しています")
        fault = fault_of(proposal.target.column, decided.content)
        if decided.wording and fault:
            reasons.append(f"{decided.place}：「{ProposalColumn.WORDING}」は使えません（{fault}）")
    _refuse("両方は採用できません", reasons, "どちらかを不採用にしてください。")


def _standing(book: Book, accepted: Sequence[Proposal]) -> frozenset[str]:
    """The keys of the moves that the workbook has already."""
    above = {row.id: b.id for sheet in book.sheets for b, row in pairwise(sheet.rows) if row.id}
    moves = {
        p.key: (p.target.record, next(iter(p.after), ""))
        for p in accepted
        if p.kind is EditKind.MOVE
    }
    done = standing(moves.values(), above)
    return frozenset(key for key, move in moves.items() if move in done)


def _is_done(book: Book, proposal: Proposal, wish: Content, done: Collection[str]) -> bool:
    """Whether the workbook is as the proposal wants it."""
    target = proposal.target
    row = book.rows.get(target.record)
    if proposal.kind is EditKind.ADD:
        return row is not None
    if proposal.kind is EditKind.DELETE:
        return row is None
    if row is None:
        return False
    if proposal.kind is EditKind.MOVE:
        return proposal.key in done
    now = row.cells.get(target.column, BLANK)
    return compare(target.column, target.unit, now, wish) is Sameness.SAME


def _refuse_stale(book: Book, todo: Sequence[tuple[Proposal, Decided]]) -> None:
    reasons: list[str] = []
    sections = {row.section for row in book.rows.values()}
    for proposal, decided in todo:
        target = proposal.target
        row = book.rows.get(target.record)
        if proposal.kind is EditKind.ADD:
            if target.section not in sections:
                reasons.append(f"{decided.place}：追加する節が、今のブックにありません")
            continue
        if row is None:
            reasons.append(f"{decided.place}：対象の行が、今のブックにありません")
            continue
        changed = _changed_key(proposal, row)
        if changed:
            said = shown(changed, target.unit, row.cells.get(changed, BLANK))
            reasons.append(f"{decided.place}：ブックの値が変わっています（今は「{said[:40]}」）")
    _refuse(
        "反映案を作ったあとで、ブックが変わっています",
        reasons,
        "collect をもう一度実行してください。記入した判断は引き継がれます。",
    )


def _changed_key(proposal: Proposal, row: Row) -> str:
    """A column in which a row is no longer as ``collect`` saw it; empty for none."""
    seen = {proposal.target.column or Column.TEXT: proposal.current}
    keys = set(seen)
    if proposal.kind is EditKind.DELETE:
        seen = dict(proposal.cells)
        keys = {*seen, *row.cells} - {Column.ID, Column.KIND}
    unit = proposal.target.unit or row.text(Column.UNIT)
    for key in sorted(keys):
        now = row.cells.get(key, BLANK)
        if compare(key, unit, now, seen.get(key, BLANK)) is not Sameness.SAME:
            return key
    return ""


def _carry_out(
    book: Book,
    todo: Sequence[tuple[Proposal, Decided, Content]],
    decisions: ProposalBook,
    target: Path,
    at: datetime.datetime,
) -> bool:
    with WorkbookPatch(book.path) as patch:
        for sheet in book.sheets:
            wishes = [(p, content) for p, _, content in todo if p.target.sheet == sheet.name]
            if wishes:
                carry_out(sheet, wishes, _PatchedSheet(patch, sheet, book))
        if todo:
            lines = [_history(wish, decisions, at) for wish in todo]
            record_history(patch, lines)
        has_formulas = bool(todo) and patch.has_formulas
        patch.save(target)
    return has_formulas


def _history(
    wish: tuple[Proposal, Decided, Content], decisions: ProposalBook, at: datetime.datetime
) -> HistoryLine:
    proposal, decided, content = wish
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
    """A sheet of the copy, as :class:`kumareport.review.rearrangement.SheetWriter`."""

    def __init__(self, patch: WorkbookPatch, sheet: RowSheet, book: Book) -> None:
        self._patch = patch
        self._name = sheet.name
        self._keys = {number: key for key, number in sheet.columns.items()}

    def set_content(self, row: int, column: int, content: Content) -> None:
        """Put a content into a cell, numbers as numbers with their decimals."""
        key = self._keys.get(column, "")
        stored, code = storable(key, content)
        self._patch.set_value(self._name, row, column, stored)
        if code:
            self._patch.set_number_format(self._name, row, column, code)

    def insert_row(self, row: int, like: int) -> None:
        """A blank row that looks like another."""
        self._patch.insert_row(self._name, row, like)

    def delete_row(self, row: int) -> None:
        """Take a row out."""
        self._patch.delete_row(self._name, row)

    def move_row(self, row: int, before: int) -> None:
        """Take a row out and put it before another."""
        self._patch.move_row(self._name, row, before)


def storable(key: str, content: Content) -> tuple[Decimal | str | None, str]:
    """What a cell shall hold, and the number format that shows it as meant; empty to leave it.

    A plain number typed as text (４５．０) becomes a number that shows the same decimals.
    """
    if content.is_number:
        code = "" if content.number_format == "General" else content.number_format
        return Decimal(content.text), code
    if is_period(key):
        value = value_of(content, "")
        extra = (value.year, value.status, value.operator, value.note, value.older)
        if value.kind is ValueKind.NUMBER and value.number is not None and not any(extra):
            whole = "#,##0" if abs(value.number) >= 1000 else "0"
            return value.number, whole + ("." + "0" * value.decimals if value.decimals else "")
    return content.text, ""
