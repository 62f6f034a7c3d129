"""Writing a chapter sheet. Its looks come from conditional formatting keyed on 区分, so a row that
staff insert is dressed at once."""

from copy import copy

from openpyxl.cell.rich_text import CellRichText
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.field_columns import field_column
from kumareport.model.form import FRONT, WRITTEN, FieldType, Form, FormField
from kumareport.model.period import Role
from kumareport.model.record_kind import Shape
from kumareport.workbook import layout
from kumareport.workbook.chapter_dropdowns import (
    LAST_ROW,
    add_dropdowns,
    kinds_of_sheet,
    of_indicators,
)
from kumareport.workbook.layout import Column
from kumareport.workbook.looks import (
    BOX,
    FONT,
    put,
    set_font,
    set_up_print,
    write_header,
    write_title,
)
from kumareport.workbook.new_workbook import ChapterSheet, Record
from kumareport.workbook.paper import A3_LONG, pixels, room

_TARGET_FILL = PatternFill("solid", fgColor="7F6000")

_WIDTHS: dict[str, float] = {
    Column.KIND: 11, Column.ID: 9, Column.DEPARTMENT: 17, Column.GROUP: 17, Column.TEXT: 58,
    Column.UNIT: 8, Column.MARK: 6.5, Column.REASON: 18, Column.DIRECTION: 9, Column.CHART: 7,
    Column.CHART_TITLE: 24, Column.MEMO: 20, Column.SCHEME: 11, Column.PREVIOUS: 58, 
}  # fmt: skip

_PERIOD_WIDTH = 10.5
_OWN_WIDTHS = {FieldType.TEXT: 24, FieldType.CHOICES: 16, FieldType.CHOICE: 12, FieldType.MARK: 8}
_SIZE = 10

_BOX_COLORS = ("E2EFDA", "FFF2CC", "DDEBF7", "FCE4D6", "EDE7F6")
_HEADING_COLORS = ("BDD7EE", "D9E6F5", "ECF2FA")
"""Of the headings of a sheet, the shallowest first."""
_NOTE_COLOR = "F2F2F2"
_UNUSED_COLOR = "EDEDED"


_LEAD = (
    "１行に１つずつ入れます。行の挿入・移動は自由です（挿入した行は「区分」を選ぶと色が付きます）。表全体の並べ替えはしないでください。"
    "灰色のセルは使いません。書き方は「記入要領」をご覧ください。"
)


