"""Text ⇄ value: the only place that knows ▲, （H26）, 概数, 以上 and number formats.

Reading accepts what real staff type (full-width digits, △ for minus, half-width brackets); writing
gives the one canonical notation: half-width digits, 3-digit commas, one minus sign, full-width
brackets, decimals as typed.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from msgspec.structs import replace

from kumareport.language.signs import MINUS_SIGNS
from kumareport.model.field_value import FieldValue
from kumareport.model.value import (
    BLANK,
    OF_WHICH,
    OPEN,
    SCOPES,
    SETTLED,
    Fault,
    Operator,
    Value,
    ValueKind,
)
from kumareport.number_format import GENERAL_WIDTH, NumberFormat, Shown, displayed_number
from kumareport.patterns import regex
from kumareport.wording.absent import says_nothing
from kumareport.wording.doubts import ditto
from kumareport.wording.targets import word_of
from kumareport.wording.typed import MOST_DIGITS, in_printed_widths, parse_as_typed, said_in

# A number format may ask for some 250 decimals; the usual 28 digits would not do for them.
_WIDE = Context(prec=600)
_MOST_DECIMALS = 12
"""Digits behind the point. Computing stays exact."""

_INVISIBLE = {
    "\u00ad": "ソフト ハイフン", "\u200b": "ゼロ幅の空白", "\u200c": "ゼロ幅の非接合子",
    "\u200d": "ゼロ幅の接合子", "\u200e": "左から右の印", "\u200f": "右から左の印",
    "\u2060": "改行しない印", "\ufeff": "BOM",
}  # fmt: skip
_STATUSES = {*OPEN, *SETTLED, *SCOPES}
_NUMBER = regex(
    rf"(?P<sign>[{MINUS_SIGNS}]?)\+?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?P<operator>以上|以下|未満|超)?(?P<unit>[^\d()※*]*?)"
    r"(?P<brackets>(?:\([^()]*\))*)(?P<note>[※*].*)?"
)
_SPLIT_NUMBER = regex(r"\d\s+\d")
_DATED = regex(r"[^()]+\([^()]*\)")
_PART = regex(rf"[（(]\s*({OF_WHICH}[^()（）]*)[）)]")


def normalize(text: str) -> str:
    """NFKC without white space: the form in which notations are compared."""
    return regex(r"\s+").sub("", unicodedata.normalize("NFKC", text))


def invisible_in(text: str) -> str:
    """The characters that take no room on the screen, by name; empty where there are none."""
    found = dict.fromkeys(char for char in text if unicodedata.category(char) == "Cf")
    return "、".join(f"{_INVISIBLE.get(char, '書式用の文字')} U+{ord(char):04X}" for char in found)


def parse(text: str, unit: str = "") -> Value:
    """Read the text of a value cell.

    Args:
        text: as typed; line breaks allowed.
        unit: the indicator's unit, so that ``44.6%`` under ％ is taken as a number.

    Returns:
        A value. Text that follows no known notation is QUALITATIVE if it holds no number that it
        could be mistaken for, else UNREADABLE with a reason.
    """
    raw = text.strip()
    plain = normalize(text)
    if not plain:
        return BLANK
    invisible = invisible_in(text)
    if invisible:
        reason = f"見えない文字（{invisible}）が入っています。打ち直してください"
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    part = _PART.search(text)
    if part:
        whole = parse(text[: part.start()] + text[part.end() :], unit)
        if whole.kind is ValueKind.NUMBER and not whole.status:
            return replace(whole, raw=raw, status=" ".join(part[1].split()))
    if _SPLIT_NUMBER.search(unicodedata.normalize("NFKC", text)):
        reason = "数字の間に空白か改行があり、１つの数か２つの値か分かりません"
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    said = word_of(plain)
    if said is not None:
        return Value(ValueKind.WORD, raw, word=said[0], operator=said[1])
    own = normalize(unit)
    word, _, note = plain.partition("※")
    if word and says_nothing(word, own):
        return Value(ValueKind.NO_DATA, raw, note=f"※{note}" if note else "")
    # NFKC turns ① and ² into digits; nobody means a value by them.
    if any(unicodedata.category(char) == "No" for char in raw):
        return Value(ValueKind.QUALITATIVE, raw)
    repeated = ditto(plain)
    if repeated:
        return Value(ValueKind.UNREADABLE, raw, reason=repeated, fault=Fault.NOTATION)
    number = _parse_number(raw, plain, own) or _parse_dated(raw, plain, own)
    return number or parse_as_typed(raw, plain, own) or Value(ValueKind.QUALITATIVE, raw)


def _parse_number(raw: str, plain: str, unit: str) -> Value | None:
    match = _NUMBER.fullmatch(plain)
    if match is None or match["unit"] not in ("", unit):
        return None
    decimals = match["decimals"] or ""
    digits = match["digits"].replace(",", "")
    if len(digits.lstrip("0")) > MOST_DIGITS or len(decimals) > _MOST_DECIMALS:
        reason = f"数字が {len(digits) + len(decimals)} 桁もあります。打ち間違いではありませんか"
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    number = Decimal(f"{digits}.{decimals}")
    year, status, reason = said_in(match["brackets"], unit, has_unit=bool(match["unit"]))
    if reason:
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    is_free = bool(status) and status not in (*OPEN, *SETTLED, *SCOPES)
    return Value(
        ValueKind.NUMBER,
        raw,
        number=-number if match["sign"] else number,
        decimals=len(decimals),
        year=year,
        status=status,
        operator=Operator(match["operator"]) if match["operator"] else None,
        note=match["note"] or "",
        shown=in_printed_widths(raw) if is_free else "",
    )


def _parse_dated(raw: str, plain: str, unit: str) -> Value | None:
    """Several dated values in one cell, ``18.6（H27）`` ⏎ ``19.1（H28）``: the newest counts."""
    parts = _DATED.findall(plain)
    if "".join(parts) != plain:
        return None
    values = [_parse_number(part, part, unit) for part in parts]
    by_year = [(value.year.ad, value) for value in values if value and value.year]
    if len(by_year) != len(parts):
        return None
    *dated, newest = [value for _, value in sorted(by_year, key=lambda pair: pair[0])]
    return Value(
        ValueKind.NUMBER,
        raw,
        number=newest.number,
        decimals=newest.decimals,
        year=newest.year,
        status=newest.status,
        operator=newest.operator,
        older=tuple(dated),
    )


def from_number(stored: str, number_format: str, unit: str = "") -> Value:
    """Read a number as Excel stores it, with the decimals and words of its number format.

    A percentage format multiplies by 100 and a format that shows thousands divides, as the person
    sees it; quoted words in the format (``0"（概数）"``) count as typed.

    Args:
        stored: the ``v`` element's text, up to 17 significant digits.
        number_format: the format code; ``General`` shows the number as it is.
        unit: the indicator's unit.
    """
    number = Decimal(stored)
    if number_format == "General" and stored.isdecimal() and len(stored) <= GENERAL_WIDTH:
        # Most cells: a whole number as it was typed.
        return Value(ValueKind.NUMBER, f"{number:,f}", number=number.normalize())
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        reason = f"{MOST_DIGITS} 桁を超える大きさの数です。打ち間違いではありませんか"
        return Value(ValueKind.UNREADABLE, stored, reason=reason, fault=Fault.NOTATION)
    shown = NumberFormat.of(number_format).show(excel_number(stored))
    value = _in_words(shown.before, shown.after, unit)
    sign = "%" if shown.percent else ""
    raw = f"{shown.before}{format_number(shown.number, shown.decimals, '-')}{sign}{shown.after}"
    if value.kind is not ValueKind.NUMBER:
        words = shown.before + shown.after
        reason = f"表示形式に入っている文字「{words}」を読み取れません"
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    if shown.percent and normalize(unit) != "%":
        reason = "パーセントの表示形式ですが、単位が％ではありません"
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.PERCENT)
    assert value.number is not None
    number = shown.number * abs(value.number)
    decimals = (
        shown.decimals
        if number == shown.number
        else max(0, -int(number.normalize().as_tuple().exponent))
    )
    return Value(
        ValueKind.NUMBER,
        raw,
        number=number,
        decimals=decimals,
        year=value.year,
        status=value.status,
        operator=value.operator,
        seen=_seen_instead(displayed_number(stored, number_format).strip(), shown, raw),
        shown=in_printed_widths(raw) if value.shown else "",
    )


@lru_cache(256)
def _in_words(before: str, after: str, unit: str) -> Value:
    """A number in the words of its format; its own digits do not matter."""
    return parse(f"{before}1{after}", unit)


def _seen_instead(seen: str, shown: Shown, raw: str) -> str | None:
    """What Excel shows, where that does not say the number that is read; None where it does."""
    if seen.replace(",", "") == raw.replace(",", ""):
        return None
    digits = ["".join(regex(r"[\d.]").findall(normalize(text))).rstrip(".") for text in (seen, raw)]
    is_negative = round_half_up(shown.number, shown.decimals) < 0
    has_sign = any(char in MINUS_SIGNS + "(" for char in normalize(seen))
    return None if digits[0] == digits[1] and (has_sign or not is_negative) else seen


def excel_number(stored: str) -> Decimal:
    """The number that Excel shows for a stored one: 15 significant digits (0.1+0.2 → 0.3)."""
    exact = Decimal(stored)
    # What is smaller than Excel's smallest number (2.2E-308) is 0 to it.
    if exact.adjusted() < -308 or not exact:
        return Decimal(0)
    return round(exact, 14 - exact.adjusted()).normalize()


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """Rounded as Excel shows it: halves away from zero."""
    return number.quantize(_unit(decimals), ROUND_HALF_UP, _WIDE)


@lru_cache(64)
def _unit(decimals: int) -> Decimal:
    return Decimal(10) ** -decimals


def format_number(number: Decimal, decimals: int, minus: str) -> str:
    """A number in canonical notation: ``-5481.5`` → ``▲5,481.5``."""
    rounded = round_half_up(number, decimals)
    return (minus if rounded < 0 else "") + f"{abs(rounded):,f}"


def display_lines(value: Value, minus: str) -> tuple[str, ...]:
    """The printed lines of a value cell: the number, then its year and status.

    Anything that is not a number is printed as typed.
    """
    if value.number is None or value.shown:
        text = re.sub(rf"(?<!\w)[{MINUS_SIGNS}](?=\d)", minus, value.shown) or value.raw
        return tuple(line.strip() for line in text.splitlines())
    shown = format_number(value.number, value.decimals, minus) + (value.operator or "")
    if not (value.older or value.year or value.status or value.note):
        return (shown,)
    lines: list[str] = []
    for older in value.older:
        lines += display_lines(older, minus)
    lines.append(shown)
    lines += [f"（{extra}）" for extra in (value.year, value.status) if extra]
    lines += [value.note] if value.note else []
    return tuple(lines)


def display(value: Value, minus: str) -> str:
    """A value on one line."""
    return "".join(display_lines(value, minus))


def display_field(field: FieldValue, minus: str) -> tuple[str, ...]:
    """The printed lines of a cell of an own field, without its unit."""
    if field.value is not None:
        return display_lines(field.value, minus)
    return tuple(field.text.split("\n"))


def display_unit(text: str) -> str:
    """A unit as printed: line breaks removed, half-width % full-width."""
    joined = regex(r"\s*\n\s*").sub("", text).strip()
    return "％" if joined == "%" else joined
