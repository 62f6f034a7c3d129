"""The report with the latest years only, as its tables and graphs show it."""

from collections.abc import Iterator

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.period import Period, Role
from kumareport.model.report import Chapter, Group, Part, Report
from kumareport.model.value import Entry


def printed_periods(periods: tuple[Period, ...], years: int) -> tuple[Period, ...]:
    """The columns that are printed: every 基準値, the latest 実績, and the 検証値 from their first year on.

    Args:
        periods: a chapter's columns.
        years: how many 実績; 0 for all.
    """
    actuals = sorted((p for p in periods if p.role is Role.ACTUAL), key=lambda p: p.year.ad)
    if not years or len(actuals) <= years:
        return periods
    kept = actuals[-years:]
    first = kept[0].year.ad
    return tuple(
        p
        for p in periods
        if p.role is Role.BASE or (p.year.ad >= first and (p in kept or p.role is Role.TARGET))
    )


def shortened(report: Report) -> Report:
    """The report as it is printed under 表に載せる実績の年数; marks rest on the whole one."""
    years = report.settings.printed_years
    if not years:
        return report
    chapters = tuple(_chapter(chapter, years) for chapter in report.chapters)
    return replace(report, chapters=chapters)


def _chapter(chapter: Chapter, years: int) -> Chapter:
    periods = printed_periods(chapter.periods, years)
    if periods == chapter.periods:
        return chapter
    kept = frozenset(period.column for period in periods)
    sections = tuple(_section(section, kept) for section in chapter.parts)
    return replace(chapter, periods=periods, parts=sections)


def _section(section: Part, kept: frozenset[int]) -> Part:
    groups = tuple(
        Group(group.name, tuple(_row(row, kept) for row in group.rows)) for group in section.groups
    )
    return replace(section, groups=groups)


def _row(row: Indicator, kept: frozenset[int]) -> Indicator:
    return replace(row, entries=tuple(_entries(row.entries, kept)))


def _entries(entries: tuple[Entry, ...], kept: frozenset[int]) -> Iterator[Entry]:
    """The entries of the columns kept; a merged value stays with those of its columns that are."""
    for index, entry in enumerate(entries):
        if not entry.span:
            continue
        covered = [e for e in entries[index : index + entry.span] if e.period.column in kept]
        for place, other in enumerate(covered):
            if place:
                yield replace(other, span=0)
            else:
                yield replace(entry, period=other.period, span=len(covered))
