"""The numbers that headings begin with: 第１章, 基本目標２, (1), 1-2."""

import re
import unicodedata
from collections.abc import Sequence

from kumareport.model.numbering import below, first_of, numbered, numbers_in
from kumareport.patterns import regex

_COUNT = r"(?:\d+|[一二三四五六七八九十]+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|[①-⑳])"
_PATHS = rf"{_COUNT}(?:\s*[-－―‐ー.．・]\s*{_COUNT})*"
_ENDED = r"(?:(?<![一二三四五六七八九十])|(?=[\s:：.．、]))"
"""Behind 事務事業, 一 begins a word of its own (事務事業一覧) unless something stands after it."""
_WORDS = (
    "基本目標|重点目標|政策目標|施策目標|基本政策|基本施策|基本方針|基本事業|事務事業|重点施策|重点プロジェクト|"
    "プロジェクト|ビジョン|目標|政策|施策|方針|戦略|事業|分野|柱|取組|大綱"
)
_NUMBER = regex(
    rf"(?P<number>第\s*{_COUNT}\s*[章編部節款項目]|(?:{_WORDS})\s*{_PATHS}{_ENDED}"
    rf"|[（(]\s*{_COUNT}\s*[）)]|{_PATHS}(?=[\s.．、:：])[.．、:：]?|[①-⑳]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
    r"[\s:：.．、]*(?P<title>\S.*)",
    re.DOTALL,
)
_ANY_COUNT = regex(_COUNT)
_NOTE_SIGN = regex(r"※|[（(\[［【]?注\s*[\d０-９一二三]?\s*[）)\]］】：:.．\s]|[*＊]\s*[\d０-９]")


def split_number(text: str) -> tuple[str, str]:
    """A heading's number and its title; no number where none stands there."""
    wide = _same_length(text.strip())
    match = _NUMBER.fullmatch(wide)
    if match is None:
        return "", text.strip()
    whole = text.strip()
    end, start = match.end("number"), match.start("title")
    return whole[:end].strip(), whole[start:].strip()


def _same_length(text: str) -> str:
    """Full-width digits and letters in half width, one letter for one; circled ones stay."""
    narrow = (unicodedata.normalize("NFKC", c) for c in text)
    return "".join(
        n if len(n) == 1 and not "①" <= c <= "⑳" and not "Ⅰ" <= c <= "Ⅻ" else c
        for c, n in zip(text, narrow, strict=True)
    )


def heading_look(text: str) -> str:
    """The form of a numbered heading: 第n章, 基本目標n, (n); empty for no number."""
    number, title = split_number(text)
    return _ANY_COUNT.sub("n", _same_length(number)).replace(" ", "") if number and title else ""


def counted_form(families: Sequence[Sequence[str]], above: Sequence[str] = ()) -> str:
    """How the first heading below another one is numbered, where all are counted on from it.

    Args:
        families: the numbers of the headings below each heading above.
        above: the numbers of these headings above, which theirs may repeat (1-1 below 1).

    Returns:
        The first number (第１節), or empty where they do not count on.
    """
    parents = [*above, *[""] * (len(families) - len(above))]
    first = next((numbers[0] for numbers in families if numbers), "")
    form = first_of(first) if above and len(numbers_in(first)) > 1 else first
    if not form:
        return ""
    for numbers, parent in zip(families, parents, strict=True):
        own = below(form, numbers_in(parent)) if parent else form
        if any(numbered(own, n) != number for n, number in enumerate(numbers, 1)):
            return ""
    return form


def is_note(text: str) -> bool:
    """Whether a line is a note: ※, （注１）, 注）, *1."""
    return _NOTE_SIGN.match(text.strip()) is not None
