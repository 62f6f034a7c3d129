"""Marks and rates as cells of a list."""

from fractions import Fraction

from kumareport.model.mark import Attainment, Mark
from kumareport.workbook.listing import ListingCell

PERCENT = "0.0%"
_FILLS = {
    Attainment.ACHIEVED: "C6EFCE",
    Attainment.NEARLY: "FFEB9C",
    Attainment.MISSED: "FFC7CE",
    None: "EDEDED",
}
_UNDECIDED = "未判定"


def mark_cell(mark: Mark | None) -> ListingCell:
    """A mark's symbol on its colour."""
    if mark is None:
        return ListingCell(_UNDECIDED)
    return ListingCell(mark.symbol, _FILLS[mark.attainment])


def truncated(rate: Fraction) -> float:
    """The rate, rounded toward zero to 0.1 %: 89.96 % must not be shown as 90.0 % and ×."""
    return int(rate * 1000) / 1000
