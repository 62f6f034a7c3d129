"""Years in the Japanese calendar, and what the header of a period column says.

Offices put the year first or last, in brackets or not, in either calendar, and head the same things
with words of their own (form.md, 列の言葉).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.period_words import OwnWords, Role, read_words, role_key, roles_of
from kumareport.patterns import regex

# First Gregorian year of each era. 元号法; an era's year 1 is that calendar year.
_ERA_START = {"S": 1926, "H": 1989, "R": 2019}
_ERA_NAMES = {"昭和": "S", "平成": "H", "令和": "R", "昭": "S", "平": "H", "令": "R"}
_ERA_WORDS = {"S": "昭和", "H": "平成", "R": "令和"}
_YEAR = regex(
    r"(?:(?P<era>[SHRshr]\.?|昭和?|平成?|令和?)\s*(?P<number>\d{1,2}|元)|(?P<ad>(?:19|20)\d\d))"
    r"(?:年度?|FY)?"
)
_KANJI = "〇一二三四五六七八九"
_IN_HEADER = regex(
    r"(?<![A-Za-z\d.])(?:(?P<era>[SHRshr]\.?|昭和?|平成?|(?<!法)令和?)\s*(?P<number>\d{1,2}|元|[一二三四五六七八九十]{1,3})"
    r"|(?P<before>FY|西暦)?\s*(?P<ad>(?:19|20)\d\d))(?!\d)"
    r"(?P<after>(?:\s*年\s*度?|FY)?末?(?:時点|現在)?)(?!(?!KPI)[A-Za-z])"
)
"""A year within a header."""
_BOTH_OPENED = regex(r"\s*\(\s*")
_BOTH_CLOSED = regex(r"\s*\)\s*(年\s*度?末?)")
"""Between and behind the two calendars of 令和5（2023）年度."""
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_OF_TIME = regex(r"[\d年期末今前昨来毎]|直近|最新")


class Year(Struct, frozen=True):
    """A calendar or fiscal year.

    Attributes:
        ad: the Gregorian year. H31 and R1 are the same year and compare equal by this.
        label: as it is printed, in half-width: ``H27``, ``R1``, ``2019``, ``令和6年度``.
    """

    ad: int
    label: str

    def __str__(self) -> str:
        return self.label


class Period(Struct, frozen=True):
    """One period column.

    Attributes:
        role: base, actual or target.
        year: the column's year.
        heading: the role's word as typed (検証値 or 目標値 …), printed in the first tier.
        column: the 1-based column in the sheet.
        status: 見込み, 速報 … where the header says so of all its values.
        typed: the header as typed, on one line; empty where it is the word and the year.
    """

    role: Role
    year: Year
    heading: str
    column: int
    status: str = ""
    typed: str = ""

    @property
    def label(self) -> str:
        """The header on one line, as typed."""
        return self.typed or f"{self.heading} {self.tier}"

    @property
    def tier(self) -> str:
        """What is printed in the second tier of a table's header."""
        return f"{self.year}（{self.status}）" if self.status else str(self.year)

    @property
    def name(self) -> str:
        """The same for every way to write the role and the year, but not for H31 and R1."""
        year = parse_year(self.year.label) or self.year
        return f"{self.role} {year}"


def parse_year(text: str) -> Year | None:
    """Read ``H26``, ``Ｒ２``, ``令和元年度``, ``2014``; None for anything else."""
    match = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return _year(match) if match else None


def _year(match: re.Match[str], label: str = "") -> Year | None:
    """The year that was read, with a label or in the shortest form."""
    if match["ad"]:
        return Year(int(match["ad"]), label or match["ad"])
    era = _ERA_NAMES.get(match["era"], match["era"][0].upper())
    number = _number(match["number"])
    if number == 0:
        return None
    return Year(_ERA_START[era] + number - 1, label or f"{era}{number}")


def shortest(label: str) -> str:
    """A year's label in its shortest form: R6 of 令和6（2024）年度末; itself where it names no year."""
    match = _IN_HEADER.search(label)
    year = _year(match) if match else None
    return year.label if year else label


def _number(text: str) -> int:
    """12, 元, 十二 … as a number; 0 for what is none."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    match = regex(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)").fullmatch(text)
    if match is None or (match[1] and match[3] and not match[2]):
        return 0
    tens = (_KANJI.index(match[1]) if match[1] else 1) if match[2] else 0
    ones = match[3] if match[2] else match[1] or match[3]
    return tens * 10 + (_KANJI.index(ones) if ones else 0)


@lru_cache(256)
def shift_year(year: Year, years: int) -> Year:
    """The year ``years`` later, labelled in the era in force (H30 + 1 → R1); itself for none."""
    if years == 0:
        return year
    ad = year.ad + years
    return styled(Year(ad, in_force(ad)), year.label)


def in_force(ad: int) -> str:
    """A year's short label in the era that holds at its end."""
    era = max((e for e, start in _ERA_START.items() if start <= ad), key=_ERA_START.__getitem__)
    return f"{era}{ad - _ERA_START[era] + 1}"


