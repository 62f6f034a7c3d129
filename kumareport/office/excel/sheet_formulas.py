"""Formulas that concern more cells than the one they stand in."""

from functools import cached_property

from kumareport.office.excel.formula_shift import shift_formula
from kumareport.office.excel.references import REFERENCE, Merge, column_number, parse_range
from kumareport.office.excel.sheet_xml import SheetXml
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.package import XmlElement


class SheetFormulas:
    """The formulas of a sheet, for those who take one away."""

    def __init__(self, sheet: SheetXml) -> None:
        self._sheet = sheet

    def fills(self, row: int, column: int) -> bool:
        """Whether one formula fills this cell and others (array formula, spill, data table)."""
        return any(
            area.top <= row <= area.bottom and area.left <= column <= area.right
            for area in self._arrays
        )

    def release(self, cell: XmlElement) -> bool:
        """Take a cell's formula away; those who shared it get their own.

        Returns:
            Whether there was a formula.
        """
        formula = cell.find(f"{MAIN}f")
        if formula is None:
            return False
        if formula.get("t") == "shared" and formula.text:
            self._share_out(cell, formula, formula.text)
        cell.remove(formula)
        return True

    @cached_property
    def _arrays(self) -> list[Merge]:
        formulas = self._sheet.root.iter(f"{MAIN}f")
        found = [parse_range(f.get("ref", "")) for f in formulas if f.get("t") in _FILLING]
        return [area for area in found if area is not None and not _is_single(area)]

    def _share_out(self, cell: XmlElement, formula: XmlElement, text: str) -> None:
        self._sheet.number_cells()
        row, column = _position(cell)
        for other in self._sheet.root.iter(f"{MAIN}f"):
            shares = other.get("t") == "shared" and other.get("si") == formula.get("si")
            parent = other.getparent()
            # One with a text of its own starts another group under a number used twice.
            if not shares or other.text or parent is None:
                continue
            other_row, other_column = _position(parent)
            other.text = shift_formula(text, other_row - row, other_column - column)
            for attribute in ("t", "si", "ref"):
                other.attrib.pop(attribute, None)


_FILLING = ("array", "dataTable")


def _is_single(area: Merge) -> bool:
    return (area.top, area.left) == (area.bottom, area.right)


def _position(cell: XmlElement) -> tuple[int, int]:
    reference = REFERENCE.fullmatch(cell.get("r", ""))
    assert reference is not None, "number_cells numbers them"
    return int(reference[2]), column_number(reference[1])
