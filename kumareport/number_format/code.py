"""Taking an Excel number format apart: sections, their conditions, and the pieces of each.

Source: ECMA-376 Part 1, 18.8.30 and 18.8.31; what is not said there was checked with LibreOffice and
SheetJS's SSF (``tests/test_displayed.py``).
"""

import re
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property, lru_cache

from msgspec import Struct

from kumareport.language.signs import MINUS_SIGNS
from kumareport.patterns import regex

# Signs that stand for minus, currency or padding: part of the look, not words of a person.
_SILENT = {*" ()+¥￥$　", *MINUS_SIGNS}

_PIECE = regex(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<skipped>.)|\*(?P<filled>.)'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/標準|標準)|(?P<half>AM/PM|A/P|午前/午後)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|g+|e+|a{3,4})|(?P<digits>[0#?])|(?P<literal>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = regex(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")


class FormatPieceKind(Enum):
    """What a piece of a format stands for."""

    LITERAL = auto()
    SPACE = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    SLASH = auto()
    DATE = auto()
    ELAPSED = auto()
    HALF_DAY = auto()
    TEXT = auto()
    GENERAL = auto()


class FormatPiece(Struct, frozen=True):
    """One piece: its kind, and its characters."""

    kind: FormatPieceKind
    text: str


class FormatSection(Struct, frozen=True, dict=True):
    """One of the ``;``-separated parts of a format.

    Attributes:
        pieces: from left to right.
        condition: the comparison and the number that it is made with; None where it has none.
        locale: the number of ``[$-411]``, in lower case; empty where it has none.
    """

    pieces: tuple[FormatPiece, ...]
    condition: tuple[str, Decimal] | None = None
    locale: str = ""

    @cached_property
    def _kinds(self) -> frozenset[FormatPieceKind]:
        return frozenset(piece.kind for piece in self.pieces)

    def has(self, *kinds: FormatPieceKind) -> bool:
        """Whether a piece of one of the kinds is in it."""
        return not self._kinds.isdisjoint(kinds)

    @cached_property
    def is_date(self) -> bool:
        """Whether it shows dates or times."""
        # A lone e behind digits is a letter, not the year of an era.
        dates = [
            p for p in self.pieces if p.kind in (FormatPieceKind.DATE, FormatPieceKind.ELAPSED)
        ]
        are_letters = self.has(FormatPieceKind.DIGIT) and all(p.text in "eE" for p in dates)
        return bool(dates) and not are_letters and not self.has(FormatPieceKind.GENERAL)

    @cached_property
    def is_fraction(self) -> bool:
        """Whether it shows a number as 1 1/4."""
        kinds = [
            p.kind
            for p in self.pieces
            if p.kind not in (FormatPieceKind.LITERAL, FormatPieceKind.SPACE)
        ]
        if FormatPieceKind.SLASH not in kinds:
            return False
        cut = kinds.index(FormatPieceKind.SLASH)
        return cut > 0 and kinds[cut - 1] is FormatPieceKind.DIGIT

    @cached_property
    def scale(self) -> tuple[int, int, int]:
        """The fewest and the most decimals, and how many times it divides by a thousand."""
        marks = (FormatPieceKind.DIGIT, FormatPieceKind.POINT, FormatPieceKind.COMMA)
        shape = "".join(piece.text for piece in self.pieces if piece.kind in marks)
        bare = shape.rstrip(",")
        whole, _, fraction = bare.partition(".")
        fraction = fraction.replace(",", "")
        thousands = len(shape) - len(bare) + (len(whole) - len(whole.rstrip(",")))
        return fraction.count("0"), len(fraction), thousands

    @cached_property
    def words(self) -> tuple[str, str]:
        """The words that it puts before and behind a number."""
        words = ["", ""]
        seen = False
        for piece in self.pieces:
            seen = seen or piece.kind is FormatPieceKind.DIGIT
            if piece.kind in (FormatPieceKind.LITERAL, FormatPieceKind.SLASH):
                words[seen] += "".join(char for char in piece.text if char not in _SILENT)
        return words[0], words[1]

    def holds(self, number: Decimal) -> bool:
        """Whether a number meets the condition."""
        if self.condition is None:
            return False
        sign, limit = self.condition
        order = (number > limit) - (number < limit)
        return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0,
                "=": order == 0, "<>": order != 0}[sign]  # fmt: skip


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[FormatSection, ...]:
    """The sections of a format code; any text is accepted."""
    parts: list[list[re.Match[str]]] = [[]]
    for match in _PIECE.finditer(code):
        if match["literal"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(part) for part in parts)


def section_for(code: str, number: Decimal) -> tuple[FormatSection, bool]:
    """The section that shows a number, and whether it leaves the sign to the format."""
    found = list(sections_of(code)[:3])
    if any(section.condition for section in found[:2]):
        return _by_condition(found, number)
    if len(found) == 1 or number > 0:
        return found[0], False
    if number < 0:
        return found[1], True
    return found[2 if len(found) > 2 else 0], False


def _by_condition(found: list[FormatSection], number: Decimal) -> tuple[FormatSection, bool]:
    """A format with conditions shows no sign of its own (LibreOffice and SSF agree)."""
    for place, section in enumerate(found[:2]):
        is_implied = section.condition is None and len(found) > 2
        if section.holds(number) or (is_implied and (number < 0 if place else number > 0)):
            return section, True
    if len(found) == 1:
        # Excel fills the cell with # where no section takes the number.
        return FormatSection((FormatPiece(FormatPieceKind.LITERAL, "####"),)), True
    return found[-1], True


def _section(matches: list[re.Match[str]]) -> FormatSection:
    pieces: list[FormatPiece] = []
    condition: tuple[str, Decimal] | None = None
    locale = ""
    for match in matches:
        bracket = match["bracket"]
        if bracket is None:
            pieces += _pieces(match)
        elif limit := _CONDITION.fullmatch(bracket):
            condition = limit[1], Decimal(limit[2])
        elif bracket.startswith("$"):
            sign, _, number = bracket[1:].partition("-")
            locale = number.lower() or locale
            # A currency is part of the look, as padding is.
            pieces += [FormatPiece(FormatPieceKind.SPACE, sign)] if sign else []
    return FormatSection(tuple(pieces), condition, locale)


def _pieces(match: re.Match[str]) -> list[FormatPiece]:
    kinds = {
        "quoted": FormatPieceKind.LITERAL, "escaped": FormatPieceKind.LITERAL, "elapsed": FormatPieceKind.ELAPSED,
        "general": FormatPieceKind.GENERAL, "half": FormatPieceKind.HALF_DAY, "exponent": FormatPieceKind.EXPONENT,
        "date": FormatPieceKind.DATE, "digits": FormatPieceKind.DIGIT,
    }  # fmt: skip
    if match["skipped"] is not None or match["filled"] is not None:
        return [FormatPiece(FormatPieceKind.SPACE, " ")] if match["skipped"] else []
    for name, kind in kinds.items():
        if match[name] is not None:
            return [FormatPiece(kind, match[name])] if match[name] else []
    single = {
        ".": FormatPieceKind.POINT,
        ",": FormatPieceKind.COMMA,
        "%": FormatPieceKind.PERCENT,
        "/": FormatPieceKind.SLASH,
        "@": FormatPieceKind.TEXT,
    }
    return [FormatPiece(single.get(match["literal"], FormatPieceKind.LITERAL), match["literal"])]
