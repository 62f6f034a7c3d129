"""Findings that somebody has looked at and accepted (確認済)."""

from msgspec import Struct

from kumareport.model.location import Location


class Acknowledgement(Struct, frozen=True):
    """One line of the sheet 確認済.

    Attributes:
        key: the finding's key (照合キー), which changes with the cells that it rests on.
        person: who accepted it.
        reason: why.
        location: the line.
        shown: the finding's words as pasted, for people.
    """

    key: str
    person: str
    reason: str
    location: Location
    shown: str = ""
