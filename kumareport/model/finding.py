"""A finding: one thing in people's content that somebody should look at."""

from enum import StrEnum

from msgspec import Struct

from kumareport.model.location import Location


class Severity(StrEnum):
    """How much a finding matters. An ERROR stops the final report."""

    ERROR = "エラー"
    WARNING = "警告"
    NOTE = "参考"


class Finding(Struct, frozen=True):
    """One finding.

    Attributes:
        code: the rule's code, such as ``C01``; never reused for another rule.
        severity: error, warning or note.
        location: where it stands.
        message: what is wrong, with the value seen.
        hint: what to do next.
        seen: the text of the cell or paragraph concerned.
        related: other places that belong to it, such as the values that a sentence is held against.
        key: names the finding for 確認済; it changes when a cell changes that it rests on.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""
    seen: str = ""
    related: tuple[Location, ...] = ()
    key: str = ""
