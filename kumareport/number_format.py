"""Excel number formats, as far as they decide how a number looks.

Source: ECMA-376 Part 1, 18.8.30 (numFmts) and 18.8.31; checked against Excel's own display.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]|[_*].|(?P<literal>.)', re.DOTALL
)
_DIGITS = set("0#?")
# Signs that stand for minus, currency or padding: part of the look, not words of a person.
_SILENT = set(" ()+-−▲△▼¥￥$　")


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as its cell shows it.

    Attributes:
        number: exact, after the percentage and thousands scaling of the format.
        decimals: decimals shown.
        before, after: words that the format puts around the number.
        percent: whether the format is a percentage.
    """

    number: Decimal
    decimals: int
    before: str = ""
    after: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the ``;``-separated parts of a format."""

    least: int
    most: int
    scale: int
    percent: bool
    before: str
    after: str
    has_digits: bool


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A parsed number format."""

    is_date: bool
    is_general: bool
    parts: tuple[_Part, ...]

    @staticmethod
    @lru_cache(maxsize=256)
    def of(code: str) -> "NumberFormat":
        """Parse a format code; any text is accepted."""
        bare = re.sub(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', "", code)
        if "General" in bare or (
            not _DIGITS & set(bare) and not re.search("[ymdhsgeaYMDHSGE]", bare)
        ):
            return NumberFormat(is_date=False, is_general=True, parts=())
        is_date = bool(re.search(r"[ymdhsgYMDHSG]|(?<![0#?])[eE]", bare))
        parts = tuple(_parse_part(part) for part in _split(code))
        return NumberFormat(is_date=is_date, is_general=False, parts=parts)

    def show(self, number: Decimal) -> Shown:
        """How Excel shows a number in this format."""
        part = self._part_for(number)
        if part is None or not part.has_digits:
            return Shown(number, _decimals(number))
        scaled = number.scaleb((2 if part.percent else 0) - 3 * part.scale)
        decimals = min(max(_decimals(scaled), part.least), part.most)
        return Shown(scaled, decimals, part.before, part.after, part.percent)

    def _part_for(self, number: Decimal) -> _Part | None:
        if self.is_general:
            return None
        index = 1 if number < 0 else 2 if number == 0 else 0
        return self.parts[index if index < len(self.parts) else 0]


def _decimals(number: Decimal) -> int:
    """How many decimals a number has, without zeros at their end."""
    return len(f"{number.normalize():f}".partition(".")[2])


def _split(code: str) -> list[str]:
    parts = [""]
    for match in _TOKEN.finditer(code):
        if match["literal"] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _parse_part(code: str) -> _Part:
    digits = ""
    words = ["", ""]
    percent = False
    for match in _TOKEN.finditer(code):
        literal = match["literal"]
        if literal is not None and (literal in _DIGITS or literal in ".,"):
            digits += literal
        elif literal == "%":
            percent = True
        else:
            text = match["quoted"] or match["escaped"] or literal or ""
            words[bool(digits)] += "".join(c for c in text if c not in _SILENT)
    whole, _, fraction = digits.rstrip(",").partition(".")
    fraction = fraction.replace(",", "")
    return _Part(
        least=fraction.count("0"),
        most=len(fraction),
        scale=len(digits) - len(digits.rstrip(",")),
        percent=percent,
        before=words[0],
        after=words[1],
        has_digits=bool(_DIGITS & set(whole + fraction)),
    )
