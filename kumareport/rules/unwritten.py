"""What is still to be written in a year that has just begun: told together, not cell by cell."""

from collections.abc import Sequence

from msgspec import Struct

from kumareport.model.form import FRONT
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.problem import ProblemKind
from kumareport.model.record_kind import RecordKind
from kumareport.model.value import Entry, ValueKind
from kumareport.rules.rule import Checked

_FEW = 10
"""Fewer blank places than this are told one by one."""


class Unwritten(Struct, frozen=True):
    """Places of one sort that wait for this year's content.

    Attributes:
        places: the blank ones.
        total: how many there are, with those that are written.
    """

    places: Sequence[Location]
    total: int

    @property
    def is_all(self) -> bool:
        """Whether nothing is written yet (S36)."""
        return bool(self.places) and len(self.places) == self.total

    @property
    def is_told_together(self) -> bool:
        """Whether so much is blank that a line for each would hide everything else."""
        return self.is_all or (len(self.places) >= _FEW and 2 * len(self.places) > self.total)


def newest_values(checked: Checked) -> tuple[str, Unwritten]:
    """The year of the evaluation, and its 実績."""
    newest = [entry for entry in map(_newest, checked.rows()) if entry is not None]
    blank = [entry.location for entry in newest if entry.value.kind is ValueKind.BLANK]
    return (str(newest[0].period.year) if newest else ""), Unwritten(blank, len(newest))


def texts_of(checked: Checked, kind: RecordKind) -> Unwritten:
    """The rows of a kind of text; none in a plan whose chapters have no part yet."""
    parts = list(checked.report.parts())
    has_begun = any(chapter.kind == FRONT for chapter, _ in parts)
    unfilled = checked.problems(ProblemKind.UNFILLED) if has_begun else ()
    waiting = [problem.location for problem in unfilled if problem.detail == kind.name]
    written = sum(len(part.of_kind(kind)) for _, part in parts)
    return Unwritten(waiting, len(waiting) + written)


def _newest(row: Indicator) -> Entry | None:
    """The 実績 of the year of the evaluation; what a merged cell covers says nothing by itself."""
    due = [entry for entry in row.due_actuals if entry.span]
    return max(due, key=lambda entry: entry.period.year.ad, default=None)
