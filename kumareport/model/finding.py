"""A finding: one thing in people's content that somebody should look at."""

from dataclasses import dataclass
from enum import StrEnum

from kumareport.model.location import Location


class Severity(StrEnum):
    """How much a finding matters. An ERROR stops the final report."""

    ERROR = "エラー"
    WARNING = "警告"
    NOTE = "参考"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        code: the rule's code, such as ``C01``; never reused for another rule.
        severity: error, warning or note.
        location: where it stands.
        message: what is wrong, with the value seen.
        hint: what to do next.
        seen: the text of the cell or paragraph concerned.
        related: other places that belong to it.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""
    seen: str = ""
    related: tuple[Location, ...] = ()
