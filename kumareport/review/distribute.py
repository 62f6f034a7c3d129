"""Forms for the departments, and the list of them."""

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kumareport.errors import InputFileError, OutputFileError
from kumareport.model.report import Report
from kumareport.model.row import Row
from kumareport.output import filling, is_replaceable, write_bytes
from kumareport.review.book.book import Book
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.folder_names import folder_names
from kumareport.review.issue.issue_list import ISSUE_LIST, FormEntry, write_issue_list
from kumareport.review.issue.issued import Addressee, Issued, Round
from kumareport.review.issue.parcel import Packer, Recipient
from kumareport.review.issue.questions import questions_for
from kumareport.review.letters import Letter, request_letter
from kumareport.scratch import has_leftovers
from kumareport.workers import Crew

Progress = Callable[[int, int, str], None]


class Distribution(Struct, frozen=True):
    """What was made.

    Attributes:
        forms: the forms, in the order of the list.
        drafts: the Word drafts, in the same order; none where no template was given.
        list: the list of them.
        orphans: the sections that went to nobody, as ``第１章 第１節 題名``.
        unlisted: departments that 所管課一覧 does not have.
    """

    forms: tuple[Path, ...]
    drafts: tuple[Path, ...]
    list: Path
    orphans: tuple[str, ...]
    unlisted: tuple[str, ...]


def distribute(
    book: Book,
    folder: Path,
    *,
    name: str,
    deadline: datetime.date,
    contact: str,
    issued_at: datetime.datetime,
    progress: Progress,
    letter_files: Callable[[Sequence[Letter]], Mapping[Path, bytes]],
    template: bytes | None = None,
    before: Issued | None = None,
    departments: Sequence[str] = (),
    again: Issued | None = None,
) -> Distribution:
    """Write one form per department into a folder of its own, and 配付一覧.xlsx.

    Args:
        book: the workbook; each department sees what is open in its sections.
        folder: where; must not hold forms of an earlier round.
        name: what people call the round.
        deadline: the last day for answers.
        contact: whom to ask and where to send the answers.
        issued_at: the time that the forms state.
        progress: told how many of how many are done, and the next department.
        letter_files: the files of 依頼文, given one for each department. They are written while none of
            the forms is in its place yet: a round whose forms are there is whole and is not begun again.
        template: a Word template that has passed the template check, for a Word draft beside each
            form; None makes none.
        before: what the last round sent out, to show what has changed; None shows nothing.
        departments: who gets a form; empty for everybody.
        again: what this very round has sent out already, where some get a form anew or later: all
            answers count for one round. None begins a round.

    Raises:
        InputFileError: a department that nothing is asked of.
        TemplateError: the template cannot be rendered.
        OutputFileError: a file is already there, or cannot be written.
    """
    rows = [row for sheet in book.sheets for row in sheet.rows]
    listed = {department.name: department for department in book.report.settings.departments}
    owners = Ownership(rows, listed, book.report.settings.form)
    round_ = _round(book.report, rows, name, deadline, contact, issued_at)
    if again is not None:
        round_ = replace(round_, id=again.round.id, name=again.round.name)
    packer = Packer(book, owners, round_, before, template)
    names = _chosen(owners, departments)
    folders = folder_names(names)
    paths = {who: Path(folders[who]) / f"照会票_{folders[who]}.xlsx" for who in names}
    drafts = {
        who: Path(folders[who]) / f"報告書案_{folders[who]}.docx"
        for who in (names if template is not None else ())
    }
    _refuse_existing(folder, [*paths.values(), *drafts.values()])
    entries: list[FormEntry] = []
    fixed: dict[str, set[str]] = {}
    with filling(folder, last=ISSUE_LIST) as new, Crew(packer, len(names)) as crew:
        recipients = [_recipient(book, owners, who) for who in names]
        crew.give(recipients)
        # While workers begin.
        letters = letter_files(
            [_letter(book, round_, to, template is not None) for to in recipients]
        )
        for number, to in enumerate(recipients):
            progress(number, len(names), to.name)
            parcel = crew.result(number)
            path = write_bytes(new / paths[to.name], parcel.form).path
            draft = None
            if parcel.draft is not None:
                draft = write_bytes(new / drafts[to.name], parcel.draft).path
            for sheet, texts in parcel.fixed.items():
                fixed.setdefault(sheet, set()).update(texts)
            known = listed.get(to.name)
            addressee = Addressee(
                to.name, known.bureau if known else "", known.contact if known else ""
            )
            titles = book.titles(to.sections)
            entries.append(FormEntry(addressee, path, titles, len(to.asked_of), draft))
        progress(len(names), len(names), "")
        issued = Issued(
            round_,
            "",
            book.sheets,
            fixed={sheet: frozenset(texts) for sheet, texts in fixed.items()},
            addressees=tuple(entry.addressee for entry in entries),
            form=book.report.settings.form,
        )
        write_issue_list(_joined(again, issued), entries, new / ISSUE_LIST)
        for path, page in letters.items():
            write_bytes(path, page)
    return Distribution(
        forms=tuple(folder / path for path in paths.values()),
        drafts=tuple(folder / path for path in drafts.values()),
        list=folder / ISSUE_LIST,
        orphans=tuple(book.titles(owners.orphans())),
        unlisted=tuple(who for who in names if who not in listed),
    )


