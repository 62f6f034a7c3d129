"""The report as it is being put together from what was found."""

from collections.abc import Iterator

from msgspec import Struct, field

from kumareport.importing.declared import DeclaredForm
from kumareport.importing.quote import Quote
from kumareport.model.form import OF_REPORT, FieldType
from kumareport.model.period import Role
from kumareport.workbook.new_workbook import CellValue

Stored = tuple[CellValue, str]
"""What a cell stores, and its number format."""
Column = tuple[Role, int]
"""A column of values: what they are, and of which year (A.D.)."""


class DraftIndicator(Struct):
    """An indicator with what has been found of it."""

    name: str
    name_quote: Quote | None = None
    group: str = ""
    unit: str = ""
    department: str = ""
    mark: str = ""
    scheme: str = ""
    reason: str = ""
    memo: str = ""
    direction: str = ""
    chart: str = ""
    chart_title: str = ""
    values: dict[Column, Stored] = field(default_factory=dict[Column, Stored])
    merged: tuple[Column, Column] | None = None
    fields: dict[str, Stored] = field(default_factory=dict[str, Stored])

    def is_elsewhere(self, quote: Quote | None) -> bool:
        """Whether it was found in another file than a name."""
        own = self.name_quote
        return own is not None and quote is not None and own.origin.file != quote.origin.file


class DraftText(Struct):
    """A text or a line of a list with what it says in the office's own fields.

    Attributes:
        is_line: whether it is a line of a list.
    """

    kind: str
    text: str
    department: str = ""
    fields: dict[str, Stored] = field(default_factory=dict[str, Stored])
    is_line: bool = False


class LegendLine(Struct):
    """A mark of the legend with its meaning, where it stands, and the name above it; empty for none."""

    symbol: str
    words: str
    quote: Quote
    name: str = ""


class DraftPart(Struct):
    """A part of the report: a chapter (depth 1), a section …

    Attributes:
        text: its heading as found, with the number.
        kind: the name of its 区分.
        quotes: where its heading stands.
        texts: its texts and the lines of its lists, in order.
        place: where it stands among all; empty where no source says so.
    """

    text: str
    depth: int
    kind: str = ""
    department: str = ""
    memo: str = ""
    indicators: list[DraftIndicator] = field(default_factory=list[DraftIndicator])
    texts: list[DraftText] = field(default_factory=list[DraftText])
    fields: dict[str, Stored] = field(default_factory=dict[str, Stored])
    place: tuple[int, ...] = ()
    quotes: list[Quote] = field(default_factory=list[Quote])
    children: list["DraftPart"] = field(default_factory=list["DraftPart"])

    def all(self) -> Iterator["DraftPart"]:
        """It and all parts below it, in order."""
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def is_of_whole(self) -> bool:
        """Whether it stands before the first chapter or after the last one."""
        return self.depth == 1 and self.kind in OF_REPORT

    @property
    def is_empty(self) -> bool:
        """Whether it is nothing but a heading."""
        return not (self.indicators or self.texts or self.fields or self.children or self.memo)

    def holders(self) -> Iterator[tuple[str, dict[str, Stored]]]:
        """The fields of it and of all that it holds, each with the 区分; empty for an indicator."""
        yield self.kind, self.fields
        for indicator in self.indicators:
            yield "", indicator.fields
        for text in self.texts:
            yield text.kind, text.fields


class Heads(Struct):
    """How a column of values is headed."""

    word: str
    year: str


class Draft(Struct):
    """The report so far.

    Attributes:
        symbols: the marks seen.
        columns: the columns of values, as they first appear.
        layouts: the columns of each table, once for every order.
        fields: the types of the fields, with the choices seen.
        summed: the fields of lists whose totals the source has.
        declared: the form that a source of ours declares.
        notes: what the program has put in of its own accord, in words.
        readings: what was taken otherwise than it stands: as it stood, as it was taken.
    """

    title: str = ""
    label: str = ""
    chapters: list[DraftPart] = field(default_factory=list[DraftPart])
    legend: list[LegendLine] = field(default_factory=list[LegendLine])
    symbols: list[str] = field(default_factory=list[str])
    columns: dict[Column, Heads] = field(default_factory=dict[Column, Heads])
    layouts: list[tuple[Column, ...]] = field(default_factory=list[tuple[Column, ...]])
    fields: dict[str, FieldType] = field(default_factory=dict[str, FieldType])
    yearly: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    units: dict[str, str] = field(default_factory=dict[str, str])
    declared: DeclaredForm | None = None
    summed: set[str] = field(default_factory=set[str])
    notes: list[str] = field(default_factory=list[str])
    readings: list[tuple[Quote, str]] = field(default_factory=list[tuple[Quote, str]])

    def parts(self) -> Iterator[DraftPart]:
        """All parts, in order."""
        for chapter in self.chapters:
            yield from chapter.all()


class Fates(Struct):
    """What became of every piece of text: where it went, or why it found no place."""

    placed: dict[Quote, str] = field(default_factory=dict[Quote, str])
    left: dict[Quote, str] = field(default_factory=dict[Quote, str])
