"""Which of the accepted proposals can be carried out; one that cannot stops no other."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from kumareport.model.row import BLANK, Content, Row
from kumareport.office.excel.cell_content import MAX_TEXT
from kumareport.review.book.book import Book
from kumareport.review.decide.decisions import Decided, ProposalBook, Refused
from kumareport.review.decide.proposal_columns import Decision, ProposalColumn
from kumareport.review.merge.edits import EditKind
from kumareport.review.merge.matching import standing
from kumareport.review.merge.proposal import Proposal
from kumareport.review.merge.sameness import Sameness, compare, fault_of, shown
from kumareport.workbook.layout import Column

_AGAIN = "collect をもう一度実行してください。記入した判断は引き継がれます"


class Wish(Struct, frozen=True):
    """An accepted proposal, what was decided on it, and the content to write."""

    proposal: Proposal
    decided: Decided
    content: Content


class Admission(Struct, frozen=True):
    """What becomes of the accepted proposals.

    Attributes:
        todo: those to carry out.
        already: how many the workbook has already.
        refused: those that cannot be carried out, and rows that say nothing usable.
    """

    todo: tuple[Wish, ...]
    already: int
    refused: tuple[Refused, ...]


def admit(book: Book, decisions: ProposalBook) -> Admission:
    """Sort the accepted proposals.

    Args:
        book: the workbook as it is now.
        decisions: the 反映案 with what was decided.
    """
    accepted = [
        Wish(proposal, decided, _wish(proposal, decided))
        for key, proposal in decisions.proposals.items()
        if (decided := decisions.decided.get(key)) and decided.decision == Decision.ACCEPT
    ]
    reasons = {key: refused.reason for key, refused in decisions.faults.items()}
    for key, reason in _rivals([w for w in accepted if w.proposal.key not in reasons]):
        reasons.setdefault(key, reason)
    sound = [wish for wish in accepted if wish.proposal.key not in reasons]
    done = _standing(book, [wish.proposal for wish in sound])
    todo: list[Wish] = []
    already = 0
    # What stands at the end of a part may have no row yet.
    sections = {row.section for row in book.rows.values()} | {p.id for _, p in book.report.parts()}
    for wish in sound:
        if _is_done(book, wish, done):
            already += 1
        elif (
            reason := _too_long(wish)
            or _no_column(book, wish)
            or _why_stale(book, wish.proposal, sections)
        ):
            reasons[wish.proposal.key] = reason
        else:
            todo.append(wish)
    numbers = {key: decided.number for key, decided in decisions.decided.items()}
    refused = [Refused(numbers.get(key, key), reason) for key, reason in reasons.items()]
    return Admission(tuple(todo), already, tuple(refused))


def _wish(proposal: Proposal, decided: Decided) -> Content:
    """The content to write: the wording of whoever decided, else the proposed one."""
    if not decided.wording or proposal.kind in (EditKind.DELETE, EditKind.MOVE):
        return proposal.proposed
    return decided.content


def _rivals(accepted: Sequence[Wish]) -> Iterator[tuple[str, str]]:
    """Accepted proposals for one place, or for a row that another one deletes; wordings that the
    column cannot take."""
    places: dict[tuple[str, str], list[Wish]] = {}
    for wish in accepted:
        places.setdefault(wish.proposal.place, []).append(wish)
    deleted = {w.proposal.target.record: w for w in accepted if w.proposal.kind is EditKind.DELETE}
    for wish in accepted:
        key, target = wish.proposal.key, wish.proposal.target
        others = [w.decided.number for w in places[wish.proposal.place] if w is not wish]
        if others:
            yield (
                key,
                f"{'・'.join(others)} と、同じ場所への違う修正です。１つだけを採用してください",
            )
        deletion = deleted.get(target.record)
        if deletion is not None and deletion is not wish:
            said = (
                f"{deletion.decided.number} で削除する行を、{wish.decided.number} で修正しています"
            )
            for one in (wish, deletion):
                yield one.proposal.key, f"{said}。どちらかを不採用にしてください"
        fault = fault_of(target.column, wish.decided.content)
        if wish.decided.wording and fault:
            yield key, f"「{ProposalColumn.WORDING}」は使えません（{fault}）"


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


def _is_done(book: Book, wish: Wish, done: Collection[str]) -> bool:
    """Whether the workbook is as the proposal wants it."""
    proposal, target = wish.proposal, wish.proposal.target
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
    return compare(target.column, target.unit, now, wish.content) is Sameness.SAME


def _too_long(wish: Wish) -> str:
    length = max(len(c.text) for c in (wish.content, *(c for _, c in wish.proposal.cells)))
    if length <= MAX_TEXT or wish.proposal.kind in (EditKind.DELETE, EditKind.MOVE):
        return ""
    return (
        f"文章が {length:,} 字あり、Excel のセルに入る {MAX_TEXT:,} 字を超えます。"
        f"「{ProposalColumn.WORDING}」に短くした文を書くか、複数の行に分けてください"
    )


def _no_column(book: Book, wish: Wish) -> str:
    """Why there is no cell to write into: a column of the return that the sheet does not have."""
    target = wish.proposal.target
    sheet = next((sheet for sheet in book.sheets if sheet.name == target.sheet), None)
    is_added = wish.proposal.kind is EditKind.ADD
    keys = [key for key, _ in wish.proposal.cells] if is_added else [target.column]
    missing = [key for key in keys if key and sheet is not None and key not in sheet.columns]
    if not missing:
        return ""
    name = missing[0] if is_added else target.label
    return (
        f"「{name}」の列が、今のブックの「{target.sheet}」シートにありません。"
        "返送で見出しが直されていないか確かめ、要る列なら足してから、もう一度反映してください"
    )


def _why_stale(book: Book, proposal: Proposal, sections: Collection[str]) -> str:
    """Why the workbook is no longer as the proposal was made for; empty where it is."""
    target = proposal.target
    row = book.rows.get(target.record)
    if proposal.kind is EditKind.ADD:
        return (
            "" if target.section in sections else f"追加する節が、今のブックにありません。{_AGAIN}"
        )
    if row is None:
        return f"対象の行が、今のブックにありません。{_AGAIN}"
    changed = _changed_key(proposal, row)
    if not changed:
        return ""
    said = shown(changed, target.unit, row.cells.get(changed, BLANK))
    return f"ブックの値が変わっています（今は「{said[:40]}」）。{_AGAIN}"


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
