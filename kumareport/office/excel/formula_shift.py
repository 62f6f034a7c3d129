"""A formula moved to another cell, as Excel fills it down or right.

Only for formulas that a ``shared`` formula gives to other cells (ECMA-376 Part 1, 18.3.1.40).
"""

import re

from kumareport.model.location import column_letters
from kumareport.office.excel.references import MAX_COLUMN, MAX_ROW, column_number
from kumareport.patterns import regex

# In this order: what must not be touched (texts, quoted sheet names, [structured or external]
# parts), then references. A name, a function or a sheet name is a word that is no reference.
_TOKEN = regex(
    r"""
    (?P<kept> "(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^\[\]]|\[[^\[\]]*\])*\] )
  | (?P<word> (?<![\w.$\\]) (?: [$]?[A-Z]{1,3}[$]?[0-9]{1,7} | [$]?[A-Z]{1,3}:[$]?[A-Z]{1,3}
              | [$]?[0-9]{1,7}:[$]?[0-9]{1,7} ) (?![\w.(!\\]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = regex(r"([$]?)([A-Z]{1,3}(?![A-Z]))|([$]?)([0-9]{1,7})", re.IGNORECASE)


def shift_formula(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads so many rows below and columns to the right."""

    def move(match: re.Match[str]) -> str:
        dollar, letters, row_dollar, row = match.groups()
        if letters is not None:
            if dollar:
                return match[0]
            moved = column_number(letters.upper()) - 1 + columns
            return column_letters(moved % MAX_COLUMN + 1)
        if row_dollar:
            return match[0]
        return str((int(row) - 1 + rows) % MAX_ROW + 1)

    def replace(match: re.Match[str]) -> str:
        word = match["word"]
        return match[0] if word is None else _PART.sub(move, word)

    return _TOKEN.sub(replace, formula)
