"""The columns of a form's chapter sheet: what a department reads and fills in first, as much of it as
the paper shows in legible letters; the rest to the right.

Columns are found by their headers when a form comes back, so their order is free.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from kumareport.model.field_columns import field_column, may_fill
from kumareport.model.form import STANDARD
from kumareport.model.period import Role
from kumareport.model.record_kind import Shape
from kumareport.workbook import layout
from kumareport.workbook.chapter_sheet import own_width, record_texts
from kumareport.workbook.layout import Column
from kumareport.workbook.new_workbook import ChapterSheet
from kumareport.workbook.paper import A3_LONG, A4_LONG, pixels, room

COMPUTED_COLUMN = "判定（自動）"
LETTER_SIZE = 10
VALUE_WIDTH = 9.5
_WIDTHS: dict[str, float] = {
    Column.KIND: 11, Column.ID: 9, Column.GROUP: 12, Column.TEXT: 42, Column.UNIT: 7.5,
    COMPUTED_COLUMN: 18, Column.PREVIOUS: 36, layout.OPINION_COLUMN: 20, Column.DEPARTMENT: 12,
    Column.MARK: 6.5, Column.REASON: 18, Column.DIRECTION: 9, Column.SCHEME: 11, Column.CHART: 7,
    Column.CHART_TITLE: 24, Column.MEMO: 20,
}  # fmt: skip
_BESIDE_PREVIOUS: dict[str, float] = {
    Column.TEXT: 38, Column.PREVIOUS: 32, layout.OPINION_COLUMN: 14,
}  # fmt: skip
"""Narrower beside last year's texts, so that paper has room for the years before the newest."""

_TEXTS_ONLY: dict[str, float] = {Column.TEXT: 62, layout.OPINION_COLUMN: 34}
"""As wide as A4 where neither years nor fields stand beside."""


class FormSheet(Struct, frozen=True):
    """A chapter sheet of a form.

    Attributes:
        chapter: its records, blank ones to write into included.
        open_rows: the indexes of the records that the department fills in.
        newest: the header of the year to fill in; empty for none.
        computed: what the marks are now and why, by the record's index.
        changed: the headers of the cells that say something else than in the last round, by the
            record's index.
    """

    chapter: ChapterSheet
    open_rows: frozenset[int] = frozenset()
    newest: str = ""
    computed: Mapping[int, str] = field(default_factory=dict[int, str])
    changed: Mapping[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])


class FormColumns(Struct, frozen=True):
    """The columns of such a sheet.

    Attributes:
        of: the 1-based column of each header.
        printed: the last one that is printed.
        paper: the long side of the paper, in millimetres: A4, or A3 for many own fields.
    """

    of: dict[str, int]
    printed: int
    paper: int


def form_columns(sheet: FormSheet) -> FormColumns:
    """The columns: on paper the texts, the newest years as far as it has room, the mark and the
    opinion; beyond it the older years and what is seldom filled in."""
    chapter = sheet.chapter
    of = chapter.form
    read = [(name, of.period(name, 0)) for name in chapter.periods]
    actuals = [name for name, period in read if period and period.role is Role.ACTUAL]
    useless = _useless_columns(sheet)
    head = [Column.KIND, Column.ID, Column.DEPARTMENT, Column.GROUP, Column.TEXT]
    head += [Column.UNIT] if Column.UNIT not in useless else []
    hidden = hidden_columns(chapter)
    tail = [
        *([COMPUTED_COLUMN] if COMPUTED_COLUMN not in useless else []),
        *([Column.PREVIOUS] if chapter.has_previous else []),
        layout.OPINION_COLUMN,
    ]
    over = _targets_that_are_over(sheet)
    others = len(chapter.periods) - len(actuals) - len(over)
    used = sum(pixels(width_of(name, chapter)) for name in (*head, *tail) if name not in hidden)
    asked, other = _own_fields(chapter)
    used += sum(pixels(width_of(name, chapter)) for name in asked)
    used += others * pixels(VALUE_WIDTH)
    is_wide = used + pixels(VALUE_WIDTH) > room(A4_LONG, LETTER_SIZE)
    paper = A3_LONG if asked and is_wide else A4_LONG
    left = room(paper, LETTER_SIZE) - used
    newest = set(actuals[-max(1, int(left // pixels(VALUE_WIDTH))) :])
    older = {name for name in actuals if name not in newest} | over
    shown = [name for name in chapter.periods if name not in older]
    many = [Column.SCHEME] if len(chapter.schemes) > 1 else []
    seldom = (
        Column.MARK, Column.REASON, *many, Column.DIRECTION, Column.CHART, Column.CHART_TITLE,
        Column.MEMO,
    )  # fmt: skip
    beyond = [
        *(name for name in seldom if name not in useless),
        *other,
        *(name for name in chapter.periods if name in older),
    ]
    printed = [*head, *shown, *asked, *tail]
    names = (*printed, *beyond)
    return FormColumns({str(name): n for n, name in enumerate(names, 1)}, len(printed), paper)


def _useless_columns(sheet: FormSheet) -> set[str]:
    """The columns that only indicators use, where there are none and nothing stands in them."""
    form = sheet.chapter.form
    if any(form.shape(row.kind) is Shape.INDICATOR for row in sheet.chapter.records):
        return set()
    columns = {field.name for field in STANDARD.fields if field.of} - {Column.GROUP}
    used = {
        name for row in sheet.chapter.records for name, text in record_texts(row).items() if text
    }
    return {COMPUTED_COLUMN, *columns} - used


def _own_fields(chapter: ChapterSheet) -> tuple[list[str], list[str]]:
    """The headers of the own fields: those that the department fills in somewhere, and the others."""
    form = chapter.form
    asked: list[str] = []
    other: list[str] = []
    for name in chapter.fields:
        column = field_column(form, name, 0)
        is_asked = column is not None and any(
            may_fill(form, kind.name, column.key) for kind in form.kinds
        )
        (asked if is_asked else other).append(name)
    return asked, other


def _targets_that_are_over(sheet: FormSheet) -> set[str]:
    """The 検証値 of years before the one to fill in, but for the last there is."""
    of = sheet.chapter.form
    now = of.period(sheet.newest, 0) if sheet.newest else None
    read = [(name, of.period(name, 0)) for name in sheet.chapter.periods]
    targets = [(p.year.ad, name) for name, p in read if p and p.role is Role.TARGET]
    if now is None or not targets:
        return set()
    return {name for ad, name in targets if ad < now.year.ad and ad < max(targets)[0]}


def width_of(name: str, chapter: ChapterSheet) -> float:
    """How wide a column is, in Excel's units."""
    other = _BESIDE_PREVIOUS if chapter.has_previous else {}
    is_texts_only = not (chapter.periods or chapter.fields or chapter.has_previous)
    other = _TEXTS_ONLY if is_texts_only else other
    known = other.get(name) or _WIDTHS.get(name)
    if known:
        return known
    column = field_column(chapter.form, name, 0)
    return own_width(column.field) if column else VALUE_WIDTH


def hidden_columns(chapter: ChapterSheet) -> set[str]:
    """The columns that say nothing here: all rows are the department's own, or stand in no group."""
    form = chapter.form
    rows = [row for row in chapter.records if form.shape(row.kind) is Shape.INDICATOR]
    names: set[str] = {Column.ID}
    names |= set() if any(row.department for row in rows) else {Column.DEPARTMENT}
    return names | (set() if any(row.group for row in rows) else {Column.GROUP})
