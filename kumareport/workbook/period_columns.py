"""The order of the period columns: 基準値, then by year, an 実績 before the 検証値 of its year."""

from collections.abc import Sequence
from itertools import pairwise

from kumareport.model.period import Period, Role, Year


def sort_key(role: Role, year: Year, target_first: bool = False) -> tuple[int, int, int]:
    """Where a column belongs among the others."""
    return (role is not Role.BASE, year.ad, (role is Role.TARGET) is not target_first)


def place_of(role: Role, year: Year, periods: Sequence[Period]) -> int:
    """The 1-based column before which a new one goes into a sheet.

    Behind the last column that belongs before it, wherever the others stand; in its own block where
    the sheet has all 実績 together and all 検証値 together.

    Args:
        role, year: those of the new column.
        periods: the sheet's columns, left to right; at least one.
    """
    first = _target_first(periods)
    among = [p for p in periods if p.role is role] if _in_blocks(periods) else periods
    key = sort_key(role, year, first)
    before = [p.column for p in among if sort_key(p.role, p.year, first) < key]
    return max(before) + 1 if before else min(p.column for p in among)


def _target_first(periods: Sequence[Period]) -> bool:
    """Whether the sheet has the 検証値 of a year before its 実績; the usual order where it has none."""
    actuals = {p.year.ad: p.column for p in periods if p.role is Role.ACTUAL}
    pairs = [
        (p, actuals[p.year.ad]) for p in periods if p.role is Role.TARGET and p.year.ad in actuals
    ]
    return sum(p.column < at for p, at in pairs) * 2 > len(pairs)


def _in_blocks(periods: Sequence[Period]) -> bool:
    """Whether several 実績 and several 検証値 stand apart although they are of the same years."""
    years = {role: [p.year.ad for p in periods if p.role is role] for role in Role}
    both = set(years[Role.ACTUAL]) & set(years[Role.TARGET])
    order = [p.role for p in sorted(periods, key=lambda p: p.column) if p.role is not Role.BASE]
    changes = sum(a is not b for a, b in pairwise(order))
    return len(both) > 1 and changes == 1


def header_text(role: str, year: str) -> str:
    """A period column's header as a new workbook has it."""
    return f"{role}\n{year}"
