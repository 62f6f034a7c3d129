"""Writing 反映案.xlsx, and carrying over what was filled in in an earlier one."""

from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.output import Written, is_replaceable, newest
from kumareport.review.book.book import Book
from kumareport.review.book.headings import Headings
from kumareport.review.decide.decisions import (
    Decided,
    PreviousAnswers,
    ProposalBook,
    read_proposal_book,
)
from kumareport.review.decide.proposal_columns import FILL_IN, ProposalColumn
from kumareport.review.decide.proposal_ledger import ShownProposal, to_ledger
from kumareport.review.decide.proposal_overview import overview_sheet
from kumareport.review.decide.proposal_sheets import (
    opinion_sheet,
    proposal_sheet,
    shown_current,
    shown_proposed,
)
from kumareport.review.decide.status_sheets import status_sheet, unread_sheet
from kumareport.review.merge.proposal import Proposal
from kumareport.review.returns.collection import Collection
from kumareport.workbook.cell_text import as_listed
from kumareport.workbook.fill_in import write_fill_in


def write_proposal_book(
    collection: Collection, book: Book, path: Path, today: str
) -> tuple[int, Written]:
    """Write 反映案.xlsx.

    Where there is one already, what was filled in in it (the last of several) is carried over; what
    fits nothing any more is quoted in 読取不能.

    Args:
        collection: what came back.
        book: the workbook as it is now.
        path: where.
        today: the day, as ISO 8601, to tell who is late.

    Returns:
        How many decisions and answers were carried over, and the file.

    Raises:
        InputFileError: another kind of result is there.
        OutputFileError: it cannot be written.
    """
    previous = _previous(path)
    headings = Headings(book)
    decided = (
        {} if previous is None else {k: d for k, d in previous.decided.items() if not d.is_blank}
    )
    answers: PreviousAnswers = {}
    if previous is not None:
        answers = previous.answers
    current = {proposal.key for proposal in collection.proposals}
    opinions = collection.opinions
    asked = {(opinion.sender.department, as_listed(opinion.text)) for opinion in opinions}
    lost = [] if previous is None else _lost(previous, decided, current, asked)
    shown = {
        proposal.key: _shown(number, proposal, headings)
        for number, proposal in enumerate(collection.proposals, 1)
    }
    sheets = (
        overview_sheet(collection, headings, decided),
        proposal_sheet(collection, headings, decided),
        opinion_sheet(collection, headings, answers),
        status_sheet(collection, today),
        unread_sheet(collection, lost),
    )
    ledger = to_ledger(collection.proposals, shown)
    written = write_fill_in(sheets, path, "反映案", ledger, FILL_IN)
    return len(decided) + len(answers) - len(lost), written


def _previous(path: Path) -> ProposalBook | None:
    """The 反映案 that people have filled in last; a person's file that is none stays where it is.

    Raises:
        InputFileError: another kind of result, such as 配付一覧.
    """
    last = newest(path)
    try:
        return None if last is None else read_proposal_book(last)
    except InputFileError:
        if is_replaceable(path):
            raise
        return None


def _shown(number: int, proposal: Proposal, headings: Headings) -> ShownProposal:
    target = proposal.target
    heading = f"{headings.chapter(target.sheet)} {headings.section(target.section)}".strip()
    texts = {
        ProposalColumn.TARGET: headings.record(target.record, target.kind),
        ProposalColumn.ITEM: target.label,
        ProposalColumn.CURRENT: shown_current(proposal, headings.labels(target.sheet)),
        ProposalColumn.PROPOSED: shown_proposed(
            proposal, headings.labels(target.sheet), headings.first_line(proposal.after)
        ),
    }
    return ShownProposal(str(number), heading, texts)


def _lost(
    previous: ProposalBook,
    decided: dict[str, Decided],
    current: set[str],
    asked: set[tuple[str, str]],
) -> list[tuple[str, str]]:
    """What was filled in for proposals and opinions that are no longer there."""
    lost: list[tuple[str, str]] = []
    for key, found in decided.items():
        if key not in current:
            display = previous.shown[key]
            said = [found.decision, found.wording, found.policy, found.person]
            what = " ／ ".join([display.heading, *display.texts.values(), *said])
            lost.append((what, "前回の判断ですが、同じ修正案が今はありません"))
    for (department, opinion), answer in previous.answers.items():
        if (department, opinion) not in asked:
            reason = "前回の回答ですが、同じ意見が今はありません"
            lost.append((f"{department} ／ {opinion} ／ {answer}", reason))
    return lost