def write_chapter(sheet: Worksheet, chapter: ChapterSheet) -> None:
    """A chapter into an empty sheet: title, header, records, looks, drop-downs, print set-up."""
    before = (Column.KIND, Column.ID, Column.DEPARTMENT, Column.GROUP, Column.TEXT, Column.UNIT)
    many = len(of_indicators(chapter.schemes)) > 1
    after = (
        Column.MARK, Column.REASON, *([Column.SCHEME] if many else []), Column.DIRECTION,
        Column.CHART, Column.CHART_TITLE, *chapter.fields, Column.MEMO,
        *([Column.PREVIOUS] if chapter.has_previous else []),
    )  # fmt: skip
    headers = [*before, *chapter.periods, *after]
    if chapter.kind != FRONT:
        unused = (*layout.INDICATOR_COLUMNS, Column.SCHEME)
        headers = [name for name in headers if name not in unused]
    column_of = {name: number for number, name in enumerate(headers, 1)}
    number = chapter.number if chapter.kind == FRONT else ""
    heading = f"{number}　{chapter.title}".strip("　")
    write_title(sheet, heading, _LEAD)
    write_header(sheet, layout.HEADER_ROW, headers)
    sheet.row_dimensions[layout.HEADER_ROW].height = 34
    for name, number in column_of.items():
        own = field_column(chapter.form, name, number)
        width = own_width(own.field) if own else _WIDTHS.get(name, _PERIOD_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
        if _is_target(name, chapter.form):
            sheet.cell(layout.HEADER_ROW, number).fill = _TARGET_FILL
    sheet.column_dimensions[get_column_letter(column_of[Column.ID])].hidden = True
    first_period = column_of.get(Column.UNIT, 0) + 1
    for row, record in enumerate(chapter.records, layout.HEADER_ROW + 1):
        _write_record(sheet, row, record, column_of, first_period)
    made: dict[_Look, StyleArray] = {}
    for row in range(layout.HEADER_ROW + 1, layout.HEADER_ROW + len(chapter.records) + 31):
        _dress(sheet, row, column_of, first_period, len(chapter.periods), made)
    _conditional_looks(sheet, column_of, chapter.form)
    kinds = kinds_of_sheet(chapter.form, chapter.kind)
    add_dropdowns(
        sheet, column_of, chapter.form, chapter.schemes, kinds=kinds, knows_departments=True
    )
    last_column = get_column_letter(len(column_of))
    last = layout.HEADER_ROW + len(chapter.records)
    sheet.auto_filter.ref = f"A{layout.HEADER_ROW}:{last_column}{last}"
    text_column = column_of[Column.TEXT]
    sheet.freeze_panes = sheet.cell(layout.HEADER_ROW + 1, text_column + 1).coordinate
    set_up_print(
        sheet,
        landscape=True,
        paper=sheet.PAPERSIZE_A3,
        repeat=f"1:{layout.HEADER_ROW}",
    )
    printed = column_of.get(Column.MARK, column_of[Column.MEMO])
    widths = (_WIDTHS.get(name, _PERIOD_WIDTH) for name in headers[:printed] if name != Column.ID)
    if sum(map(pixels, widths)) > room(A3_LONG, _SIZE):
        # More years than one page shows in legible letters: two side by side, each with the text.
        sheet.page_setup.fitToWidth = 2
        sheet.print_title_cols = f"A:{get_column_letter(text_column)}"
        printed = len(column_of)
    sheet.print_area = f"A1:{get_column_letter(printed)}{last}"


def _is_target(header: str, form: Form) -> bool:
    period = form.period(header, 0)
    return period is not None and period.role is Role.TARGET


def _label_colors(form: Form) -> dict[str, str]:
    """The colour of each kind's 区分: the boxes take turns."""
    colors = {kind.name: _BOX_COLORS[n % len(_BOX_COLORS)] for n, kind in enumerate(form.boxes)}
    return colors | {kind.name: _NOTE_COLOR for kind in form.of_shape(Shape.NOTE)}


def record_texts(record: Record) -> dict[Column, str]:
    """The texts of a record by its columns, besides the years."""
    return {
        Column.KIND: record.kind, Column.ID: record.id, Column.DEPARTMENT: record.department,
        Column.GROUP: record.group, Column.TEXT: record.text, Column.UNIT: record.unit,
        Column.MARK: record.mark, Column.REASON: record.reason, Column.DIRECTION: record.direction,
        Column.CHART: record.chart, Column.CHART_TITLE: record.chart_title,
        Column.MEMO: record.memo, Column.SCHEME: record.scheme, Column.PREVIOUS: record.previous,
    }  # fmt: skip


def _write_record(
    sheet: Worksheet, row: int, record: Record, column_of: dict[str, int], first_period: int
) -> None:
    for name, value in record_texts(record).items():
        if value:
            put(sheet, row, column_of[name], value)
    for name, (value, number_format) in record.fields.items():
        if value not in (None, "") and name in column_of:
            put(sheet, row, column_of[name], value).number_format = number_format
    sheet.row_dimensions[row].height = _row_height(record)
    for offset, (value, number_format) in enumerate(record.values):
        if value not in (None, ""):
            put(sheet, row, first_period + offset, value).number_format = number_format
    if record.merged:
        start, count = first_period + record.merged[0], record.merged[1]
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=start, end_column=start + count - 1
        )


