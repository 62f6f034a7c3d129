"""Changing single cells of one worksheet."""

from decimal import Decimal
from functools import cached_property

from kumareport.errors import InputFileError
from kumareport.model.lettering import stretches_of
from kumareport.model.location import column_letters
from kumareport.office.excel.cell_content import check_content, looks_like_formula, write_content
from kumareport.office.excel.column_insertion import insert_column, spread_looks
from kumareport.office.excel.conditional_fill import ConditionalFill
from kumareport.office.excel.line_map import ColumnMap, LineMap, RowMap
from kumareport.office.excel.line_references import LineReferences
from kumareport.office.excel.notes import Notes
from kumareport.office.excel.sheet_formulas import SheetFormulas
from kumareport.office.excel.sheet_tables import SheetTables
from kumareport.office.excel.sheet_xml import SheetXml, index_of
from kumareport.office.excel.workbook_parts import WorkbookParts


class SheetPatch:
    """A worksheet being changed; see :class:`kumareport.office.excel.workbook_patch.WorkbookPatch`.

    Args:
        book: the workbook's parts.
        name: the sheet's name.
    """

    def __init__(self, book: WorkbookParts, name: str) -> None:
        self._book = book
        self._name = name
        self._part = book.worksheets[name]
        self._tables = SheetTables(book.package, self._part, name)
        self.cells = SheetXml(book.package.look(self._part))
        self.values_changed = False

    def set_fill(self, row: int, column: int, rgb: str) -> None:
        """Fill a cell, above conditional formats too."""
        self._touch()
        cell = self.cells.ensure_cell(row, column)
        cell.set("s", str(self._book.styles.with_fill(index_of(cell, "s"), rgb)))
        if self._conditional.covers(row, column):
            self._conditional.add(f"{column_letters(column)}{row}", rgb)

    def add_comment(self, row: int, column: int, author: str, text: str) -> bool:
        """Give a cell a note or append to its own; False for a threaded comment."""
        if not self._notes.can_add(row, column):
            return False
        self._touch()
        self._notes.add(row, column, author, text)
        return True

    def set_value(self, row: int, column: int, value: Decimal | str | None) -> None:
        """Put a constant into a cell in place of its content or formula."""
        place = f"「{self._name}」の {column_letters(column)}{row}"
        check_content(value, place)
        if self.cells.cell(row, column) is None and value in (None, ""):
            return
        if self._formulas.fills(row, column):
            raise InputFileError(
                f"{place} は、複数のセルにまたがる数式（配列数式など）の一部なので書き込めません。",
                "Excel でその数式を値に置き換えてください。",
            )
        self._touch()
        cell = self.cells.ensure_cell(row, column)
        if self._formulas.release(cell):
            self._book.drop_calculation_chain()
        has_looks = isinstance(value, str) and bool(stretches_of(value))
        font = self._book.styles.font(index_of(cell, "s")) if has_looks else None
        write_content(cell, value, font)
        if isinstance(value, str) and looks_like_formula(value):
            cell.set("s", str(self._book.styles.quoted(index_of(cell, "s"))))
        if isinstance(value, str):
            self._tables.rename(row, column, value)
        self.values_changed = True

    def grow_row(self, row: int, height: float) -> None:
        """Make a row so many points high at least."""
        self._touch()
        self.cells.grow(row, height)

    def set_number_format(self, row: int, column: int, code: str) -> None:
        """Show a cell's number by a format code; the rest of its style stays."""
        self._touch()
        cell = self.cells.ensure_cell(row, column)
        cell.set("s", str(self._book.styles.with_number_format(index_of(cell, "s"), code)))

    def rearrange(self, lines: LineMap, like: int = 0) -> None:
        """Insert, delete or move a row, or insert a column, and take everything along that refers
        to them. What is put in anew looks like line ``like`` (as numbered before)."""
        references = LineReferences(self._book, self._name, lines)
        references.refuse_unsafe()
        self.finish()
        for name in ("_notes", "_conditional", "_formulas"):
            self.__dict__.pop(name, None)
        self._touch()
        if isinstance(lines, ColumnMap):
            insert_column(self.cells, lines, like)
        elif isinstance(lines, RowMap):
            self.cells.rearrange(lines, like)
        references.follow()
        for row, column, name in self._tables.follow(lines, like):
            write_content(self.cells.ensure_cell(row, column), name)
        if isinstance(lines, ColumnMap) and like:
            spread_looks(self.cells.root, lines.line(like), lines.put)
        self.values_changed = True

    def finish(self) -> None:
        """Put what is kept apart into the package; to call once, before it is written."""
        if "_notes" in self.__dict__:
            self._notes.finish()
        if "_conditional" in self.__dict__:
            self._conditional.finish()

    def _touch(self) -> None:
        self._book.package.edit(self._part)

    @cached_property
    def _conditional(self) -> ConditionalFill:
        return ConditionalFill(self.cells.root, self._book.styles)

    @cached_property
    def _notes(self) -> Notes:
        return Notes(self._book.package, self._part, self.cells, self._book.shape_ids)

    @cached_property
    def _formulas(self) -> SheetFormulas:
        return SheetFormulas(self.cells)
