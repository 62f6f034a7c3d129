"""What has been found in the sources, in order: headings, tables, labelled values, loose text."""

from collections.abc import Sequence
from dataclasses import dataclass

from kumareport.importing.quote import Origin, Quote
from kumareport.importing.targets import Key


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading."""

    key: Key
    quote: Quote
    level: int
    place: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column of a table.

    Attributes:
        heads: what stands above it, from the top.
        text: these on one line.
    """

    key: Key
    heads: tuple[Quote, ...]
    text: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell of a table's row with the columns that it reaches over, and whether it began above."""

    quote: Quote
    first: int
    last: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: its columns, and its rows with what each cell holds.

    Attributes:
        place: where it lies, for people.
        header_rows: how many rows its header has.
    """

    columns: Sequence[FoundColumn]
    rows: Sequence[Sequence[Spanned]]
    origin: Origin
    place: str = ""
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label with the values beside or below it.

    Attributes:
        heads: what stands above the values, where the label heads a row of a table.
        year: of which year they are; empty where nothing says so.
        unit: theirs, and where it stands; empty for none.
    """

    key: Key
    label: Quote
    values: Sequence[Quote]
    heads: tuple[Quote, ...] = ()
    year: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of text that no label names.

    Attributes:
        marks: the marks that it explains, each with its meaning.
        beside: what stands beside it and says the same.
    """

    key: Key
    quote: Quote
    is_listed: bool = False
    marks: tuple[tuple[str, str], ...] = ()
    beside: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """The beginning of a sheet or a file."""

    key: Key
    file: str
    sheet: str


Found = FoundHeading | FoundTable | FoundLabel | FoundLine | FoundSheet
