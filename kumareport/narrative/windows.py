"""Expressions of time in a sentence: which years a claim speaks of."""

import re
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from kumareport.model.period import parse_year
from kumareport.patterns import regex


class TimeKind(Enum):
    """How a stretch of text places a claim in time."""

    YEAR = "a year"
    CURRENT = "the year of the evaluation"
    PREVIOUS = "the year before"
    EARLIER = "the year before that"
    BASE = "the base"
    RECENT = "in recent years"
    YEARS = "over some years"
    AGO = "so many years ago"
    PLAN = "over the whole plan"
    STEADY = "every year"
    STREAK = "so many years in a row"
    FIRST_SINCE = "for the first time in so many years"
    RANK = "the n-th in order"
    BEFORE_PANDEMIC = "before the pandemic"
    AFTER_PANDEMIC = "after the pandemic"
    MONTH = "part of a year"
    FUTURE = "years to come"


class How(Enum):
    """What the words around a year make of it."""

    AT = "in it"
    SINCE = "from it on"
    UNTIL = "up to it"
    PEAK = "with its highest value"
    BOTTOM = "with its lowest value"


class Time(Struct, frozen=True):
    """One expression of time.

    Attributes:
        year: the year stated (YEAR).
        count: how many years, or the rank.
        how: how a year is meant.
        start, end: where it stands; ``end`` behind 以降 and the like.
        words: as in the flattened text.
    """

    kind: TimeKind
    words: str
    start: int
    end: int
    year: int | None = None
    count: int = 0
    how: How = How.AT


YEAR = (
    r"(?:(?:令和|平成|昭和|(?<![A-Za-z])[RHS])(?:元|\d{1,2})|(?<!\d)(?:19|20)\d\d(?!\d))"
    r"(?:年度|年(?!間|連続|ぶり)|(?![\d.,年]))"
)
_HOW = r"(?P<how>(?:の[一-龠ァ-ヶー]{2,8})?(?:以降|以後|以来)|を?(?:ピーク|頂点|最多|最悪期?)(?:に|として|とし)|を?(?:大?底|谷|どん底|最少|最低)(?:に|として|とし)|を境に)?"
"""「以降」「の調査開始以来」「をピークに」."""
_YEAR = regex(
    rf"(?P<year>{YEAR})(?:\((?:{YEAR})\))?(?:(?P<month>\d{{1,2}})月(?:\d{{1,2}}日)?)?(?P<end>末)?(?:時点|現在)?{_HOW}"
)
_SHORT = regex(rf"(?<![\d年第])(?P<number>\d{{1,2}}|(?<![一-龠])元)年度{_HOW}")
_ALSO = regex(r"(?:、|・|と|及び|および|から|~)(?P<number>\d{1,2})年(?:度)?(?![間連続ぶ前\d])")
"""「令和２年、３年と」: a second year of the same era."""
_HOWS = {
    "以降": How.SINCE,
    "以後": How.SINCE,
    "以来": How.SINCE,
    "境": How.SINCE,
    "ピーク": How.PEAK,
    "頂点": How.PEAK,
    "最多": How.PEAK,
    "最悪": How.PEAK,
    "底": How.BOTTOM,
    "谷": How.BOTTOM,
    "最少": How.BOTTOM,
    "最低": How.BOTTOM,
}
_NUMBER = r"(?P<count>\d{1,2}|[一二三四五六七八九十])"
_KANJI = {kanji: number for number, kanji in enumerate("一二三四五六七八九十", 1)}
WORDS: tuple[tuple[str, str, TimeKind], ...] = (
    ("続", rf"{_NUMBER}(?:年度?|か年|カ年|ヶ年|期|回)(?:度)?(?:間)?(?:連続(?:して(?!い|お))?|続けて|続き|続いて)", TimeKind.STREAK),
    ("2年", r"2年(?:続き|越し)で", TimeKind.STREAK),
    ("ぶり", rf"{_NUMBER}(?:年度?|か年|期|回)ぶり", TimeKind.FIRST_SINCE),
    ("番目|位", rf"(?:上|下)?(?:から)?{_NUMBER}(?:番目|位)", TimeKind.RANK),
    ("前", rf"{_NUMBER}年(?:度)?前", TimeKind.AGO),
    ("間|か年|カ年|ヶ年", rf"(?:この|過去|直近(?:の)?|ここ|最近)?{_NUMBER}(?:年度?間|か年(?:間)?|カ年(?:間)?|ヶ年(?:間)?)(?:で|に)?", TimeKind.YEARS),
    ("この|過去|直近|ここ", rf"(?:この|過去|直近(?:の)?|ここ){_NUMBER}年(?:度)?(?:分)?(?:で|に)?", TimeKind.YEARS),
    ("期間|開始以来", r"(?:計画期間|計画開始以来|計画期間中)(?:中|内)?(?:を通じて|を通して|において|全体)?|期間を通じて", TimeKind.PLAN),
    ("毎年|一度も|年々|年を|年度を|年ごと|一貫|途切れ|連続|継続", r"毎年度?|一度も|年々|年を追うごとに|年度?を追って|年ごとに|一貫して|途切れることなく|連続して|継続的に|年度を追うごとに", TimeKind.STEADY),
    ("近|数年", r"近年|ここ数年|直近|最近|この数年|数年", TimeKind.RECENT),
    ("今年|本年|当年|当該年", r"(?:今|本|当|当該)年度?(?:の)?(?:評価)?", TimeKind.CURRENT),
    ("評価", r"評価(?:対象)?年度", TimeKind.CURRENT),
    ("前々年|一昨年", r"前々年度?|一昨年度?", TimeKind.EARLIER),
    ("コロナ", r"コロナ禍?(?:ウイルス感染症)?(?:の?(?:感染)?拡大)?(?:以)?前", TimeKind.BEFORE_PANDEMIC),
    ("コロナ|5類", r"コロナ(?:禍|ウイルス感染症)?(?:の)?(?:収束)?後|5類(?:感染症)?(?:への?)?移行後", TimeKind.AFTER_PANDEMIC),
    ("計画", r"(?:前期?|旧|前回の|第[1-9一二三]次の?)計画(?:の?期間)?(?:中|内)?", TimeKind.MONTH),
    ("来年|次年|翌年|今後|将来|次期", r"来年度?|次年度|翌年度?|今後|将来|次期", TimeKind.FUTURE),
    ("月|半期|年度", r"(?<!年)\d{1,2}月(?:末|中|期)?(?:時点|現在)?|上半期|下半期|第\d四半期|年度途中|年度末|年度当初", TimeKind.MONTH),
)  # fmt: skip
"""Of what one stands in all words of a pattern, the pattern, and what it says."""
_PATTERNS = tuple((signs.split("|"), regex(pattern), kind) for signs, pattern, kind in WORDS)
_HAS_YEAR = regex(r"[\d元]")


