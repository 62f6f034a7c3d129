"""Dates and times as Excel shows them."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from kumareport.number_format.code import FormatPiece, FormatPieceKind, FormatSection

_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001  Excel's dates have no zone.
_LAST_DAY = 2_958_465
"""31 December 9999. (The first day lies in 明治.)"""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ERAS = (
    (datetime.date(2019, 5, 1), "令和", "R"),
    (datetime.date(1989, 1, 8), "平成", "H"),
    (datetime.date(1926, 12, 25), "昭和", "S"),
    (datetime.date(1912, 7, 30), "大正", "T"),
    (datetime.date(1868, 1, 1), "明治", "M"),
)
_SYSTEM_DATE, _SYSTEM_TIME = "f800", "f400"


def show_date(serial: Decimal, section: FormatSection) -> str | None:
    """A serial number of days; None where Excel shows no date but ``####``."""
    if not 0 <= serial < _LAST_DAY + 1:
        return None
    seconds = _rounded_seconds(serial, section)
    moment = _EPOCH + datetime.timedelta(seconds=float(seconds))
    if serial < 61:
        # Excel counts a 29 February 1900, which never was.
        moment += datetime.timedelta(days=1)
    if section.locale == _SYSTEM_DATE:
        return f"{moment.year}年{moment.month}月{moment.day}日"
    if section.locale == _SYSTEM_TIME:
        return f"{moment.hour}:{moment.minute:02}:{moment.second:02}"
    pieces = _numbered(section.pieces)
    return "".join(_piece(pieces, place, moment, seconds) for place in range(len(pieces)))


def _rounded_seconds(serial: Decimal, section: FormatSection) -> Decimal:
    """To the second, or to the fraction of one that the format shows."""
    shown = "".join(
        piece.text for piece in section.pieces if piece.kind is not FormatPieceKind.LITERAL
    )
    _, _, fraction = shown.partition("s.")
    digits = len(fraction) - len(fraction.lstrip("0"))
    return round(serial * 86_400, digits)


def _numbered(pieces: Sequence[FormatPiece]) -> list[FormatPiece]:
    """``m`` beside hours or seconds is minutes: told apart as ``M`` from months."""
    found = [
        FormatPiece(p.kind, p.text.lower()) if p.kind is FormatPieceKind.DATE else p for p in pieces
    ]
    clock = [
        place
        for place, p in enumerate(found)
        if p.kind in (FormatPieceKind.DATE, FormatPieceKind.ELAPSED)
    ]
    for at, place in enumerate(clock):
        before = found[clock[at - 1]].text.lower() if at else ""
        after = found[clock[at + 1]].text if at + 1 < len(clock) else ""
        is_minute = before.startswith("h") or after.startswith("s")
        if (
            found[place].kind is FormatPieceKind.DATE
            and found[place].text in ("m", "mm")
            and is_minute
        ):
            found[place] = FormatPiece(FormatPieceKind.DATE, found[place].text.upper())
    return found


def _piece(
    pieces: Sequence[FormatPiece], place: int, moment: datetime.datetime, seconds: Decimal
) -> str:
    piece = pieces[place]
    if piece.kind is FormatPieceKind.DATE:
        has_half = any(other.kind is FormatPieceKind.HALF_DAY for other in pieces)
        return _date(piece.text, moment, has_half=has_half)
    if piece.kind is FormatPieceKind.ELAPSED:
        unit = {"h": 3600, "m": 60, "s": 1}[piece.text[0].lower()]
        return f"{int(seconds // unit):0{len(piece.text)}}"
    if piece.kind is FormatPieceKind.HALF_DAY:
        first, second = piece.text.split("/")
        return first if moment.hour < 12 else second
    if piece.kind is FormatPieceKind.DIGIT:
        digits = [p.text for p in pieces[:place] if p.kind is FormatPieceKind.DIGIT]
        return f"{moment.microsecond:06}"[len(digits) : len(digits) + 1]
    return piece.text


def _date(code: str, moment: datetime.datetime, *, has_half: bool) -> str:
    hour = (moment.hour % 12 or 12) if has_half else moment.hour
    numbers = {
        "m": moment.month,
        "d": moment.day,
        "h": hour,
        "M": moment.minute,
        "s": moment.second,
    }
    letter, length = code[0], len(code)
    if letter == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if letter in "ge":
        return _era(letter, length, moment.date())
    if letter == "a":
        return "月火水木金土日"[moment.weekday()] + ("曜日" if length == 4 else "")
    if letter in numbers and length <= 2:
        return f"{numbers[letter]:0{length}}"
    if letter == "m":
        name = _MONTHS[moment.month - 1]
        return {3: name[:3], 5: name[:1]}.get(length, name)
    if letter == "d":
        name = _DAYS[moment.weekday()]
        return name[:3] if length == 3 else name
    return f"{numbers[letter]:02}"


def _era(letter: str, length: int, day: datetime.date) -> str:
    start, name, short = next(era for era in _ERAS if day >= era[0])
    if letter == "e":
        return f"{day.year - start.year + 1:0{min(length, 2)}}"
    return {1: short, 2: name[0]}.get(length, name)
