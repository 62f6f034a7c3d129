"""A report → the pages of a site."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from kumareport.last_year import SinceLastYear
from kumareport.marks import Judged
from kumareport.marks.legend import legend_of
from kumareport.marks.totals import Total, counted_marks, share_name, totals
from kumareport.model.form import FRONT
from kumareport.model.mark import Mark
from kumareport.model.period import Year
from kumareport.model.report import Chapter, Report
from kumareport.model.settings import Settings
from kumareport.model.shortening import shortened
from kumareport.notation import round_half_up
from kumareport.web.bar_graph import totals_figure
from kumareport.web.change_content import change_table, stretches
from kumareport.web.chapter_content import page_sections
from kumareport.web.places import (
    DATA,
    INDEX,
    change_page,
    chapter_page,
    site_mark,
    site_year,
    totals_page,
)
from kumareport.web.render import PageTemplate
from kumareport.web.tags import (
    DataFile,
    PageTags,
    SiteLink,
    SiteMark,
    SiteScheme,
    SiteTags,
    TotalRow,
    TotalTable,
)

_OVERVIEW, _TOTALS, _CHANGES, _DATA = "概要", "進捗の集計", "前年度からの変化", "データ"
_ROWS = 300
"""Lines of 前年度からの変化 on a page: more would load slowly on a telephone."""
_CHAPTERS = 100
"""Chapters in the totals on a page, for the same reason."""
_MANY, _AROUND = 40, 10
"""With more pages than the first, each page leads to those around it, and the first page to all."""


class Site(Struct, frozen=True):
    """What a site is made of.

    Attributes:
        report: the report.
        judged: its marks.
        since: what has changed since last year.
        data: the files with data that lie beside the pages.
        is_draft: whether every page says 案.
    """

    report: Report
    judged: Judged
    since: SinceLastYear
    data: Sequence[DataFile]
    is_draft: bool = False


def page_names(report: Report) -> tuple[str, ...]:
    """The files of the pages: the first page, the chapters, totals and changes that the first page has
    no room for, the data."""
    chapters = (chapter_page(number) for number in range(1, len(report.chapters) + 1))
    sums = (totals_page(number) for number in range(1, _totals_pages(report) + 1))
    changes = (change_page(number) for number in range(1, _change_pages(report) + 1))
    return (INDEX, *chapters, *sums, *changes, DATA)


def _totals_pages(report: Report) -> int:
    return _stretches(len(_counted(report)), _CHAPTERS)


def _counted(report: Report) -> tuple[Chapter, ...]:
    """The chapters that have marks to count: no sheet of the whole report is one."""
    return tuple(chapter for chapter in report.chapters if chapter.kind == FRONT)


def _change_pages(report: Report) -> int:
    return _stretches(sum(1 for _ in report.indicators()), _ROWS)


def _stretches(count: int, room: int) -> int:
    """How many pages lines need besides the first; none where that has room for all."""
    return -(-count // room) if count > room else 0


def pages(site: Site, template: PageTemplate) -> Iterator[tuple[str, str]]:
    """Each page's file and its HTML.

    Raises:
        TemplateError: the template asks for something that it cannot have, or makes pages that not
            everybody could read.
    """
    shared = _site_tags(site)
    names = page_names(site.report)
    for place, (name, page) in enumerate(zip(names, _pages(site, names), strict=True)):
        yield name, template.page(shared, page, names[place])


def _site_tags(site: Site) -> SiteTags:
    settings = site.report.settings
    year = settings.year or _newest(site.report)
    return SiteTags(
        題名=settings.title,
        資料区分=settings.label,
        資料番号=settings.number,
        市名=settings.city,
        作成日=settings.date,
        案="案" if site.is_draft else "",
        年度=(site_year(year),) if year else (),
        凡例=tuple(
            SiteScheme(scheme.name, tuple(_legend(scheme.marks, settings)))
            for scheme in legend_of(site.report)
        ),
    )


def _legend(marks: Sequence[Mark], settings: Settings) -> Iterator[SiteMark]:
    for mark in marks:
        yield from site_mark(mark, settings)


def _newest(report: Report) -> Year | None:
    years = [row.year for _, row in report.indicators() if row.year is not None]
    return max(years, key=lambda year: year.ad, default=None)


def _pages(site: Site, names: tuple[str, ...]) -> Iterator[PageTags]:
    report = shortened(site.report)
    title = report.settings.title
    sums = tuple(_totals(site, names))
    count = _change_pages(site.report)
    changes = tuple(f"{_CHANGES}（{number}）" for number in range(1, count + 1))
    headings = (
        _OVERVIEW,
        *(chapter.heading for chapter in report.chapters),
        *(f"{_TOTALS}（{_reach(chapters)}）" for chapters in _stretched(report) if sums[1:]),
        *changes,
        _DATA,
    )
    links = [SiteLink(words, name) for words, name in zip(headings, names, strict=True)]
    first, *inner, last = (_bare(links, place, title) for place in range(len(links)))
    table = change_table(site.report, site.judged, site.since)
    rest = 1 + len(report.chapters)
    of_sums, of_changes = (
        tuple(links[rest:-1][: len(sums) - 1]),
        tuple(links[rest:-1][len(sums) - 1 :]),
    )
    yield replace(
        first,
        種類=_OVERVIEW,
        見出し=title,
        題名=title,
        説明=f"{title}の概要：進捗の集計と、前年度からの変化",
        集計=(replace(sums[0], ページ=of_sums),) if any(site.report.indicators()) else (),
        変化=(replace(table, 行=(), ページ=of_changes) if of_changes else table,),
    )
    for chapter, page in zip(report.chapters, inner, strict=False):
        sections = page_sections(chapter, report.settings, site.judged)
        yield replace(page, 節=sections)
    further = iter(inner[len(report.chapters) :])
    for sum_ in sums[1:]:
        page = next(further)
        yield replace(page, 種類=_TOTALS, 説明=f"{title}：{page.見出し}", 集計=(sum_,))
    for rows in stretches(table, _ROWS) if of_changes else ():
        page = next(further)
        yield replace(page, 種類=_CHANGES, 説明=f"{title}：{page.見出し}", 変化=(rows,))
    words = f"{title}の指標の値・進捗・本文を、表計算ソフトやプログラムで使えるデータにしたもの"
    yield replace(last, 種類=_DATA, 説明=words, データ=tuple(site.data))


def _stretched(report: Report) -> Iterator[tuple[Chapter, ...]]:
    chapters = _counted(report)
    for start in range(0, len(chapters), _CHAPTERS):
        yield chapters[start : start + _CHAPTERS]


def _reach(chapters: Sequence[Chapter]) -> str:
    """The first and the last chapter of a stretch."""
    names = (chapter.number or chapter.title for chapter in (chapters[0], chapters[-1]))
    return "～".join(dict.fromkeys(names))


def _bare(links: Sequence[SiteLink], place: int, title: str) -> PageTags:
    """A page without its content."""
    heading = links[place].名前
    return PageTags(
        種類="章",
        見出し=heading,
        題名=f"{heading}｜{title}",
        説明=f"{title}：{heading}の指標の値、進捗、検証の結果",
        目次=tuple(_near(links, place)),
        前=tuple(links[place - 1 : place]) if place else (),
        次=tuple(links[place + 1 : place + 2]),
    )


def _near(links: Sequence[SiteLink], place: int) -> Iterator[SiteLink]:
    """What a page leads to: all pages, or where there are very many those around it, the first and the
    last."""
    every = range(len(links))
    if len(links) > _MANY:
        around = every[max(0, place - _AROUND) : place + _AROUND + 1]
        shown = sorted({0, len(links) - 1, *around})
    else:
        shown = every
    for number in shown:
        yield replace(links[number], 現在=number == place)


def _totals(site: Site, names: tuple[str, ...]) -> Iterator[TotalTable]:
    """The table of the first page; where that has no room for all chapters, the whole alone, and then
    those of the further pages."""
    report, settings = site.report, site.report.settings
    marks = counted_marks(report)
    found = totals(report, site.judged)
    pages = zip(report.chapters, names[1:], strict=False)
    # The last is that of the whole, which has no page.
    places = (*(name for chapter, name in pages if chapter.kind == FRONT), "")
    rows = tuple(_total(total, place) for total, place in zip(found, places, strict=True))
    table = TotalTable(
        進捗=tuple(_legend(marks, settings)), 割合の名称=share_name(marks), 行=rows, グラフ=()
    )
    if not _totals_pages(report):
        yield replace(table, グラフ=(totals_figure(report, site.judged),))
        return
    yield replace(table, 行=rows[-1:])
    left = iter(rows)
    for chapters in _stretched(report):
        figure = totals_figure(replace(report, chapters=chapters), site.judged)
        yield replace(table, 行=tuple(islice(left, len(chapters))), グラフ=(figure,))


def _total(total: Total, place: str) -> TotalRow:
    share = Decimal(total.favourable * 100) / total.rated if total.rated else None
    return TotalRow(
        名前=total.chapter.heading if total.chapter else "全体",
        場所=place,
        数=tuple(str(count) for count in total.counts),
        計=str(sum(total.counts)),
        割合="―" if share is None else f"{round_half_up(share, 1)}％",
        全体=total.chapter is None,
    )
