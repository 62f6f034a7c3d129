"""Report → what the template may name (:mod:`kumareport.document.tags`)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from msgspec import Struct

from kumareport.document.anchors import (
    DRAFT,
    LABEL,
    TITLE,
    Anchored,
    Kind,
    box_anchor,
    chapter_anchor,
    group_anchor,
    heading_anchor,
    legend_anchor,
    row_anchor,
    section_anchor,
    text_anchor,
    title_anchor,
    value_anchor,
)
from kumareport.document.box_places import BoxTexts
from kumareport.document.field_tags import by_field, field_table, field_tags
from kumareport.document.overview import UPRIGHT, Paper, overview_tags
from kumareport.document.summary import summary_tags
from kumareport.document.tags import (
    BoxTags,
    ChapterTags,
    GroupTags,
    HeadTags,
    LegendTags,
    ListTags,
    PieceTags,
    ReportTags,
    RowTags,
    SectionTags,
    ValueTags,
    YearTags,
)
from kumareport.document.template_names import COSTLY_TAGS, MARK_BEFORE_TAG, RATE_TAG
from kumareport.last_year import SinceLastYear, shown_alone
from kumareport.marks import Judged, attainment
from kumareport.marks.legend import legend_of
from kumareport.model.form import FRONT, WHOLE, WHOLE_END, Form
from kumareport.model.indicator import Indicator
from kumareport.model.lettering import joined, stripped
from kumareport.model.mark import Mark
from kumareport.model.period import Period, Role
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import display_lines, format_number

# Three abreast are still legible on A4 portrait; four are not.
_PER_ROW = {1: 1, 2: 2, 3: 3, 4: 2}
_PER_ROW_BEYOND = 3


def report_tags(
    report: Report,
    judged: Judged,
    since: SinceLastYear | None = None,
    *,
    draft: bool = False,
    paper: Paper = UPRIGHT,
    apart: Collection[str] = (WHOLE, WHOLE_END),
    costly: Collection[str] = COSTLY_TAGS,
) -> ReportTags:
    """The template data of a whole report, or of a draft of it (案).

    Args:
        report: the report.
        judged: its marks.
        since: what has changed since last year, where the caller knows more than the report tells.
        draft: whether it is a draft.
        paper: the room on the template's first page.
        apart: the sheets of the whole report (``form.OF_REPORT``) that the template has a place for; the
            others are printed as chapters without a number.
        costly: which of ``COSTLY_TAGS`` are asked for; the others stay empty.
    """
    since = since or SinceLastYear(report, judged)
    settings, source = report.settings, _Source(report.settings, judged, since, costly)
    sheets = [(c, _chapter(c, source)) for c in report.chapters]

    def of(*kinds: str) -> tuple[ChapterTags, ...]:
        return tuple(tags for chapter, tags in sheets if chapter.kind in kinds)

    return ReportTags(
        題名=Anchored(settings.title, TITLE),
        資料区分=Anchored(settings.label, LABEL),
        資料番号=settings.number,
        市名=settings.city,
        作成日=settings.date,
        案=Anchored("案" if draft else "", DRAFT),
        凡例=tuple(_legend(report)),
        グラフあり=any(row.is_chartable for _, row in report.indicators()),
        巻頭=of(*({WHOLE} & {*apart})),
        概要版=overview_tags(report, judged, since, paper),
        章=of(FRONT, *({WHOLE, WHOLE_END} - {*apart})),
        集計=summary_tags(report, judged),
        巻末=of(*({WHOLE_END} & {*apart})),
    )


class _Source(Struct, frozen=True):
    """What the tags of every row are made of."""

    settings: Settings
    judged: Judged
    since: SinceLastYear
    costly: Collection[str]


def _legend(report: Report) -> Iterator[LegendTags]:
    """The marks of the schemes that are used; their places are named by what they say of the target,
    whatever their symbols."""
    seen: Counter[str] = Counter()
    names: dict[Mark, str] = {}
    for mark in report.settings.marks:
        kind = str(mark.attainment or "評価しない")
        seen[kind] += 1
        names[mark] = kind if seen[kind] == 1 else f"{kind}{seen[kind]}"
    for scheme in legend_of(report):
        for number, mark in enumerate(scheme.marks):
            yield LegendTags(
                Anchored(mark.symbol, legend_anchor(Kind.SYMBOL, names[mark])),
                Anchored(mark.meaning, legend_anchor(Kind.LEGEND, names[mark])),
                "" if number else scheme.name,
            )


def _chapter(chapter: Chapter, source: _Source) -> ChapterTags:
    parts = tuple(_section(chapter, part, source) for part in chapter.parts)
    return ChapterTags(
        番号=chapter.number,
        題名=Anchored(chapter.title, chapter_anchor(chapter, Kind.CHAPTER_TITLE)),
        見出し=Anchored(chapter.heading, chapter_anchor(chapter)),
        節=tuple(part for part in parts if part.深さ == 2),
        部=parts,
    )


def _section(chapter: Chapter, section: Part, source: _Source) -> SectionTags:
    settings = source.settings
    has_groups = any(group.name for group in section.groups)
    form = settings.form
    by_kind = {
        kind.name: BoxTexts.of(map(_text, section.of_kind(kind)), box_anchor(kind, section))
        for kind in form.written
        if kind.shape is not Shape.LIST
    }
    lists = {kind.name: _list(kind, section, settings) for kind in form.boxes}
    names = [Anchored(row.name, row_anchor(Kind.NAME, row)) for row in section.indicators]
    heads, lines = field_table(section.indicators, names, settings)
    return SectionTags(
        番号=section.number,
        題名=Anchored(section.title, title_anchor(section)),
        見出し=Anchored(_heading(section), heading_anchor(section)),
        所管課=section.department,
        群=tuple(_group(group, source) for group in section.groups),
        項目列数=2 if has_groups else 1,
        見出し列=_heads(section, chapter.periods),
        年度列=tuple(
            YearTags(period.tier, period.role is Role.TARGET) for period in chapter.periods
        ),
        注=tuple(_text(text) for text in section.of_shape(Shape.NOTE)),
        グラフの段=chart_rows(section),
        枠=tuple(
            BoxTags(kind.label, by_kind[kind.name])
            for kind in form.boxes
            if not form.is_listed(kind) and _has_box(kind, section, form)
        ),
        一覧=tuple(
            lists[kind.name] for kind in form.boxes if form.is_listed(kind) and lists[kind.name].行
        ),
        並び=tuple(_pieces(section, settings, by_kind, lists)),
        深さ=1 if section.is_headless else section.depth,
        区分=section.kind,
        項目=field_tags(section.id, section.fields, settings.minus),
        項目列=heads,
        項目行=lines,
        by_field=by_field(section.id, section.fields, settings.minus),
        by_kind=by_kind,
        by_list={kind.name: lists[kind.name].行 for kind in form.boxes if kind.shape is Shape.LIST},
    )


def _pieces(
    section: Part,
    settings: Settings,
    texts: Mapping[str, BoxTexts],
    lists: Mapping[str, ListTags],
) -> Iterator[PieceTags]:
    """The boxes and lists of a section, in the form's order."""
    form = settings.form
    for kind in form.boxes:
        if form.is_listed(kind):
            made = lists[kind.name]
            if made.行:
                yield PieceTags(kind.label, (), made.項目列, made.行)
        elif _has_box(kind, section, form):
            yield PieceTags(kind.label, texts[kind.name], (), ())


