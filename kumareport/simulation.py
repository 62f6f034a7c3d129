"""What the marks would be under other thresholds and methods; pure."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kumareport.marks import Judged, recount
from kumareport.marks.judged import Spellings
from kumareport.marks.totals import counted_marks
from kumareport.model.mark import Judgement, Mark, RateMethod
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


def simulate(report: Report, today: Judged, spellings: Spellings) -> tuple[Scenario, ...]:
    """The settings' own threshold and method first, then every other pair.

    Typed marks stay as they are, and so do all values: the indicator that states the share of
    marks itself keeps the value that the workbook holds.

    Args:
        report: the report.
        today: its marks.
        spellings: what people type for the marks.
    """
    settled = {report.settings.method: _settled(today)}
    found: list[Scenario] = []
    for threshold, method in _pairs(report):
        if (threshold, method) == (report.settings.threshold, report.settings.method):
            judged = today
        else:
            tried = _under(report, threshold, method)
            judged = Judged(tried, spellings, settled.get(method, {}))
        if method not in settled:
            settled[method] = _settled(judged)
        found.append(_scenario(report, today, judged, threshold, method))
    return tuple(found)


def _settled(judged: Judged) -> dict[str, Judgement]:
    """The judgements that no threshold changes: no rate was looked at. A target in words is reached or
    not, but counts as a rate of 1."""
    return {
        row_id: found
        for row_id, found in judged.rows.items()
        if found.rate is None and not (found.target and found.target.value.word)
    }


def _under(report: Report, threshold: Fraction | None, method: RateMethod) -> Report:
    """The report with another threshold, where its schemes have just one, and another method."""
    settings = replace(report.settings, method=method)
    if threshold is not None:
        settings = settings.with_threshold(threshold)
    return replace(report, settings=settings)


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
    judged: Judged,
    threshold: Fraction | None,
    method: RateMethod,
) -> Scenario:
    tried = _under(report, threshold, method)
    marks = list(judged.groups.values())
    favourable, total = recount(marks)
    return Scenario(
        threshold=threshold,
        method=method,
        is_current=judged is today,
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
