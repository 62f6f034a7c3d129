"""Expressions of time in a sentence: which years a claim speaks of."""

import re
from dataclasses import dataclass
from enum import Enum

from kumareport.model.period import parse_year


class WindowKind(Enum):
    """How a claim is placed in time."""

    NONE = "none"
    BASE = "against the base"
    PREVIOUS = "against last year"
    RECENT = "in recent years"
    AT = "in one year"
    SINCE = "since a year"
    UNTIL = "up to a year"
    AGAINST = "against one year"
    AFTER_PANDEMIC = "after the pandemic"
    BEFORE_PANDEMIC = "against the year before the pandemic"


@dataclass(frozen=True, slots=True)
class Window:
    """The years of a claim.

    Attributes:
        year: the year stated, for AT, SINCE and UNTIL.
        others: further years stated with it in brackets (「令和2年度（令和元年実績）」).
        end: the last year, where a later clause takes over.
        label: the words in the text.
    """

    kind: WindowKind
    year: int | None = None
    others: tuple[int, ...] = ()
    end: int | None = None
    label: str = ""


NO_WINDOW = Window(WindowKind.NONE)

YEAR = (
    r"(?:(?:令和|平成|昭和|(?<![A-Za-z])[RHS])(?:元|\d{1,2})|(?:19|20)\d\d)"
    r"(?:年度|年|(?=末|以降|から|まで|には|の|実績|は))"
)
_MONTH = r"(?P<month>\d{1,2})月"
_DATED = re.compile(
    rf"(?P<year>{YEAR})(?:{_MONTH})?(?:\d{{1,2}}日|末)?(?P<aside>\([^()]*\))?(?:実績|調査|時点)?"
    r"(?P<how>以降|以後|からは?|(?:の(?:水準|実績|値))?(?:と比較して|[とに]比べ(?:て|ると)?|より(?:も)?)|"
    r"をピークに|を境に|を底に|に引き続き|に続(?:き|いて)|まで|には|にかけて|に|は|で|の|、)?"
    r"[はもの、]?"
)
_SINCE = ("以降", "以後", "から", "からは")
_COMPARED = (
    r"(?:と比較して|[とに]比べ(?:て|ると)?|比(?:では|で)?|より(?:も)?|から|に対し(?:て)?)、?"
)
_WORDS = (
    (re.compile(rf"(?:策定時の?)?基準(?:値|年度?){_COMPARED}"), WindowKind.BASE),
    (re.compile(rf"対?(?:前|昨)年度?{_COMPARED}"), WindowKind.PREVIOUS),
    (re.compile(rf"コロナ禍?(?:以)?前{_COMPARED}"), WindowKind.BEFORE_PANDEMIC),
    (re.compile(r"コロナ(?:禍|ウイルス感染症)?(?:の)?(?:収束)?後の?|(?:5類)(?:感染症)?(?:への?)?移行後(?:に|は|の)?、?"),
     WindowKind.AFTER_PANDEMIC),
    (re.compile(r"(?:近年|ここ数年|直近|最近)(?:では|は|の)?、?"), WindowKind.RECENT),
)  # fmt: skip


def year_of(text: str) -> int | None:
    """The Gregorian year of ``令和6年度``, ``R5``, ``2019年``."""
    year = parse_year(text.removesuffix("度").removesuffix("年"))
    return None if year is None else year.ad


def find_window(text: str) -> Window:
    """The window that a stretch of text states last; NO_WINDOW where it states none."""
    found: list[tuple[int, Window]] = []
    for match in _DATED.finditer(text):
        window = _dated(match)
        if window is not None:
            found.append((match.start(), window))
    for pattern, kind in _WORDS:
        for match in pattern.finditer(text):
            found.append((match.start(), Window(kind, label=match[0])))
    # 「令和５年度は前年度より」 compares that year with the one before: the year says it all.
    dated = [window for _, window in found if window.year is not None]
    if dated:
        return dated[-1]
    return max(found, key=lambda item: item[0])[1] if found else NO_WINDOW


def opening_window(text: str) -> Window:
    """A year right at a sentence's start (「令和５年に…」), which holds for all of it."""
    match = _DATED.match(text)
    found = _dated(match) if match and match["how"] in ("に", "には", "は", "、", *_SINCE) else None
    return found or NO_WINDOW


def _dated(match: re.Match[str]) -> Window | None:
    year = year_of(match["year"])
    if year is None:
        return None
    # 令和６年３月末 is the end of fiscal year 令和５年度.
    if match["month"] and int(match["month"]) <= 3:
        year -= 1
    how = match["how"] or ""
    kind = WindowKind.AT
    if how in _SINCE:
        kind = WindowKind.SINCE
    elif how.endswith(("に", "て", "り", "も", "ると", "比べ")) and ("比" in how or "より" in how):
        kind = WindowKind.AGAINST
    elif how in ("をピークに", "を境に", "を底に"):
        kind, year = WindowKind.SINCE, year + 1
    elif how in ("まで", "にかけて"):
        kind = WindowKind.UNTIL
    aside = re.findall(YEAR, match["aside"] or "")
    others = tuple(other for other in map(year_of, aside) if other is not None)
    return Window(kind, year, others, label=match[0].rstrip("、"))


def strip_windows(text: str) -> str:
    """The text without its expressions of time."""
    text = _DATED.sub("", text)
    for pattern, _ in _WORDS:
        text = pattern.sub("", text)
    return text
