"""What a form asks of its department: its cover and its guide speak of that and of nothing else."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from kumareport.model.field_columns import NUMERIC, field_column, may_fill
from kumareport.model.form import FRONT, WRITTEN, Form, FormField
from kumareport.model.period import Role
from kumareport.model.record_kind import Shape
from kumareport.workbook.form_columns import COMPUTED_COLUMN, FormSheet, form_columns
from kumareport.workbook.layout import Column
from kumareport.workbook.new_workbook import Record
from kumareport.workbook.paper import A3_LONG

_MOST_NAMED = 4


class FormNeeds(Struct, frozen=True):
    """What is in a form, and what of it may be filled in.

    Attributes:
        sheets: the names of the sheets to fill in.
        actual: what the headers call the values to fill in, such as 実績; empty where there are none.
        has_older: whether values of more than one year may be filled in.
        indicators: the kinds of indicator that are shown.
        texts: the kinds of text to write.
        fields: the own fields to fill in.
        has_numbers: whether some of these hold numbers.
        is_judged: whether it shows how indicators are marked.
        may_mark: whether marks may be given by hand.
        papers: the sizes of paper that the sheets are printed on.
        has_beyond: whether there are years to the right of what is printed.
    """

    sheets: tuple[str, ...]
    actual: str
    has_older: bool
    indicators: tuple[str, ...]
    texts: tuple[str, ...]
    fields: tuple[str, ...]
    has_numbers: bool
    is_judged: bool
    may_mark: bool
    papers: tuple[str, ...]
    has_beyond: bool


def needs_of(sheets: Sequence[FormSheet]) -> FormNeeds:
    """What the sheets of a form ask together."""
    asked = [sheet for sheet in sheets if asks_values(sheet)]
    columns = [form_columns(sheet) for sheet in sheets]
    return FormNeeds(
        sheets=tuple(sheet.chapter.name for sheet in sheets),
        actual=next(map(_word, asked), ""),
        has_older=any(len(_actuals(sheet)) > 1 for sheet in asked),
        indicators=_each(row.kind for sheet in sheets for row in _indicators(sheet)),
        texts=_each(row.kind for sheet in sheets for row in open_records(sheet, *WRITTEN)),
        fields=_each(field.name for sheet in sheets for field in open_fields(sheet)),
        has_numbers=any(field.type in NUMERIC for sheet in sheets for field in open_fields(sheet)),
        is_judged=any(COMPUTED_COLUMN in of.of for of in columns),
        may_mark=any(
            Column.MARK in sheet.chapter.form.open_fields(row.kind)
            for sheet in asked
            for row in open_records(sheet, Shape.INDICATOR)
        ),
        papers=_each("A3" if of.paper == A3_LONG else "A4" for of in columns),
        has_beyond=any(
            of.of[name] > of.printed
            for sheet, of in zip(sheets, columns, strict=True)
            for name in sheet.chapter.periods
        ),
    )


def part_word(form: Form) -> str:
    """What the office calls the parts of its report, such as 節; ところ where they are of several
    kinds."""
    names = [kind.name for kind in form.headings]
    has_front = any(FRONT in kind.under for kind in form.kinds)
    return names[0] if len(names) == 1 and not has_front else "ところ"


def named(names: Sequence[str]) -> str:
    """Names in brackets; of many, the first few."""
    shown = "".join(f"「{name}」" for name in names[:_MOST_NAMED])
    return shown + ("など" if len(names) > _MOST_NAMED else "")


def asks_values(sheet: FormSheet) -> bool:
    """Whether the department fills in values of the newest year."""
    return sheet.newest in sheet.chapter.periods and any(open_records(sheet, Shape.INDICATOR))


def open_records(sheet: FormSheet, *shapes: Shape) -> Iterator[Record]:
    """The records of some shapes that the department fills in."""
    records = (sheet.chapter.records[index] for index in sorted(sheet.open_rows))
    return (row for row in records if sheet.chapter.form.shape(row.kind) in shapes)


def open_fields(sheet: FormSheet) -> Iterator[FormField]:
    """The own fields that some row of the department has open; those of several years once a year."""
    form = sheet.chapter.form
    kinds = {sheet.chapter.records[index].kind for index in sheet.open_rows}
    for header in sheet.chapter.fields:
        column = field_column(form, header, 0)
        if column is not None and any(may_fill(form, kind, column.key) for kind in kinds):
            yield column.field


def asked_places(sheets: Sequence[FormSheet]) -> Iterator[str]:
    """How much there is to fill in, and how much of it is blank: what each sheet asks for."""
    for sheet in sheets:
        chapter = sheet.chapter
        parts: list[str] = []
        values = [*open_records(sheet, Shape.INDICATOR)]
        written = [*open_records(sheet, *WRITTEN)]
        if asks_values(sheet):
            at = chapter.periods.index(sheet.newest)
            blank = sum(row.values[at][0] in (None, "") for row in values)
            year = sheet.newest.replace("\n", " ")
            parts.append(f"{year} が {len(values)} 指標{_blank(blank)}")
        for kind in chapter.form.boxes:
            texts = [row for row in written if row.kind == kind.name and row.id]
            if texts:
                blank = sum(not row.text for row in texts)
                parts.append(f"「{kind.name}」が {len(texts)} 行{_blank(blank)}")
        fields = _each(field.name for field in open_fields(sheet))
        if fields:
            parts.append(f"{named(fields)}の項目")
        yield f"{chapter.name}：{'、'.join(parts) or '新しい文と、事務局への意見'}"


def _blank(count: int) -> str:
    return f"（空欄 {count}）" if count else ""


def _indicators(sheet: FormSheet) -> Iterator[Record]:
    of = sheet.chapter.form
    return (row for row in sheet.chapter.records if of.shape(row.kind) is Shape.INDICATOR)


def _actuals(sheet: FormSheet) -> list[str]:
    read = ((name, sheet.chapter.form.period(name, 0)) for name in sheet.chapter.periods)
    return [name for name, period in read if period and period.role is Role.ACTUAL]


def _word(sheet: FormSheet) -> str:
    period = sheet.chapter.form.period(sheet.newest, 0)
    return period.heading if period else ""


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
