"""Changing single cells and rows of a workbook that belongs to somebody.

Loading and saving through a spreadsheet library loses what it does not know: text boxes, newer
conditional formats, sparklines, furigana, rich text. Here only the elements concerned change, and
every part without a change keeps its bytes.
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO

from kumareport.errors import InputFileError
from kumareport.office.excel.line_map import ColumnMap, RowMap
from kumareport.office.excel.sheet_patch import SheetPatch
from kumareport.office.excel.table_sheet import table_sheet
from kumareport.office.excel.workbook_parts import WorkbookParts
from kumareport.office.package.package import Package
from kumareport.office.package.package_writing import write_package
from kumareport.output import Written, write_result

# A tree takes some 30 times the bytes. A filled chapter sheet has 0.1 MB; a million formatted blank
# rows 50 MB (1.6 GB and 6 s, measured).
MAX_SHEET = 64 * 1024 * 1024


class WorkbookPatch:
    """A workbook being changed; a context manager that closes the file.

    Rows and columns count from 1. A sheet that does not exist, or is no worksheet, is an
    InputFileError in every method.

    Args:
        path: an ``.xlsx`` or ``.xlsm`` file; read only.

    Raises:
        InputFileError: no workbook that can be patched; the message says why.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._source = Package(path, "Excel ブック")
        try:
            self._book = WorkbookParts(self._source)
        except InputFileError:
            self._source.close()
            raise
        self._sheets: dict[str, SheetPatch] = {}

    def __enter__(self) -> "WorkbookPatch":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file; what is not saved is lost."""
        self._source.close()

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The worksheets in the workbook's order."""
        return tuple(self._book.worksheets)

    @property
    def has_formulas(self) -> bool:
        """Whether any worksheet has a formula."""
        return self._book.has_formulas

    def anchor(self, sheet_name: str, row: int, column: int) -> tuple[int, int]:
        """The cell that shows what stands here: the first of a merged range, else itself."""
        return self._sheet(sheet_name).cells.anchor(row, column)

    def first_used_column(self, sheet_name: str, row: int) -> int:
        """The first column of a row with content, or with a cell at all; 0 for none."""
        return self._sheet(sheet_name).cells.first_used_column(row)

    def set_fill(self, sheet_name: str, row: int, column: int, rgb: str) -> None:
        """Fill a cell; the rest of its style stays.

        Where a conditional format reaches the cell, the fill is put above it.

        Args:
            sheet_name, row, column: the cell; created where it is absent.
            rgb: six hexadecimal digits, such as ``FFC7CE``.
        """
        self._sheet(sheet_name).set_fill(row, column, rgb)

    def add_comment(self, sheet_name: str, row: int, column: int, author: str, text: str) -> bool:
        """Give a cell a note, or append to the one it has, after a blank line.

        Returns:
            False where the cell has a threaded comment; it is left alone.
        """
        return self._sheet(sheet_name).add_comment(row, column, author, text)

    def set_value(
        self, sheet_name: str, row: int, column: int, value: Decimal | str | None
    ) -> None:
        """Put a constant into a cell; its style stays, its formula goes.

        Text stays text even where it begins with ``=``. None and empty text empty the cell. What
        other cells compute from this one is computed again when Excel opens the file; until then
        their stored results are the old ones.

        Raises:
            ValueError: a number that is not finite.
            InputFileError: one formula fills this cell and others.
            OutputFileError: more text than a cell holds.
        """
        self._sheet(sheet_name).set_value(row, column, value)

    def set_number_format(self, sheet_name: str, row: int, column: int, code: str) -> None:
        """Show a cell's number by a format code such as ``#,##0.0``; the rest of its style stays."""
        self._sheet(sheet_name).set_number_format(row, column, code)

    def column_width(self, sheet_name: str, column: int) -> float:
        """A column's width in characters of the standard font; 0 where it is hidden."""
        return self._sheet(sheet_name).cells.column_width(column)

    def grow_row(self, sheet_name: str, row: int, height: float) -> None:
        """Make a row so many points high at least, whoever set its height."""
        self._sheet(sheet_name).grow_row(row, height)

    def insert_row(self, sheet_name: str, row: int, like: int) -> None:
        """Insert a blank row before ``row`` that looks like row ``like``, as Excel does: what is below
        moves down, and with it all that refers to it.

        Args:
            sheet_name, row: where.
            like: a row as numbered before the insertion.

        Raises:
            InputFileError: the sheet has something that cannot be moved safely; nothing is changed.
        """
        self._sheet(sheet_name).rearrange(RowMap(put=row), like)

    def insert_column(self, sheet_name: str, column: int, like: int) -> None:
        """Insert a blank column before ``column`` that looks like column ``like``, as Excel does: what
        is right of it moves on, and with it all that refers to it.

        Args:
            sheet_name, column: where.
            like: a column as numbered before the insertion.

        Raises:
            InputFileError: the sheet has something that cannot be moved safely; nothing is changed.
        """
        self._sheet(sheet_name).rearrange(ColumnMap(put=column), like)

    def delete_row(self, sheet_name: str, row: int) -> None:
        """Delete a row with its notes, as Excel does. See :meth:`insert_row`."""
        self._sheet(sheet_name).rearrange(RowMap(taken=row))

    def move_row(self, sheet_name: str, row: int, before: int) -> None:
        """Cut a row and insert it before another, as Excel does. See :meth:`insert_row`."""
        if before not in (row, row + 1):
            put = before if before < row else before - 1
            self._sheet(sheet_name).rearrange(RowMap(taken=row, put=put))

    def add_sheet(self, name: str, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Append a worksheet with a table of texts.

        Args:
            name: a name that no sheet has.
            rows: the header, then the lines.
            widths: the columns' widths in Excel's units.
        """
        self._book.add_worksheet(name, table_sheet(rows, widths, self._book.styles))

    def append_row(self, sheet_name: str, values: Sequence[str]) -> None:
        """Write texts below the last row with content, in the looks of that row."""
        sheet = self._sheet(sheet_name)
        last = sheet.cells.last_row
        sheet.rearrange(RowMap(put=last + 1), last)
        for column, value in enumerate(values, 1):
            sheet.set_value(last + 1, column, value)

    def save(self, target: Path) -> Written:
        """Write the workbook and release the source, which may be the target. Ends the patch.

        Raises:
            InputFileError: a part of the source is damaged.
            OutputFileError: the target cannot be written; an old file stays whole.
        """
        for sheet in self._sheets.values():
            sheet.finish()
        if any(sheet.values_changed for sheet in self._sheets.values()):
            self._book.compute_when_opened()

        def write(file: IO[bytes]) -> None:
            write_package(self._book.package.parts(), file)
            # Windows replaces no file that is open.
            self.close()

        # Whoever names the source itself wants it changed.
        return write_result(target, write, self._path.samefile)

    def _sheet(self, name: str) -> SheetPatch:
        if name not in self._book.worksheets:
            raise InputFileError(f"「{name}」シートがありません：{self._path}")
        if name not in self._sheets:
            part = self._book.worksheets[name]
            if part in self._source and self._source.size(part) > MAX_SHEET:
                raise InputFileError(
                    f"「{name}」シートが大きすぎるため、書き込めません：{self._path}",
                    "表の下の空の行まで書式が付いていれば、その行を削除して保存し直してください。",
                )
            self._sheets[name] = SheetPatch(self._book, name)
        return self._sheets[name]
