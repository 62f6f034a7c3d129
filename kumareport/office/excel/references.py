"""References of cells and ranges (A1), and how far a sheet reaches."""

from functools import lru_cache

from msgspec import Struct

from kumareport.patterns import regex

REFERENCE = regex(r"([A-Z]{1,3})(\d{1,7})")
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
"""Excel specifications and limits."""


class Merge(Struct, frozen=True):
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@lru_cache(MAX_COLUMN)
def column_number(letters: str) -> int:
    """``A`` → 1, ``AA`` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_range(reference: str) -> Merge | None:
    """``B2:C4`` → the range; None where it is none."""
    ends = [REFERENCE.fullmatch(end) for end in reference.replace("$", "").split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    (left, top), (right, bottom) = ((end[1], end[2]) for end in ends if end)
    return Merge(int(top), column_number(left), int(bottom), column_number(right))
