"""What a rule is, and what it looks at."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain, groupby

from msgspec import Struct

from kumareport.last_year import Past, SinceLastYear
from kumareport.marks import Judged
from kumareport.model.field_value import FieldValue
from kumareport.model.finding import Finding, Severity
from kumareport.model.form import FieldType
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Mark
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.records import records
from kumareport.model.report import Chapter, Part, Report, Text
from kumareport.model.value import Entry, Fault
from kumareport.narrative.attained import Printed
from kumareport.narrative.judging import Contradiction, contradictions
from kumareport.narrative.passages import Passage, passages
from kumareport.rules.field_rows import field_rows
from kumareport.rules.jumps import Jump, jumps
from kumareport.rules.outliers import Outlier, outliers

_LONGEST = 40
"""Letters of a value that a message repeats; the finding holds all of it."""


def _is_written(value: FieldValue) -> bool:
    """Whether somebody wrote this year what a field says, as words."""
    return value.field.type is FieldType.TEXT and bool(value.text) and not value.is_previous


def _worded(part: Part) -> Iterator[tuple[Location, str]]:
    yield from ((text.location, text.text) for text in part.texts)
    values = (value for record in records(part) for value in record.fields)
    yield from ((v.location, v.text) for v in values if _is_written(v))


class Checked:
    """What the rules look at.

    Attributes:
        report: the workbook as read.
        judged: its marks.
        past: last year's workbook and its marks, where there is one to compare with.
    """

    def __init__(self, report: Report, judged: Judged, past: Past | None = None) -> None:
        self.report = report
        self.judged = judged
        self.past = past

    @property
    def previous(self) -> Report | None:
        """Last year's workbook, where there is one to compare with."""
        return self.past.report if self.past else None

    @cached_property
    def since(self) -> SinceLastYear:
        """What has changed since last year."""
        return SinceLastYear(self.report, self.judged, self.past)

    def problems(self, kind: ProblemKind) -> Sequence[Problem]:
        """The reader's problems of a kind, in order."""
        return self._problems.get(kind, ())

    @cached_property
    def _problems(self) -> dict[ProblemKind, list[Problem]]:
        found: dict[ProblemKind, list[Problem]] = {}
        for problem in self.report.problems:
            found.setdefault(problem.kind, []).append(problem)
        return found

    def rows(self) -> Iterator[Indicator]:
        """Every indicator row, in order."""
        return (row for _, row in self.report.indicators())

    @cached_property
    def field_rows(self) -> tuple[Indicator, ...]:
        """The numbers of the office's own fields as rows of values."""
        return tuple(field_rows(self.report))

    @cached_property
    def entries(self) -> tuple[tuple[Indicator, Entry], ...]:
        """Every value cell with its row, in order; then those of the office's own fields."""
        rows = chain(self.rows(), self.field_rows)
        return tuple((row, entry) for row in rows for entry in row.entries)

    def texts(self) -> Iterator[tuple[Chapter, Part, Text]]:
        """Every bullet and note, in order."""
        for chapter, section in self.report.parts():
            for text in section.texts:
                yield chapter, section, text

    @cached_property
    def printed(self) -> tuple[tuple[Location, str], ...]:
        """Every printed text with its place: titles, names, notes, units, bullets."""
        found: list[tuple[Location, str]] = []
        for chapter in self.report.chapters:
            found.append((chapter.location, chapter.title))
            for section in chapter.parts:
                found.append((section.location, section.title))
                for row in section.indicators:
                    found += [(row.location, text) for text in (row.name, *row.notes) if text]
                found += _worded(section)
        return tuple(found)

    @cached_property
    def worded(self) -> tuple[tuple[Location, str], ...]:
        """The printed texts whose words are this year's: bullets, notes and the office's own fields.
        Titles and names are those of the plan."""
        return tuple(found for _, part in self.report.parts() for found in _worded(part))

    @cached_property
    def fixed(self) -> tuple[tuple[str, str], ...]:
        """The printed texts whose words are the plan's (titles, names and their notes), each with the
        sheet that it heads or stands in."""
        found: list[tuple[str, str]] = []
        for chapter in self.report.chapters:
            found.append((chapter.sheet, chapter.title))
            for part in chapter.parts:
                rows = (text for row in part.indicators for text in (row.name, *row.notes))
                found += [(chapter.sheet, text) for text in (part.title, *rows)]
        return tuple(found)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts that speak of results, each sentence with what it claims."""
        return passages(self.report)

    def passages_of(self, section: Part) -> tuple[Passage, ...]:
        """The sentences of one section's texts that verify."""
        return self._by_section.get(section.id, ())

    @cached_property
    def _by_section(self) -> dict[str, tuple[Passage, ...]]:
        by_section = groupby(self.passages, key=lambda passage: passage.section.id)
        return {section: tuple(found) for section, found in by_section}

    @cached_property
    def printed_marks(self) -> dict[str, Mark | None]:
        """The printed mark of each row, which is that of its group, by the row's ID."""
        return {
            row.id: self.judged.mark(group)
            for _, _, group in self.report.groups()
            for row in group.rows
        }

    @cached_property
    def marks(self) -> dict[str, Printed]:
        """The marks beside each row, by its ID: its own where it has one, and its group's."""
        found: dict[str, Printed] = {}
        for row_id, shown in self.printed_marks.items():
            own = self.judged.typed.get(row_id) or self.judged.rows[row_id].mark
            marks = tuple(mark for mark in (shown, own) if mark is not None)
            found[row_id] = Printed(tuple(dict.fromkeys(marks)), shown)
        return found

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What the sentences claim against the table, one for each cause."""
        return tuple(
            found for passage in self.passages for found in contradictions(passage, self.marks)
        )

    @cached_property
    def faulty(self) -> tuple[tuple[Indicator, Entry], ...]:
        """The value cells that the reader could not take."""
        return tuple((row, entry) for row, entry in self.entries if entry.value.fault)

    @cached_property
    def jumps(self) -> dict[str, tuple[Jump, ...]]:
        """The steps of each row that are out of all proportion, by the row's ID."""
        return {row.id: tuple(jumps(row)) for row in self.rows()}

    @cached_property
    def outliers(self) -> tuple[tuple[Indicator, Outlier], ...]:
        """The values that stand out of their row as a slip of the keyboard does."""
        return tuple((row, found) for row in self.rows() for found in outliers(row))