def year_of(text: str) -> int | None:
    """The Gregorian year of ``令和6年度``, ``R5``, ``2019年``."""
    year = parse_year(text.removesuffix("度").removesuffix("年"))
    return None if year is None else year.ad


def times(text: str) -> tuple[Time, ...]:
    """The expressions of time in a flattened text, in order, none over another."""
    found: list[Time] = []
    taken = [False] * (len(text) + 1)

    def add(time: Time | None) -> None:
        if time is not None and not any(taken[time.start : time.end]):
            taken[time.start : time.end] = [True] * (time.end - time.start)
            found.append(time)

    has_year = _HAS_YEAR.search(text) is not None
    for match in _YEAR.finditer(text) if has_year else ():
        add(first := _dated(match))
        while first is not None and (also := _ALSO.match(text, first.end)):
            add(first := _also(first, also))
    for signs, pattern, kind in _PATTERNS:
        if not any(sign in text for sign in signs):
            continue
        for match in pattern.finditer(text):
            groups = match.groupdict()
            count = groups.get("count") or "2"
            number = _KANJI.get(count) or int(count)
            add(Time(kind, match[0], match.start(), match.end(), count=number))
    for match in _SHORT.finditer(text) if has_year else ():
        how = _how(match["how"])
        add(
            Time(
                TimeKind.YEAR,
                match[0],
                *match.span(),
                year=year_of(f"令和{match['number']}年"),
                how=how,
            )
        )
    return tuple(sorted(found, key=lambda time: time.start))


def _dated(match: re.Match[str]) -> Time | None:
    year = year_of(match["year"])
    if year is None:
        return None
    month = int(match["month"] or 0)
    # 令和６年３月末 is the end of fiscal year 令和５年度.
    if 0 < month <= 3:
        year -= 1
    kind = TimeKind.MONTH if month and not (match["end"] and month == 3) else TimeKind.YEAR
    return Time(kind, match[0], *match.span(), year=year, how=_how(match["how"]))


def _also(first: Time, match: re.Match[str]) -> Time | None:
    era = regex(r"令和|平成|昭和").match(first.words)
    year = year_of(f"{era[0]}{match['number']}年") if era else None
    if year is None or first.year is None or not first.year < year <= first.year + 10:
        return None
    start = match.start("number")
    return Time(first.kind, match.string[start : match.end()], start, match.end(), year=year)


def _how(words: str | None) -> How:
    return next((how for word, how in _HOWS.items() if word in (words or "")), How.AT)


def strip_times(text: str) -> str:
    """The text without its expressions of time."""
    for time in reversed(times(text)):
        text = text[: time.start] + text[time.end :]
    return text


def aside_years(text: str) -> Iterator[int]:
    """The years that a bracket states."""
    return (time.year for time in times(text) if time.year is not None)
