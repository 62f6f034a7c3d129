"""Values that stand out of their row as a slip of the keyboard does."""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.model.value import Entry

_ENOUGH = 3
_STEADY = 2
"""A row is steady where its largest other value is at most twice the smallest."""
_FAR = 4
_FACTORS = tuple(Decimal(10) ** power for power in (1, 2, 3, -1, -2, -3))
_LITTLE_LESS, _LITTLE_MORE = Decimal("0.8"), Decimal("1.25")


class Slip(Enum):
    """What seems to have happened to a value."""

    SHIFTED = "decimal point or thousands"
    DIGITS = "digits lost or doubled"
    SIGN = "sign"


class Outlier(Struct, frozen=True):
    """A value that does not fit its row.

    Attributes:
        factor: for SHIFTED, how many times too large (10) or too small (1/10) it is; otherwise 0.
        low, high: the range of the row's other values, without their sign.
    """

    entry: Entry
    slip: Slip
    low: Decimal
    high: Decimal
    factor: Decimal = Decimal()


def outliers(row: Indicator) -> Iterator[Outlier]:
    """The values of a row that are off by a power of ten, by digits or by their sign.

    Only a steady row says so: in one that grows tenfold anything may be right. A zero may always be.
    """
    told = [(entry, number) for entry in row.entries if (number := entry.number) is not None]
    if _is_even([number for _, number in told]):
        return
    numbers = [(entry, number) for entry, number in told if entry.period.role is not Role.TARGET]
    for entry, value in told:
        if value:
            others = [number for other, number in numbers if other is not entry]
            found = _outlier(entry, value, others)
            if found is not None:
                yield found


def _is_even(numbers: list[Decimal]) -> bool:
    """Whether all of a row's numbers are of one size: none of them can stand out."""
    least, most = min(numbers, default=Decimal()), max(numbers, default=Decimal())
    return most <= _STEADY * least if least > 0 else least >= _STEADY * most and most < 0


def _outlier(entry: Entry, value: Decimal, others: list[Decimal]) -> Outlier | None:
    if len(others) < _ENOUGH:
        return None
    least, most = min(others), max(others)
    low, high = sorted((abs(least), abs(most)))
    # Neither zeros nor both signs.
    if least * most <= 0 or high > _STEADY * low:
        return None
    size = abs(value)
    for factor in _FACTORS:
        if low * _LITTLE_LESS <= size / factor <= high * _LITTLE_MORE:
            return Outlier(entry, Slip.SHIFTED, low, high, factor)
    if size * _FAR < low or size > _FAR * high:
        return Outlier(entry, Slip.DIGITS, low, high)
    if value * least < 0:
        return Outlier(entry, Slip.SIGN, low, high)
    return None
