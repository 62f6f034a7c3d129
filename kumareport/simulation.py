"""What the marks would be under other thresholds and methods; pure."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kumareport.marks import Judged, recount
from kumareport.marks.judged import Spellings
from kumareport.marks.totals import counted_marks
from kumareport.model.mark import Mark, RateMethod
from kumareport.model.report import Chapter, Group, Part, Report

THRESHOLDS = tuple(Fraction(percent, 100) for percent in (100, 95, 90, 85, 80, 75, 70))


class MarkChange(Struct, frozen=True):
    """A group whose mark is another one in a scenario than under the settings."""

    chapter: Chapter
    section: Part
    group: Group
    before: Mark | None
    after: Mark | None


class Scenario(Struct, frozen=True):
    """The marks under one threshold and one method.

    Attributes:
        threshold: the rate from which a target counts as nearly reached; None where the settings
            have not just one such rate.
        method: how the rate is computed.
        is_current: whether these are the workbook's own settings.
        counts: how many groups have each of the counted marks; groups without one are left out.
        favourable: how many groups have reached the target, or nearly.
        total: how many groups are evaluated.
        changes: the groups whose mark differs from the one under the settings.
    """

    threshold: Fraction | None
    method: RateMethod
    is_current: bool
    counts: tuple[int, ...]
    favourable: int
    total: int
    changes: tuple[MarkChange, ...]


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


def _pairs(report: Report) -> Iterator[tuple[Fraction | None, RateMethod]]:
    own = (report.settings.threshold, report.settings.method)
    yield own
    for method in RateMethod:
        for threshold in THRESHOLDS if own[0] is not None else (None,):
            if (threshold, method) != own:
                yield threshold, method


def _scenario(
    report: Report,
    today: Judged,
    threshold: Fraction | None,
    method: RateMethod,
    spellings: Spellings,
) -> Scenario:
    settings = replace(report.settings, method=method)
    if threshold is not None:
        settings = settings.with_threshold(threshold)
    tried = replace(report, settings=settings)
    judged = Judged(tried, spellings)
    marks = list(judged.groups.values())
    favourable, total = recount(marks)
    return Scenario(
        threshold=threshold,
        method=method,
        is_current=(threshold, method) == (report.settings.threshold, report.settings.method),
        counts=tuple(marks.count(mark) for mark in counted_marks(tried)),
        favourable=favourable,
        total=total,
        changes=tuple(
            MarkChange(chapter, section, group, today.mark(group), judged.mark(group))
            for chapter, section, group in report.groups()
            if _symbol(today.mark(group)) != _symbol(judged.mark(group))
        ),
    )


def _symbol(mark: Mark | None) -> str:
    return mark.symbol if mark else ""
