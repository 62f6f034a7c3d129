"""What a new workbook is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kumareport.workbook.layout import RecordKind, Setting

CellValue = float | int | str | None


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a chapter sheet.

    Attributes:
        values: per period column, what is stored and its number format.
        merged: index of the first period column that is merged, and over how many columns.
    """

    kind: RecordKind
    id: str
    text: str
    department: str = ""
    group: str = ""
    unit: str = ""
    values: Sequence[tuple[CellValue, str]] = ()
    merged: tuple[int, int] | None = None
    mark: str = ""
    reason: str = ""
    direction: str = ""
    chart: str = ""
    chart_title: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class ChapterSheet:
    """One chapter: its line in 章一覧, its period headers and its rows."""

    name: str
    number: str
    title: str
    periods: Sequence[str]
    records: Sequence[Record]


@dataclass(frozen=True, slots=True)
class NewWorkbook:
    """All that a new workbook needs. Settings left out take the usual values."""

    settings: dict[Setting, str | int]
    chapters: Sequence[ChapterSheet]
    departments: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
