"""What the marks would be under other thresholds and methods; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kumareport.marks import Judged, recount
from kumareport.model.mark import Mark, RateMethod
from kumareport.model.report import Chapter, Group, Report, Section

THRESHOLDS = tuple(Fraction(percent, 100) for percent in (100, 95, 90, 85, 80, 75, 70))

Spellings = dict[Mark, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A group whose mark is another one in a scenario than under the settings."""

    chapter: Chapter
    section: Section
    group: Group
    before: Mark | None
    after: Mark | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """The marks under one threshold and one method.

    Attributes:
        threshold: the rate from which NEARLY is given.
        method: how the rate is computed.
        is_current: whether these are the workbook's own settings.
        counts: how many groups have each mark; groups without a mark are left out.
        favourable: how many groups are ACHIEVED or NEARLY.
        total: how many groups have a mark.
        changes: the groups whose mark differs from the one under the settings.
    """

    threshold: Fraction
    method: RateMethod
    is_current: bool
    counts: dict[Mark, int]
    favourable: int
    total: int
    changes: tuple[Change, ...]


def simulate(report: Report, spellings: Spellings) -> tuple[Scenario, ...]:
    """The settings' own threshold and method first, then every other pair.

    Typed marks stay as they are, and so do all values: the indicator that states the share of
    marks itself keeps the value that the workbook holds.

    Args:
        report: the report.
        spellings: what people type for the marks.
    """
    today = Judged(report, spellings)
    return tuple(
        _scenario(report, today, threshold, method, spellings)
        for threshold, method in _pairs(report)
    )


def _pairs(report: Report) -> Iterator[tuple[Fraction, RateMethod]]:
    own = (report.settings.threshold, report.settings.method)
    yield own
    for method in RateMethod:
        for threshold in THRESHOLDS:
            if (threshold, method) != own:
                yield threshold, method


def _scenario(
    report: Report, today: Judged, threshold: Fraction, method: RateMethod, spellings: Spellings
) -> Scenario:
    settings = replace(report.settings, threshold=threshold, method=method)
    judged = Judged(replace(report, settings=settings), spellings)
    marks = list(judged.groups.values())
    favourable, total = recount(marks)
    return Scenario(
        threshold=threshold,
        method=method,
        is_current=(threshold, method) == (report.settings.threshold, report.settings.method),
        counts={mark: marks.count(mark) for mark in Mark},
        favourable=favourable,
        total=total,
        changes=tuple(
            Change(chapter, section, group, today.mark(group), judged.mark(group))
            for chapter, section, group in report.groups()
            if today.mark(group) is not judged.mark(group)
        ),
    )
