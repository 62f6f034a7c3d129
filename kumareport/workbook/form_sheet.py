"""A chapter sheet of a form: what a department reads and fills in first, on A4; the rest to the right.

Columns are found by their headers when a form comes back, so their order is free.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.field_columns import field_column, may_fill
from kumareport.model.form import Shape
from kumareport.model.period import Role
from kumareport.workbook import layout
from kumareport.workbook.cell_text import HIGHEST_ROW, lines_needed
from kumareport.workbook.chapter_sheet import add_dropdowns, own_width, record_texts
from kumareport.workbook.layout import Column
from kumareport.workbook.looks import BOX, FONT, OPEN_FILL, put, set_up_print, write_header
from kumareport.workbook.new_workbook import ChapterSheet, Record
from kumareport.workbook.paper import A4_LONG, pixels, room

COMPUTED_COLUMN = "判定（自動）"
NEWEST_SIGN = "▼ ここに記入"
NEWEST_COLOR = "FFE699"
_NEWEST_FILL = PatternFill("solid", fgColor=NEWEST_COLOR)
_NEWEST_HEAD = PatternFill("solid", fgColor="C55A11")
_TARGET_HEAD = PatternFill("solid", fgColor="7F6000")
_SIZE = 10
_VALUE_WIDTH = 9.5
_WIDTHS: dict[str, float] = {
    Column.KIND: 11, Column.ID: 9, Column.GROUP: 12, Column.TEXT: 42, Column.UNIT: 7.5,
    COMPUTED_COLUMN: 18, Column.PREVIOUS: 36, layout.OPINION_COLUMN: 20, Column.DEPARTMENT: 12,
    Column.MARK: 6.5, Column.REASON: 18, Column.DIRECTION: 9, Column.SCHEME: 11, Column.CHART: 7,
    Column.CHART_TITLE: 24, Column.MEMO: 20,
}  # fmt: skip
_CENTERED = (Column.KIND, Column.UNIT, Column.MARK, Column.DIRECTION, Column.CHART)
_MOST_TEXT, _MOST_VALUE = 2_000, 60
_LINE, _PADDING = 13.5, 6
_GUIDANCE = "黄色のセルに記入してください。くわしくは「記入要領」をご覧ください。"
_HEADING = Border(top=Side(style="medium", color="1F3864"), bottom=BOX.bottom)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A chapter sheet of a form.

    Attributes:
        chapter: its records, blank ones to write into included.
        open_rows: the indexes of the records that the department fills in.
        newest: the header of the year to fill in; empty for none.
        computed: what the marks are now and why, by the record's index.
    """

    chapter: ChapterSheet
    open_rows: frozenset[int] = frozenset()
    newest: str = ""
    computed: Mapping[int, str] = field(default_factory=dict[int, str])


@dataclass(frozen=True, slots=True)
class FormColumns:
    """The columns of such a sheet.

    Attributes:
        of: the 1-based column of each header.
        printed: the last one that is printed.
    """

    of: dict[str, int]
    printed: int


