"""The round trip with the departments."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.output import Written
from kumareport.pipeline.letters import letter_files, write_letters
from kumareport.pipeline.progress import Count, uncounted
from kumareport.pipeline.targets import (
    check_list_workbook,
    check_not_a_source,
    check_same_type,
)
from kumareport.workers import Crew

if TYPE_CHECKING:
    from kumareport.review.apply import Applied
    from kumareport.review.distribute import Distribution
    from kumareport.review.letters import Letter
    from kumareport.review.returns.collection import Collection


def distribute(
    source: Path,
    folder: Path,
    *,
    name: str,
    deadline: datetime.date,
    contact: str,
    issued_at: datetime.datetime,
    progress: Count = uncounted,
    template: Path | None = None,
    allow_past: bool = False,
    letters: Path | None = None,
    letter_template: bytes | None = None,
    previous_round: Path | None = None,
    departments: Sequence[str] = (),
    again: Path | None = None,
) -> "Distribution":
    """Write a form (照会票) for each department, and 配付一覧.xlsx.

    Args:
        source: the workbook; never changed.
        folder: where; each department gets a folder of its own in it.
        name: what people call the round, such as 第１回照会.
        deadline: the last day for answers.
        contact: whom to ask and where to send the answers.
        issued_at: the time that the forms state.
        progress: told how many of how many are done, and the next department.
        template: the Word template, for a Word draft beside each form; None makes none.
        allow_past: whether the deadline may be over already.
        letters: the folder for 依頼文, apart from the forms, which come back; None writes none.
        letter_template: the Word template of the letters; None writes them as plain text only.
        previous_round: 配付一覧.xlsx of the last round; the forms show what has changed since. None
            shows nothing.
        departments: who gets a form; empty for everybody.
        again: 配付一覧.xlsx of this round, where some get a form anew or later; None begins a round.

    Raises:
        InputFileError, OutputFileError: no workbook in the 様式, a deadline that is over, forms that
            are there already, no 配付一覧, a department that nothing is asked of.
        TemplateError: a template with faults.
    """
    from kumareport.pipeline.checking import sound_template
    from kumareport.review.book.book import read_book
    from kumareport.review.distribute import distribute as write_forms
    from kumareport.review.issue.issue_list import read_issue_list
    from kumareport.review.issue.japanese_date import date_text

    if deadline < issued_at.date() and not allow_past:
        raise InputFileError(
            f"締切が過ぎています：{date_text(deadline)}（今日は {date_text(issued_at.date())}）",
            "日付を確かめてください。過ぎた日付のままでよければ --past-deadline を付けてください。",
        )
    book = read_book(source)
    form = book.report.settings.form
    content = None if template is None else sound_template(template, form)

    def files(requests: "Sequence[Letter]") -> "Mapping[Path, bytes]":
        if letters is None:
            return {}
        return letter_files(requests, letters, "依頼文", letter_template)

    return write_forms(
        book,
        folder,
        name=name,
        deadline=deadline,
        contact=contact,
        issued_at=issued_at,
        progress=progress,
        letter_files=files,
        template=content,
        before=None if previous_round is None else read_issue_list(previous_round),
        departments=departments,
        again=None if again is None else read_issue_list(again),
    )


def askable(source: Path) -> tuple[tuple[str, int], ...]:
    """The departments that a round asks, each with how many sections, in the order of the list.

    Raises:
        InputFileError: no workbook in the 様式.
    """
    from kumareport.review.book.book import read_book
    from kumareport.review.book.ownership import Ownership

    book = read_book(source)
    settings = book.report.settings
    rows = [row for sheet in book.sheets for row in sheet.rows]
    owners = Ownership(rows, [one.name for one in settings.departments], settings.form)
    return tuple((name, len(owners.sections(name))) for name in owners.departments())


class CollectResult(Struct, frozen=True):
    """What :func:`collect` did.

    Attributes:
        collection: what came back.
        carried_over: how many decisions and answers of an earlier 反映案 were kept.
    """

    collection: "Collection"
    carried_over: int = 0
    written: Written | None = None


def collect(
    source: Path,
    returned: Sequence[Path],
    target: Path | None,
    *,
    today: datetime.date,
    progress: Count = uncounted,
    letters: Path | None = None,
    letter_template: bytes | None = None,
) -> CollectResult:
    """Compare what departments returned with what was issued and with the workbook now.

    Args:
        source: the workbook; never changed.
        returned: files and folders, in any order and however named; 配付一覧.xlsx among them tells
            who was asked.
        target: the 反映案 to write; None to look only.
        today: the day, to tell who is late.
        progress: told how many files are done of how many, and the next one.
        letters: the folder for 督促文 to those that are late and for the page 回収状況; None writes
            none.
        letter_template: the Word template of the letters; None writes them as plain text only.

    Raises:
        InputFileError, OutputFileError: no workbook in the 様式, a path that does not exist, a target
            that is something else. Files that cannot be read are reported in the result.
    """
    from kumareport.review.returns.files import files_in, read_file

    if target is not None:
        check_not_a_source(target, source)
        check_list_workbook(target, "反映案")
    paths = [path for path in returned if target is None or path.absolute() != target.absolute()]
    files = files_in(paths)
    with Crew(read_file, len(files)) as crew:
        # While workers begin.
        from kumareport.review.book.book import read_book
        from kumareport.review.collect import collect as collect_files
        from kumareport.review.decide.proposal_book import write_proposal_book
        from kumareport.review.letters import reminder_letters, status_page

        book = read_book(source)
        collection = collect_files(book, files, crew, progress)
    if letters is not None:
        write_letters(reminder_letters(collection, today), letters, "督促文", letter_template)
        write_letters([status_page(collection, today)], letters, "回収状況", letter_template)
    if target is None:
        return CollectResult(collection)
    kept, written = write_proposal_book(collection, book, target, today.isoformat())
    return CollectResult(collection, kept, written)


def apply(source: Path, proposals: Path, target: Path, at: datetime.datetime) -> "Applied":
    """Write a copy of the workbook with the accepted proposals of a 反映案 carried out.

    Args:
        source: the workbook; never changed.
        proposals: the 反映案.
        target: the copy; of the workbook's type.
        at: the time that 変更履歴 states.

    Raises:
        InputFileError: the 反映案 was altered, or the workbook changed under a proposal.
        OutputFileError: the copy cannot be written.
    """
    from kumareport.review.apply import apply as carry_out
    from kumareport.review.book.book import read_book
    from kumareport.review.decide.decisions import read_proposal_book

    check_not_a_source(target, source, proposals)
    check_same_type(source, target, "反映後のブック")
    return carry_out(read_book(source), read_proposal_book(proposals), target, at)
