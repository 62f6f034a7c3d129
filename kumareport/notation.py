"""Text ⇄ value: the only place that knows ▲, （H26）, 概数, 以上 and number formats.

Reading accepts what real staff type (full-width digits, △ for minus, half-width brackets); writing
gives the one canonical notation: half-width digits, 3-digit commas, one minus sign, full-width
brackets, decimals as typed.
"""

import re
import unicodedata
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from kumareport.language.signs import MINUS_SIGNS
from kumareport.model.field_value import FieldValue
from kumareport.model.period import parse_year
from kumareport.model.value import (
    BLANK,
    OF_WHICH,
    SCOPES,
    SETTLED,
    Fault,
    Operator,
    Value,
    ValueKind,
    ValueWord,
)  # fmt: skip
from kumareport.number_format import NumberFormat, Shown, displayed_number

# A number format may ask for some 250 decimals; the usual 28 digits would not do for them.
_WIDE = Context(prec=600)
_MOST_DIGITS, _MOST_DECIMALS = 16, 12
"""Digits before and behind the point; the national budget in yen has 15. Computing stays exact."""

_NO_DATA_SIGNS = {"-", "ー", "―", "—", "–", "−", "‐", "─", "...", "‥", "..", "*", "/"}
_NO_DATA_WORDS = {
    "中止", "未集計", "集計中", "集計前", "未算定", "算定中", "未実施", "未調査", "調査中", "調査なし", "未公表",
    "公表前", "該当なし", "データなし", "なし",
}  # fmt: skip
_WORDS = {
    "上昇": ValueWord.RISE,
    "増加": ValueWord.RISE,
    "減少": ValueWord.FALL,
    "低下": ValueWord.FALL,
    "維持": ValueWord.KEEP,
}
_INVISIBLE = {
    "\u00ad": "ソフト ハイフン", "\u200b": "ゼロ幅の空白", "\u200c": "ゼロ幅の非接合子",
    "\u200d": "ゼロ幅の接合子", "\u200e": "左から右の印", "\u200f": "右から左の印",
    "\u2060": "改行しない印", "\ufeff": "BOM",
}  # fmt: skip
_STATUSES = {
    "概数", "概算", "見込み", "見込", "推計", "推計値", "速報", "速報値", "暫定", "暫定値", "参考値",
    *SETTLED, *SCOPES,
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<sign>[{MINUS_SIGNS}]?)\+?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?P<operator>以上|以下|未満|超)?(?P<unit>[^\d()※]*?)"
    r"(?P<brackets>(?:\([^()]*\))*)(?P<note>※.*)?"
)
_SPLIT_NUMBER = re.compile(r"\d\s+\d")
_DATED = re.compile(r"[^()]+\([^()]*\)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_PART = re.compile(rf"[（(]\s*({OF_WHICH}[^()（）]*)[）)]")
_KEPT = re.compile(r"(?P<number>[^以未超]+)(?P<operator>以上|以下|未満|超)を?維持")
_OVER_YEARS = re.compile(r"\d{1,2}(?:[かカヶケ箇]年|年間?)で(.+)")


def normalize(text: str) -> str:
    """NFKC without white space: the form in which notations are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


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
    if plain in _WORDS:
        return Value(ValueKind.WORD, raw, word=_WORDS[plain])
    word, _, note = plain.partition("※")
    if word.strip("()") in _NO_DATA_WORDS | _NO_DATA_SIGNS:
        return Value(ValueKind.NO_DATA, raw, note=f"※{note}" if note else "")
    # NFKC turns ① and ² into digits; nobody means a value by them.
    if any(unicodedata.category(char) == "No" for char in raw):
        return Value(ValueKind.QUALITATIVE, raw)
    own = normalize(unit)
    number = _parse_number(raw, plain, own) or _parse_dated(raw, plain, own)
    return number or _parse_as_typed(raw, plain, own) or Value(ValueKind.QUALITATIVE, raw)


def _parse_as_typed(raw: str, plain: str, unit: str) -> Value | None:
    """A notation that is printed as typed: ``80％以上を維持`` and ``1.70→1.80`` say a number to reach;
    ``10～15`` and ``5年間で1,000`` none that one year's value could be held against."""
    kept, years = _KEPT.fullmatch(plain), _OVER_YEARS.fullmatch(plain)
    if kept:
        bare = kept["number"].removesuffix(unit) if unit else kept["number"]
        found = _parse_number(raw, f"{bare}{kept['operator']}", unit)
        return _as_typed(found)
    if years:
        total = _parse_number(raw, years[1], unit)
        return Value(ValueKind.QUALITATIVE, raw, shown=raw) if _as_typed(total) else None
    for sign in ("→", "~", "〜"):
        ends = [_parse_number(raw, end, unit) for end in plain.split(sign)]
        if len(ends) == 2 and all(map(_as_typed, ends)):
            is_range = sign != "→"
            return Value(ValueKind.QUALITATIVE, raw, shown=raw) if is_range else _as_typed(ends[1])
    return None


def _as_typed(value: Value | None) -> Value | None:
    """A number that is printed as its cell says it; None for what is no number."""
    is_number = value is not None and value.kind is ValueKind.NUMBER
    return replace(value, shown=value.raw) if value is not None and is_number else None


def _parse_number(raw: str, plain: str, unit: str) -> Value | None:
    match = _NUMBER.fullmatch(plain)
    if match is None or match["unit"] not in ("", unit):
        return None
    decimals = match["decimals"] or ""
    digits = match["digits"].replace(",", "")
    if len(digits.lstrip("0")) > _MOST_DIGITS or len(decimals) > _MOST_DECIMALS:
        reason = f"数字が {len(digits) + len(decimals)} 桁もあります。打ち間違いではありませんか"
        return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    number = Decimal(f"{digits}.{decimals}")
    year, status = None, ""
    for content in _BRACKET.findall(match["brackets"]):
        if content in _STATUSES:
            status = content
        elif (found := parse_year(content)) is not None and year is None:
            year = found
        else:
            reason = (
                f"かっこの中の「{content}」が年度（H26 など）でも概数・見込みなどでもありません"
            )
            return Value(ValueKind.UNREADABLE, raw, reason=reason, fault=Fault.NOTATION)
    return Value(
        ValueKind.NUMBER,
        raw,
        number=-number if match["sign"] else number,
        decimals=len(decimals),
        year=year,
        status=status,
        operator=Operator(match["operator"]) if match["operator"] else None,
        note=match["note"] or "",
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
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        reason = f"{_MOST_DIGITS} 桁を超える大きさの数です。打ち間違いではありませんか"
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
    return Value(
        ValueKind.NUMBER,
        raw,
        number=shown.number,
        decimals=shown.decimals,
        year=value.year,
        status=value.status,
        operator=value.operator,
        seen=_seen_instead(displayed_number(stored, number_format).strip(), shown, raw),
    )


@lru_cache(256)
def _in_words(before: str, after: str, unit: str) -> Value:
    """A number in the words of its format; its own digits do not matter."""
    return parse(f"{before}1{after}", unit)


def _seen_instead(seen: str, shown: Shown, raw: str) -> str | None:
    """What Excel shows, where that does not say the number that is read; None where it does."""
    if seen.replace(",", "") == raw.replace(",", ""):
        return None
    digits = ["".join(re.findall(r"[\d.]", normalize(text))).rstrip(".") for text in (seen, raw)]
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
    return number.quantize(Decimal(10) ** -decimals, ROUND_HALF_UP, _WIDE)


def format_number(number: Decimal, decimals: int, minus: str) -> str:
    """A number in canonical notation: ``-5481.5`` → ``▲5,481.5``."""
    rounded = round_half_up(number, decimals)
    return (minus if rounded < 0 else "") + f"{abs(rounded):,f}"


def display_lines(value: Value, minus: str) -> tuple[str, ...]:
    """The printed lines of a value cell: the number, then its year and status.

    Anything that is not a number is printed as typed.
    """
    if value.number is None or value.shown:
        return tuple(line.strip() for line in value.raw.splitlines())
    lines: list[str] = []
    for older in value.older:
        lines += display_lines(older, minus)
    operator = value.operator or ""
    lines.append(format_number(value.number, value.decimals, minus) + operator)
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
    joined = re.sub(r"\s*\n\s*", "", text).strip()
    return "％" if joined == "%" else joined
