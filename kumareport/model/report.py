"""The report: settings, chapters (章) and their parts (節 …), indicators (検証指標) and texts."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from kumareport.language.signs import PRINTED_MINUS_SIGNS
from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.field_value import FieldValue
from kumareport.model.finding import Severity
from kumareport.model.form import AT_END, FRONT, SHEETS, STANDARD, Form, RecordKind, Shape, TextRole
from kumareport.model.location import Location
from kumareport.model.mark import Direction, Mark, RateMethod, Scheme, three_marks
from kumareport.model.numbering import numbered, numbers_in
from kumareport.model.period import Period, Role, Year, target_name
from kumareport.model.places import Places
from kumareport.model.problem import Problem
from kumareport.model.value import Entry, ValueKind


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """One line of 章一覧: which sheet is which chapter.

    Attributes:
        kind: what the sheet is: a chapter, or one of the whole report (``model.form.SHEETS``).
    """

    sheet: str
    number: str
    title: str
    location: Location
    kind: str = FRONT


@dataclass(frozen=True, slots=True)
class Department:
    """One line of 所管課一覧."""

    name: str
    bureau: str
    contact: str
    location: Location


@dataclass(frozen=True, slots=True)
class RuleSwitch:
    """One line of 点検の設定: how a rule is treated in this workbook.

    Attributes:
        code: the rule's code, upper case.
        level: the severity wanted, or None for 点検しない.
        reason: why.
    """

    code: str
    level: Severity | None
    reason: str
    location: Location


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sheet 設定 says.

    Attributes:
        title: the report's title.
        label: the label at the front page's corner (参考資料).
        number: the number behind the label (資料番号); may be empty, as city and date.
        city: the office that publishes the report.
        date: the day or month of the report, as it is printed.
        code: the office's 全国地方公共団体コード, six digits; may be empty, as plan and licence.
        plan: the name of the plan that is evaluated.
        licence: under what its data is published: a name, or an address.
        section_form: how the first section of a chapter is numbered: 第１節, 施策１, (1).
        year: the year of the evaluation; None where each chapter's newest 実績 tells it.
        schemes: the ways to give marks (進捗の区分), the usual one first.
        method: how the rate is computed.
        minus: the one minus sign that is printed.
        recount_name: the indicator whose value is the share of ○ and △ itself; may be empty.
        printed_years: how many 実績 the tables and graphs show; 0 for all.
        has_summary: whether the report ends with the page 集計.
        has_overview: whether it begins with the page 概要版.
        box_length: how many characters a box may hold on a page of two sections.
        form: the kinds of record and the columns.
    """

    title: str = ""
    label: str = ""
    number: str = ""
    city: str = ""
    date: str = ""
    code: str = ""
    plan: str = ""
    licence: str = ""
    section_form: str = "第１節"
    year: Year | None = None
    schemes: tuple[Scheme, ...] = (three_marks(),)
    method: RateMethod = RateMethod.FROM_BASE
    minus: str = PRINTED_MINUS_SIGNS[0]
    recount_name: str = ""
    box_length: int = 330
    printed_years: int = 0
    has_summary: bool = False
    has_overview: bool = False
    chapters: tuple[ChapterEntry, ...] = ()
    departments: tuple[Department, ...] = ()
    switches: tuple[RuleSwitch, ...] = ()
    form: Form = STANDARD

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of all schemes, best first, each once."""
        return tuple(dict.fromkeys(mark for scheme in self.schemes for mark in scheme.marks))

    @property
    def threshold(self) -> Fraction | None:
        """The rate from which a target counts as nearly reached; None where there is not just one."""
        limits = next((s.limits for s in self.schemes if len(s.limits) == 1), ())
        return limits[0] if limits else None

    def with_threshold(self, threshold: Fraction) -> "Settings":
        """The settings with another such rate."""
        return replace(self, schemes=tuple(s.with_threshold(threshold) for s in self.schemes))

    def scheme_of(self, indicator: "Indicator") -> Scheme:
        """The scheme that an indicator names, or the usual one."""
        named = (scheme for scheme in self.schemes if scheme.name == indicator.scheme)
        return next(named, self.schemes[0])


@dataclass(frozen=True, slots=True)
class Text:
    """A bullet or a note. Line breaks inside it are kept.

    Attributes:
        kind: its 区分.
        fields: what it says in the office's own fields, one for each of their columns.
    """

    id: str
    text: str
    location: Location
    kind: RecordKind
    fields: tuple[FieldValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator row (検証指標).

    Attributes:
        id: the row's stable key.
        name: the name on one line.
        notes: the name's notes (※…), printed small below it.
        unit: ％, 人 … as typed, half-width % made full-width.
        entries: one per period column, in the sheet's order.
        typed_mark: 進捗 as typed, overriding the computed mark; empty otherwise.
        override_reason: why.
        direction: 望ましい方向, or None where blank.
        has_chart: グラフ ≠ 無.
        chart_title: グラフ題名, or the name.
        department: 所管課, its own or the section's.
        location: the name's cell; ``mark_location`` that of 進捗.
        scheme: 判定の方式; empty for the usual one.
        year: the year of the evaluation, where known.
        fields: what it says in the office's own fields, one for each of their columns.
        mark_before: last year's printed mark as typed, where a rollover or a person left it.
    """

    id: str
    name: str
    notes: tuple[str, ...]
    unit: str
    entries: tuple[Entry, ...]
    typed_mark: str
    override_reason: str
    direction: Direction | None
    has_chart: bool
    chart_title: str
    department: str
    location: Location
    mark_location: Location
    scheme: str = ""
    year: Year | None = None
    fields: tuple[FieldValue, ...] = ()
    mark_before: str = ""

    def of_role(self, role: Role) -> tuple[Entry, ...]:
        """The entries of one role, in the sheet's order."""
        return tuple(entry for entry in self.entries if entry.period.role is role)

    def is_due(self, entry: Entry) -> bool:
        """Whether a value should be known: no 実績 of a year after that of the evaluation is."""
        is_later = self.year is not None and entry.period.year.ad > self.year.ad
        return not (entry.period.role is Role.ACTUAL and is_later)

    @property
    def base(self) -> Entry | None:
        """The 基準値 (the first one, should there be more)."""
        return next(iter(self.of_role(Role.BASE)), None)

    @property
    def target(self) -> Entry | None:
        """The 検証値 that counts: the next one that says something, from the year of the evaluation on;
        the last one after that, and where no year is known."""
        targets = sorted(self.of_role(Role.TARGET), key=lambda entry: entry.period.year.ad)
        if not targets or self.year is None:
            return targets[-1] if targets else None
        due = [entry for entry in targets if entry.period.year.ad >= self.year.ad]
        silent = (ValueKind.BLANK, ValueKind.NO_DATA)
        said = (entry for entry in due if entry.value.kind not in silent)
        return next(said, targets[-1])

    @property
    def is_chartable(self) -> bool:
        """At least two numbers among base and actuals, and グラフ ≠ 無."""
        points = self.of_role(Role.BASE) + self.of_role(Role.ACTUAL)
        return self.has_chart and sum(entry.number is not None for entry in points) >= 2


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that share one mark (大項目), or a single indicator with an empty name."""

    name: str
    rows: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part (部) of the outline: what a heading opens (節, 施策 …), or the front of a sheet.

    Attributes:
        index: 1-based place below its parent, which is its number.
        texts: its notes and bullets, kind by kind as they are printed (``Form.written``).
        number_form: how the first of its neighbours is numbered.
        depth: 2 for the parts of a sheet, 3 and 4 for parts of these; 1 for the sheet's own front,
            whose number and title are the chapter's and whose ID is the sheet's name.
        parent: the ID of the part that it belongs to; empty where that is the sheet. What stands at the
            end of a part is as deep as that.
        kind: the name of its heading's 区分; for a sheet's front what the sheet is (``SHEETS``).
        fields: what its heading says in the office's own fields, one for each of their columns.
        totals: what stands below its lists, by the name of their kind.
        is_outline: whether it stands only for its heading, above a part that is shown with what it
            holds.
    """

    id: str
    index: int
    title: str
    department: str
    groups: tuple[Group, ...]
    texts: tuple[Text, ...]
    location: Location
    number_form: str = "第１節"
    depth: int = 2
    parent: str = ""
    kind: str = STANDARD.headings[0].name
    fields: tuple[FieldValue, ...] = ()
    totals: tuple[tuple[str, tuple[FieldValue, ...]], ...] = ()
    is_outline: bool = False

    @property
    def number(self) -> str:
        """第１節, 第２節 … as printed."""
        return numbered(self.number_form, self.index)

    @property
    def is_front(self) -> bool:
        """Whether it is the front of a sheet, which the chapter's heading opens."""
        return self.kind in SHEETS

    @property
    def is_end(self) -> bool:
        """Whether it is what stands below all parts of another one, which has the heading."""
        return self.kind.endswith(AT_END) and not self.is_front

    @property
    def is_headless(self) -> bool:
        """Whether no heading opens it: the front of a sheet, and what stands at the end of a part."""
        return self.is_front or self.is_end

    @property
    def heading(self) -> str:
        """The number and the title, as printed."""
        return f"{self.number} {self.title}".strip()

    def of_kind(self, kind: RecordKind) -> tuple[Text, ...]:
        """The texts of one kind, in order."""
        return tuple(text for text in self.texts if text.kind.name == kind.name)

    def totals_of(self, kind: RecordKind) -> tuple[FieldValue, ...]:
        """The totals below the list of a kind; none for no list that has any."""
        return next((values for name, values in self.totals if name == kind.name), ())

    def of_role(self, role: TextRole) -> tuple[Text, ...]:
        """The texts of one role, in order."""
        return tuple(text for text in self.texts if text.kind.role is role)

    def of_shape(self, shape: Shape) -> tuple[Text, ...]:
        """The texts of one shape, in order: the notes, or what stands in boxes."""
        return tuple(text for text in self.texts if text.kind.shape is shape)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All rows in order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter (章): one sheet.

    Attributes:
        parts: what it holds, from the top, flat: each tells how deep it lies and in which other one.
            The first is the sheet's front where that holds anything.
        kind: what the sheet is: a chapter, or what stands before and after all of them (``SHEETS``).
    """

    number: str
    title: str
    sheet: str
    periods: tuple[Period, ...]
    parts: tuple[Part, ...]
    location: Location
    kind: str = FRONT

    @property
    def heading(self) -> str:
        """第１章 … or, without a number, the title alone."""
        return f"{self.number} {self.title}".strip()

    def above(self, part: Part) -> tuple[Part, ...]:
        """The parts that a part lies in, the shallowest first."""
        by_id = {other.id: other for other in self.parts}
        found: list[Part] = []
        while part.parent in by_id:
            part = by_id[part.parent]
            found.insert(0, part)
        return tuple(found)

    def number_of(self, part: Part) -> str:
        """The number of a part behind those of the parts that it lies in; empty for the front, which has
        only the chapter's."""
        if part.is_front:
            return ""
        if part.is_end:
            return "".join(map(self.number_of, self.above(part)[-1:]))
        # Of 1-2-3 the last of the parts above are told already.
        told = max(len(numbers_in(part.number)) - 1, 0)
        above = self.above(part)
        shown = above[: max(len(above) - told, 0)]
        return " ".join(other.number for other in (*shown, part)).strip()

    def place_of(self, part: Part) -> str:
        """Where a part is: the chapter's number, or its title, and the part's own heading."""
        if part.is_front or (part.is_end and not self.above(part)):
            return self.heading
        return f"{self.number or self.title} {self.number_of(part)} {part.title}".strip()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole workbook as read.

    Attributes:
        sheets: the names of all sheets, in the workbook's order.
        problems: what the reader could not take as it stood.
        places: the cells, for looking up what a finding rests on.
        acknowledgements: the lines of the sheet 確認済.
    """

    settings: Settings
    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...]
    sheets: tuple[str, ...]
    places: Places = field(default_factory=Places)
    acknowledgements: tuple[Acknowledgement, ...] = ()

    def groups(self) -> Iterator[tuple[Chapter, Part, Group]]:
        """Every group with its chapter and part, in order."""
        for chapter in self.chapters:
            for section in chapter.parts:
                for group in section.groups:
                    yield chapter, section, group

    def parts(self) -> Iterator[tuple[Chapter, Part]]:
        """Every part with its chapter, in order."""
        for chapter in self.chapters:
            for section in chapter.parts:
                yield chapter, section

    @property
    def target_name(self) -> str:
        """What it calls its targets: 検証値, 目標値."""
        return target_name(period for chapter in self.chapters for period in chapter.periods)

    def indicators(self) -> Iterator[tuple[Part, Indicator]]:
        """Every indicator row with its part, in order."""
        for _, section in self.parts():
            for row in section.indicators:
                yield section, row