def form_columns(sheet: FormSheet) -> FormColumns:
    """The columns: on paper the texts, the newest years as far as A4 has room, the mark and the
    opinion; beyond it the older years and what is seldom filled in."""
    chapter = sheet.chapter
    of = chapter.form
    read = [(name, of.period(name, 0)) for name in chapter.periods]
    actuals = [name for name, period in read if period and period.role is Role.ACTUAL]
    head = [Column.KIND, Column.ID, Column.DEPARTMENT, Column.GROUP, Column.TEXT, Column.UNIT]
    hidden = _hidden(chapter)
    tail = [
        COMPUTED_COLUMN,
        *([Column.PREVIOUS] if chapter.has_previous else []),
        layout.OPINION_COLUMN,
    ]
    others = len(chapter.periods) - len(actuals)
    used = sum(pixels(_WIDTHS[name]) for name in (*head, *tail) if name not in hidden)
    used += sum(pixels(_own_width(chapter, name)) for name in _own_fields(chapter)[0])
    left = room(A4_LONG, _SIZE) - used - others * pixels(_VALUE_WIDTH)
    newest = set(actuals[-max(1, int(left // pixels(_VALUE_WIDTH))) :])
    shown = [name for name in chapter.periods if name not in actuals or name in newest]
    asked, other = _own_fields(chapter)
    many = [Column.SCHEME] if len(chapter.schemes) > 1 else []
    beyond = [
        Column.MARK, Column.REASON, *many, Column.DIRECTION, Column.CHART, Column.CHART_TITLE,
        Column.MEMO, *other, *(name for name in actuals if name not in newest),
    ]  # fmt: skip
    printed = [*head, *shown, *asked, *tail]
    names = (*printed, *beyond)
    return FormColumns({str(name): n for n, name in enumerate(names, 1)}, len(printed))


def _own_fields(chapter: ChapterSheet) -> tuple[list[str], list[str]]:
    """The headers of the own fields: those that the department fills in somewhere, and the others."""
    form = chapter.form
    asked: list[str] = []
    other: list[str] = []
    for name in chapter.fields:
        column = field_column(form, name, 0)
        is_asked = column is not None and any(
            may_fill(form, kind.name, column.key) for kind in form.kinds
        )
        (asked if is_asked else other).append(name)
    return asked, other


def _own_width(chapter: ChapterSheet, name: str) -> float:
    column = field_column(chapter.form, name, 0)
    return own_width(column.field) if column else _VALUE_WIDTH


def _hidden(chapter: ChapterSheet) -> set[str]:
    """The columns that say nothing here: all rows are the department's own, or stand in no group."""
    form = chapter.form
    rows = [row for row in chapter.records if form.shape(row.kind) is Shape.INDICATOR]
    names: set[str] = {Column.ID}
    names |= set() if any(row.department for row in rows) else {Column.DEPARTMENT}
    return names | (set() if any(row.group for row in rows) else {Column.GROUP})


def write_form_sheet(target: Worksheet, sheet: FormSheet) -> None:
    """Fill an empty sheet in: header, records, what may be filled in, looks, print set-up."""
    columns = form_columns(sheet)
    chapter = sheet.chapter
    _write_head(target, sheet, columns)
    cut: list[str] = []
    for index, record in enumerate(chapter.records):
        row = layout.HEADER_ROW + 1 + index
        _write_record(target, row, record, chapter, columns)
        put(target, row, columns.of[COMPUTED_COLUMN], sheet.computed.get(index))
        _dress(target, row, record, chapter, columns)
        _open_row(target, row, record, sheet, columns, is_open=index in sheet.open_rows)
        height = _height(record, sheet.computed.get(index, ""))
        target.row_dimensions[row].height = min(HIGHEST_ROW, height)
        if height > HIGHEST_ROW:
            cut.append(_reference(row, columns.of[Column.TEXT]))
    if cut:
        long = (
            f"{'、'.join(cut)} は長いため、紙には途中まで載ります（セルを選ぶと全文が読めます）。"
        )
        put(target, 2, 1, f"{_GUIDANCE}{long}")
    _limit_lengths(target, sheet, columns)
    add_dropdowns(target, columns.of, chapter.form, chapter.schemes, knows_departments=False)
    last = layout.HEADER_ROW + len(chapter.records)
    target.auto_filter.ref = f"A{layout.HEADER_ROW}:{get_column_letter(len(columns.of))}{last}"
    target.freeze_panes = target.cell(layout.HEADER_ROW + 1, columns.of[Column.TEXT] + 1).coordinate
    set_up_print(target, landscape=True, paper=target.PAPERSIZE_A4, repeat=f"1:{layout.HEADER_ROW}")
    target.print_area = f"A1:{get_column_letter(columns.printed)}{last}"


def _write_head(target: Worksheet, sheet: FormSheet, columns: FormColumns) -> None:
    chapter = sheet.chapter
    heading = f"{chapter.number}　{chapter.title}".strip("　")
    put(target, 1, 1, heading).font = Font(FONT, size=14, bold=True, color="1F3864")
    put(target, 2, 1, _GUIDANCE).font = Font(FONT, size=_SIZE, color="595959")
    target.row_dimensions[1].height = 24
    write_header(target, layout.HEADER_ROW, list(columns.of))
    target.row_dimensions[layout.HEADER_ROW].height = 34
    for name, number in columns.of.items():
        target.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(
            name, _own_width(chapter, name)
        )
        period = chapter.form.period(name, 0)
        if period is not None and period.role is Role.TARGET:
            target.cell(layout.HEADER_ROW, number).fill = _TARGET_HEAD
    for name in _hidden(chapter):
        target.column_dimensions[get_column_letter(columns.of[name])].hidden = True
    if sheet.newest in columns.of:
        number = columns.of[sheet.newest]
        target.cell(layout.HEADER_ROW, number).fill = _NEWEST_HEAD
        sign = put(target, 2, number, NEWEST_SIGN)
        sign.font = Font(FONT, size=_SIZE, bold=True, color="C55A11")
        sign.alignment = Alignment(horizontal="center", vertical="center")


def _write_record(
    target: Worksheet, row: int, record: Record, chapter: ChapterSheet, columns: FormColumns
) -> None:
    for name, text in record_texts(record).items():
        if text and name in columns.of:
            put(target, row, columns.of[name], text)
    for name, (value, number_format) in record.fields.items():
        if value not in (None, ""):
            put(target, row, columns.of[name], value).number_format = number_format
    places = [columns.of[name] for name in chapter.periods]
    for place, (value, number_format) in zip(places, record.values, strict=False):
        if value not in (None, ""):
            put(target, row, place, value).number_format = number_format
    if record.merged:
        first, count = record.merged
        across = places[first : first + count]
        # Years that the paper parts are not merged; the value stands in the first of them.
        if across == list(range(across[0], across[0] + count)):
            target.merge_cells(
                start_row=row, end_row=row, start_column=across[0], end_column=across[-1]
            )


def _dress(
    target: Worksheet, row: int, record: Record, chapter: ChapterSheet, columns: FormColumns
) -> None:
    is_heading = chapter.form.shape(record.kind) is Shape.HEADING
    values = set(chapter.periods)
    for name, number in columns.of.items():
        cell = target.cell(row, number)
        color = "1F3864" if is_heading else "595959" if name == Column.PREVIOUS else "000000"
        cell.font = Font(FONT, size=_SIZE, bold=is_heading, color=color)
        cell.border = _HEADING if is_heading else BOX
        side = "right" if name in values else "center" if name in _CENTERED else "left"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=not is_heading)


def _open_row(
    target: Worksheet,
    row: int,
    record: Record,
    sheet: FormSheet,
    columns: FormColumns,
    *,
    is_open: bool,
) -> None:
    """Unlock and colour what the department fills in. A row of a text of its own is unlocked as a
    whole, so that it can be moved and deleted."""
    _fill(target, row, columns.of[layout.OPINION_COLUMN])
    if not is_open:
        return
    chapter = sheet.chapter
    shape = chapter.form.shape(record.kind)
    fields = [name for name in chapter.form.open_fields(record.kind) if name in columns.of]
    fields = [name for name in fields if name not in chapter.fields and shape is not Shape.HEADING]
    for name in chapter.fields:
        column = field_column(chapter.form, name, 0)
        if column is not None and may_fill(chapter.form, record.kind, column.key):
            fields.append(name)
    if shape is Shape.HEADING:
        names = fields
    elif shape is Shape.INDICATOR:
        names = [*_actuals(chapter), *fields]
    else:
        names = [Column.TEXT, *fields]
        target.row_dimensions[row].protection = Protection(locked=False)
        for number in columns.of.values():
            target.cell(row, number).protection = Protection(locked=False)
    for name in names:
        _fill(target, row, columns.of[name], is_newest=name == sheet.newest)


def _actuals(chapter: ChapterSheet) -> list[str]:
    read = ((name, chapter.form.period(name, 0)) for name in chapter.periods)
    return [name for name, period in read if period is not None and period.role is Role.ACTUAL]


def _fill(target: Worksheet, row: int, column: int, *, is_newest: bool = False) -> None:
    cell = target.cell(row, column)
    cell.protection = Protection(locked=False)
    cell.fill = _NEWEST_FILL if is_newest else OPEN_FILL


def _height(record: Record, computed: str) -> float:
    """The height that shows all that is printed of a record, in points."""
    texts = record_texts(record)
    printed = (Column.TEXT, Column.PREVIOUS, Column.GROUP)
    counts = [lines_needed(texts[name], _WIDTHS[name]) for name in printed]
    counts.append(lines_needed(computed, _WIDTHS[COMPUTED_COLUMN]))
    values = (value for value, _ in record.values if isinstance(value, str))
    counts += [lines_needed(value, _VALUE_WIDTH) for value in values]
    return _PADDING + _LINE * max(counts)


def _limit_lengths(target: Worksheet, sheet: FormSheet, columns: FormColumns) -> None:
    texts: list[str] = []
    values: list[str] = []
    for index, record in enumerate(sheet.chapter.records):
        row = layout.HEADER_ROW + 1 + index
        texts.append(_reference(row, columns.of[layout.OPINION_COLUMN]))
        if index not in sheet.open_rows:
            continue
        shape = sheet.chapter.form.shape(record.kind)
        if shape is Shape.INDICATOR:
            values += [_reference(row, columns.of[name]) for name in _actuals(sheet.chapter)]
        elif shape is not Shape.HEADING:
            texts.append(_reference(row, columns.of[Column.TEXT]))
    _limit(target, texts, _MOST_TEXT, "文章")
    _limit(target, values, _MOST_VALUE, "値")


def _reference(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _limit(sheet: Worksheet, cells: Sequence[str], most: int, what: str) -> None:
    """Ask back, without refusing, when more is typed than such a cell ever held."""
    if not cells:
        return
    check = DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(most),
        allow_blank=True,
        errorStyle="warning",
        sqref=" ".join(cells),
    )
    check.errorTitle = f"{what}が長すぎます"
    check.error = f"{most:,} 字を超えています。このまま入力しますか。"
    check.showErrorMessage = True
    sheet.add_data_validation(check)
