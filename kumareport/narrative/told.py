"""A claim in its clause, as the checks of its certainty look at it."""

from collections.abc import Mapping

from msgspec import Struct

from kumareport.narrative.behind import NumberReading
from kumareport.narrative.claims import Claim
from kumareport.narrative.clause_state import ReadingState


class Told(Struct, frozen=True):
    """A claim in its clause.

    Attributes:
        at: the index of its atom.
        before: the words of the clause before it, without names of indicators.
        clause: all words of the clause.
    """

    state: ReadingState
    claim: Claim
    readings: Mapping[int, NumberReading]
    at: int
    before: str
    clause: str
