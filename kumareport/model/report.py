"""The report: settings, chapters (章) and their parts (節 …), indicators (検証指標) and texts."""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct, field

from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.field_value import FieldValue
from kumareport.model.form import AT_END, FRONT, SHEETS, STANDARD
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.numbering import numbered, numbers_in
from kumareport.model.period import Period, target_name
from kumareport.model.places import Places
from kumareport.model.problem import Problem
from kumareport.model.record_kind import RecordKind, Shape, TextRole
from kumareport.model.settings import Settings


class Text(Struct, frozen=True):
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


class Group(Struct, frozen=True):
    """Indicators that share one mark (大項目), or a single indicator with an empty name."""

    name: str
    rows: tuple[Indicator, ...]


class Part(Struct, frozen=True, dict=True):
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

    # The rules ask for them again and again.
    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All rows in order."""
        return tuple(row for group in self.groups for row in group.rows)


class Chapter(Struct, frozen=True):
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


class Report(Struct, frozen=True):
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
