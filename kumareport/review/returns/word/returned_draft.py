"""A returned Word file as it is read: nothing in it is run, opened or believed."""

import datetime
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.model.issued import IssuedDraft as IssuedText
from kumareport.office.package.file_facts import FileFacts
from kumareport.office.word.word_document import WordDocument
from kumareport.review.issue.issued import Round, round_of
from kumareport.review.issue.saving import is_as_issued, saved_at
from kumareport.review.returns.word.word_result import ReturnedWord
from kumareport.review.returns.word.word_returned import compare

WHOLE_REPORT = "（全体の報告書）"
"""Who answers with a report that was not made for one department."""
NO_RECORD = (
    "このツールで作った報告書ではないか、発出時の記録が失われています。"
    "配ったときの Word ファイルもいっしょに指定すると、比べられることがあります。"
)


class ReturnedDraft(Struct, frozen=True):
    """A Word file that was handed in.

    Attributes:
        path: the file.
        name: its name below the folder that was given, for people.
        word: what became of what it said.
        round: the round that it was sent out in; None for a report that was only built.
        department: whose it is.
        person: who made its recorded changes; without any, who saved it.
        has_lost_record: whether it was compared with another file's record of what was sent out.
        facts: who saved it, and what it carries besides text.
        modified: when the file itself was changed.
    """

    path: Path
    name: str
    word: ReturnedWord
    round: Round | None
    department: str
    person: str
    has_lost_record: bool
    facts: FileFacts
    modified: datetime.datetime

    @property
    def result(self) -> str:
        """What the sender says of it in general: a Word file has no field for that."""
        return ""

    @property
    def signed(self) -> str:
        """Who made its changes."""
        return self.person

    @property
    def has_answers(self) -> bool:
        """A Word file has no cover to fill in."""
        return False

    @property
    def is_as_issued(self) -> bool:
        """Whether no program has saved it since it was made."""
        return self.round is not None and is_as_issued(self.facts, self.round)

    @property
    def time(self) -> str:
        """When it was saved, in local time."""
        return saved_at(self.facts, self.modified, is_as_issued=self.is_as_issued)


def compare_draft(
    path: Path, name: str, document: WordDocument, lost: IssuedText | None = None
) -> ReturnedDraft:
    """Compare a Word file that somebody handed in with what it was sent out with.

    Args:
        path: the file.
        name: its name below the folder that was given, for people.
        document: what is in it.
        lost: what it was sent out with, for a file that has lost its own record.

    Raises:
        InputFileError: neither is there.
    """
    issued = document.issued or lost
    if issued is None:
        raise InputFileError(NO_RECORD)
    round_, department = round_of(issued.facts) or (None, "")
    word = compare(document, issued)
    changes = [change for text in (*word.texts, *word.added) for change in text.revisions]
    authors = dict.fromkeys(change.author for change in changes if change.author)
    return ReturnedDraft(
        path=path,
        name=name,
        word=word,
        person="、".join(authors) or document.facts.saved_by,
        round=round_,
        department=department or WHOLE_REPORT,
        has_lost_record=document.issued is None,
        facts=document.facts,
        modified=datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
    )
