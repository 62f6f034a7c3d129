"""Report → what the template may name (:mod:`kumareport.document.tags`)."""

from itertools import groupby

from kumareport.document.tags import (
    Anchored,
    ChapterTags,
    GroupTags,
    HeadTags,
    LegendTags,
    ReportTags,
    RowTags,
    SectionTags,
    ValueTags,
    YearTags,
)
from kumareport.marks import Judged
from kumareport.model.mark import Mark
from kumareport.model.period import Period, Role
from kumareport.model.report import Chapter, Group, Indicator, Report, Section, Settings
from kumareport.notation import display_lines

# Three abreast are still legible on A4 portrait; four are not.
_PER_ROW = {1: 1, 2: 2, 3: 3, 4: 2}
_PER_ROW_BEYOND = 3


def report_tags(report: Report, judged: Judged) -> ReportTags:
    """The template data of a whole report."""
    settings = report.settings
    return ReportTags(
        題名=settings.title,
        資料区分=settings.label,
        凡例=tuple(
            LegendTags(settings.symbols.get(mark, ""), settings.legend.get(mark, ""))
            for mark in Mark
        ),
        章=tuple(_chapter(chapter, settings, judged) for chapter in report.chapters),
    )


def _chapter(chapter: Chapter, settings: Settings, judged: Judged) -> ChapterTags:
    return ChapterTags(
        番号=chapter.number,
        題名=chapter.title,
        見出し=Anchored(chapter.heading, f"章:{chapter.sheet}"),
        節=tuple(_section(chapter, section, settings, judged) for section in chapter.sections),
    )


def _section(chapter: Chapter, section: Section, settings: Settings, judged: Judged) -> SectionTags:
    has_groups = any(group.name for group in section.groups)
    return SectionTags(
        番号=section.number,
        題名=section.title,
        見出し=Anchored(f"{section.number} {section.title}", f"節:{section.id}"),
        所管課=section.department,
        群=tuple(_group(group, settings, judged) for group in section.groups),
        項目列数=2 if has_groups else 1,
        見出し列=_heads(chapter.periods),
        年度列=tuple(
            YearTags(str(period.year), period.role is Role.TARGET) for period in chapter.periods
        ),
        注記=tuple(note.text for note in section.notes),
        グラフの段=chart_rows(section),
        検証と課題=tuple(bullet.text for bullet in section.verification),
        方向性=tuple(bullet.text for bullet in section.direction),
    )


def _heads(periods: tuple[Period, ...]) -> tuple[HeadTags, ...]:
    """The first tier: equal neighbours become one heading."""
    return tuple(
        HeadTags(Anchored(heading, "名称"), len(list(run)), role is Role.TARGET)
        for (role, heading), run in groupby(periods, key=lambda p: (p.role, p.heading))
    )


def _group(group: Group, settings: Settings, judged: Judged) -> GroupTags:
    mark = judged.mark(group)
    return GroupTags(
        大項目=group.name,
        進捗=settings.symbols.get(mark, "") if mark else "",
        行=tuple(_row(row, settings) for row in group.rows),
    )


def _row(row: Indicator, settings: Settings) -> RowTags:
    return RowTags(
        名前=Anchored(row.name, "名前"),
        注=row.notes,
        単位=row.unit,
        値=tuple(
            ValueTags(
                表示=Anchored("\n".join(display_lines(entry.value, settings.minus)), "値"),
                列数=entry.span,
                検証値=entry.period.role is Role.TARGET,
            )
            for entry in row.entries
            if entry.span
        ),
        所管課=row.department,
    )


def chart_rows(section: Section) -> tuple[tuple[str, ...], ...]:
    """The IDs of the section's chartable indicators, split into rows of the page."""
    ids = [row.id for row in section.indicators if row.is_chartable]
    per_row = _PER_ROW.get(len(ids), _PER_ROW_BEYOND)
    return tuple(tuple(ids[start : start + per_row]) for start in range(0, len(ids), per_row))
