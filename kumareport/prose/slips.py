"""Slips of the hand in a text: lost or doubled letters, brackets left open, doubled marks."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from kumareport.patterns import regex
from kumareport.prose.words import words

_OPENING = {"（": "）", "「": "」", "『": "』", "【": "】", "［": "］", "〔": "〕", "〈": "〉", "《": "》",
            "“": "”", "(": ")", "[": "]"}  # fmt: skip
_CLOSING = {right: left for left, right in _OPENING.items()}
_STRAY = regex("、を(?=[^、。])|、は、|。は|。を|。が")
_DOUBLED = {"を", "が", "に", "は", "の", "で", "と", "も", "へ"}
_PUNCTUATION = regex(
    "、、+|。。+|、。|。、|，，|・・(?!・)|「」|（）|[ぁ-ん一-龠](?:[,，](?=[ぁ-ん一-龠])|．)|[ぁ-ん]\\.(?!\\.)"
)
_KNOWN = (
    (regex("とうり"), "とおり"),
    (regex("づつ"), "ずつ"),
    (regex("いづれ"), "いずれ"),
    (regex("こんにちわ"), "こんにちは"),
    (regex("すいません"), "すみません"),
    (regex("ゆう(?=こと|ふうに|わけ)"), "いう"),
    (regex("見い出"), "見いだ"),
    (regex("雰意気|雰因気"), "雰囲気"),
    (regex("シュミレーション"), "シミュレーション"),
    (regex("コミニュケーション|コミュニュケーション"), "コミュニケーション"),
    (regex("コミニュティ|コミニティ|コミュニュティ"), "コミュニティ"),
    (regex("ボランテイア|ボランィア"), "ボランティア"),
    (regex("インターネト(?!ワ)|インタネット"), "インターネット"),
    (regex("(?<![ァ-ヴ])ィ(?:ンバウンド|ベント|ンターネット)"), "イで始まる語"),
    (regex("取り組[をがはに]"), "取組"),
    (regex("取組む|取組ん"), "取り組む"),
)


_ANY_KNOWN = regex("|".join(pattern.pattern for pattern, _ in _KNOWN))
_TWICE = regex(
    "(?<=[一-龠]{2})しし(?=[てたま])|(?<=[りいきしちみえけせてねめれ])まま(?=す)|(?<=ま)しし(?=た)"
)
"""A syllable typed twice inside a verb's ending: 増加ししている, 増えままました."""


def slips(text: str) -> Iterator[tuple[str, str]]:
    """The slips of a text: the words, and what is meant or wrong."""
    for pattern, meant in _KNOWN if _ANY_KNOWN.search(text) else ():
        for match in pattern.finditer(text):
            yield match[0], f"「{meant}」の打ち間違いと思われます"
    yield from _lost_letters(text)
    for match in _TWICE.finditer(text) if "しし" in text or "まま" in text else ():
        yield _around(text, match), f"「{match[0][0]}」が２度続いています"
    for match in _STRAY.finditer(text):
        yield _around(text, match), "助詞か読点が余っています"


_MAY_BE_LOST = regex("なっ|(する|した|して|こと|ため|など|ます|です|[をがにはのでともへ])\\1")
"""What a text must have, or no word in it is looked up."""


def _lost_letters(text: str) -> Iterator[tuple[str, str]]:
    if not _MAY_BE_LOST.search(unicodedata.normalize("NFKC", text)):
        return
    found = words(text)
    surfaces = [word.surface for word in found]
    for number, (one, other) in enumerate(pairwise(surfaces)):
        if one != other and other != "なっ":
            continue
        first, second = found[number : number + 2]
        before = surfaces[number - 1] if number else ""
        pair = first.surface + second.surface
        # 「できなった」「至らなった」: なる does not follow a verb; なかった has lost its か.
        if first.pos[0] == "動詞" and second.surface == "なっ" and second.lemma == "なる":
            yield f"{pair}た", f"「{first.surface}なかった」の打ち間違いと思われます"
        elif first.surface == second.surface and (
            first.surface in ("する", "した", "して", "こと", "ため", "など", "ます", "です")
            or (first.pos[0] == second.pos[0] == "助詞" and first.surface in _DOUBLED)
        ):
            yield before + pair, "同じ語が２度続いています"


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 4) : match.end() + 4]


def punctuation_faults(text: str) -> Iterator[str]:
    """Doubled or wrong punctuation, with a few letters around it."""
    for match in _PUNCTUATION.finditer(text):
        yield _around(text, match)


_ANY_BRACKET = regex("[" + re.escape("".join((*_OPENING, *_CLOSING))) + "]")
_NUMBER = regex(r"^[ \u3000・]*(?:\d{1,2}|[ァ-ヶａ-ｚa-z])[)）]", re.MULTILINE | re.IGNORECASE)


def open_brackets(text: str) -> str:
    """The brackets that have no partner, in order; empty where all have. That of a number of a list,
    １）, has none."""
    if not _ANY_BRACKET.search(text):
        return ""
    waiting: list[str] = []
    lonely = ""
    numbers = {match.end() - 1 for match in _NUMBER.finditer(text)}
    for at, char in enumerate(text):
        if at in numbers and not waiting:
            continue
        if char in _OPENING:
            waiting.append(char)
        elif char in _CLOSING:
            if waiting and waiting[-1] == _CLOSING[char]:
                waiting.pop()
            else:
                lonely += char
    return lonely + "".join(waiting)
