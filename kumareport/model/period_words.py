"""The words that offices print above the values of a year (form.md, 列の言葉)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from kumareport.language.signs import DASHES
from kumareport.patterns import regex

_BESIDE = regex(rf"[\s()\[\]【】〔〕〈〉《》≪≫「」『』<>・:：,、_/.{re.escape(DASHES)}]+")
"""What may stand between a header's year and its word, and says nothing."""
_LETTER = regex(r"\(([A-Za-z])\)")
"""What offices call a column in the formulas of their notes: 実績値（Ａ）."""
_MORE = regex(
    r"第\d+期|\d+年後の|評価年度の?|最終年度|最終|中間|前期|後期|計画期間|(?:見直し|変更|改定|改訂|修正)後|"
    r"年間|単年度?|累計|累積"
)
"""What may stand at a role's word and leaves it what it is."""
_STATUS = regex(r"(?:見込み?|速報|暫定|推計|概数|概算|確定)値?")


class Role(StrEnum):
    """What the values of a period column are. R1 may head an 実績 and a 検証値."""

    __hash__ = str.__hash__

    BASE = "基準値"
    ACTUAL = "実績"
    TARGET = "検証値"


_SAYINGS = {
    Role.BASE: "基準値 基準 基準年 基準年度 基準年次 基準年値 現状値 現状 現況値 現況 当初値 当初 策定時 計画策定時 策定時の値 策定時値 "
    "策定時点 策定当初 策定当初値 計画当初 計画当初値 開始時 初期値 スタート値 "
    "策定時の現状 策定時の現状値 計画策定時の値 基準年の値 基準年度の値",
    Role.ACTUAL: "実績値 実績 実績数 実績数値 KPI実績 KPI実績値 達成値 測定値 実測値 結果 直近値 直近の値 最新値",
    Role.TARGET: "検証値 目標値 目標 目標数 数値目標 目標数値 計画値 計画 計画数 計画目標 計画目標値 中間目標 中間目標値 最終目標 最終目標値 "
    "到達目標 到達目標値 達成目標 達成目標値 年度目標 年度目標値 目標年 目標年度 目標年次 目標水準 目指す値 めざす値 目安値 KPI KPI目標 "
    "KPI目標値 目標KPI 目標値KPI",
}  # fmt: skip
ROLE_WORDS = {word: role for role, words in _SAYINGS.items() for word in words.split()}
"""The words that offices print for the roles."""
OwnWords = Iterable[tuple[str, Role]]


def read_words(rest: str, own: OwnWords) -> tuple[Role, str, str] | None:
    """What a header says besides its year: the role, its word, and how far the values are settled."""
    roles, plain = roles_of(own), _LETTER.sub("", rest)
    word = bare_word(plain)
    for match in (None, *_STATUS.finditer(word)):
        bare = word[: match.start()] + word[match.end() :] if match else word
        role = _role(bare.casefold(), roles) if bare or not match else Role.ACTUAL
        if role:
            is_usual = match or bare.casefold() in roles
            heading = (bare if is_usual else _with_brackets(plain)) or str(Role.ACTUAL)
            letters = "".join(f"（{letter}）" for letter in _LETTER.findall(rest))
            return role, heading + letters, match[0] if match else ""
    return None


def bare_word(rest: str) -> str:
    """The word beside a year: 実績 of （R5）の実績."""
    return _BESIDE.sub("", rest).removeprefix("まで").removeprefix("の")


def _with_brackets(rest: str) -> str:
    """The same as it is printed where brackets hold a part of it: 目標値（最終年度）."""
    inside = regex(r"\(([^()]*)\)").search(rest)
    within = bare_word(inside[1]) if inside else ""
    if inside is None or not within:
        return bare_word(rest)
    before, behind = bare_word(rest[: inside.start()]), bare_word(rest[inside.end() :])
    return f"{before}（{within}）{behind}" if before else f"{within}{behind}"


def _role(word: str, roles: Mapping[str, Role]) -> Role | None:
    """The role of a word: known, known but for what narrows it, or two known ones that agree."""
    for known in (word, _MORE.sub("", word)):
        if known in roles:
            return roles[known]
    halves = ((roles.get(word[:n]), roles.get(word[n:])) for n in range(1, len(word)))
    return next((one for one, other in halves if one is not None and one is other), None)


_USUAL = {word.casefold(): role for word, role in ROLE_WORDS.items()}


def roles_of(own: OwnWords) -> dict[str, Role]:
    """The role of each word, as it is looked up."""
    return _USUAL | {role_key(word): role for word, role in own}


def role_key(word: str) -> str:
    """A role's word as it is compared."""
    return _BESIDE.sub("", unicodedata.normalize("NFKC", word)).casefold()
