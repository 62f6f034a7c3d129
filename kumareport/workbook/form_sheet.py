"""Writing a chapter sheet of a form: its looks, what may be filled in, and how it is printed."""

from collections.abc import Sequence

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.field_columns import field_column, may_fill
from kumareport.model.form import WRITTEN
from kumareport.model.period import Role
from kumareport.model.record_kind import Author, Shape
from kumareport.workbook import layout
from kumareport.workbook.cell_text import HIGHEST_ROW, lines_needed
from kumareport.workbook.chapter_dropdowns import add_dropdowns
from kumareport.workbook.chapter_sheet import record_texts
from kumareport.workbook.form_columns import (
    COMPUTED_COLUMN,
    LETTER_SIZE,
    VALUE_WIDTH,
    FormColumns,
    FormSheet,
    form_columns,
    hidden_columns,
    width_of,
)
from kumareport.workbook.form_looks import Dress, aligned
from kumareport.workbook.form_needs import asks_values, open_records
from kumareport.workbook.layout import Column
from kumareport.workbook.looks import (
    OPEN_FILL,
    UNLOCKED,
    letters,
    put,
    set_up_print,
    write_header,
)
from kumareport.workbook.new_workbook import ChapterSheet, Record
from kumareport.workbook.paper import A3_LONG

NEWEST_SIGN = "▼ ここに記入"
NEWEST_COLOR = "FFE699"
CHANGED_SIGN = "紫の太字は、前回の照会から変わったところです。"
_NEWEST_FILL = PatternFill("solid", fgColor=NEWEST_COLOR)
_NEWEST_HEAD = PatternFill("solid", fgColor="C55A11")
_TARGET_HEAD = PatternFill("solid", fgColor="7F6000")
_MOST_TEXT, _MOST_VALUE = 2_000, 60
_LINE, _PADDING = 13.5, 6
_GUIDANCE = "黄色のセルに記入してください。くわしくは「記入要領」をご覧ください。"


def write_form_sheet(target: Worksheet, sheet: FormSheet) -> None:
    """Fill an empty sheet in: header, records, what may be filled in, looks, print set-up."""
    columns = form_columns(sheet)
    chapter = sheet.chapter
    _write_head(target, sheet, columns)
    cut: list[str] = []
    dress = Dress(target, sheet, columns)
    for index, record in enumerate(chapter.records):
        row = layout.HEADER_ROW + 1 + index
        _write_record(target, row, record, chapter, columns)
        if index in sheet.computed:
            put(target, row, columns.of[COMPUTED_COLUMN], sheet.computed[index])
        dress.row(row, record, sheet.changed.get(index, frozenset()))
        _open_row(target, row, record, sheet, columns, is_open=index in sheet.open_rows)
        height = _height(record, sheet.computed.get(index, ""), chapter)
        target.row_dimensions[row].height = min(HIGHEST_ROW, height)
        if height > HIGHEST_ROW:
            cut.append(_reference(row, columns.of[Column.TEXT]))
    if cut:
        long = (
            f"{'、'.join(cut)} は長いため、紙には途中まで載ります（セルを選ぶと全文が読めます）。"
        )
        put(target, 2, 1, f"{_guidance(sheet)}{long}")
    _limit_lengths(target, sheet, columns)
    _add_dropdowns(target, sheet, columns)
    last = layout.HEADER_ROW + len(chapter.records)
    target.auto_filter.ref = f"A{layout.HEADER_ROW}:{get_column_letter(len(columns.of))}{last}"
    target.freeze_panes = target.cell(layout.HEADER_ROW + 1, columns.of[Column.TEXT] + 1).coordinate
    paper = target.PAPERSIZE_A3 if columns.paper == A3_LONG else target.PAPERSIZE_A4
    set_up_print(target, landscape=True, paper=paper, repeat=f"1:{layout.HEADER_ROW}")
    target.print_area = f"A1:{get_column_letter(columns.printed)}{last}"