def _row_height(record: Record) -> float:
    """The height that shows the whole text, in points: full-width letters count two."""

    def lines(text: str, width: float) -> int:
        parts = text.split("\n") or [""]
        return sum(max(1, -(-_columns(part) // int(width * 0.92))) for part in parts)

    fitting = [
        lines(record.text, _WIDTHS[Column.TEXT]),
        lines(record.previous, _WIDTHS[Column.PREVIOUS]),
        lines(record.group, _WIDTHS[Column.GROUP]),
        lines(record.chart_title, _WIDTHS[Column.CHART_TITLE]),
        lines(record.department, _WIDTHS[Column.DEPARTMENT]),
        *(lines(value, _PERIOD_WIDTH) for value, _ in record.values if isinstance(value, str)),
    ]
    return 6 + 13.5 * max(fitting)


def _columns(text: str) -> int:
    return sum(2 if char > "\u2000" else 1 for char in text)


_Look = tuple[str, tuple[int, ...]]
"""The side on which a cell's text stands, and the styles that it has already (its number format)."""


_CENTERED = (Column.KIND, Column.UNIT, Column.MARK, Column.DIRECTION, Column.CHART)


def _dress(
    sheet: Worksheet,
    row: int,
    column_of: dict[str, int],
    first_period: int,
    periods: int,
    made: dict[_Look, StyleArray],
) -> None:
    for number in range(1, len(column_of) + 1):
        cell = sheet.cell(row, number)
        is_value = first_period <= number < first_period + periods
        center = number in map(column_of.get, _CENTERED)
        side = "right" if is_value else "center" if center else "left"
        # Every assignment to font and alignment makes openpyxl compare all it has: one for all alike.
        look = side, tuple(cell._style or ())  # pyright: ignore[reportPrivateUsage]
        if look in made and not isinstance(cell.value, CellRichText):
            cell._style = copy(made[look])  # pyright: ignore[reportPrivateUsage]
            continue
        set_font(cell, Font(FONT, size=_SIZE))
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        if not isinstance(cell.value, CellRichText):
            made[look] = copy(cell._style)  # pyright: ignore[reportPrivateUsage]


def _conditional_looks(sheet: Worksheet, column_of: dict[str, int], form: Form) -> None:
    """Looks by 区分. Each column gets all its rules in one range of its own: Excel would merge the
    rules of overlapping ranges, LibreOffice shows only one of them."""
    first = column_of.get(Column.UNIT, column_of[Column.TEXT] + 1)
    unused = {column_of.get(Column.GROUP), *range(first, column_of[Column.MEMO])}
    for header, number in column_of.items():
        colors: dict[str, str] = {}
        if number == column_of[Column.KIND]:
            colors = _label_colors(form)
        elif number in unused:
            # Columns that only an indicator uses are greyed for the other kinds of row.
            colors = {kind.name: _UNUSED_COLOR for kind in form.of_shape(*WRITTEN)}
            own = field_column(form, header, number)
            if own is not None:
                unlike = (
                    k
                    for k in form.of_shape(Shape.INDICATOR, *WRITTEN)
                    if not form.uses(k, own.field.name)
                )
                colors = {kind.name: _UNUSED_COLOR for kind in unlike}
            if _is_target(header, form):
                colors |= {kind.name: "FFF9E5" for kind in form.of_shape(Shape.INDICATOR)}
        letter = get_column_letter(number)
        reference = f"{letter}{layout.HEADER_ROW + 1}:{letter}{LAST_ROW}"
        for rule in _rules(form, colors):
            # openpyxl's stubs leave the arguments untyped.
            sheet.conditional_formatting.add(reference, rule)  # pyright: ignore[reportUnknownMemberType]


def _rules(form: Form, colors: dict[str, str]) -> list[Rule]:
    """The rules of one column: headings first, then the fills, then the borders of any filled row."""
    test = f'$A{layout.HEADER_ROW + 1}="{{}}"'
    looks = {
        test.format(kind.name): DifferentialStyle(
            font=Font(bold=True, color="1F3864"), fill=PatternFill(bgColor=color), border=BOX
        )
        for kind, color in zip(form.headings, _HEADING_COLORS, strict=False)
    }
    for kind, color in colors.items():
        looks[test.format(kind)] = DifferentialStyle(fill=PatternFill(bgColor=color), border=BOX)
    looks[f'$A{layout.HEADER_ROW + 1}<>""'] = DifferentialStyle(border=BOX)
    return [Rule("expression", formula=[formula], dxf=look) for formula, look in looks.items()]


def own_width(field: FormField) -> float:
    """How wide the column of an own field is."""
    return _OWN_WIDTHS.get(field.type, _PERIOD_WIDTH)
