"""Who has answered, who is late, what is open."""

import datetime
from collections.abc import Iterable, Iterator

from msgspec import Struct

from kumareport.review.issue.issued import Round
from kumareport.review.issue.japanese_date import date_text
from kumareport.review.returns.collection import Answered, Collection


class State(Struct, frozen=True):
    """Where a department stands."""

    label: str
    needs_attention: bool


def deadline_of(entry: Answered, round_: Round | None) -> datetime.date | None:
    """The last day for a department's answer: its own where its form was sent out anew or later."""
    return entry.addressee.deadline or (round_.deadline if round_ is not None else None)


def deadline_text(round_: Round, answered: Iterable[Answered]) -> str:
    """締切 of a round, with the departments that have another."""
    others: dict[datetime.date, list[str]] = {}
    for entry in answered:
        day = entry.addressee.deadline
        if day is not None and day != round_.deadline:
            others.setdefault(day, []).append(entry.addressee.name)
    words = "、".join(f"{'・'.join(who)}は{date_text(day)}" for day, who in sorted(others.items()))
    return f"締切：{date_text(round_.deadline)}" + (f"（{words}）" if words else "")


def state_of(entry: Answered, round_: Round | None, today: str) -> State:
    """Where a department stands on a day.

    Args:
        entry: how it answered.
        round_: the round; None where the deadline is not known.
        today: the day, as ISO 8601.
    """
    last_day = deadline_of(entry, round_)
    deadline = last_day.isoformat() if last_day is not None else ""
    if entry.has_answered and entry.is_as_issued:
        return State("配付時のまま", needs_attention=True)
    if entry.has_answered:
        is_late = bool(deadline) and entry.time[:10] > deadline
        return State("提出（締切後）" if is_late else "提出", bool(entry.notes or entry.unread))
    is_late = bool(deadline) and today > deadline
    return State("未提出（遅れ）" if is_late else "未提出", is_late)


def status_lines(collection: Collection, today: str) -> Iterator[str]:
    """The status for a terminal: the counts, then who is missing, then what needs a look."""
    answered = [entry for entry in collection.answered if entry.has_answered]
    missing = [entry for entry in collection.answered if not entry.has_answered]
    round_ = collection.round
    if round_ is not None:
        yield f"{round_.name}　{deadline_text(round_, collection.answered)}"
    blank = sum(entry.is_as_issued for entry in answered)
    unsaved = f"（うち配付時のまま {blank} 課）" if blank else ""
    yield f"{len(collection.answered)} 課のうち {len(answered)} 課が提出{unsaved}"
    for entry in missing:
        state = state_of(entry, round_, today)
        contact = f"（{entry.addressee.contact}）" if entry.addressee.contact else ""
        yield f"  {state.label}　{entry.addressee.name}{contact}"
    for entry in answered:
        state = state_of(entry, round_, today)
        if state.label != "提出":
            yield f"  {state.label}　{entry.addressee.name}　{entry.time}"
    for entry in answered:
        for note in entry.notes:
            yield f"  注意　{entry.addressee.name}：{note}"
    for file in collection.rejected:
        yield f"  取り込まなかったファイル　{file.name}：{file.reason}"
    conflicts = sum(bool(proposal.conflict) for proposal in collection.proposals)
    yield (
        f"修正案 {len(collection.proposals)} 件（うち競合 {conflicts} 件）、"
        f"意見 {len(collection.opinions)} 件、読取不能 {len(collection.unread)} 件"
    )
