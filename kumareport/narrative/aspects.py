"""Whom a clause is about, and what of them."""

from enum import Enum

from msgspec import Struct

from kumareport.model.indicator import Indicator


class Aspect(Enum):
    """What of an indicator is spoken of."""

    VALUE = "its value"
    ATTAINMENT = "how much of its target is reached"
    RATE = "by how many per cent it moved"
    CHANGE = "by how much it moved"
    TARGET = "its target"
    BASE = "its base"
    PREVIOUS = "its last value"
    AVERAGE = "its average"
    SUM = "its sum"
    GAP = "how far its target is"
    MARK = "its mark"


class Subject(Struct, frozen=True):
    """Whom a clause is about.

    Attributes:
        rows: the indicators; none for something that the table does not have.
        aspect: what of them.
        each: whether it is said of each of them.
        by_name: whether words name them.
        only: whether it is said of no other one (のみ).
        count, total: numbers of indicators, where it is about so many of them.
        noun: the words that name the aspect (増加幅, 目標との差).
        measure: those of a row that is computed (:mod:`kumareport.narrative.measures`).
    """

    rows: tuple[Indicator, ...]
    aspect: Aspect = Aspect.VALUE
    each: bool = True
    by_name: bool = True
    only: bool = False
    count: int | None = None
    total: int | None = None
    noun: str = ""
    measure: str = ""

    @property
    def is_foreign(self) -> bool:
        """Whether it is about something else."""
        return not self.rows


FOREIGN = Subject(())
"""Something that the table does not have."""