def styled(year: Year, model: str) -> Year:
    """A year labelled the way another label is: 令和6年度, R6, 2024.

    Args:
        year: the year; where its label names an era (H31 rather than R1), that era stays.
        model: the other label.
    """
    own, other = _IN_HEADER.search(year.label), _IN_HEADER.search(model)
    if own is None or other is None:
        return year
    if _IN_HEADER.search(model, other.end()):
        return Year(year.ad, with_year(model, Year(year.ad, own[0])))
    if other["ad"]:
        return Year(year.ad, f"{other['before'] or ''}{year.ad}{other['after']}")
    named = _year(own) if own["era"] else None
    short = named.label if named else in_force(year.ad)
    if other["era"] not in _ERA_NAMES:
        return Year(year.ad, f"{short}{other['after']}")
    number = "元" if short[1:] == "1" else short[1:]
    return Year(year.ad, f"{_ERA_WORDS[short[0]]}{number}{other['after']}")


def target_name(periods: Iterable[Period]) -> str:
    """What a form calls its targets: 検証値, 目標値; 検証値 where it has several names for them."""
    names = {period.heading for period in periods if period.role is Role.TARGET}
    return names.pop() if len(names) == 1 else str(Role.TARGET)


def parse_period(header: str, column: int, words: OwnWords = ()) -> Period | None:
    """Read a period column's header: a year and a role's word, in any order; None for any other.

    Args:
        header: as typed.
        column: its column, from 1.
        words: the office's own words (列の言葉); they go before the usual ones.
    """
    return _parsed(header, column, tuple(words))


@lru_cache(1024)
def _parsed(header: str, column: int, words: tuple[tuple[str, Role], ...]) -> Period | None:
    """A round of forms reads the same few headers for each department."""
    found = year_in(header)
    said = read_words(found[1], words) if found else None
    if found is None or said is None:
        return None
    role, heading, status = said
    period = Period(role, found[0], heading, column, status)
    typed = " ".join(header.split())
    return period if period.label == typed else replace(period, typed=typed)


def year_in(header: str) -> tuple[Year, str] | None:
    """The one year that a header names, and the rest of it; None where it names none, or two."""
    text = unicodedata.normalize("NFKC", header).strip()
    found = list(_IN_HEADER.finditer(text))
    labels = ["".join(match[0].split()) for match in found]
    years = [_year(match, label) for match, label in zip(found, labels, strict=True)]
    year = years[0] if years else None
    if year is None or any(other is None or other.ad != year.ad for other in years):
        return None
    if len(labels) > 1:
        first, second, *_ = found
        closed = _BOTH_CLOSED.match(text, second.end())
        is_both = _BOTH_OPENED.fullmatch(text[first.end() : second.start()])
        year = Year(year.ad, f"{labels[0]}（{labels[1]}）")
        if closed and is_both:
            year = Year(year.ad, year.label + "".join(closed[1].split()))
            return year, text[: first.start()] + text[closed.end() :]
    return year, _IN_HEADER.sub("", text)


def seems_period(header: str, words: OwnWords = ()) -> bool:
    """Whether a header speaks of a year, or is a role's word with a time of its own (前年度実績)."""
    text = unicodedata.normalize("NFKC", header)
    if _IN_HEADER.search(text):
        return True
    word = role_key(text)
    for known in roles_of(words):
        for rest in (word.removeprefix(known), word.removesuffix(known)):
            if rest != word and (not rest or _OF_TIME.search(rest)):
                return True
    return False


def following_header(model: str, role: Role, year: Year, words: OwnWords = ()) -> str:
    """The header of a new column, typed the way that of another one is: 令和６年度実績 → 令和７年度実績.

    Args:
        model: the other column's header as typed.
        role, year: those of the new column; the year's label says how it is wanted (H31 or R1).
        words: the office's own words.
    """
    known = parse_period(model, 0, words)
    if known is not None and known.role is role and not known.status:
        return with_year(model, year)
    label = styled(year, known.year.label).label if known else year.label
    heading = known.heading if known and known.role is role else str(role)
    return f"{heading}{chr(10) if chr(10) in model else ' '}{label}"


def with_year(header: str, year: Year) -> str:
    """A header with another year in place of its own, typed the same way."""
    for match in reversed(list(_IN_HEADER.finditer("".join(map(_narrow, header))))):
        label = styled(year, match[0]).label
        if match[0] != header[match.start() : match.end()]:
            label = label.translate(_WIDE)
        header = header[: match.start()] + label + header[match.end() :]
    return header


def _narrow(char: str) -> str:
    """A letter in half width, if that is one letter."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