def _letter(book: Book, round_: Round, to: Recipient, has_draft: bool) -> Letter:
    titles = book.titles(to.sections)
    return request_letter(round_, to.name, titles, len(to.asked_of), has_draft=has_draft)


def _recipient(book: Book, owners: Ownership, who: str) -> Recipient:
    sections = owners.sections(who)
    return Recipient(who, sections, questions_for(book, owners, who, sections))


def _chosen(owners: Ownership, wanted: Sequence[str]) -> list[str]:
    """Who gets a form, in the order of the list."""
    names = owners.departments()
    unknown = [name for name in wanted if name not in names]
    if unknown:
        raise InputFileError(
            f"照会するところのない課です：{'、'.join(unknown)}",
            f"このブックで照会する課：{'、'.join(names)}",
        )
    return [name for name in names if name in wanted] if wanted else names


def _joined(before: Issued | None, now: Issued) -> Issued:
    """What a round has sent out in all. What was sent first stays the base of forms without 控え."""
    if before is None:
        return now
    texts: Mapping[str, frozenset[str]] = {
        sheet: before.fixed.get(sheet, frozenset()) | now.fixed.get(sheet, frozenset())
        for sheet in (*before.fixed, *now.fixed)
    }
    earlier = [replace(one, deadline=_own(one.deadline, before, now)) for one in before.addressees]
    known = {one.name: one for one in (*earlier, *now.addressees)}
    return replace(before, round=now.round, fixed=texts, addressees=tuple(known.values()))


def _own(own: datetime.date | None, before: Issued, now: Issued) -> datetime.date | None:
    """The deadline that a department was told keeps counting, where the others are told a new one."""
    day = own or before.round.deadline
    return None if day == now.round.deadline else day


def _refuse_existing(folder: Path, files: Sequence[Path]) -> None:
    """Stop before forms that are out. What a run has left that was interrupted may be replaced."""
    there = [file for file in (folder / file for file in files) if file.exists()]
    if not (folder / ISSUE_LIST).exists() and has_leftovers(folder):
        there = [file for file in there if not is_replaceable(file)]
    if there or (folder / ISSUE_LIST).exists():
        raise OutputFileError(
            f"すでにファイルがあります：{[*there, folder / ISSUE_LIST][0]}",
            "記入された照会票を上書きしないように、止めました。別のフォルダーを指定してください。",
        )


def _round(
    report: Report,
    rows: Sequence[Row],
    name: str,
    deadline: datetime.date,
    contact: str,
    issued_at: datetime.datetime,
) -> Round:
    at = issued_at.isoformat(timespec="minutes")
    parts = [name, at, report.settings.title]
    parts += [f"{row.id}\0{key}\0{cell.text}" for row in rows for key, cell in row.cells.items()]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return Round(digest[:16], name, report.settings.title, deadline, contact, at)
