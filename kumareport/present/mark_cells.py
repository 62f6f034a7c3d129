"""Marks and rates as cells of a list."""

from fractions import Fraction

from kumareport.model.mark import Mark
from kumareport.model.report import Settings
from kumareport.workbook.listing import Cell

PERCENT = "0.0%"
_FILLS = {Mark.ACHIEVED: "C6EFCE", Mark.NEARLY: "FFEB9C", Mark.MISSED: "FFC7CE"}
_UNDECIDED = "未判定"


def mark_cell(mark: Mark | None, settings: Settings) -> Cell:
    """A mark's symbol on its colour."""
    if mark is None:
        return Cell(_UNDECIDED)
    return Cell(settings.symbols.get(mark, str(mark)), _FILLS[mark])


def truncated(rate: Fraction) -> float:
    """The rate, rounded toward zero to 0.1 %: 89.96 % must not be shown as 90.0 % and ×."""
    return int(rate * 1000) / 1000
