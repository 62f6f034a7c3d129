"""How the cells of a form's records look."""

from copy import copy
from functools import cache

from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Border, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.record_kind import Shape
from kumareport.workbook.form_columns import LETTER_SIZE, FormColumns, FormSheet
from kumareport.workbook.layout import Column
from kumareport.workbook.looks import BOX, letters, set_font
from kumareport.workbook.new_workbook import Record

CHANGED_COLOR = "7030A0"
_CENTERED = (Column.KIND, Column.UNIT, Column.MARK, Column.DIRECTION, Column.CHART)
_HEADING = Border(top=Side(style="medium", color="1F3864"), bottom=BOX.bottom)


@cache
def aligned(side: str, wraps: bool | None) -> Alignment:
    """Where a cell's content stands, the same object every time."""
    return Alignment(horizontal=side, vertical="center", wrap_text=wraps)


class Dress:
    """Dresses the rows of a chapter sheet. A look is put together once: a round has tens of thousands
    of cells of a few looks, and openpyxl sets each part of a look apart."""

    def __init__(self, target: Worksheet, sheet: FormSheet, columns: FormColumns) -> None:
        self._target = target
        self._chapter = sheet.chapter
        self._columns = columns
        self._values = set(sheet.chapter.periods)
        self._made: dict[tuple[object, ...], StyleArray] = {}

    def row(self, row: int, record: Record, changed: frozenset[str]) -> None:
        """Dress a row.

        Args:
            row: its number.
            record: what stands in it.
            changed: the headers of the cells that say something else than in the last round.
        """
        is_heading = self._chapter.form.shape(record.kind) is Shape.HEADING
        for name, number in self._columns.of.items():
            cell = self._target.cell(row, number)
            color = "1F3864" if is_heading else "595959" if name == Column.PREVIOUS else "000000"
            is_changed = name in changed
            color = CHANGED_COLOR if is_changed else color
            is_bold = is_heading or is_changed
            is_title = is_heading and name not in self._chapter.fields
            is_number = name in self._values or isinstance(cell.value, int | float)
            side = "right" if is_number else "center" if name in _CENTERED else "left"
            # Letters that stand out have looks of their own.
            is_rich = isinstance(cell.value, CellRichText)
            before = tuple(cell._style or ())  # pyright: ignore[reportPrivateUsage]
            look = before, color, is_bold, is_title, side
            if look in self._made and not is_rich:
                cell._style = copy(self._made[look])  # pyright: ignore[reportPrivateUsage]
                continue
            set_font(cell, letters(LETTER_SIZE, color, bold=is_bold))
            cell.border = _HEADING if is_title else BOX
            # A title may run on to the right; what stands in a cell of its own may not.
            cell.alignment = aligned(side, not is_title)
            if not is_rich:
                self._made[look] = copy(cell._style)  # pyright: ignore[reportPrivateUsage]
