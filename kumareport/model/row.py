"""A chapter sheet's rows as they were typed, for comparing one state of a workbook with another."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from kumareport.model.form import FRONT
from kumareport.model.lettering import looks_text, with_looks
from kumareport.model.period import Period
from kumareport.model.record_kind import Shape


class Content(Struct, frozen=True):
    """What a cell holds.

    Attributes:
        text: the text, or the number as stored; without struck-through pieces (見え消し).
        number_format: the format code of a number; empty for text.
        struck: the pieces that are struck through.
        is_formula: whether it is the stored result of a formula.
        fault: why it is no content that a report can take, in Japanese; empty where it is one.
    """

    text: str
    number_format: str = ""
    struck: str = ""
    is_formula: bool = False
    fault: str = ""

    @property
    def is_number(self) -> bool:
        """Whether Excel holds a number."""
        return bool(self.number_format)


BLANK = Content("")


def as_texts(content: Content) -> tuple[str, str, str]:
    """A content as a record of issue keeps it: its text, number format, and how its letters stand."""
    return str(content.text), content.number_format, looks_text(content.text)


def from_texts(texts: Sequence[str]) -> Content:
    """The way back; records of earlier versions say nothing of looks."""
    text, number_format, looks, *_ = (*texts, "", "", "")
    return Content(with_looks(text, looks), number_format)


def period_key(period: Period) -> str:
    """A period column's lasting name: H31 and R1, 実績値 and 実績 are the same column."""
    return f"{period.role} {period.year.ad}"


class Row(Struct, frozen=True):
    """One record.

    Attributes:
        sheet: the sheet's name.
        number: its 1-based row.
        id: its ID; empty where the sheet has none for it.
        kind: its 区分; for a row without one, that of the row above where that is a text.
        section: the ID of the part (節 …) that it stands in; the sheet's name above the first.
        cells: the cells with content, by the column's lasting name.
        shape: what a record of its kind is made of; None for no kind.
    """

    sheet: str
    number: int
    id: str
    kind: str
    section: str
    cells: Mapping[str, Content] = field(default_factory=dict[str, Content])
    shape: Shape | None = None

    def text(self, column: str) -> str:
        """A cell's text, without white space around it."""
        return self.cells.get(column, BLANK).text.strip()


class RowSheet(Struct, frozen=True):
    """A chapter sheet.

    Attributes:
        name: the sheet's name.
        header: the header's row.
        columns: the 1-based column of each lasting name.
        labels: what each of these columns is called.
        rows: the rows with content, from the top.
        outside: texts in no column of the table, by row and column.
    """

    name: str
    header: int
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    rows: tuple[Row, ...]
    outside: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])

    @property
    def front(self) -> Row:
        """The sheet's front as if a heading opened it: the header's row, known by the sheet's name."""
        return Row(self.name, self.header, self.name, FRONT, self.name, {}, Shape.HEADING)

    @property
    def has_front(self) -> bool:
        """Whether a record stands above the first heading."""
        return any(row.section == self.name and row.id for row in self.rows)
