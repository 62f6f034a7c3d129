"""An empty workbook for any plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from kumareport.model.field_columns import YEARLY, is_computed
from kumareport.model.form import FRONT, OF_REPORT, STANDARD, WHOLE, WHOLE_END, Form
from kumareport.model.mark import Scheme
from kumareport.model.numbering import numbered
from kumareport.model.open_headings import end_of
from kumareport.model.period import Role, Year
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.patterns import regex
from kumareport.workbook.chapter_dropdowns import kinds_of_sheet
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.period_columns import header_text, sort_key
from kumareport.workbook.preset import Preset

_SECTIONS = 3
_ROWS = {Shape.INDICATOR: 2, Shape.TEXT: 2, Shape.LIST: 2}
"""How many blank sections, and rows of each kind, a new chapter offers."""
# Excel allows none of these in a sheet's name, nor more than 31 letters.
_LONGEST = 31
_FORBIDDEN = regex(r"[\[\]:*?/\\']")


class Plan(Struct, frozen=True):
    """A plan to be evaluated.

    Attributes:
        title: the report's title.
        chapters: the titles of its chapters, empty where not known yet.
        base: the year of the 基準値.
        actuals: the years of the 実績; the latest one is the year of the evaluation.
        targets: the years of the 検証値: the final one, and interim ones.
        departments: name, bureau and contact of each.
        chapter_form, section_form: how the first chapter and section are numbered.
        schemes: its marks; the three usual ones where empty.
        label: what kind of document it is (資料の区分).
        form: its kinds of record and its columns.
        headers: what heads the years of a role; the role's own word where nothing is said.
        settings: further lines of 設定.
        records: what is written in each chapter already; blank rows where there is nothing.
        sheets: the title and the records of the sheets of the whole report, by what they are.
    """

    title: str
    chapters: Sequence[str]
    base: Year
    actuals: Sequence[Year]
    targets: Sequence[Year]
    departments: Sequence[tuple[str, str, str]] = ()
    chapter_form: str = "第１章"
    section_form: str = "第１節"
    schemes: Sequence[Scheme] = ()
    label: str = ""
    form: Form = STANDARD
    headers: Mapping[Role, str] = field(default_factory=dict[Role, str])
    settings: Mapping[Setting, str] = field(default_factory=dict[Setting, str])
    records: Sequence[Sequence[Record]] = ()
    sheets: Mapping[str, tuple[str, Sequence[Record]]] = field(
        default_factory=dict[str, tuple[str, Sequence[Record]]]
    )

    @classmethod
    def of(
        cls,
        preset: Preset,
        title: str,
        chapters: Sequence[str],
        base: Year,
        actuals: Sequence[Year],
        targets: Sequence[Year],
    ) -> "Plan":
        """A plan in the form of a preset."""
        return cls(
            title,
            chapters,
            base,
            actuals,
            targets,
            chapter_form=preset.chapter_form,
            section_form=preset.section_form,
            schemes=preset.schemes,
            form=preset.form,
            headers=preset.headers,
            settings=preset.settings,
        )


def example_plan(preset: Preset) -> Plan:
    """The invented plan of a preset, with all that is written in it."""
    said = preset.example
    titles = [title for title, _ in said.chapters]
    return replace(
        Plan.of(preset, said.title, titles, said.base, said.actuals, said.targets),
        departments=said.departments,
        records=[records for _, records in said.chapters],
        sheets=said.sheets,
    )


def starting_workbook(plan: Plan) -> NewWorkbook:
    """The workbook of a plan before anything is written in it."""
    columns = [(Role.BASE, plan.base)]
    columns += [(Role.ACTUAL, year) for year in plan.actuals]
    columns += [(Role.TARGET, year) for year in plan.targets]
    columns.sort(key=lambda column: sort_key(*column))
    headers = [header_text(plan.headers.get(role, role), year.label) for role, year in columns]
    chapters: list[ChapterSheet] = []
    for index, title in enumerate(plan.chapters, 1):
        number = numbered(plan.chapter_form, index)
        name = sheet_name(number, index, [chapter.name for chapter in chapters])
        chapters.append(
            ChapterSheet(
                name,
                number,
                title,
                headers,
                plan.records[index - 1] if plan.records else _blank_rows(plan.form),
                plan.schemes,
                form=plan.form,
                fields=_own_headers(plan, FRONT),
            )
        )
    before, after = (list(_report_sheet(plan, kind)) for kind in OF_REPORT)
    newest = max(plan.actuals, key=lambda year: year.ad)
    return NewWorkbook(
        settings={
            **plan.settings,
            Setting.TITLE: plan.title,
            Setting.LABEL: plan.label,
            Setting.YEAR: newest.label,
            Setting.SECTION_FORM: plan.section_form,
        },
        chapters=[*before, *chapters, *after],
        departments=plan.departments,
        schemes=plan.schemes,
        form=plan.form,
    )


_REPORT_SHEETS = {WHOLE: ("巻頭", "はじめに"), WHOLE_END: ("巻末", "おわりに")}
"""What the sheets of the whole report are called, and their usual titles."""


def _report_sheet(plan: Plan, kind: str) -> Iterator[ChapterSheet]:
    """The sheet of what stands before the first chapter, or after the last one; none where the form has
    nothing for it."""
    if not plan.form.concerns(kind):
        return
    name, usual = _REPORT_SHEETS[kind]
    title, records = plan.sheets.get(kind, (usual, ()))
    blank = [k.name for k in plan.form.of_sheets if k.name == kind]
    blank += [k.name for k in _rows_of(k for k in plan.form.kinds if kind in k.under)]
    yield ChapterSheet(
        name,
        kind,
        title,
        (),
        records or [Record(row, "", "") for row in blank],
        form=plan.form,
        fields=_own_headers(plan, kind),
        kind=kind,
    )


def _own_headers(plan: Plan, sheet: str) -> list[str]:
    """The headers of the form's own columns that a sheet has a use for: one a year of the 実績 where a
    field has one a year."""
    used = {kind.name for kind in kinds_of_sheet(plan.form, sheet)}
    years = sorted(plan.actuals, key=lambda year: year.ad)
    return [
        header
        for own in plan.form.own
        if not is_computed(own) and used & {*own.of}
        for header in (
            [header_text(own.name, year.label) for year in years]
            if own.type in YEARLY
            else [own.name]
        )
    ]


def sheet_name(wanted: str, index: int, taken: Sequence[str]) -> str:
    """A name that Excel takes for the sheet of a chapter.

    Args:
        wanted: the chapter's number, or its title.
        index: which chapter it is, from 1.
        taken: the names of the other sheets.
    """
    name = _FORBIDDEN.sub("", wanted)[:_LONGEST].strip() or f"第{index}章"
    # Only a form without a count gives two chapters one number.
    return f"{name[: _LONGEST - 4]} {index}" if name in taken else name


def _blank_rows(form: Form) -> list[Record]:
    """Rows to be filled in: those of the sheet's front, then some parts with all that stands below."""
    front = [kind for kind in form.kinds if FRONT in kind.under]
    above = [kind for kind in form.of_sheets if kind.name == FRONT]
    below = [kind for kind in form.kinds if end_of(FRONT) in kind.under]
    parts = _part_rows(form, form.headings) * _SECTIONS
    rows = [*above, *_rows_of(front), *parts, *_rows_of(below)]
    return [Record(kind.name, "", "") for kind in rows]


def _part_rows(form: Form, headings: Sequence[RecordKind]) -> list[RecordKind]:
    """A part of the first heading with its own rows, and one below it of each deeper heading."""
    if not headings:
        return []
    heading, *deeper = headings
    own = [
        kind
        for kind in form.kinds
        if kind.shape is not Shape.HEADING and form.is_at_home(kind, heading.name)
    ]
    below = [kind for kind in form.kinds if end_of(heading.name) in kind.under]
    return [heading, *_rows_of(own), *_part_rows(form, deeper), *_rows_of(below)]


def _rows_of(kinds: Iterable[RecordKind]) -> list[RecordKind]:
    return [kind for kind in kinds for _ in range(_ROWS.get(kind.shape, 0))]
