"""A chapter → what its page's template may name."""

from collections.abc import Iterator
from itertools import count, groupby

from msgspec.structs import replace

from kumareport.marks import Judged
from kumareport.model.indicator import Indicator
from kumareport.model.period import Period, Role
from kumareport.model.record_kind import Shape
from kumareport.model.report import Chapter, Group, Part
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import display_lines
from kumareport.web.field_content import indicator_tables, list_tables, page_fields
from kumareport.web.line_graph import figure_of
from kumareport.web.places import page_text, row_mark, site_mark
from kumareport.web.tags import (
    PageBox,
    PageGroup,
    PageHead,
    PageRow,
    PageSection,
    PageTable,
    PageValue,
    PageYear,
    SiteYear,
)


def page_sections(chapter: Chapter, settings: Settings, judged: Judged) -> tuple[PageSection, ...]:
    """The parts of a chapter, in order."""
    found: list[PageSection] = []
    last = 1
    for number, part in enumerate(chapter.parts, 1):
        # A page may leave out no level of headings, also where a sheet does.
        level = min(part.depth, last + 1)
        made = _section(chapter.periods, part, number, settings, judged)
        found.append(replace(made, 段=str(level), 枠の段=str(level + 1)))
        last = level + 1 if made.枠 else level
    return tuple(found)


def _section(
    periods: tuple[Period, ...], section: Part, number: int, settings: Settings, judged: Judged
) -> PageSection:
    form, minus = settings.form, settings.minus
    boxes = ((kind.label, section.of_kind(kind)) for kind in form.boxes if not form.is_listed(kind))
    return PageSection(
        印=f"s{number}",
        段="",
        枠の段="",
        前付=section.is_headless,
        見出し="" if section.is_headless else section.heading,
        所管課=section.department,
        項目=page_fields(section.fields, settings.minus),
        項目の表=(
            *indicator_tables(section.indicators, form.indicator_word, minus),
            *list_tables(section, form, minus),
        ),
        表=tuple(_tables(periods, section, number, settings, judged)),
        注=tuple(page_text(note.text) for note in section.of_shape(Shape.NOTE)),
        グラフ=tuple(
            figure_of(row, settings, f"s{number}-g{place}")
            for place, row in enumerate(section.indicators, 1)
            if row.is_chartable
        ),
        枠=tuple(
            PageBox(label, tuple(page_text(text.text) for text in texts))
            for label, texts in boxes
            if texts
        ),
    )


def _tables(
    periods: tuple[Period, ...], section: Part, number: int, settings: Settings, judged: Judged
) -> Iterator[PageTable]:
    """The table, where the section has indicators."""
    if not section.groups:
        return
    places = count(1)
    runs = groupby(periods, key=lambda period: (period.role, period.heading))
    yield PageTable(
        項目列数=2 if any(group.name for group in section.groups) else 1,
        見出し列=tuple(
            PageHead(heading, len(list(run)), role is Role.TARGET) for (role, heading), run in runs
        ),
        年度列=tuple(
            PageYear(SiteYear(p.tier, str(p.year.ad)), p.role is Role.TARGET) for p in periods
        ),
        群=tuple(_group(group, number, places, settings, judged) for group in section.groups),
    )


def _group(
    group: Group, section: int, places: Iterator[int], settings: Settings, judged: Judged
) -> PageGroup:
    return PageGroup(
        大項目=group.name,
        行数=len(group.rows),
        進捗=site_mark(judged.mark(group), settings),
        行=tuple(_row(row, row_mark(section, next(places)), settings) for row in group.rows),
    )


def _row(row: Indicator, mark: str, settings: Settings) -> PageRow:
    return PageRow(
        印=mark,
        名前=row.name,
        注=row.notes,
        単位=row.unit,
        値=tuple(_value(entry, settings) for entry in row.entries if entry.span),
    )


def _value(entry: Entry, settings: Settings) -> PageValue:
    return PageValue(
        行=display_lines(entry.value, settings.minus),
        列数=entry.span,
        検証値=entry.period.role is Role.TARGET,
        数値=entry.number is not None,
    )
