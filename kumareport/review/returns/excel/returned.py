"""A returned file as it is read: nothing in it is run, opened or believed."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.model.form import STANDARD, Form
from kumareport.model.holding import Holding
from kumareport.model.row import RowSheet
from kumareport.office.excel.sheet_comments import SheetComment, read_comments
from kumareport.office.excel.sheet_links import unsaid
from kumareport.office.excel.spreadsheet import Sheet, read_sheets
from kumareport.office.excel.workbook_holdings import workbook_holdings
from kumareport.office.package.file_facts import FileFacts, read_facts
from kumareport.office.package.package import Package
from kumareport.office.package.property_words import property_words, without_title
from kumareport.review.issue.issued import Issued, Round, from_ledger
from kumareport.review.issue.saving import is_as_issued, saved_at
from kumareport.workbook.form_answers import Answer, read_answers
from kumareport.workbook.header import with_plain_header
from kumareport.workbook.layout import SETTINGS_SHEET
from kumareport.workbook.ledger import Ledger, LedgerKind, is_ledger, read_ledger
from kumareport.workbook.row_sheets import read_row_sheet

_MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes. A form has 0.3 MB; one with a million formatted blank rows 70 MB."""
_MOST_CELLS = 300_000


class ReturnedFile(Struct, frozen=True):
    """A workbook that was handed in.

    Attributes:
        path: the file.
        name: its name below the folder that was given, for people.
        ledger: its 控え, or None where it has none.
        issued: what the 控え says it was issued with; None where there is none that can be used.
        sheets: its sheets with the header of a chapter sheet.
        others: its other sheets, without the 控え.
        raw: the cells of all its sheets, without the 控え.
        holdings: what stands beside the cells.
        comments: its comments.
        answers: what the cover says.
        facts: who saved it, and what it carries.
        modified: when the file itself was changed.
    """

    path: Path
    name: str
    ledger: Ledger | None
    issued: Issued | None
    sheets: tuple[RowSheet, ...]
    others: tuple[Sheet, ...]
    raw: tuple[Sheet, ...]
    holdings: Sequence[Holding]
    comments: Sequence[SheetComment]
    answers: dict[Answer, str]
    facts: FileFacts
    modified: datetime.datetime

    @property
    def is_list(self) -> bool:
        """Whether it is the list of forms of a round."""
        return self.issued is not None and self.issued.department == ""

    @property
    def kind(self) -> LedgerKind | None:
        """What the 控え says it is."""
        return None if self.ledger is None else self.ledger.kind

    @property
    def is_workbook(self) -> bool:
        """Whether it is a workbook in the 様式, not a form."""
        return self.ledger is None and any(s.name == SETTINGS_SHEET for s in self.others)

    @property
    def round(self) -> Round | None:
        """The round that it was sent out in."""
        return None if self.issued is None else self.issued.round

    @property
    def result(self) -> str:
        """What the cover says (修正なし, 修正あり)."""
        return self.answers.get(Answer.RESULT, "")

    @property
    def person(self) -> str:
        """Who filled it in, or else who saved it."""
        return self.answers.get(Answer.PERSON, "") or self.facts.saved_by

    @property
    def signed(self) -> str:
        """Who filled it in, with how to reach them."""
        contact = self.answers.get(Answer.CONTACT, "")
        return f"{self.person}（{contact}）" if contact else self.person

    @property
    def has_answers(self) -> bool:
        """Whether something is filled in on the cover."""
        return bool(self.answers)

    @property
    def is_as_issued(self) -> bool:
        """Whether no program has saved it since it was made."""
        return self.issued is not None and is_as_issued(self.facts, self.issued.round)

    @property
    def time(self) -> str:
        """When it was saved, in local time."""
        return saved_at(self.facts, self.modified, is_as_issued=self.is_as_issued)


def read_returned(path: Path, name: str, form: Form = STANDARD) -> ReturnedFile:
    """Read a file that somebody handed in.

    Args:
        path: the file.
        name: what to call it.
        form: the workbook's, for a file that does not say with which it was issued.

    Raises:
        InputFileError: it cannot be read; the message says what it is.
    """
    with Package(path, "Excel ブック", _MOST_UNPACKED) as package:
        raw = read_sheets(package, _MOST_CELLS)
        holdings = unsaid(workbook_holdings(package), raw)
        holdings += without_title(property_words(package))
        comments = read_comments(package)
        facts = read_facts(package)
    ledger = read_ledger(raw)
    is_known = ledger is not None and ledger.kind not in (LedgerKind.PROPOSALS, LedgerKind.CHECK)
    issued = from_ledger(ledger) if ledger is not None and is_known and ledger.intact else None
    labels = {label for s in issued.sheets for label in s.labels.values()} if issued else set[str]()
    form = issued.form if issued else form
    sheets: list[RowSheet] = []
    others: list[Sheet] = []
    for sheet in raw:
        if is_ledger(sheet):
            continue
        found = read_row_sheet(with_plain_header(sheet, labels), form)
        if found is None:
            others.append(sheet)
        else:
            sheets.append(found)
    answers: dict[Answer, str] = {}
    for sheet in others:
        answers = {**read_answers(sheet), **answers}
    return ReturnedFile(
        path=path,
        name=name,
        ledger=ledger,
        issued=issued,
        sheets=tuple(sheets),
        others=tuple(others),
        raw=tuple(sheet for sheet in raw if not is_ledger(sheet)),
        holdings=holdings,
        comments=comments,
        answers=answers,
        facts=facts,
        modified=datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
    )
