"""Three ways: as issued, as returned by everybody, and as the workbook is now. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.row import BLANK, Content, Row, RowSheet
from kumareport.prose.placeholders import leaves_as_is, placeholder_in
from kumareport.review.merge.edits import Edit, EditKind, Target
from kumareport.review.merge.matching import match_rows, standing
from kumareport.review.merge.proposal import CELL_KINDS, Proposal, wish_of
from kumareport.review.merge.sameness import Sameness, compare
from kumareport.workbook.layout import Column


class Merged(Struct, frozen=True):
    """The outcome.

    Attributes:
        proposals: what is left to decide, in the workbook's order.
        done: how many edits the workbook has already.
    """

    proposals: tuple[Proposal, ...]
    done: int


def today_ids(issued: Iterable[RowSheet], now: Sequence[RowSheet]) -> dict[str, str]:
    """The ID that each issued row has in the workbook now.

    Rows that have no ID of their own get one from their text, which may have changed since.
    """
    by_name = {sheet.name: sheet for sheet in now}
    known = {row.id for sheet in now for row in sheet.rows}
    found: dict[str, str] = {}
    for sheet in issued:
        rows = by_name[sheet.name].rows if sheet.name in by_name else ()
        lost = [row for row in sheet.rows if row.id not in known]
        issued_ids = {row.id for row in sheet.rows}
        free = [row for row in rows if row.id not in issued_ids]
        for index, place in match_rows(lost, free).pairs.items():
            found[lost[place].id] = free[index].id
    return found


def merge(edits: Iterable[Edit], now: Sequence[RowSheet], today: Mapping[str, str]) -> Merged:
    """Put all edits together; the order in which they are given does not matter.

    Args:
        edits: what all returns ask for.
        now: the workbook's rows now.
        today: the IDs that rows have now where these are others than when issued.
    """
    state = _State(now)
    groups: dict[tuple[str, ...], list[Edit]] = {}
    done = 0
    all_edits = sorted((_renamed(edit, today) for edit in edits), key=_order)
    state.note_moves(all_edits)
    for edit in all_edits:
        if state.has(edit):
            done += 1
        else:
            wish = wish_of(edit.kind, edit.target, edit.proposed, edit.after)
            groups.setdefault(wish, []).append(edit)
    proposals = [_proposal(group, state) for group in groups.values()]
    proposals = _with_rivals(proposals)
    return Merged(tuple(sorted(proposals, key=state.rank)), done)


class _State:
    """The workbook now."""

    def __init__(self, now: Sequence[RowSheet]) -> None:
        self._sheets = {sheet.name: number for number, sheet in enumerate(now)}
        self._labels = {sheet.name: list(sheet.columns) for sheet in now}
        self.rows = {row.id: row for sheet in now for row in sheet.rows if row.id}
        ordered = [row for sheet in now for row in (sheet.front, *sheet.rows)]
        self._above = {row.id: before.id for before, row in pairwise(ordered)}
        self._standing: frozenset[tuple[str, str]] = frozenset()
        self._texts = Counter(
            (row.section, row.kind, row.text(Column.TEXT)) for sheet in now for row in sheet.rows
        )

    def note_moves(self, edits: Iterable[Edit]) -> None:
        """Find out which of the edits' moves are done already."""
        moves = [
            (edit.target.record, next(iter(edit.after), ""))
            for edit in edits
            if edit.kind is EditKind.MOVE
        ]
        self._standing = standing(moves, self._above)

    def content(self, target: Target) -> Content:
        """What the target says now: its cell, or its row's main text."""
        row = self.rows.get(target.record)
        return BLANK if row is None else row.cells.get(target.column or Column.TEXT, BLANK)

    def has(self, edit: Edit) -> bool:
        """Whether the workbook is as the edit wants it already."""
        target = edit.target
        row = self.rows.get(target.record)
        if edit.kind is EditKind.ADD:
            text = edit.proposed.text.strip()
            same = self._texts[target.section, target.kind, text]
            return row is not None or same > edit.copies
        if edit.kind is EditKind.DELETE:
            return row is None
        if edit.kind is EditKind.MOVE:
            return (target.record, next(iter(edit.after), "")) in self._standing
        now = self.content(target)
        return (
            row is not None
            and compare(target.column, target.unit, now, edit.proposed) is Sameness.SAME
        )

    def rank(self, proposal: Proposal) -> tuple[object, ...]:
        """The place in the workbook: sheet, row, column; then what is proposed."""
        target = proposal.target
        row = self.rows.get(target.record)
        above = next((self.rows[key] for key in proposal.after if key in self.rows), None)
        section = self.rows.get(target.section)
        near = row or above or section
        columns = self._labels.get(target.sheet, [])
        column = columns.index(target.column) if target.column in columns else -1
        number = near.number if near else 0
        # Several additions below one row keep the order in which they were typed.
        depth = next((n for n, key in enumerate(proposal.after) if key in self.rows), 0)
        return (
            self._sheets.get(target.sheet, len(self._sheets)), number, row is None, depth, column,
            proposal.kind, proposal.proposed.text, proposal.key,
        )  # fmt: skip