def _has_box(kind: RecordKind, section: Part, form: Form) -> bool:
    """Whether a section has a box for a kind: one with texts, and an empty one that is at home there."""
    at_home = form.is_at_home(kind, section.kind) and not section.is_outline
    return at_home or bool(section.of_kind(kind))


def _list(kind: RecordKind, section: Part, settings: Settings) -> ListTags:
    """The records of a kind as the lines of a table, with the fields that any of them fills in."""
    texts = section.of_kind(kind)
    heads, lines = field_table(
        texts, [_text(text) for text in texts], settings, section.totals_of(kind)
    )
    return ListTags(kind.label, heads, lines)


def _heading(section: Part) -> str:
    """The number and the title, with how the title's letters stand."""
    return stripped(joined(" ", (section.number, section.title)))


def _text(text: Text) -> Anchored:
    return Anchored(text.text, text_anchor(text))


def _heads(section: Part, periods: tuple[Period, ...]) -> tuple[HeadTags, ...]:
    """The first tier: equal neighbours become one heading."""
    runs = groupby(periods, key=lambda p: (p.role, p.heading))
    return tuple(
        HeadTags(
            Anchored(heading, section_anchor(section, Kind.HEAD, str(number))),
            len(list(run)),
            role is Role.TARGET,
        )
        for number, ((role, heading), run) in enumerate(runs, 1)
    )


def _group(group: Group, source: _Source) -> GroupTags:
    since, mark = source.since, source.judged.mark(group)
    before = since.mark_before(group) if MARK_BEFORE_TAG in source.costly else None
    return GroupTags(
        大項目=Anchored(group.name, group_anchor(Kind.GROUP, group)),
        進捗=Anchored(mark.symbol if mark else "", group_anchor(Kind.MARK, group)),
        前年度の進捗=before.symbol if before else "",
        進捗の変化=str(since.rows[group.rows[0].id].mark_course),
        行=tuple(_row(row, source) for row in group.rows),
    )


def _row(row: Indicator, source: _Source) -> RowTags:
    settings, change = source.settings, source.since.rows[row.id]
    rate = attainment(source.judged.rows[row.id], settings) if RATE_TAG in source.costly else None
    return RowTags(
        名前=Anchored(row.name, row_anchor(Kind.NAME, row)),
        注=tuple(
            Anchored(note, row_anchor(Kind.NAME_NOTE, row, str(number)))
            for number, note in enumerate(row.notes, 1)
        ),
        単位=Anchored(row.unit, row_anchor(Kind.UNIT, row)),
        値=tuple(_value(row, entry, settings) for entry in row.entries if entry.span),
        所管課=row.department,
        達成率="" if rate is None else _percent(rate, settings),
        前年度の値=shown_alone(change.before, settings),
        前年度比=change.shown_difference(settings),
        前年度からの変化=str(change.course),
        項目=field_tags(row.id, row.fields, settings.minus),
        by_field=by_field(row.id, row.fields, settings.minus),
    )


def _percent(rate: Fraction, settings: Settings) -> str:
    """Rounded toward zero: 89.96 % is never 90.0 %."""
    return f"{format_number(Decimal(int(rate * 1000)) / 10, 1, settings.minus)}％"


def _value(row: Indicator, entry: Entry, settings: Settings) -> ValueTags:
    lines = display_lines(entry.value, settings.minus)
    return ValueTags(
        表示=Anchored("\n".join(lines), value_anchor(row, entry)),
        列数=entry.span,
        検証値=entry.period.role is Role.TARGET,
    )


def chart_rows(section: Part) -> tuple[tuple[str, ...], ...]:
    """The IDs of the section's chartable indicators, split into rows of the page."""
    ids = [row.id for row in section.indicators if row.is_chartable]
    per_row = _PER_ROW.get(len(ids), _PER_ROW_BEYOND)
    return tuple(tuple(ids[start : start + per_row]) for start in range(0, len(ids), per_row))
