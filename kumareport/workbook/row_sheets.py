"""Reading a chapter sheet's rows as they were typed, without judging them."""

import unicodedata
from collections.abc import Mapping

from kumareport.model.form import STANDARD, WRITTEN, Form, Shape
from kumareport.model.problem import Problem
from kumareport.model.row import Content, Row, RowSheet, period_key
from kumareport.ooxml.spreadsheet import Cell, CellKind, Sheet
from kumareport.workbook.header import Header, find_header
from kumareport.workbook.layout import OPINION_COLUMN, Column
from kumareport.workbook.seen import quoted, seen, stored, struck
from kumareport.workbook.values import sanitize

_FAULTS = {
    CellKind.BOOLEAN: "数値ではなく論理値（TRUE／FALSE）です",
    CellKind.ERROR: "数式の結果がエラーになっています",
    CellKind.NO_RESULT: "数式の計算結果が保存されていません",
}


def read_row_sheet(
    sheet: Sheet, ids: Mapping[tuple[str, int], str] | None = None, form: Form = STANDARD
) -> RowSheet | None:
    """The rows of a chapter sheet; None where it has no header of the 様式.

    Args:
        sheet: the sheet.
        ids: the IDs of the rows by sheet and row, where they are known better than by the ID column.
        form: the kinds and columns to look for.
    """
    problems: list[Problem] = []
    header = find_header(sheet, problems, form)
    if header is None:
        return None
    columns, labels = _columns(sheet, header)
    names = {number: key for key, number in columns.items()}
    contents: dict[int, dict[str, Content]] = {}
    outside: dict[tuple[int, int], str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row < header.row or column not in names:
            outside[row, column] = quoted(cell)
        elif row > header.row:
            contents.setdefault(row, {})[names[column]] = content_of(cell)
    rows = _rows(sheet.name, contents, ids, form)
    return RowSheet(sheet.name, header.row, columns, labels, rows, outside)


def content_of(cell: Cell) -> Content:
    """A cell's content, without struck-through pieces and characters that cannot be stored."""
    gone = struck(cell)
    if cell.kind is CellKind.NUMBER and not gone:
        return Content(stored(cell), cell.number_format or "General", is_formula=cell.is_formula)
    if cell.kind not in (CellKind.NUMBER, CellKind.TEXT):
        return Content(seen(cell), is_formula=cell.is_formula, fault=_FAULTS[cell.kind])
    kept = seen(cell) or cell.kept if cell.kind is CellKind.TEXT else ""
    return Content(sanitize(kept)[0], struck=gone, is_formula=cell.is_formula)


def _columns(sheet: Sheet, header: Header) -> tuple[dict[str, int], dict[str, str]]:
    columns: dict[str, int] = {str(column): number for column, number in header.columns.items()}
    labels: dict[str, str] = {name: name for name in columns}
    for period in header.periods:
        columns[period_key(period)] = period.column
        labels[period_key(period)] = f"{period.heading} {period.year}"
    for (row, column), cell in sheet.cells.items():
        text = "".join(unicodedata.normalize("NFKC", cell.text).split())
        if row == header.row and text == OPINION_COLUMN:
            columns.setdefault(OPINION_COLUMN, column)
            labels[OPINION_COLUMN] = OPINION_COLUMN
    return columns, labels


def _rows(
    sheet: str,
    contents: dict[int, dict[str, Content]],
    ids: Mapping[tuple[str, int], str] | None,
    form: Form,
) -> tuple[Row, ...]:
    rows: list[Row] = []
    section, above = "", None
    for number, cells in sorted(contents.items()):
        typed = cells.get(Column.KIND)
        kind = form.typed(typed.text) if typed else None
        if not typed and above and above.shape in WRITTEN and set(cells) - {Column.ID, Column.MEMO}:
            # A row inserted below a bullet and typed into, with its 区分 left blank.
            kind = above
        own = cells[Column.ID].text.strip() if Column.ID in cells else ""
        row_id = own if ids is None else ids.get((sheet, number), "")
        if kind and kind.shape is Shape.HEADING:
            section = row_id or f"{sheet}:{number}"
        above = kind
        name, shape = (kind.name, kind.shape) if kind else ("", None)
        rows.append(Row(sheet, number, row_id, name, section, cells, shape))
    return tuple(rows)
