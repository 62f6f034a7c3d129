"""Years in the Japanese calendar and the roles that a period column plays."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# First Gregorian year of each era. 元号法; an era's year 1 is that calendar year.
_ERA_START = {"S": 1926, "H": 1989, "R": 2019}
_ERA_NAMES = {"昭和": "S", "平成": "H", "令和": "R"}
_YEAR = re.compile(
    r"(?:(?P<era>[SHRshr]|昭和|平成|令和)\s*(?P<number>\d{1,2}|元)|(?P<ad>(?:19|20)\d\d))"
    r"(?:年度?|FY)?"
)


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar or fiscal year.

    Attributes:
        ad: the Gregorian year. H31 and R1 are the same year and compare equal by this.
        label: as it is printed, in half-width: ``H27``, ``R1``, ``2019``.
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


# 目標値 and 現状値 are the words other cities print for the same roles.
ROLE_WORDS = {
    "基準値": Role.BASE,
    "現状値": Role.BASE,
    "実績値": Role.ACTUAL,
    "実績": Role.ACTUAL,
    "検証値": Role.TARGET,
    "目標値": Role.TARGET,
}


@dataclass(frozen=True, slots=True)
class Period:
    """One period column.

    Attributes:
        role: base, actual or target.
        year: the column's year.
        heading: the role's word as typed (検証値 or 目標値 …), printed in the first tier.
        column: the 1-based column in the sheet.
    """

    role: Role
    year: Year
    heading: str
    column: int


def parse_year(text: str) -> Year | None:
    """Read ``H26``, ``Ｒ２``, ``令和元年度``, ``2014``; None for anything else."""
    match = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    if match["ad"]:
        return Year(int(match["ad"]), match["ad"])
    era = _ERA_NAMES.get(match["era"], match["era"].upper())
    number = 1 if match["number"] == "元" else int(match["number"])
    if number == 0:
        return None
    return Year(_ERA_START[era] + number - 1, f"{era}{number}")


def shift_year(year: Year, years: int) -> Year:
    """The year ``years`` later, labelled in the era in force (H30 + 1 → R1)."""
    ad = year.ad + years
    if year.label[:1].isdigit():
        return Year(ad, str(ad))
    era = max((e for e, start in _ERA_START.items() if start <= ad), key=_ERA_START.__getitem__)
    return Year(ad, f"{era}{ad - _ERA_START[era] + 1}")


def parse_period(
    header: str, column: int, words: Iterable[tuple[str, Role]] = tuple(ROLE_WORDS.items())
) -> Period | None:
    """Read a period column's header: a role's word, a line break or space, and a year."""
    text = unicodedata.normalize("NFKC", header).strip()
    for word, role in words:
        if text.startswith(word):
            year = parse_year(text.removeprefix(word).strip(" \n\r\t()"))
            return Period(role, year, word, column) if year else None
    return None