def _add_dropdowns(target: Worksheet, sheet: FormSheet, columns: FormColumns) -> None:
    """The lists to choose from in what a department may fill in."""
    chapter, form = sheet.chapter, sheet.chapter.form
    written = {row.kind for row in open_records(sheet, *WRITTEN)}
    notes = {kind for kind in form.of_shape(Shape.NOTE) if kind.author is Author.DEPARTMENT}
    kinds = [kind for kind in form.kinds if kind.name in written or kind in notes]
    names = {name for kind in form.kinds for name in form.open_fields(kind.name)}
    for name in chapter.fields:
        column = field_column(form, name, 0)
        if column is not None and any(
            may_fill(form, kind.name, column.key) for kind in (*form.kinds, *form.of_sheets)
        ):
            names.add(name)
    of = {name: n for name, n in columns.of.items() if name in {Column.KIND, *names}}
    add_dropdowns(target, of, form, chapter.schemes, kinds=kinds, knows_departments=False)


def _guidance(sheet: FormSheet) -> str:
    """The line above the table."""
    return _GUIDANCE + (CHANGED_SIGN if any(sheet.changed.values()) else "")


def _write_head(target: Worksheet, sheet: FormSheet, columns: FormColumns) -> None:
    chapter = sheet.chapter
    heading = f"{chapter.number}　{chapter.title}".strip("　")
    put(target, 1, 1, heading).font = letters(14, "1F3864", bold=True)
    put(target, 2, 1, _guidance(sheet)).font = letters(LETTER_SIZE, "595959")
    target.row_dimensions[1].height = 24
    write_header(target, layout.HEADER_ROW, list(columns.of))
    target.row_dimensions[layout.HEADER_ROW].height = 34
    for name, number in columns.of.items():
        target.column_dimensions[get_column_letter(number)].width = width_of(name, chapter)
        period = chapter.form.period(name, 0)
        if period is not None and period.role is Role.TARGET:
            target.cell(layout.HEADER_ROW, number).fill = _TARGET_HEAD
    for name in hidden_columns(chapter):
        target.column_dimensions[get_column_letter(columns.of[name])].hidden = True
    if asks_values(sheet):
        number = columns.of[sheet.newest]
        target.cell(layout.HEADER_ROW, number).fill = _NEWEST_HEAD
        sign = put(target, 2, number, NEWEST_SIGN)
        sign.font = letters(LETTER_SIZE, "C55A11", bold=True)
        sign.alignment = aligned("center", None)


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
        target.row_dimensions[row].protection = UNLOCKED
        for number in columns.of.values():
            target.cell(row, number).protection = UNLOCKED
    for name in names:
        _fill(target, row, columns.of[name], is_newest=name == sheet.newest)


def _actuals(chapter: ChapterSheet) -> list[str]:
    read = ((name, chapter.form.period(name, 0)) for name in chapter.periods)
    return [name for name, period in read if period is not None and period.role is Role.ACTUAL]


def _fill(target: Worksheet, row: int, column: int, *, is_newest: bool = False) -> None:
    cell = target.cell(row, column)
    cell.protection = UNLOCKED
    cell.fill = _NEWEST_FILL if is_newest else OPEN_FILL


def _height(record: Record, computed: str, chapter: ChapterSheet) -> float:
    """The height that shows all that is printed of a record, in points."""
    texts = record_texts(record)
    printed = (Column.TEXT, Column.PREVIOUS, Column.GROUP)
    counts = [lines_needed(texts[name], width_of(name, chapter)) for name in printed]
    counts.append(lines_needed(computed, width_of(COMPUTED_COLUMN, chapter)))
    values = (value for value, _ in record.values if isinstance(value, str))
    counts += [lines_needed(value, VALUE_WIDTH) for value in values]
    fields = ((name, value) for name, (value, _) in record.fields.items())
    counts += [
        lines_needed(value, width_of(name, chapter))
        for name, value in fields
        if isinstance(value, str)
    ]
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
