"""How wide a text is, in half-width characters."""

import unicodedata
from functools import lru_cache


@lru_cache(4096)
def char_width(char: str) -> int:
    """0 for combining marks, 2 for East Asian wide and ambiguous characters, else 1."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def text_width(text: str) -> int:
    """The width of a text on one line."""
    return sum(map(char_width, text))