Check = Callable[["Rule", Checked], Iterator[Finding]]


class ReplyAt(StrEnum):
    """Where a department answers a finding: a cell that it fills in."""

    OWN = "指摘のセル"
    CHOICE = "望ましい方向"
    VERIFICATION = "検証の文"
    DIRECTION = "方向の文"
    OPINION = "事務局への意見"


class Request(Struct, frozen=True):
    """A rule's finding as a department gets it, which has no 設定, no 確認済 and no other's rows.

    Attributes:
        advice: what the department does about it; where it tells the office something, a sentence
            without its end, which says how.
        reply_at: where. A finding whose place the department may not fill in does not go out.
        at_each: whether every place of a finding needs the same, and each is asked about on its own.
    """

    advice: str
    reply_at: ReplyAt = ReplyAt.OWN
    at_each: bool = False


class Rule(Struct, frozen=True):
    """A rule of the catalogue.

    Attributes:
        code: never reused.
        title: names the fault.
        severity: of its findings, unless 点検の設定 says otherwise.
        why: why it matters.
        bad, good: an example each.
        advice: what the office does; also the hint of each finding.
        request: what a department does; None where only the office can do something.
        check: yields the findings. None for rules that look at templates.
        locked: whether 点検の設定 may not change it, because content would be lost.
    """

    code: str
    title: str
    severity: Severity
    why: str
    bad: str
    good: str
    advice: str
    check: Check | None = None
    request: Request | None = None
    locked: bool = False

    def finding(
        self, location: Location, message: str, seen: str = "", related: tuple[Location, ...] = ()
    ) -> Finding:
        """A finding of this rule."""
        return Finding(self.code, self.severity, location, message, self.advice, seen, related)

    def run(self, checked: Checked) -> list[Finding]:
        """All findings of this rule."""
        return [] if self.check is None else list(self.check(self, checked))


def of_problems(kind: ProblemKind, message: Callable[[Problem], str]) -> Check:
    """A check that turns each of the reader's problems of one kind into a finding."""

    def check(rule: Rule, checked: Checked) -> Iterator[Finding]:
        for problem in checked.problems(kind):
            yield rule.finding(problem.location, message(problem), problem.seen, problem.related)

    return check


def of_values(message: Callable[[Indicator, Entry], str]) -> Check:
    """A check of each value cell by itself: an empty message means that nothing is wrong."""

    def check(rule: Rule, checked: Checked) -> Iterator[Finding]:
        for row, entry in checked.entries:
            found = message(row, entry)
            if found:
                yield rule.finding(entry.location, found, entry.value.raw)

    return check


def of_faults(fault: Fault) -> Check:
    """A check for the cells that the reader could not take, for one reason."""

    def check(rule: Rule, checked: Checked) -> Iterator[Finding]:
        for _, entry in checked.faulty:
            value = entry.value
            if value.fault is fault:
                raw = value.raw if len(value.raw) <= _LONGEST else f"{value.raw[:_LONGEST]}…"
                yield rule.finding(entry.location, f"値「{raw}」：{value.reason}", value.raw)

    return check
