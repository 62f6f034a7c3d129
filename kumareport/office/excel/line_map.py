"""Where rows or columns go when one is inserted, deleted or moved, and references with them, as in
Excel."""

import re
from typing import ClassVar

from msgspec import Struct

from kumareport.model.location import column_letters
from kumareport.office.excel.references import MAX_COLUMN, MAX_ROW, REFERENCE, column_number
from kumareport.patterns import regex

_END = regex(r"([$]?)([A-Z]{0,3})([$]?)([0-9]{0,7})", re.IGNORECASE)
"""A corner of an area: a dollar sign and letters, a dollar sign and digits; either may be missing."""
_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
# In this order: what must not be touched (texts, [structured or external] parts), then references
# with the sheet that they name. A name or a function is a word that is no reference.
_TOKEN = regex(
    rf"""
    (?P<kept> "(?:[^"]|"")*" | \[(?:[^\[\]]|\[[^\[\]]*\])*\][^!\s'"(),]*!?(?:[$A-Z0-9:]*) )
  | (?P<sheet> {_SHEET} )?
    (?P<reference> (?<![\w.$\\])
      (?: [$]?[A-Z]{{1,3}}[$]?[0-9]{{1,7}} (?: : [$]?[A-Z]{{1,3}}[$]?[0-9]{{1,7}} )?
        | [$]?[0-9]{{1,7}}:[$]?[0-9]{{1,7}} | [$]?[A-Z]{{1,3}}:[$]?[A-Z]{{1,3}} )
      (?![\w.(!\\]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class LineMap(Struct, frozen=True):
    """One change of a sheet's rows or of its columns (its lines); they count from 1.

    Attributes:
        taken: the line that is taken out; 0 for none.
        put: the line, in what is left, before which one is put in; 0 for none. With ``taken``, the
            taken line is put in there; without, a new one.
    """

    taken: int = 0
    put: int = 0

    LETTERS: ClassVar[bool] = False
    """Whether the lines are columns."""
    LAST: ClassVar[int] = MAX_ROW

    def line(self, line: int) -> int:
        """Where a line goes; 0 where it is taken away."""
        if line == self.taken:
            return self.put
        return self._put(line - 1 if self.taken and line > self.taken else line)

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where lines that belong together go: a line put between them joins them, one put before
        or behind them does not. None where they are taken away."""
        if first == last:
            line = self.line(first)
            return (line, line) if line else None
        if self.taken:
            first -= first > self.taken
            last -= last >= self.taken
        return self._put(first), self._put(last)

    def area(self, reference: str) -> str:
        """``B2:C4`` or ``B2``, with or without ``$``; empty where it is taken away."""
        ends = [_END.fullmatch(end) for end in reference.split(":")]
        lines = [self.number(end) for end in ends if end is not None]
        if len(lines) != len(ends) or not all(lines):
            return reference  # whole columns or rows
        span = self.span(min(lines), max(lines))
        if span is None:
            return ""
        new = (span[0], span[-1]) if lines[0] <= lines[-1] else (span[-1], span[0])
        return ":".join(self.moved(end, n) for end, n in zip(ends, new, strict=False) if end)

    def areas(self, references: str) -> str:
        """A list of areas with spaces between them, as in ``sqref``."""
        return " ".join(filter(None, map(self.area, references.split())))

    def number(self, end: re.Match[str]) -> int:
        """The line that a corner of an area names; 0 for none."""
        if self.LETTERS:
            return column_number(end[2].upper()) if end[2] else 0
        return int(end[4] or 0)

    def is_absolute(self, end: re.Match[str]) -> bool:
        """Whether a corner holds its line with ``$``."""
        return bool(end[1] if self.LETTERS else end[3])

    def moved(self, end: re.Match[str], line: int) -> str:
        """A corner in another line."""
        if self.LETTERS:
            return f"{end[1]}{column_letters(line)}{end[3]}{end[4]}"
        return f"{end[1]}{end[2]}{end[3]}{line}"

    def first(self, references: str) -> int:
        """The line of the first cell of a list of areas; 0 for none."""
        first = REFERENCE.match(references.replace("$", ""))
        if first is None:
            return 0
        return column_number(first[1]) if self.LETTERS else int(first[2])

    def _put(self, line: int) -> int:
        return min(line + 1 if self.put and line >= self.put else line, self.LAST)


class RowMap(LineMap, frozen=True):
    """One change of a sheet's rows."""


class ColumnMap(LineMap, frozen=True):
    """One change of a sheet's columns."""

    LETTERS: ClassVar[bool] = True
    LAST: ClassVar[int] = MAX_COLUMN


def remap_formula(formula: str, lines: LineMap, sheet: str, *, is_own: bool) -> str:
    """A formula whose references into a sheet follow its lines.

    Args:
        formula: without the leading ``=``.
        lines: where the lines go.
        sheet: the name of the sheet that they are in.
        is_own: whether the formula stands in that sheet, so that plain references mean it.
    """

    def replace(match: re.Match[str]) -> str:
        reference = match["reference"]
        if reference is None:
            return match[0]
        named = match["sheet"]
        if not (_names(named, sheet) if named else is_own):
            return match[0]
        return (named or "") + (lines.area(reference) or "#REF!")

    return _TOKEN.sub(replace, formula)


def remap_relative(formula: str, lines: LineMap, offset: int) -> str:
    """A formula of a conditional format or a validation, which is written for the first cell of its
    range: relative lines go with that cell, absolute ones with their line.

    Args:
        formula: the formula.
        lines: where the lines go.
        offset: by how many lines the first cell moves.
    """

    def move(match: re.Match[str]) -> str:
        if lines.is_absolute(match) or not lines.number(match):
            return lines.area(match[0]) or "#REF!"
        return lines.moved(match, max(1, lines.number(match) + offset))

    def replace(match: re.Match[str]) -> str:
        if match["reference"] is None or match["sheet"]:
            return match[0]
        return ":".join(_END.sub(move, end, count=1) for end in match["reference"].split(":"))

    return _TOKEN.sub(replace, formula)


def _names(prefix: str, sheet: str) -> bool:
    """Whether ``Sheet1!`` or ``'my sheet'!`` names a sheet."""
    name = prefix[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name.casefold() == sheet.casefold()
