"""Dates as offices write them."""

import datetime
import unicodedata

from kumareport.model.period import parse_year
from kumareport.patterns import regex

_ISO = regex(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_ERA = regex(r"((?:[RHrh]|令和|平成)\s*(?:\d{1,2}|元))[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAYS = "月火水木金土日"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def parse_date(text: str) -> datetime.date | None:
    """Read ``2026-12-10``, ``2026/12/10``, ``R8.12.10``, ``令和８年12月10日（木）``; else None."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    plain = regex(r"\([月火水木金土日]\)$").sub("", plain)
    match = _ISO.fullmatch(plain) or _ERA.fullmatch(plain)
    if match is None:
        return None
    year = parse_year(match[1])
    if year is None:
        return None
    try:
        return datetime.date(year.ad, int(match[2]), int(match[3]))
    except ValueError:
        return None


def date_text(date: datetime.date) -> str:
    """``令和８年12月10日（木）``: one digit full-width, two digits half-width, as 公用文 does."""
    reiwa = date.year - 2018
    year = "元" if reiwa == 1 else _number(reiwa)
    return f"令和{year}年{_number(date.month)}月{_number(date.day)}日（{_DAYS[date.weekday()]}）"


def _number(number: int) -> str:
    text = str(number)
    return text.translate(_FULL_WIDTH) if len(text) == 1 else text
