"""A returned Word file as it is read: nothing in it is run, opened or believed."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.ooxml.file_facts import FileFacts
from kumareport.ooxml.word_document import read_word
from kumareport.review.issued import Round, round_of
from kumareport.review.saving import is_as_issued, saved_at
from kumareport.review.word_result import ReturnedWord
from kumareport.review.word_returned import compare

WHOLE_REPORT = "（全体の報告書）"
"""Who answers with a report that was not made for one department."""


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """A Word file that was handed in.

    Attributes:
        path: the file.
        name: its name below the folder that was given, for people.
        word: what became of what it said.
        round: the round that it was sent out in; None for a report that was only built.
        department: whose it is.
        facts: who saved it, and what it carries besides text.
        modified: when the file itself was changed.
    """

    path: Path
    name: str
    word: ReturnedWord
    round: Round | None
    department: str
    facts: FileFacts
    modified: datetime.datetime

    @property
    def person(self) -> str:
        """Who made its recorded changes; without any, who saved it."""
        changes = [r for t in (*self.word.texts, *self.word.added) for r in t.revisions]
        authors = dict.fromkeys(change.author for change in changes if change.author)
        return "、".join(authors) or self.facts.saved_by

    @property
    def result(self) -> str:
        """What the sender says of it in general: a Word file has no field for that."""
        return ""

    @property
    def is_as_issued(self) -> bool:
        """Whether no program has saved it since it was made."""
        return self.round is not None and is_as_issued(self.facts, self.round)

    @property
    def time(self) -> str:
        """When it was saved, in local time."""
        return saved_at(self.facts, self.modified, is_as_issued=self.is_as_issued)


def read_draft(path: Path, name: str) -> ReturnedDraft:
    """Read a Word file that somebody handed in.

    Raises:
        InputFileError: it cannot be read, or is none of the tool's.
    """
    document = read_word(path)
    if document.issued is None:
        raise InputFileError(
            "このツールで作った報告書ではないか、発出時の記録が失われています",
            "配った Word ファイルに直接記入して、返送してもらってください。",
        )
    known = round_of(document.issued.facts)
    round_, department = known or (None, "")
    return ReturnedDraft(
        path=path,
        name=name,
        word=compare(document, document.issued),
        round=round_,
        department=department or WHOLE_REPORT,
        facts=document.facts,
        modified=datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
    )
