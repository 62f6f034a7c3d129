"""The cells of one worksheet part: found, and created where the schema wants them."""

import bisect
import copy
from functools import cached_property
from typing import TYPE_CHECKING

from kumareport.errors import InputFileError
from kumareport.model.location import column_letters
from kumareport.office.excel.references import (
    MAX_COLUMN,
    MAX_ROW,
    REFERENCE,
    Merge,
    column_number,
    parse_range,
)
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.element_order import WORKSHEET, child, ensure_child
from kumareport.office.package.package import XmlElement
from kumareport.patterns import regex

if TYPE_CHECKING:
    from kumareport.office.excel.line_map import RowMap

_HIGHEST = 409.0
"""Points; the highest row that Excel knows."""
_COUNT = regex(r"[0-9]{1,9}")


def index_of(element: XmlElement, attribute: str, default: int = 0) -> int:
    """An attribute that counts something; the default where it is absent or no count."""
    value = element.get(attribute, "")
    return int(value) if _COUNT.fullmatch(value) else default


class SheetXml:
    """A worksheet's tree, indexed by row and column.

    Rows and cells may lack their ``r`` attribute (18.3.1.73, 18.3.1.4: they then follow their
    neighbour). Every row, and each cell of a row that is asked for, gets it, because an insertion
    would move those behind it.

    Args:
        root: the ``worksheet`` element; changed in place.

    Raises:
        InputFileError: no transitional worksheet.
    """

    def __init__(self, root: XmlElement) -> None:
        if root.tag != f"{MAIN}worksheet":
            raise InputFileError(
                "シートの中身が Excel の標準の形式ではありません。",
                "Excel で開き、「Excel ブック（.xlsx）」として保存し直してください。",
            )
        self.root = root
        self._data = ensure_child(root, "sheetData", WORKSHEET)
        self._rows: dict[int, XmlElement] = {}
        self._cells: dict[int, dict[int, XmlElement]] = {}
        number = 0
        for row in self._data.iterchildren(f"{MAIN}row"):
            number = index_of(row, "r", number + 1)
            row.set("r", str(number))
            self._rows.setdefault(number, row)
        self._numbers = sorted(self._rows)

    def cell(self, row: int, column: int) -> XmlElement | None:
        """The cell, or None where the sheet has no element for it."""
        return self._row_cells(row).get(column)

    def ensure_cell(self, row: int, column: int) -> XmlElement:
        """The cell; a new one has the style that its row or column gives."""
        found = self.cell(row, column)
        if found is not None:
            return found
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise ValueError(f"no cell: row {row}, column {column}")
        parent = self._ensure_row(row)
        cells = self._row_cells(row)
        cell = parent.makeelement(f"{MAIN}c", r=f"{column_letters(column)}{row}")
        style = self._inherited_style(parent, column)
        if style:
            cell.set("s", str(style))
        following = min((other for other in cells if other > column), default=None)
        if following is not None:
            cells[following].addprevious(cell)
        else:
            parent.insert(len(parent.findall(f"{MAIN}c")), cell)  # before extLst
        cells[column] = cell
        self._grow(parent, row, column)
        return cell

    def number_cells(self) -> None:
        """Give every cell of the sheet its ``r`` attribute."""
        for row in self._numbers:
            self._row_cells(row)

    def forget(self) -> None:
        """Index the cells anew, after they were changed from outside."""
        self._cells = {}
        for name in ("_merges", "_columns"):
            self.__dict__.pop(name, None)

    def first_used_column(self, row: int) -> int:
        """The first column of a row with content, or with a cell at all; 0 for none."""
        cells = sorted(self._row_cells(row).items())
        used = [column for column, cell in cells if len(cell)]
        return (used or [column for column, _ in cells] or [0])[0]

    @property
    def last_row(self) -> int:
        """The last row with content; 0 for none."""
        used = (
            n for n in reversed(self._numbers) if any(len(c) for c in self._row_cells(n).values())
        )
        return next(used, 0)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that shows what stands here: the first of a merged range, else itself."""
        for merge in self._merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                return merge.top, merge.left
        return row, column

    def column_width(self, column: int) -> float:
        """A column's width in characters of the standard font; 0 where it is hidden."""
        for first, last, width, _ in self._columns:
            if first <= column <= last and width is not None:
                return width
        return self._format("defaultColWidth", 9.14)

    def row_height(self, row: int) -> float:
        """A row's height in points as far as the file states it; 0 where it is hidden."""
        element = self._rows.get(row)
        if element is None:
            return self._format("defaultRowHeight", 15.0)
        if element.get("hidden") in ("1", "true"):
            return 0.0
        height = _size(element.get("ht"))
        return self._format("defaultRowHeight", 15.0) if height is None else height

    def grow(self, row: int, height: float) -> None:
        """Make a row so many points high at least, and let Excel fit it again when somebody types:
        no height that somebody set (18.3.1.73, ``customHeight``) cuts a text that is new."""
        element = self._rows.get(row)
        if element is not None:
            element.attrib.pop("customHeight", None)
            element.set("ht", f"{min(_HIGHEST, max(height, self.row_height(row))):g}")

    def _format(self, attribute: str, default: float) -> float:
        properties = child(self.root, "sheetFormatPr")
        stated = None if properties is None else _size(properties.get(attribute))
        return stated or default

    @cached_property
    def _columns(self) -> list[tuple[int, int, float | None, int]]:
        """Per ``col`` element: first and last column, width (0 where hidden), style."""
        columns = child(self.root, "cols")
        return [
            (
                index_of(col, "min"),
                index_of(col, "max"),
                0.0 if col.get("hidden") in ("1", "true") else _size(col.get("width")),
                index_of(col, "style"),
            )
            for col in (() if columns is None else columns.iterchildren(f"{MAIN}col"))
        ]

    @cached_property
    def _merges(self) -> list[Merge]:
        group = child(self.root, "mergeCells")
        found = [parse_range(merge.get("ref", "")) for merge in (() if group is None else group)]
        return [merge for merge in found if merge is not None]

    def rearrange(self, rows: "RowMap", like: int = 0) -> None:
        """Renumber the rows; one that is put in anew looks like row ``like`` (as numbered before)."""
        self.number_cells()
        elements = dict(self._rows)
        fresh = None
        if rows.put and not rows.taken:
            fresh = _blank_row(self._data, elements.get(like))
        for number in sorted(elements):
            if not rows.line(number):
                self._data.remove(elements.pop(number))
        placed = {rows.line(number): element for number, element in elements.items()}
        if fresh is not None:
            placed[rows.put] = fresh
        for number, element in sorted(placed.items()):
            if element.get("r") != str(number):
                element.set("r", str(number))
                for cell in element.iterchildren(f"{MAIN}c"):
                    reference = REFERENCE.fullmatch(cell.get("r", ""))
                    if reference is not None:
                        cell.set("r", f"{reference[1]}{number}")
        if rows.put:
            # Only what was put in stands elsewhere than before.
            element = placed.get(rows.put)
            following = min((n for n in placed if n > rows.put), default=0)
            if element is not None and following:
                placed[following].addprevious(element)
            elif element is not None:
                self._data.append(element)
        self._rows, self._cells, self._numbers = placed, {}, sorted(placed)
        self.__dict__.pop("_merges", None)

    def _row_cells(self, row: int) -> dict[int, XmlElement]:
        if row not in self._rows:
            return {}
        if row not in self._cells:
            cells: dict[int, XmlElement] = {}
            column = 0
            for cell in self._rows[row].iterchildren(f"{MAIN}c"):
                reference = REFERENCE.fullmatch(cell.get("r", ""))
                column = column_number(reference[1]) if reference else column + 1
                cell.set("r", f"{column_letters(column)}{row}")
                cells.setdefault(column, cell)
            self._cells[row] = cells
        return self._cells[row]

    def _ensure_row(self, row: int) -> XmlElement:
        if row not in self._rows:
            element = self._data.makeelement(f"{MAIN}row", r=str(row))
            place = bisect.bisect(self._numbers, row)
            if place < len(self._numbers):
                self._rows[self._numbers[place]].addprevious(element)
            else:
                self._data.append(element)
            self._numbers.insert(place, row)
            self._rows[row] = element
        return self._rows[row]

    def _inherited_style(self, row: XmlElement, column: int) -> int:
        if row.get("customFormat") in ("1", "true"):
            return index_of(row, "s")
        ranges = ((first, last, style) for first, last, _, style in self._columns)
        return next((style for first, last, style in ranges if first <= column <= last), 0)

    def _grow(self, parent: XmlElement, row: int, column: int) -> None:
        """Keep the optional hints about the used area true: ``spans`` and ``dimension``."""
        first, _, last = parent.get("spans", "").partition(":")
        if _COUNT.fullmatch(first) and _COUNT.fullmatch(last):
            parent.set("spans", f"{min(int(first), column)}:{max(int(last), column)}")
        dimension = child(self.root, "dimension")
        reference = "" if dimension is None else dimension.get("ref", "")
        used = parse_range(reference if ":" in reference else f"{reference}:{reference}")
        if dimension is None or used is None:
            return
        start = f"{column_letters(min(used.left, column))}{min(used.top, row)}"
        end = f"{column_letters(max(used.right, column))}{max(used.bottom, row)}"
        dimension.set("ref", start if start == end else f"{start}:{end}")


def _blank_row(data: XmlElement, like: XmlElement | None) -> XmlElement:
    """A row without content that looks like another."""
    if like is None:
        return data.makeelement(f"{MAIN}row")
    row = copy.deepcopy(like)
    row.attrib.pop("hidden", None)
    for cell in row.iterchildren(f"{MAIN}c"):
        for content in list(cell):
            cell.remove(content)
        for attribute in ("t", "cm", "vm", "ph"):
            cell.attrib.pop(attribute, None)
    return row


def _size(text: str | None) -> float | None:
    try:
        size = float(text or "")
    except ValueError:
        return None
    return size if 0 <= size < 1000 else None
