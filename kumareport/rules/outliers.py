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
        factor: for SHIFTED, how many times too large (10) or too small (1/10) it is.
        low, high: the range of the row's other values.
    """

    entry: Entry
    slip: Slip
    low: Decimal
    high: Decimal
    factor: Decimal = Decimal(1)


def outliers(row: Indicator) -> Iterator[Outlier]:
    """The values of a row that are off by a power of ten, by digits or by their sign.

    Only a steady row says so: in one that grows tenfold anything may be right.
    """
    numbers = [
        (entry, entry.number)
        for entry in row.entries
        if entry.number is not None and entry.period.role is not Role.TARGET
    ]
    if _is_even([entry.number for entry in row.entries if entry.number]):
        return
    for entry in row.entries:
        if entry.number:
            others = [number for other, number in numbers if other is not entry]
            found = _outlier(entry, entry.number, others)
            if found is not None:
                yield found


def _is_even(numbers: list[Decimal]) -> bool:
    """Whether numbers, targets among them, have one sign and are so near to each other that none can
    stand out; most rows are so."""
    if not numbers:
        return True
    low, high = min(numbers), max(numbers)
    return (low > 0 and high <= _STEADY * low) or (high < 0 and low >= _STEADY * high)


def _outlier(entry: Entry, value: Decimal, others: list[Decimal]) -> Outlier | None:
    if len(others) < _ENOUGH or not all(others):
        return None
    sizes = [abs(number) for number in others]
    low, high = min(sizes), max(sizes)
    if high > _STEADY * low or len({number > 0 for number in others}) > 1:
        return None
    size = abs(value)
    least, most = low * _LITTLE_LESS, high * _LITTLE_MORE
    for factor in _FACTORS:
        if least <= size / factor <= most:
            return Outlier(entry, Slip.SHIFTED, low, high, factor)
    if size * _FAR < low or size > _FAR * high:
        return Outlier(entry, Slip.DIGITS, low, high)
    if (value > 0) is not (others[0] > 0):
        return Outlier(entry, Slip.SIGN, low, high)
    return None
