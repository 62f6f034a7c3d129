"""A new workbook in the 様式: chapter sheets that dress themselves, 設定 and 記入要領.

Looks come from conditional formatting keyed on 区分, so a row that staff insert is dressed at once.
"""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.ooxml.package import repack
from kumareport.output import replacing
from kumareport.workbook import layout
from kumareport.workbook.guide import write_guide
from kumareport.workbook.layout import Column, RecordKind, Setting

FONT = "BIZ UDPゴシック"
LAST_ROW = 400
"""Drop-downs and looks reach down to this row."""
_HAIR = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_HEAD_FILL = PatternFill("solid", fgColor="1F3864")
_TARGET_FILL = PatternFill("solid", fgColor="7F6000")
_DEPARTMENTS_NAME = "所管課名"
_CREATED = datetime.datetime(2024, 4, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
_WIDTHS = {
    Column.KIND: 11, Column.ID: 9, Column.DEPARTMENT: 17, Column.GROUP: 17, Column.TEXT: 58,
    Column.UNIT: 8, Column.MARK: 6.5, Column.REASON: 18, Column.DIRECTION: 9, Column.CHART: 7,
    Column.CHART_TITLE: 24, Column.MEMO: 20,
}  # fmt: skip
_PERIOD_WIDTH = 10.5
_LABEL_COLORS = {
    RecordKind.VERIFICATION: "E2EFDA",
    RecordKind.DIRECTION: "FFF2CC",
    RecordKind.NOTE: "F2F2F2",
}
_SETTING_NOTES = {
    Setting.TITLE: "表紙と文書の情報に入ります。",
    Setting.LABEL: "表紙の右上に枠付きで入ります。",
    Setting.LEGEND_ACHIEVED: "表紙の【凡例】に入る説明です。",
    Setting.LEGEND_NEARLY: "同上",
    Setting.LEGEND_MISSED: "同上",
    Setting.SYMBOL_ACHIEVED: "進捗の欄に出る記号です。",
    Setting.SYMBOL_NEARLY: "同上",
    Setting.SYMBOL_MISSED: "同上",
    Setting.THRESHOLD: "未達成でも、達成率がこの値以上なら「概ね達成」とします。",
    Setting.METHOD: "基準値比：（実績−基準値）÷（検証値−基準値）　単純比：実績÷検証値",
    Setting.MINUS: "報告書での負の数の書き方です。▲ △ - − から選びます。",
    Setting.RECOUNT: "「達成＋概ね達成」の割合そのものを表す指標の名前。なければ空欄にします。",
}
_SETTING_DEFAULTS: dict[Setting, str | int] = {
    Setting.LABEL: "参考資料",
    Setting.LEGEND_ACHIEVED: "検証値を達成",
    Setting.LEGEND_NEARLY: "検証値を概ね達成",
    Setting.LEGEND_MISSED: "検証値を未達成",
    Setting.SYMBOL_ACHIEVED: "○",
    Setting.SYMBOL_NEARLY: "△",
    Setting.SYMBOL_MISSED: "×",
    Setting.THRESHOLD: 90,
    Setting.METHOD: "基準値比",
    Setting.MINUS: "▲",
}

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


def write_workbook(new: NewWorkbook, path: Path) -> None:
    """Write a workbook. Equal content gives equal bytes.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    guide.title = layout.GUIDE_SHEET
    write_guide(guide)
    settings = book.create_sheet(layout.SETTINGS_SHEET)
    _write_settings(book, settings, new)
    for chapter in new.chapters:
        _write_chapter(book.create_sheet(chapter.name), chapter)
    book.active = 2 if new.chapters else 1
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    book.properties.creator = ""
    book.properties.title = str(new.settings.get(Setting.TITLE, ""))
    book.properties.created = _CREATED
    packed = io.BytesIO()
    book.save(packed)
    with replacing(path) as file:
        repack(packed, file, modified=_CREATED, change=_let_rows_grow)


def _let_rows_grow(name: str, data: bytes) -> bytes:
    """Keep the heights that we estimated, but let Excel fit them again when somebody types.

    openpyxl marks every height as set by hand (customHeight), which would freeze the row.
    """
    if not name.startswith("xl/worksheets/"):
        return data
    return data.replace(b' customHeight="1"', b"")


def _row_height(record: Record) -> float:
    """The height that shows the whole text, in points: full-width letters count two."""

    def lines(text: str, width: float) -> int:
        parts = text.split("\n") or [""]
        return sum(max(1, -(-_columns(part) // int(width * 0.92))) for part in parts)

    fitting = [
        lines(record.text, _WIDTHS[Column.TEXT]),
        lines(record.group, _WIDTHS[Column.GROUP]),
        lines(record.chart_title, _WIDTHS[Column.CHART_TITLE]),
        lines(record.department, _WIDTHS[Column.DEPARTMENT]),
        *(lines(value, _PERIOD_WIDTH) for value, _ in record.values if isinstance(value, str)),
    ]
    return 6 + 13.5 * max(fitting)


def _columns(text: str) -> int:
    return sum(2 if char > "\u2000" else 1 for char in text)


# --- 設定 -------------------------------------------------------------------------------------


def _write_settings(book: Workbook, sheet: Worksheet, new: NewWorkbook) -> None:
    for letter, width in zip("ABC", (34, 46, 66), strict=True):
        sheet.column_dimensions[letter].width = width
    _title(
        sheet,
        "設定",
        "報告書全体の設定です。白いセルを書き換えます。行の追加・並べ替えは自由です。",
    )
    row = 3
    _header(sheet, row, layout.SETTINGS_HEADER)
    for setting in Setting:
        row += 1
        value = new.settings.get(setting, _SETTING_DEFAULTS.get(setting, ""))
        _line(sheet, row, (setting, value, _SETTING_NOTES[setting]))
        sheet.cell(row, 3).font = Font(FONT, size=9, color="595959")
        if setting is Setting.METHOD:
            _dropdown(sheet, '"基準値比,単純比"', f"B{row}")
        if setting is Setting.MINUS:
            _dropdown(sheet, f'"{",".join(layout.MINUS_SIGNS)}"', f"B{row}")
        if setting is Setting.THRESHOLD:
            _percent_limit(sheet, f"B{row}")
    row = _subtitle(sheet, row + 2, layout.CHAPTERS_TITLE)
    _header(sheet, row, layout.CHAPTERS_HEADER)
    for chapter in new.chapters:
        row += 1
        _line(sheet, row, (chapter.name, chapter.number, chapter.title))
    row = _subtitle(sheet, row + 2, layout.DEPARTMENTS_TITLE)
    _header(sheet, row, layout.DEPARTMENTS_HEADER)
    first = row + 1
    for department in new.departments:
        row += 1
        _line(sheet, row, department)
    last = max(row, first)
    reference = f"'{layout.SETTINGS_SHEET}'!$A${first}:$A${last}"
    book.defined_names[_DEPARTMENTS_NAME] = DefinedName(_DEPARTMENTS_NAME, attr_text=reference)
    _print_setup(sheet, landscape=False, paper=sheet.PAPERSIZE_A4, repeat="1:2")
    sheet.freeze_panes = "A3"


def _subtitle(sheet: Worksheet, row: int, text: str) -> int:
    cell = sheet.cell(row, 1, text)
    cell.font = Font(FONT, size=12, bold=True, color="1F3864")
    return row + 1


def _line(sheet: Worksheet, row: int, values: Sequence[CellValue]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        _put(cell_sheet=sheet, row=row, column=column, value=value)
        cell.font = Font(FONT, size=10, bold=column == 1)
        cell.alignment = Alignment(
            horizontal="left", vertical="center", wrap_text=True, shrink_to_fit=False
        )
        cell.border = _BOX


def _percent_limit(sheet: Worksheet, reference: str) -> None:
    check = DataValidation(
        type="decimal", operator="between", formula1="1", formula2="100", allow_blank=True
    )
    check.error = "1 から 100 までの数値を入れてください。"
    check.errorTitle = "概ね達成の下限"
    check.showErrorMessage = True
    sheet.add_data_validation(check)
    check.add(reference)


# --- chapter sheets ---------------------------------------------------------------------------


def _write_chapter(sheet: Worksheet, chapter: ChapterSheet) -> None:
    before = (Column.KIND, Column.ID, Column.DEPARTMENT, Column.GROUP, Column.TEXT, Column.UNIT)
    after = (
        Column.MARK, Column.REASON, Column.DIRECTION, Column.CHART, Column.CHART_TITLE, Column.MEMO,
    )  # fmt: skip
    headers = [*before, *chapter.periods, *after]
    column_of = {name: number for number, name in enumerate(headers, 1)}
    heading = f"{chapter.number}　{chapter.title}".strip("　")
    _title(
        sheet,
        heading,
        "１行に１つずつ入れます。行の挿入・並べ替えは自由です（挿入した行は「区分」を選ぶと色が付きます）。"
        "灰色のセルは使いません。書き方は「記入要領」をご覧ください。",
    )
    _header(sheet, layout.HEADER_ROW, headers)
    sheet.row_dimensions[layout.HEADER_ROW].height = 34
    for name, number in column_of.items():
        width = _WIDTHS[Column(name)] if name in set(Column) else _PERIOD_WIDTH
        sheet.column_dimensions[get_column_letter(number)].width = width
        if name.startswith(("検証値", "目標値")):
            sheet.cell(layout.HEADER_ROW, number).fill = _TARGET_FILL
    sheet.column_dimensions[get_column_letter(column_of[Column.ID])].hidden = True
    first_period = len(before) + 1
    for row, record in enumerate(chapter.records, layout.HEADER_ROW + 1):
        _write_record(sheet, row, record, column_of, first_period)
    for row in range(layout.HEADER_ROW + 1, layout.HEADER_ROW + len(chapter.records) + 31):
        _dress(sheet, row, column_of, first_period, len(chapter.periods))
    _conditional_looks(sheet, len(headers), first_period, len(chapter.periods), column_of)
    _dropdowns(sheet, column_of)
    last_column = get_column_letter(len(headers))
    last = layout.HEADER_ROW + len(chapter.records)
    sheet.auto_filter.ref = f"A{layout.HEADER_ROW}:{last_column}{last}"
    text_column = column_of[Column.TEXT]
    sheet.freeze_panes = sheet.cell(layout.HEADER_ROW + 1, text_column + 1)
    _print_setup(
        sheet,
        landscape=True,
        paper=sheet.PAPERSIZE_A3,
        repeat=f"1:{layout.HEADER_ROW}",
    )
    sheet.print_area = f"A1:{last_column}{last}"


def _write_record(
    sheet: Worksheet, row: int, record: Record, column_of: dict[str, int], first_period: int
) -> None:
    fixed: dict[Column, str] = {
        Column.KIND: record.kind, Column.ID: record.id, Column.DEPARTMENT: record.department,
        Column.GROUP: record.group, Column.TEXT: record.text, Column.UNIT: record.unit,
        Column.MARK: record.mark, Column.REASON: record.reason, Column.DIRECTION: record.direction,
        Column.CHART: record.chart, Column.CHART_TITLE: record.chart_title,
        Column.MEMO: record.memo,
    }  # fmt: skip
    for name, value in fixed.items():
        if value:
            _put(sheet, row, column_of[name], str(value))
    sheet.row_dimensions[row].height = _row_height(record)
    for offset, (value, number_format) in enumerate(record.values):
        if value not in (None, ""):
            _put(sheet, row, first_period + offset, value)
            sheet.cell(row, first_period + offset).number_format = number_format
    if record.merged:
        start, count = first_period + record.merged[0], record.merged[1]
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=start, end_column=start + count - 1
        )


def _put(cell_sheet: Worksheet, row: int, column: int, value: CellValue) -> None:
    """Store a value; text that begins with = stays text, never a formula."""
    cell = cell_sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _dress(
    sheet: Worksheet, row: int, column_of: dict[str, int], first_period: int, periods: int
) -> None:
    for number in range(1, len(column_of) + 1):
        cell = sheet.cell(row, number)
        cell.font = Font(FONT, size=10)
        is_value = first_period <= number < first_period + periods
        center = number in (
            column_of[Column.KIND], column_of[Column.UNIT], column_of[Column.MARK],
            column_of[Column.DIRECTION], column_of[Column.CHART],
        )  # fmt: skip
        side = "right" if is_value else "center" if center else "left"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)


def _conditional_looks(
    sheet: Worksheet, columns: int, first_period: int, periods: int, column_of: dict[str, int]
) -> None:
    """Looks by 区分. Each column gets all its rules in one range of its own: Excel would merge the
    rules of overlapping ranges, LibreOffice shows only one of them."""
    unused = {column_of[Column.GROUP], *range(column_of[Column.UNIT], column_of[Column.MEMO])}
    for number in range(1, columns + 1):
        header = str(sheet.cell(layout.HEADER_ROW, number).value)
        colors: dict[RecordKind, str] = {}
        if number == column_of[Column.KIND]:
            colors = dict(_LABEL_COLORS)
        elif number in unused:
            # Columns that only an indicator uses are greyed for the other kinds of row.
            colors = dict.fromkeys(_LABEL_COLORS, "EDEDED")
            if header.startswith(("検証値", "目標値")):
                colors[RecordKind.INDICATOR] = "FFF9E5"
        letter = get_column_letter(number)
        reference = f"{letter}{layout.HEADER_ROW + 1}:{letter}{LAST_ROW}"
        for rule in _rules(colors):
            sheet.conditional_formatting.add(reference, rule)


def _rules(colors: dict[RecordKind, str]) -> list[FormulaRule]:
    """The rules of one column: 節 first, then the fills, then the borders of any filled row."""
    test = f'$A{layout.HEADER_ROW + 1}="{{}}"'
    section = FormulaRule(
        [test.format(RecordKind.SECTION)],
        font=Font(bold=True, color="1F3864"),
        fill=PatternFill(bgColor="BDD7EE"),
        border=_BOX,
    )
    fills = [
        FormulaRule([test.format(kind)], fill=PatternFill(bgColor=color), border=_BOX)
        for kind, color in colors.items()
    ]
    filled = FormulaRule([f'$A{layout.HEADER_ROW + 1}<>""'], border=_BOX)
    return [section, *fills, filled]


def _dropdowns(sheet: Worksheet, column_of: dict[str, int]) -> None:
    def span(column: Column) -> str:
        letter = get_column_letter(column_of[column])
        return f"{letter}{layout.HEADER_ROW + 1}:{letter}{LAST_ROW}"

    kinds = ",".join(RecordKind)
    _dropdown(sheet, f'"{kinds}"', span(Column.KIND), "区分は一覧から選んでください。")
    _dropdown(
        sheet,
        f"={_DEPARTMENTS_NAME}",
        span(Column.DEPARTMENT),
        "設定の所管課一覧から選んでください。",
    )
    _dropdown(
        sheet,
        f'"{",".join(layout.DEFAULT_SYMBOLS.values())}"',
        span(Column.MARK),
        prompt="通常は空欄（自動で判定します）。記号を入れると上書きになり、「判定の理由」が要ります。",
    )
    choices = ",".join(layout.DIRECTION_CHOICES)
    _dropdown(sheet, f'"{choices}"', span(Column.DIRECTION), "上昇・減少・維持から選んでください。")
    _dropdown(
        sheet, f'"{",".join(layout.CHART_CHOICES)}"', span(Column.CHART), "有か無を選んでください。"
    )


def _dropdown(
    sheet: Worksheet, formula: str, reference: str, error: str = "", prompt: str = ""
) -> None:
    choice = DataValidation(type="list", formula1=formula, allow_blank=True)
    choice.showErrorMessage = bool(error)
    choice.error = error or None
    choice.errorTitle = "入力できない値です" if error else None
    choice.showInputMessage = bool(prompt)
    choice.prompt = prompt or None
    sheet.add_data_validation(choice)
    choice.add(reference)


# --- shared looks -----------------------------------------------------------------------------


def _title(sheet: Worksheet, title: str, lead: str) -> None:
    sheet["A1"] = title
    sheet["A1"].font = Font(FONT, size=14, bold=True, color="1F3864")
    sheet["A2"] = lead
    sheet["A2"].font = Font(FONT, size=9, color="595959")
    sheet.row_dimensions[1].height = 26


def _header(sheet: Worksheet, row: int, names: Sequence[str]) -> None:
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column, name)
        cell.font = Font(FONT, size=10, bold=True, color="FFFFFF")
        cell.fill = _HEAD_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _BOX


def _print_setup(sheet: Worksheet, *, landscape: bool, paper: str, repeat: str) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = int(paper)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = repeat
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    sheet.oddFooter.center.text = "&A　&P／&N"
    sheet.sheet_view.zoomScale = 90
