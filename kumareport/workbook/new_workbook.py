"""What a new workbook is made of."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from kumareport.model.form import FRONT, STANDARD, Form
from kumareport.model.mark import Scheme
from kumareport.model.period import parse_period, target_name
from kumareport.workbook.layout import Setting

CellValue = float | int | str | None


class Record(Struct, frozen=True):
    """One row of a chapter sheet.

    Attributes:
        kind: its 区分.
        values: per period column, what is stored and its number format.
        scheme: 判定の方式.
        previous: 前年度の記載.
        fields: per header of an own field, what is stored and its number format.
        merged: index of the first period column that is merged, and over how many columns.
    """

    kind: str
    id: str
    text: str
    department: str = ""
    group: str = ""
    unit: str = ""
    values: Sequence[tuple[CellValue, str]] = ()
    merged: tuple[int, int] | None = None
    mark: str = ""
    reason: str = ""
    scheme: str = ""
    previous: str = ""
    direction: str = ""
    chart: str = ""
    chart_title: str = ""
    memo: str = ""
    fields: Mapping[str, tuple[CellValue, str]] = field(
        default_factory=dict[str, tuple[CellValue, str]]
    )


class ChapterSheet(Struct, frozen=True):
    """One chapter: its line in 章一覧, its period headers and its rows.

    Attributes:
        schemes: those of the workbook; more than one gives the sheet a column 判定の方式.
        has_previous: whether there is a column 前年度の記載.
        form: its kinds of record and its columns.
        fields: the headers of its own fields.
        kind: what the sheet is: a chapter, or one of the whole report (``form.SHEETS``).
    """

    name: str
    number: str
    title: str
    periods: Sequence[str]
    records: Sequence[Record]
    schemes: Sequence[Scheme] = ()
    has_previous: bool = False
    form: Form = STANDARD
    fields: Sequence[str] = ()
    kind: str = FRONT


def target_named(chapters: Iterable[ChapterSheet]) -> str:
    """What the sheets call their targets: 検証値, 目標値."""
    headers = (" ".join(header.split()) for chapter in chapters for header in chapter.periods)
    read = (parse_period(header, 1) for header in headers)
    return target_name(period for period in read if period is not None)


class NewWorkbook(Struct, frozen=True):
    """All that a new workbook needs. Settings left out take the usual values.

    Attributes:
        schemes: the marks of the city; where empty, the three usual ones with their short lines.
        form: the kinds of record and the columns.
    """

    settings: dict[Setting, str | int]
    chapters: Sequence[ChapterSheet]
    departments: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    schemes: Sequence[Scheme] = field(default_factory=tuple)
    form: Form = STANDARD
