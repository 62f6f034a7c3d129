"""All that came back in a round, put together."""

from msgspec import Struct, field

from kumareport.review.issue.issued import Addressee, Round
from kumareport.review.merge.edits import Opinion, Unread
from kumareport.review.merge.proposal import Proposal
from kumareport.review.returns.effects import Effect


class Answered(Struct):
    """How a department answered (回収状況).

    Attributes:
        addressee: the department.
        files: the files that count.
        time: when the last of them was saved; empty where there is none.
        person: who filled it in.
        result: what the cover says (修正なし, 修正あり).
        edits, opinions, unread: how many of each.
        notes: what people should know.
        is_as_issued: whether nothing in the files was changed or said, whatever saved them when.
    """

    addressee: Addressee
    files: list[str] = field(default_factory=list[str])
    time: str = ""
    person: str = ""
    result: str = ""
    edits: int = 0
    opinions: int = 0
    unread: int = 0
    notes: list[str] = field(default_factory=list[str])
    is_as_issued: bool = True

    @property
    def has_answered(self) -> bool:
        """Whether a file of this round came back."""
        return bool(self.files)


class Rejected(Struct, frozen=True):
    """A file that was not taken in, and why."""

    name: str
    reason: str


class Collection(Struct, frozen=True):
    """All that came back.

    Attributes:
        round: the round, where it is known.
        proposals: what is to be decided.
        effects: what each would do to the findings, by its key.
        opinions: what is to be answered.
        unread: what could not be placed.
        answered: each department that was asked, in the order of the list.
        rejected: the files that were not taken in.
        done: how many edits the workbook has already.
    """

    round: Round | None
    proposals: tuple[Proposal, ...]
    effects: dict[str, Effect]
    opinions: tuple[Opinion, ...]
    unread: tuple[Unread, ...]
    answered: tuple[Answered, ...]
    rejected: tuple[Rejected, ...]
    done: int
