"""One word in two spellings (表記ゆれ): 更なる and さらなる, 取組 and 取り組み."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from kumareport.prose.words import Word, reading_of, words

_KANJI = re.compile(r"[\u3400-\u9fff々]")
_ALL_KANJI = re.compile(r"[\u3400-\u9fff々]+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞", "代名詞"}
_CONJUGATED = {"動詞", "形容詞"}
# Auxiliaries and formal nouns are written in kana on purpose where they lose their meaning
# (行っていく, そのとき): 公用文作成の考え方 (文化審議会建議, 2022), I-2.
_EITHER_WAY = {"非自立可能", "数詞", "助数詞可能", "固有名詞"}
_FORMAL = {"こと", "もの", "とき", "ところ", "ため", "ほう", "よう", "うち", "とおり", "ほか", "ほど",
           "なか", "うえ", "わけ", "はず", "いま", "みな", "そば", "あと", "まえ"}  # fmt: skip
# Pairs that the dictionary keeps apart.
_FAMILIES = (
    ("または", re.compile(r"または|又は")),
    ("および", re.compile(r"および|及び")),
    ("ならびに", re.compile(r"ならびに|並びに")),
    ("当たり", re.compile(r"(?<=[一二三四五六七八九十百千\d人戸件日月年回])(?:当たり|あたり)")),
    ("いかす", re.compile(r"(?<=を)(?:いか|活か|生か)[しすせさ]")),
    ("加えて", re.compile(r"(?<![一-龠ぁ-ん])(?:くわえて|加えて)(?=、)")),
    ("にぎわい", re.compile(r"にぎわい|賑わい|賑い")),
)

_FAMILY = "family"
# 「活かし」「活かせ」 count as 「活かす」.
_BASE = re.compile("(?<=か)[しせさ]$")

Place = TypeVar("Place")


def variants(texts: Iterable[tuple[Place, str]]) -> list[tuple[str, dict[str, list[Place]]]]:
    """The words that a document spells in more than one way.

    Args:
        texts: each text with where it stands.

    Returns:
        For each such word a name, its spellings and where each stands, in the document's order.
    """
    found: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place, text in texts:
        found_words = words(text)
        for number, word in enumerate(found_words):
            if _counts(word) and not _is_of_a_term(found_words, number):
                conjugated = word.pos[0] in _CONJUGATED
                form = word.lemma if conjugated else word.surface
                found[word.normalized, word.pos[0]][form].append(place)
        for name, pattern in _FAMILIES:
            for match in pattern.finditer(text):
                found[name, _FAMILY][_BASE.sub("す", match[0])].append(place)
    groups: list[tuple[str, dict[str, list[Place]]]] = []
    for (name, kind), forms in found.items():
        if len(forms) > 1 and (kind == _FAMILY or _are_spellings(tuple(forms))):
            most = max(forms, key=lambda form: len(forms[form]))
            groups.append((name if kind == _FAMILY else most, dict(forms)))
    return groups


def _counts(word: Word) -> bool:
    return (
        word.pos[0] in _CONTENT
        and not _EITHER_WAY & set(word.pos)
        and word.lemma not in _FORMAL
        and not _LATIN.search(word.surface)
    )


def _is_of_a_term(found: Sequence[Word], number: int) -> bool:
    """Whether a noun without kana is a part of a longer one: 集約建替, 空家等, 空家化.

    Terms of laws and plans leave okurigana out (送り仮名の付け方, 内閣告示, 通則7).
    """
    word = found[number]
    if word.pos[0] != "名詞" or not _ALL_KANJI.fullmatch(word.surface):
        return False
    before = found[number - 1] if number else None
    behind = found[number + 1] if number + 1 < len(found) else None
    if before is not None and before.pos[0] == "名詞" and _ALL_KANJI.fullmatch(before.surface):
        # 「市民一人一人」 is no term.
        return "副詞可能" not in word.pos and before.surface != word.surface
    return (
        behind is not None and behind.pos[0] == "接尾辞" and bool(_ALL_KANJI.match(behind.surface))
    )


def _are_spellings(forms: tuple[str, ...]) -> bool:
    """Whether forms differ only in kana for kanji or in okurigana, and are read alike.

    Two different kanji (的確 and 適確) may be two words and are left alone.
    """
    kanji = sorted((set(_KANJI.findall(form)) for form in forms), key=len)
    nested = all(small <= large for small, large in pairwise(kanji))
    return nested and len({reading_of(form) for form in forms}) == 1
