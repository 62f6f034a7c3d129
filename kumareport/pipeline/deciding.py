"""Deciding on the proposals of a 反映案."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.output import Written

if TYPE_CHECKING:
    from kumareport.review.decide.opinions import ListedOpinion
    from kumareport.review.decide.write_decisions import FilledIn

_CHANGED = "反映案が、ほかで保存し直されています。"


class OpenProposal(Struct, frozen=True):
    """A proposal, side by side, and what was decided on it.

    Attributes:
        number: its No.
        heading, target, item: where it stands, in words.
        kind: what is to happen.
        issued, current: what the place said when it was sent out, and says now.
        pieces: what it shall say, each piece with whether it differs from now.
        conflict: why it cannot simply be taken over; empty where it can.
        departments, remarks: who asks for it, and what to know.
        proposed: what it shall say, to be worded anew; None where there is nothing to word.
        decision, wording, policy, person: what was filled in.
    """

    number: str
    heading: str
    target: str
    item: str
    kind: str
    issued: str
    current: str
    pieces: tuple[tuple[str, bool], ...]
    conflict: str
    departments: tuple[str, ...]
    remarks: tuple[str, ...]
    proposed: str | None
    decision: str
    wording: str
    policy: str
    person: str


def open_proposals(path: Path) -> tuple[str, tuple[OpenProposal, ...]]:
    """The proposals of a 反映案, conflicts first, then in order.

    Returns:
        The state of the file, for :func:`decide`, and the proposals.

    Raises:
        InputFileError: no 反映案, or one whose 控え is gone or was changed.
    """
    state = state_of(path)
    return state, tuple(sorted(_proposals(path), key=lambda one: not one.conflict))


def _proposals(path: Path) -> Iterator[OpenProposal]:
    from kumareport.review.decide.decisions import Decided, read_proposal_book
    from kumareport.review.decide.proposal_columns import ProposalColumn as Column
    from kumareport.review.merge.differences import marked_pieces
    from kumareport.review.merge.edits import EditKind
    from kumareport.review.merge.sameness import shown
    from kumareport.workbook.layout import Column as Field

    book = read_proposal_book(path)
    for key, proposal in book.proposals.items():
        display, found = book.shown[key], book.decided.get(key, Decided())
        current, proposed = display.texts[Column.CURRENT], display.texts[Column.PROPOSED]
        target = proposal.target
        is_text = proposal.kind not in (EditKind.DELETE, EditKind.MOVE)
        text = (
            shown(target.column or Field.TEXT, target.unit, proposal.proposed) if is_text else None
        )
        yield OpenProposal(
            number=display.number,
            heading=display.heading,
            target=display.texts[Column.TARGET],
            item=display.texts[Column.ITEM],
            kind=proposal.kind,
            issued=shown(target.column, target.unit, proposal.issued),
            current=current,
            pieces=marked_pieces(current, proposed) if current else ((proposed, True),),
            conflict=proposal.conflict,
            departments=proposal.departments,
            remarks=proposal.remarks,
            proposed=text,
            decision=found.decision,
            wording=found.wording,
            policy=found.policy,
            person=found.person,
        )


def open_opinions(path: Path) -> "tuple[str, tuple[ListedOpinion, ...]]":
    """The opinions of a 反映案, those without an answer first.

    Returns:
        The state of the file, for :func:`decide`, and the opinions.

    Raises:
        InputFileError: no workbook.
    """
    from kumareport.review.decide.opinions import read_opinions

    state = state_of(path)
    return state, tuple(sorted(read_opinions(path), key=lambda one: bool(one.answer)))


def decide(
    path: Path,
    state: str,
    choices: "Mapping[str, FilledIn]",
    answers: Mapping[int, str] | None = None,
) -> Written:
    """Fill in decisions and answers in a 反映案: the same file, as if they were typed in Excel.

    Args:
        path: the 反映案.
        state: of the file when it was read; what was typed in Excel since is not overwritten.
        choices: by the proposal's No.
        answers: to opinions, by their row; None for none.

    Raises:
        InputFileError: the file is another by now, or no 反映案.
        OutputFileError: it cannot be written.
    """
    from kumareport.review.decide.write_decisions import write_choices

    if state_of(path) != state:
        raise InputFileError(
            _CHANGED,
            "もう一度「反映案を決める」を開いてください。Excel に書いたものは残っています。",
        )
    return write_choices(path, choices, answers or {})


def state_of(path: Path) -> str:
    """What a file is now: another after every change.

    Raises:
        InputFileError: it cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise InputFileError(f"開けません：{path}", "名前と場所を確かめてください。") from None