def _renamed(edit: Edit, today: Mapping[str, str]) -> Edit:
    target = edit.target
    record = today.get(target.record, target.record)
    section = today.get(target.section, target.section)
    after = tuple(today.get(key, key) for key in edit.after)
    return replace(edit, target=replace(target, record=record, section=section), after=after)


def _order(edit: Edit) -> str:
    """An order that nothing but the edits' own content decides."""
    return repr((edit.kind, edit.target, edit.sender, edit.issued, edit.proposed, edit))


def _proposal(edits: Sequence[Edit], state: _State) -> Proposal:
    first = edits[0]
    current = state.content(first.target)
    row = state.rows.get(first.target.record)
    conflict = "" if first.kind is EditKind.ADD else _why_changed(first, row)
    if all(edit.withdrawn for edit in edits):
        conflict = "。".join(filter(None, [conflict, first.withdrawn]))
    cells = first.cells
    if first.kind is EditKind.DELETE and row is not None:
        cells = tuple(sorted(row.cells.items()))
    remarks = dict.fromkeys(remark for edit in edits for remark in edit.remarks)
    held = _held(first, current)
    if held:
        remarks[held] = None
    if current.is_formula and first.kind in CELL_KINDS:
        remarks["ブックのこのセルは数式です。採用すると値に置き換わります"] = None
    return Proposal(
        kind=first.kind,
        target=first.target,
        issued=first.issued,
        current=current,
        proposed=first.proposed,
        cells=cells,
        after=first.after,
        senders=tuple(sorted({edit.sender for edit in edits})),
        remarks=tuple(remarks),
        conflict=conflict,
    )


def _held(edit: Edit, current: Content) -> str:
    """Why what is proposed is hardly meant for the report; empty where it may be."""
    text = "" if edit.kind is EditKind.DELETE else edit.proposed.text.strip()
    if current.text.strip() and leaves_as_is(text):
        return f"注意：「{text[:20]}」は、今のままでよいという回答のようです。不採用にすると、今のままになります"
    if edit.target.column in ("", Column.TEXT) and placeholder_in(text):
        return f"注意：「{placeholder_in(text)[:20]}」は、書く前の仮の文のようです"
    return ""


def _why_changed(edit: Edit, row: Row | None) -> str:
    """Why an edit's place is not as it was issued; empty where it is."""
    if row is None:
        return "この行は、発出のあとで削除されています"
    if edit.kind is EditKind.MOVE:
        return ""
    issued = dict(edit.cells) if edit.cells else {edit.target.column or Column.TEXT: edit.issued}
    unit = edit.target.unit or row.text(Column.UNIT)
    keys = {*issued, *row.cells} - {Column.ID, Column.KIND} if edit.cells else set(issued)
    is_same = all(
        compare(key, unit, issued.get(key, BLANK), row.cells.get(key, BLANK)) is Sameness.SAME
        for key in keys
    )
    return "" if is_same else "発出のあとで、事務局が変えています"


def _with_rivals(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Say which proposals exclude each other: two wishes for one cell, or for a row that another
    wants to delete."""
    by_place: dict[tuple[str, str], list[Proposal]] = {}
    deleted = {p.target.record: p for p in proposals if p.kind is EditKind.DELETE}
    for proposal in proposals:
        by_place.setdefault(proposal.place, []).append(proposal)
    found: list[Proposal] = []
    for proposal in proposals:
        reasons = [proposal.conflict] if proposal.conflict else []
        rivals = [other for other in by_place[proposal.place] if other is not proposal]
        if rivals:
            names = _names(rivals)
            if names == _names([proposal]):
                names = "同じ課の別のファイル"
            reasons.append(f"{names}が、同じ場所に別の修正を求めています")
        deletion = deleted.get(proposal.target.record)
        if deletion is not None and proposal is not deletion:
            reasons.append(f"{_names([deletion])}が、この行の削除を求めています")
        if proposal is deletion:
            others = [
                p
                for p in proposals
                if p.target.record == proposal.target.record and p is not deletion
            ]
            if others:
                reasons.append(f"{_names(others)}が、この行の修正を求めています")
        found.append(replace(proposal, conflict="。".join(reasons)))
    return found


def _names(proposals: Iterable[Proposal]) -> str:
    return "、".join(dict.fromkeys(name for p in proposals for name in p.departments))
