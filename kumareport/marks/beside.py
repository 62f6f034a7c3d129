"""What a report may print beside the marks: the attainment, and the mark of the year before."""

from fractions import Fraction

from msgspec.structs import replace

from kumareport.marks.facts import Facts
from kumareport.marks.judge import judge
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Judgement, Mark
from kumareport.model.period import Role, Year, shift_year
from kumareport.model.settings import Settings


def attainment(judgement: Judgement, settings: Settings) -> Fraction | None:
    """The attainment as a fraction of 1, above it too; None where it cannot be computed: a target in
    words, a value that is missing, no direction."""
    actual, target = judgement.actual, judgement.target
    if actual is None or target is None or judgement.direction is None:
        return None
    if actual.number is None or target.number is None:
        return None
    return Facts(settings, judgement.base, actual, target, judgement.direction).rate().value


def mark_before(row: Indicator, settings: Settings) -> Mark | None:
    """The mark that the values up to the year before the newest one give; None where they give none.

    Marks that people typed in that year are not known any more.
    """
    years = [entry.period.year for entry in row.due_actuals]
    if len(years) < 2:
        return None
    last = shift_year(max(years, key=lambda year: year.ad), -1)
    return judge(as_of(row, last), settings).mark


def as_of(row: Indicator, last: Year) -> Indicator:
    """The row as it stood in a year: without the 実績 of later ones."""
    kept = tuple(
        entry
        for entry in row.entries
        if entry.period.role is not Role.ACTUAL or entry.period.year.ad <= last.ad
    )
    return replace(row, year=last, entries=kept)
