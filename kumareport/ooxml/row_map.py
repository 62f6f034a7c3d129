"""Where rows go when one is inserted, deleted or moved, and references with them, as in Excel."""

import re
from dataclasses import dataclass

from kumareport.ooxml.sheet_xml import MAX_ROW
from kumareport.ooxml.spreadsheet import REFERENCE

_AREA = re.compile(r"([$]?[A-Z]{0,3})([$]?)([0-9]{0,7})", re.IGNORECASE)
_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
# In this order: what must not be touched (texts, [structured or external] parts), then references
# with the sheet that they name. A name or a function is a word that is no reference.
_TOKEN = re.compile(
    rf"""
    (?P<kept> "(?:[^"]|"")*" | \[(?:[^\[\]]|\[[^\[\]]*\])*\][^!\s'"(),]*!?(?:[$A-Z0-9:]*) )
  | (?P<sheet> {_SHEET} )?
    (?P<reference> (?<![\w.$\\])
      (?: [$]?[A-Z]{{1,3}}[$]?[0-9]{{1,7}} (?: : [$]?[A-Z]{{1,3}}[$]?[0-9]{{1,7}} )?
        | [$]?[0-9]{{1,7}}:[$]?[0-9]{{1,7}} )
      (?![\w.(!\\]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RowMap:
    """One change of a sheet's rows; rows count from 1.

    Attributes:
        taken: the row that is taken out; 0 for none.
        put: the row, in what is left, before which one is put in; 0 for none. With ``taken``, the
            taken row is put in there; without, a new row.
    """

    taken: int = 0
    put: int = 0

    def row(self, row: int) -> int:
        """Where a row goes; 0 where it is taken away."""
        if row == self.taken:
            return self.put
        return self._put(row - 1 if self.taken and row > self.taken else row)

    def span(self, top: int, bottom: int) -> tuple[int, int] | None:
        """Where rows that belong together go: a row put between them joins them, one put above or
        below them does not. None where they are taken away."""
        if top == bottom:
            row = self.row(top)
            return (row, row) if row else None
        if self.taken:
            top -= top > self.taken
            bottom -= bottom >= self.taken
        return self._put(top), self._put(bottom)

    def area(self, reference: str) -> str:
        """``B2:C4`` or ``B2``, with or without ``$``; empty where it is taken away."""
        ends = [_AREA.fullmatch(end) for end in reference.split(":")]
        rows = [int(end[3]) for end in ends if end is not None and end[3]]
        if len(rows) != len(ends):
            return reference  # whole columns
        span = self.span(min(rows), max(rows))
        if span is None:
            return ""
        new = (span[0], span[-1]) if rows[0] <= rows[-1] else (span[-1], span[0])
        texts = [f"{end[1]}{end[2]}{row}" for end, row in zip(ends, new, strict=False) if end]
        return ":".join(texts)

    def areas(self, references: str) -> str:
        """A list of areas with spaces between them, as in ``sqref``."""
        return " ".join(filter(None, map(self.area, references.split())))

    def _put(self, row: int) -> int:
        return min(row + 1 if self.put and row >= self.put else row, MAX_ROW)


def remap_formula(formula: str, rows: RowMap, sheet: str, *, is_own: bool) -> str:
    """A formula whose references into a sheet follow its rows.

    Args:
        formula: without the leading ``=``.
        rows: where the rows go.
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
        return (named or "") + (rows.area(reference) or "#REF!")

    return _TOKEN.sub(replace, formula)


def remap_relative(formula: str, rows: RowMap, offset: int) -> str:
    """A formula of a conditional format or a validation, which is written for the first cell of its
    range: relative rows go with that cell, absolute ones with their row.

    Args:
        formula: the formula.
        rows: where the rows go.
        offset: by how many rows the first cell moves.
    """

    def move(match: re.Match[str]) -> str:
        if match[2] or not match[3]:
            return rows.area(match[0]) or "#REF!"
        return f"{match[1]}{max(1, int(match[3]) + offset)}"

    def replace(match: re.Match[str]) -> str:
        if match["reference"] is None or match["sheet"]:
            return match[0]
        return ":".join(_AREA.sub(move, end, count=1) for end in match["reference"].split(":"))

    return _TOKEN.sub(replace, formula)


def _names(prefix: str, sheet: str) -> bool:
    """Whether ``Sheet1!`` or ``'my sheet'!`` names a sheet."""
    name = prefix[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name.casefold() == sheet.casefold()


def first_row(references: str) -> int:
    """The row of the first cell of a list of areas; 0 for none."""
    first = REFERENCE.match(references.replace("$", ""))
    return int(first[2]) if first else 0
