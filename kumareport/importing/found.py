"""What has been found in the sources, in order: headings, tables, labelled values, loose text."""

from collections.abc import Sequence

from msgspec import Struct

from kumareport.importing.quote import Origin, Quote
from kumareport.importing.targets import Key


class FoundHeading(Struct, frozen=True):
    """A heading."""

    key: Key
    quote: Quote
    level: int
    place: tuple[int, ...] = ()


class FoundColumn(Struct, frozen=True):
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


class Spanned(Struct, frozen=True):
    """A cell of a table's row with the columns that it reaches over, and whether it began above."""

    quote: Quote
    first: int
    last: int
    goes_on: bool


class FoundTable(Struct, frozen=True):
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


class FoundLabel(Struct, frozen=True):
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


class FoundLine(Struct, frozen=True):
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


class FoundSheet(Struct, frozen=True):
    """The beginning of a sheet or a file."""

    key: Key
    file: str
    sheet: str


Found = FoundHeading | FoundTable | FoundLabel | FoundLine | FoundSheet
