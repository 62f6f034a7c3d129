"""A cell's content as Excel shows it: what a person saw is what is quoted, proposed and printed."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from kumareport.number_format.code import (
    FormatPiece,
    FormatPieceKind,
    FormatSection,
    section_for,
    sections_of,
)
from kumareport.number_format.dates import show_date

_WIDE = Context(prec=700)
GENERAL_WIDTH, _GENERAL_DIGITS = 11, 6
"""Characters that a number in the format General takes at most, and digits where it takes more."""
_TEXT_SECTIONS = 4
_NO_DATE = "#" * 8
"""What Excel fills the cell with for a date before 1900."""


# Each value is asked for by its reader, its row and its quotation.
@lru_cache(8192)
def displayed_number(stored: str, code: str) -> str:
    """A number in a number format.

    Args:
        stored: as the file has it; Excel shows the first 15 digits.
        code: the format code.
    """
    exact = Decimal(stored)
    number = round(exact, 14 - exact.adjusted()) if exact else Decimal(0)
    if code in ("", "@"):
        return general(number)
    section, has_own_sign = section_for(code, number)
    if section.is_date:
        return show_date(number, section) or _NO_DATE
    if not section.pieces:
        return ""
    shown = _number(abs(number), section)
    is_zero = not any(char in "123456789" for char in shown) and section.has(FormatPieceKind.DIGIT)
    has_sign = number < 0 and not has_own_sign and not is_zero
    return ("-" if has_sign else "") + shown


def displayed_text(text: str, code: str) -> str:
    """A text in a number format: only a fourth section, or one with ``@``, changes it."""
    pieces = _around_text(code)
    if pieces is None:
        return text
    return "".join(text if p.kind is FormatPieceKind.TEXT else p.text for p in pieces)


@lru_cache(512)
def _around_text(code: str) -> tuple[FormatPiece, ...] | None:
    """The pieces that show a text; None where it is left as it is."""
    sections = sections_of(code)
    section = sections[-1]
    if len(sections) < _TEXT_SECTIONS and not section.has(FormatPieceKind.TEXT):
        return None
    return None if [p.kind for p in section.pieces] == [FormatPieceKind.TEXT] else section.pieces


def general(number: Decimal) -> str:
    """A number in the format General of a cell that is wide enough: up to 11 characters."""
    plain = f"{number.normalize(_WIDE):f}"
    size = abs(number)
    if len(plain.lstrip("-")) <= GENERAL_WIDTH:
        return plain
    if Decimal("1E-4") <= size < Decimal("1E11"):
        decimals = max(0, GENERAL_WIDTH - 1 - len(str(int(size))))
        return f"{_rounded(number, decimals).normalize(_WIDE):f}"
    mantissa, _, power = f"{number:.{_GENERAL_DIGITS - 1}E}".partition("E")
    return f"{Decimal(mantissa).normalize():f}E{int(power):+03}"


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def _number(number: Decimal, section: FormatSection) -> str:
    if section.has(FormatPieceKind.GENERAL):
        return "".join(
            general(number) if p.kind is FormatPieceKind.GENERAL else p.text for p in section.pieces
        )
    if not section.has(FormatPieceKind.DIGIT):
        words = (
            general(number) if p.kind is FormatPieceKind.TEXT else p.text for p in section.pieces
        )
        return "".join(words)
    pieces = section.pieces
    percents = sum(piece.kind is FormatPieceKind.PERCENT for piece in pieces)
    number = number.scaleb(2 * percents)
    if section.is_fraction:
        return _fraction(number, pieces)
    if section.has(FormatPieceKind.EXPONENT):
        return _scientific(number, pieces)
    return _decimal(number, pieces)


def _decimal(number: Decimal, pieces: Sequence[FormatPiece]) -> str:
    point = next((n for n, p in enumerate(pieces) if p.kind is FormatPieceKind.POINT), len(pieces))
    last = max(
        (n for n, p in enumerate(pieces[:point]) if p.kind is FormatPieceKind.DIGIT), default=-1
    )
    whole, tail = pieces[:point], pieces[point:]
    thousands = 0
    while (
        last + 1 + thousands < point and whole[last + 1 + thousands].kind is FormatPieceKind.COMMA
    ):
        thousands += 1
    rest, more = _without_scaling(tail)
    decimals = sum(piece.kind is FormatPieceKind.DIGIT for piece in rest)
    rounded = _rounded(number.scaleb(-3 * (thousands + more)), decimals)
    digits, _, fraction = f"{rounded:f}".partition(".")
    grouped = any(p.kind is FormatPieceKind.COMMA for p in whole[: max(last, 0)])
    return _whole("" if digits == "0" else digits, whole, grouped=grouped) + _tail(fraction, rest)


def _without_scaling(tail: Sequence[FormatPiece]) -> tuple[list[FormatPiece], int]:
    """What follows the point, and how many commas behind it divide by a thousand."""
    kept = [piece for piece in tail if piece.kind is not FormatPieceKind.COMMA]
    return kept, len(tail) - len(kept)


def _whole(digits: str, pieces: Sequence[FormatPiece], *, grouped: bool) -> str:
    """The digits before the point, put into their places from the right."""
    places = [n for n, p in enumerate(pieces) if p.kind is FormatPieceKind.DIGIT]
    left, count = digits, 0
    out: list[str] = []
    for n in range(len(pieces) - 1, -1, -1):
        piece = pieces[n]
        if piece.kind is not FormatPieceKind.DIGIT:
            out += [] if piece.kind is FormatPieceKind.COMMA else [piece.text]
            continue
        taken, left = (left, "") if n == places[0] else (left[-1:], left[:-1])
        for digit in reversed(taken or {"0": "0", "?": " "}.get(piece.text, "")):
            out += [","] if grouped and count and count % 3 == 0 and digit != " " else []
            out.append(digit)
            count += 1
    shown = "".join(reversed(out))
    return shown if places else digits + shown


def _tail(fraction: str, pieces: Sequence[FormatPiece]) -> str:
    used = len(fraction.rstrip("0"))
    out, at = "", 0
    for piece in pieces:
        if piece.kind is not FormatPieceKind.DIGIT:
            out += piece.text
            continue
        kept = at < used or piece.text == "0"
        out += fraction[at] if kept else {"?": " "}.get(piece.text, "")
        at += 1
    return out


def _scientific(number: Decimal, pieces: Sequence[FormatPiece]) -> str:
    cut = next(n for n, p in enumerate(pieces) if p.kind is FormatPieceKind.EXPONENT)
    mantissa, exponent = pieces[:cut], pieces[cut + 1 :]
    point = next(
        (n for n, p in enumerate(mantissa) if p.kind is FormatPieceKind.POINT), len(mantissa)
    )
    width = max(1, sum(p.kind is FormatPieceKind.DIGIT for p in mantissa[:point]))
    decimals = sum(p.kind is FormatPieceKind.DIGIT for p in mantissa[point:])
    power = number.adjusted() // width * width if number else 0
    if number and _rounded(number.scaleb(-power), decimals) >= 10**width:
        power += width
    shown = _decimal(number.scaleb(-power), mantissa)
    sign = "-" if power < 0 else pieces[cut].text[1].replace("-", "")
    places = sum(p.kind is FormatPieceKind.DIGIT for p in exponent)
    words = "".join(p.text for p in exponent if p.kind is not FormatPieceKind.DIGIT)
    return f"{shown}E{sign}{abs(power):0{places}}{words}"


def _fraction(number: Decimal, pieces: Sequence[FormatPiece]) -> str:
    cut = next(n for n, p in enumerate(pieces) if p.kind is FormatPieceKind.SLASH)
    above = cut
    while above and pieces[above - 1].kind is FormatPieceKind.DIGIT:
        above -= 1
    behind = cut + 1
    while behind < len(pieces) and (
        pieces[behind].kind is FormatPieceKind.DIGIT or pieces[behind].text.isdigit()
    ):
        behind += 1
    below = "".join(p.text for p in pieces[cut + 1 : behind])
    has_whole = any(p.kind is FormatPieceKind.DIGIT for p in pieces[:above])
    whole = int(number) if has_whole else 0
    rest = Fraction(number) - whole
    if below.isdigit() and int(below):
        bottom = int(below)
        top = int(_rounded(Decimal(rest.numerator * bottom) / rest.denominator, 0))
    else:
        near = rest.limit_denominator(10 ** len(below) - 1)
        top, bottom = near.numerator, near.denominator
    if has_whole and top == bottom:
        whole, top = whole + 1, 0
    width = cut - above
    if has_whole and not top:
        part = " " * (width + 1 + len(below))
    else:
        part = f"{top:>{width}}/{bottom:<{len(below)}}"
    # A whole of nothing is left out where a fraction follows.
    digits = str(whole) if whole else "" if top else "0"
    lead = _whole(digits, pieces[:above], grouped=False)
    return lead + part + "".join(p.text for p in pieces[behind:])
