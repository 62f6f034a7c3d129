"""The order of the period columns: 基準値, then by year, an 実績 before the 検証値 of its year."""

from collections.abc import Sequence

from kumareport.model.period import Period, Role, Year


def sort_key(role: Role, year: Year) -> tuple[int, int, int]:
    """Where a column belongs among the others."""
    return (role is not Role.BASE, year.ad, role is Role.TARGET)


def place_of(role: Role, year: Year, periods: Sequence[Period]) -> int:
    """The 1-based column before which a new one goes into a sheet.

    Behind the last column that belongs before it, wherever the others stand.

    Args:
        role, year: those of the new column.
        periods: the sheet's columns, left to right; at least one.
    """
    key = sort_key(role, year)
    before = [p.column for p in periods if sort_key(p.role, p.year) < key]
    return max(before) + 1 if before else min(p.column for p in periods)


def header_text(role: str, year: str) -> str:
    """A period column's header as a new workbook has it."""
    return f"{role}\n{year}"
