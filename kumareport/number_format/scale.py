"""What a number format says of a number that is to be printed: its scale, its decimals, its words."""

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from kumareport.number_format.code import FormatPieceKind, section_for, sections_of


class Shown(Struct, frozen=True):
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


class NumberFormat(Struct, frozen=True):
    """A number format.

    Attributes:
        code: the format code.
        is_date: whether it shows numbers as dates or times.
        is_general: whether it leaves numbers as they are.
    """

    code: str
    is_date: bool
    is_general: bool

    @staticmethod
    @lru_cache(maxsize=256)
    def of(code: str) -> "NumberFormat":
        """Parse a format code; any text is accepted."""
        sections = sections_of(code)[:3]
        is_date = any(section.is_date for section in sections)
        has_digits = any(section.has(FormatPieceKind.DIGIT) for section in sections)
        has_general = any(section.has(FormatPieceKind.GENERAL) for section in sections)
        is_general = has_general or not (has_digits or is_date)
        return NumberFormat(code, is_date and not is_general, is_general)

    def show(self, number: Decimal) -> Shown:
        """How Excel shows a number in this format."""
        if self.is_general:
            return Shown(number, _typed(number))
        section, _ = section_for(self.code, number)
        if (
            not section.has(FormatPieceKind.DIGIT)
            or section.has(FormatPieceKind.EXPONENT)
            or section.is_fraction
        ):
            return Shown(number, _typed(number))
        percent = section.has(FormatPieceKind.PERCENT)
        least, most, thousands = section.scale
        scaled = number.scaleb((2 if percent else 0) - 3 * thousands)
        before, after = section.words
        return Shown(scaled, min(max(_typed(scaled), least), most), before, after, percent)


def _typed(number: Decimal) -> int:
    """The decimals that a number has."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
