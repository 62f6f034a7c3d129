"""The one reading of a chapter sheet: cells → rows, each with its kind, its section and its contents.

The report, forms, drafts, returns, comparisons and the rollover all start from these rows.
"""

import unicodedata
from collections.abc import Mapping

from msgspec.structs import replace

from kumareport.model.form import STANDARD, WRITTEN, Form
from kumareport.model.lettering import stripped
from kumareport.model.open_headings import OpenHeadings
from kumareport.model.period import Role
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.row import Content, Row, RowSheet, period_key
from kumareport.number_format import displayed_number
from kumareport.office.excel.spreadsheet import Cell, CellKind, Sheet
from kumareport.workbook.header import Header, find_header
from kumareport.workbook.layout import OPINION_COLUMN, Column
from kumareport.workbook.lettering import text_of
from kumareport.workbook.seen import is_said_plainly, quoted, seen, stored, struck

_FAULTS = {
    CellKind.BOOLEAN: "数値ではなく論理値（TRUE／FALSE）です",
    CellKind.ERROR: "数式の結果がエラーになっています",
    CellKind.NO_RESULT: "数式の計算結果が保存されていません",
}
_OF_A_YEAR = tuple(f"{role} " for role in Role)
"""With what the lasting names of period columns begin."""
_NEAR = 5
"""Rows. A text this far below another one, with its 区分 left blank, goes on with it."""


def read_row_sheet(sheet: Sheet, form: Form = STANDARD) -> RowSheet | None:
    """The rows of a chapter sheet that came back; None where it has no header of the 様式.

    Args:
        sheet: the sheet.
        form: the kinds and columns to look for.
    """
    header = find_header(sheet, [], form)
    return None if header is None else rows_of(sheet, header, form)


def rows_of(sheet: Sheet, header: Header, form: Form) -> RowSheet:
    """The rows of a chapter sheet with the IDs that are typed in it.

    Args:
        sheet: the sheet.
        header: its header.
        form: the kinds and columns to look for.
    """
    columns, labels = _columns(sheet, header)
    names = {number: key for key, number in columns.items()}
    contents: dict[int, dict[str, Content]] = {}
    outside: dict[tuple[int, int], str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row < header.row or column not in names:
            outside[row, column] = quoted(cell)
        elif row > header.row:
            contents.setdefault(row, {})[names[column]] = content_of(cell)
    _spread_groups(sheet, header, contents)
    rows = _rows(sheet.name, contents, form)
    return RowSheet(sheet.name, header.row, columns, labels, rows, outside)


def with_ids(sheet: RowSheet, ids: Mapping[int, str], form: Form) -> RowSheet:
    """The rows with the IDs that the report gives them, by row; the others have none."""
    named: list[Row] = []
    standing = OpenHeadings(form, sheet.name)
    kinds = form.by_name
    for row in sheet.rows:
        own, kind = ids.get(row.number, ""), kinds.get(row.kind)
        if kind and kind.shape is Shape.HEADING:
            standing.open(kind, own or row.section)
        named.append(replace(row, id=own, section=standing.part_of(kind)))
    return replace(sheet, rows=tuple(named))


def said(content: Content) -> str:
    """What a text cell says to whoever reads it, with how its letters stand: a number as Excel shows
    it."""
    if content.is_number:
        return displayed_number(content.text, content.number_format).strip() or content.text
    return stripped(content.text)


def _spread_groups(sheet: Sheet, header: Header, contents: dict[int, dict[str, Content]]) -> None:
    """大項目, also where staff merged its cell down over the rows of the group."""
    column = header.columns.get(Column.GROUP, 0)
    for merge in sheet.merges:
        top = contents.get(merge.top, {}).get(Column.GROUP)
        if merge.left <= column <= merge.right and top is not None and not top.is_number:
            for row in range(merge.top + 1, merge.bottom + 1):
                if row in contents:
                    contents[row].setdefault(Column.GROUP, top)


def content_of(cell: Cell) -> Content:
    """A cell's content, without struck-through pieces and characters that cannot be stored."""
    if is_said_plainly(cell):
        return Content(cell.text, is_formula=cell.is_formula)
    if cell.kind is CellKind.NUMBER and not cell.struck:
        return Content(stored(cell), cell.number_format or "General", is_formula=cell.is_formula)
    if cell.kind not in (CellKind.NUMBER, CellKind.TEXT):
        return Content(
            seen(cell) or quoted(cell), is_formula=cell.is_formula, fault=_FAULTS[cell.kind]
        )
    kept = text_of(cell) if cell.kind is CellKind.TEXT else ""
    return Content(kept, struck=struck(cell), is_formula=cell.is_formula)


def _columns(sheet: Sheet, header: Header) -> tuple[dict[str, int], dict[str, str]]:
    columns: dict[str, int] = {str(column): number for column, number in header.columns.items()}
    labels: dict[str, str] = {name: name for name in columns}
    for period in header.periods:
        columns[period_key(period)] = period.column
        labels[period_key(period)] = period.label
    for field in header.fields:
        columns[field.key] = field.column
        labels[field.key] = field.typed
    for (row, column), cell in sheet.cells.items():
        if row != header.row:
            continue
        text = "".join(unicodedata.normalize("NFKC", cell.text).split())
        if text == OPINION_COLUMN:
            columns.setdefault(OPINION_COLUMN, column)
            labels[OPINION_COLUMN] = OPINION_COLUMN
    return columns, labels


def _rows(
    sheet: str,
    contents: dict[int, dict[str, Content]],
    form: Form,
) -> tuple[Row, ...]:
    rows: list[Row] = []
    standing, above, last = OpenHeadings(form, sheet), None, 0
    kinds: dict[str, RecordKind | None] = {}
    for number, cells in sorted(contents.items()):
        typed = cells.get(Column.KIND)
        if typed and typed.text not in kinds:
            kinds[typed.text] = form.typed(typed.text)
        kind = kinds[typed.text] if typed else None
        is_near = number - last <= _NEAR
        if not typed and above and above.shape in WRITTEN and is_near and _is_text_alone(cells):
            # A row inserted below a bullet and typed into, with its 区分 left blank.
            kind = above
        row_id = cells[Column.ID].text.strip() if Column.ID in cells else ""
        if kind and kind.depth == 1:
            row_id = sheet
        if kind and kind.shape is Shape.HEADING:
            standing.open(kind, row_id or f"{sheet}:{number}")
        above, last = kind, number
        name, shape = (kind.name, kind.shape) if kind else ("", None)
        section = standing.part_of(kind)
        rows.append(Row(sheet, number, row_id, name, section, cells, shape))
    return tuple(rows)


def _is_text_alone(cells: Mapping[str, Content]) -> bool:
    """Whether a row without a 区分 says something, and nothing that only an indicator has."""
    told = set(cells) - {Column.ID, Column.MEMO}
    return bool(told) and not any(key.startswith(_OF_A_YEAR) for key in told)
