"""What the reader could not take as it stood.

The reader records problems and goes on; the rules turn each kind into a finding with its code,
severity and hint (:mod:`kumareport.rules`).
"""

from enum import StrEnum

from msgspec import Struct

from kumareport.model.location import Location


class ProblemKind(StrEnum):
    """The kinds of problem that only the reader can see."""

    MISSING_COLUMN = "missing-column"
    DOUBLED_COLUMN = "doubled-column"
    UNKNOWN_COLUMN = "unknown-column"
    UNREADABLE_PERIOD = "unreadable-period"
    UNREAD_COLUMN = "unread-column"
    NO_HEADER = "no-header"
    MISSING_SHEET = "missing-sheet"
    STRAY_SHEET = "stray-sheet"
    STRAY_CHAPTER = "stray-chapter"
    HIDDEN_SHEET = "hidden-sheet"
    UNKNOWN_KIND = "unknown-kind"
    NO_SECTION = "no-section"
    MISPLACED = "misplaced"
    SPLIT_GROUP = "split-group"
    DOUBLED_ID = "doubled-id"
    UNFILLED = "記入待ち"
    EMPTY_TEXT = "empty-text"
    HIDDEN_ROW = "hidden-row"
    UNUSED_CONTENT = "unused-content"
    STRUCK_TEXT = "struck-text"
    UNSEEN = "unseen"
    RED_TEXT = "red-text"
    SCRIPT = "script"
    STRESSED = "stressed"
    FURIGANA = "furigana"
    UNPRINTABLE = "unprintable"
    CELL_FAULT = "cell-fault"
    BAD_SETTING = "bad-setting"
    MISSING_SETTING = "missing-setting"
    BAD_CHOICE = "bad-choice"
    OUTSIDE_TABLE = "outside-table"
    BESIDE = "beside"
    COMMENT = "comment"
    HIDDEN_COLUMN = "hidden-column"
    TITLE_DIFFERS = "title-differs"


class Problem(Struct, frozen=True):
    """One problem.

    Attributes:
        kind: what it is.
        location: where it stands.
        detail: the part of the message that only the reader knows.
        seen: the text concerned.
        related: other places that belong to it.
    """

    kind: ProblemKind
    location: Location
    detail: str = ""
    seen: str = ""
    related: tuple[Location, ...] = ()
