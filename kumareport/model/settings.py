"""The settings (設定) of a report: its chapters, departments, rules and schemes."""

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from kumareport.language.signs import PRINTED_MINUS_SIGNS
from kumareport.model.finding import Severity
from kumareport.model.form import FRONT, STANDARD, Form
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Mark, RateMethod, Scheme, three_marks
from kumareport.model.period import Year


class ChapterEntry(Struct, frozen=True):
    """One line of 章一覧: which sheet is which chapter.

    Attributes:
        kind: what the sheet is: a chapter, or one of the whole report (``model.form.SHEETS``).
    """

    sheet: str
    number: str
    title: str
    location: Location
    kind: str = FRONT


class Department(Struct, frozen=True):
    """One line of 所管課一覧."""

    name: str
    bureau: str
    contact: str
    location: Location


class RuleSwitch(Struct, frozen=True):
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


class Settings(Struct, frozen=True):
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
        for scheme in self.schemes:
            if scheme.name == indicator.scheme:
                return scheme
        return self.schemes[0]
