"""Years in the Japanese calendar, and what the header of a period column says.

Offices put the year first or last, in brackets or not, in either calendar, and head the same things
with words of their own (form.md, 列の言葉).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

# First Gregorian year of each era. 元号法; an era's year 1 is that calendar year.
_ERA_START = {"S": 1926, "H": 1989, "R": 2019}
_ERA_NAMES = {"昭和": "S", "平成": "H", "令和": "R"}
_ERA_WORDS = {letter: name for name, letter in _ERA_NAMES.items()}
_YEAR = re.compile(
    r"(?:(?P<era>[SHRshr]|昭和|平成|令和)\s*(?P<number>\d{1,2}|元)|(?P<ad>(?:19|20)\d\d))"
    r"(?:年度?|FY)?"
)
_KANJI = "〇一二三四五六七八九"
_IN_HEADER = re.compile(
    r"(?<![A-Za-z\d.])(?:(?P<era>[SHRshr]|昭和|平成|令和)\s*(?P<number>\d{1,2}|元|[一二三四五六七八九十]{1,3})"
    r"|(?P<before>FY|西暦)?\s*(?P<ad>(?:19|20)\d\d))(?!\d)"
    r"(?P<after>(?:\s*年\s*度?|FY)?末?(?:時点|現在)?)(?!(?!KPI)[A-Za-z])"
)
"""A year within a header."""
_BESIDE = re.compile(r"[\s()\[\]【】〔〕〈〉《》「」『』<>・:：,、_]+")
"""What may stand between a header's year and its word, and says nothing."""
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_STATUS = re.compile(r"(?:見込み?|速報|暫定|推計|概数|概算|確定)値?")
_OF_TIME = re.compile(r"[\d年期末今前昨来毎]|直近|最新")


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar or fiscal year.

    Attributes:
        ad: the Gregorian year. H31 and R1 are the same year and compare equal by this.
        label: as it is printed, in half-width: ``H27``, ``R1``, ``2019``, ``令和6年度``.
    """

    ad: int
    label: str

    def __str__(self) -> str:
        return self.label


class Role(StrEnum):
    """What the values of a period column are. R1 may head an 実績 and a 検証値."""

    BASE = "基準値"
    ACTUAL = "実績"
    TARGET = "検証値"


_SAYINGS = {
    Role.BASE: "基準値 基準 基準年 基準年度 基準年値 現状値 現状 現況値 現況 当初値 当初 策定時 計画策定時 策定時の値 策定時値 "
    "策定時点 開始時 初期値",
    Role.ACTUAL: "実績値 実績 KPI実績 KPI実績値 達成値 測定値 実測値 結果",
    Role.TARGET: "検証値 目標値 目標 数値目標 計画値 計画 中間目標 中間目標値 最終目標 最終目標値 到達目標 "
    "到達目標値 年度目標 年度目標値 目標水準 目指す値 めざす値 目安値 KPI KPI目標 KPI目標値 目標KPI 目標値KPI",
}  # fmt: skip
ROLE_WORDS = {word: role for role, words in _SAYINGS.items() for word in words.split()}
"""The words that offices print for the roles."""
OwnWords = Iterable[tuple[str, Role]]


@dataclass(frozen=True, slots=True)
class Period:
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
    era = _ERA_NAMES.get(match["era"], match["era"].upper())
    number = _number(match["number"])
    if number == 0:
        return None
    return Year(_ERA_START[era] + number - 1, label or f"{era}{number}")


def _number(text: str) -> int:
    """12, 元, 十二 … as a number; 0 for what is none."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    match = re.fullmatch(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)", text)
    if match is None or (match[1] and match[3] and not match[2]):
        return 0
    tens = (_KANJI.index(match[1]) if match[1] else 1) if match[2] else 0
    ones = match[3] if match[2] else match[1] or match[3]
    return tens * 10 + (_KANJI.index(ones) if ones else 0)


def shift_year(year: Year, years: int) -> Year:
    """The year ``years`` later, labelled in the era in force (H30 + 1 → R1); itself for none."""
    if years == 0:
        return year
    ad = year.ad + years
    return styled(Year(ad, _in_force(ad)), year.label)


def _in_force(ad: int) -> str:
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
    if other["ad"]:
        return Year(year.ad, f"{other['before'] or ''}{year.ad}{other['after']}")
    named = _year(own) if own["era"] else None
    short = named.label if named else _in_force(year.ad)
    if other["era"] not in _ERA_NAMES:
        return Year(year.ad, f"{short}{other['after']}")
    number = "元" if short[1:] == "1" else short[1:]
    return Year(year.ad, f"{_ERA_WORDS[short[0]]}{number}{other['after']}")


def parse_period(header: str, column: int, words: OwnWords = ()) -> Period | None:
    """Read a period column's header: a year and a role's word, in any order; None for any other.

    Args:
        header: as typed.
        column: its column, from 1.
        words: the office's own words (列の言葉); they go before the usual ones.
    """
    found = year_in(header)
    said = _said(found[1], words) if found else None
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
        year = Year(year.ad, f"{labels[0]}（{labels[1]}）")
    return year, _IN_HEADER.sub("", text)


def _said(rest: str, own: OwnWords) -> tuple[Role, str, str] | None:
    """What a header says besides its year: the role, its word, and how far the values are settled."""
    word = _BESIDE.sub("", rest)
    roles = _roles(own)
    if role := roles.get(word.casefold()):
        return role, word, ""
    for match in _STATUS.finditer(word):
        bare = word[: match.start()] + word[match.end() :]
        role = roles.get(bare.casefold()) if bare else Role.ACTUAL
        if role:
            return role, bare or str(Role.ACTUAL), match[0]
    return None


def _roles(own: OwnWords) -> dict[str, Role]:
    """The role of each word, as it is looked up."""
    usual = {word.casefold(): role for word, role in ROLE_WORDS.items()}
    return usual | {role_key(word): role for word, role in own}


def role_key(word: str) -> str:
    """A role's word as it is compared."""
    return _BESIDE.sub("", unicodedata.normalize("NFKC", word)).casefold()


def seems_period(header: str, words: OwnWords = ()) -> bool:
    """Whether a header speaks of a year, or is a role's word with a time of its own (前年度実績)."""
    text = unicodedata.normalize("NFKC", header)
    if _IN_HEADER.search(text):
        return True
    word = _BESIDE.sub("", text).casefold()
    for known in _roles(words):
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
