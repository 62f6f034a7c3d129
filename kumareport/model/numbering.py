"""Numbers of chapters and sections in the style of the first one: 第１節, (1), 1-1-1, 施策１－１."""

import re
from collections.abc import Sequence

from kumareport.patterns import regex

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI = "一二三四五六七八九"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
_FIRST = regex(r"(?<!\d)[1１](?!\d)|①|Ⅰ|(?:^|(?<=[-－.．・(（]))[一アAＡ](?=$|[-－.．・)）])")
"""A counter at its first number; one that is a word's letter stands by itself."""
_NUMBER = regex(r"\d+|[①-⑳]|[Ⅰ-Ⅻ]|[一二三四五六七八九十]+")
_PIECE = regex(r"[^\s/／]+")


def numbered(form: str, number: int) -> str:
    """The number of a section as its plan writes it.

    Args:
        form: how the first one is written: 第１節, 施策1, 第一節, ①, Ⅰ, ア, 2-3-1 (of which the last one
            counts).
        number: 1 or more. Circled numbers go to 20, Roman ones to 12, letters to ホ and Z; beyond, they
            are Arabic.

    Returns:
        The form with its １ counted on; a form without one as it is.
    """
    counters = _counters(form)
    if not counters:
        return form
    last = counters[-1]
    return f"{form[: last.start()]}{_counted(last[0], number)}{form[last.end() :]}"


def below(form: str, above: Sequence[int]) -> str:
    """How the first part below others is numbered where its number repeats theirs: 1-1-1 → 2-3-1.

    Args:
        form: how the very first one is numbered. Of 基本目標1/施策1-1 each piece goes a level deeper.
        above: the numbers of the parts that it lies in, the shallowest first.
    """
    pieces = [piece for piece in _PIECE.finditer(form) if _counters(piece[0])]
    for deeper, piece in enumerate(reversed(pieces)):
        path = above[: len(above) - deeper + 1] if deeper else (*above, 1)
        text = _filled(piece[0], path)
        form = f"{form[: piece.start()]}{text}{form[piece.end() :]}"
    return form


def _filled(form: str, path: Sequence[int]) -> str:
    """A form with each counter at its own level, the last one at the deepest of the path."""
    counters = _counters(form)
    for counter, number in zip(reversed(counters), reversed(path), strict=False):
        form = f"{form[: counter.start()]}{_counted(counter[0], number)}{form[counter.end() :]}"
    return form


def first_of(number: str) -> str:
    """A number with each of its counters at its first: 施策2-(3) → 施策1-(1)."""
    return _NUMBER.sub(lambda found: _first_sign(found[0]), number)


def _first_sign(text: str) -> str:
    if text.isdecimal():
        return "1" if text.isascii() else "１"
    return "①" if "①" <= text <= "⑳" else "Ⅰ" if "Ⅰ" <= text <= "Ⅻ" else "一"


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers that a number is made of: 2 and 3 of 基本目標Ⅱ－３."""
    return tuple(filter(None, (_value(match[0]) for match in _NUMBER.finditer(text))))


def _counters(form: str) -> list[re.Match[str]]:
    return list(_FIRST.finditer(form)) or list(regex("一").finditer(form))[-1:]


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if "Ⅰ" <= text <= "Ⅻ":
        return ord(text) - ord("Ⅰ") + 1
    return next((number for number in range(1, 100) if _kanji(number) == text), 0)


def _counted(sign: str, number: int) -> str:
    """A number in the signs of the first one."""
    match sign:
        case "１":
            return str(number).translate(_FULL_WIDTH)
        case "一":
            return _kanji(number)
        case "①" if number <= 20:
            return chr(ord("①") + number - 1)
        case "①":
            return f"({number})"
        case "Ⅰ" if number <= 12:
            return chr(ord("Ⅰ") + number - 1)
        case "ア" if number <= len(_KANA):
            return _KANA[number - 1]
        case "A" | "Ａ" if number <= 26:
            return chr(ord(sign) + number - 1)
        case _:
            return str(number)


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number).translate(_FULL_WIDTH)
    head = "" if not tens else "十" if tens == 1 else f"{_KANJI[tens - 1]}十"
    return head + (_KANJI[ones - 1] if ones else "")
