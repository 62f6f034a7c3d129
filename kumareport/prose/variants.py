"""One word in two spellings (表記ゆれ): 更なる and さらなる, 取組 and 取り組み."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from kumareport.prose.official import is_unlisted, official
from kumareport.prose.quoted import blanked
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
_OTHER_USES = {("もっ", "て"), ("持っ", "て"), ("さらに", "、"), ("更に", "、")}
"""「緊張感をもって」 holds nothing, and 「さらに、」 is a conjunction."""

# Pairs that the dictionary keeps apart.
_FAMILIES = (
    ("または", re.compile(r"または|又は")),
    ("および", re.compile(r"および|及び")),
    ("ならびに", re.compile(r"ならびに|並びに")),
    ("当たり", re.compile(r"(?<=[一二三四五六七八九十百千\d人戸件日月年回])(?:当たり|あたり)")),
    ("いかす", re.compile(r"(?<=を)(?:いか|活か|生か)[しすせさ]")),
    ("加えて", re.compile(r"(?<![一-龠ぁ-ん])(?:くわえて|加えて)(?=、)")),
)

_FAMILY = "family"
# 「活かし」「活かせ」 count as 「活かす」.
_BASE = re.compile("(?<=か)[しせさ]$")
_NAME_ENDS = (
    "法", "法律", "条例", "規則", "憲章", "宣言", "計画", "構想", "戦略", "ビジョン", "プラン", "プログラム", "大綱", "指針",
    "ガイドライン", "事業", "制度", "基金", "会議", "協議会", "委員会", "審議会", "協会", "財団", "法人", "会館", "センター",
    "プラザ", "課", "局", "室", "館", "園", "祭", "まつり", "フェスタ", "フェア", "大会", "週間", "月間", "デー", "手帳",
)  # fmt: skip
"""What names of laws, plans, projects and bodies end in."""

Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Variant(Generic[Place]):
    """A word that a document spells in more than one way.

    Attributes:
        places: its spellings and where each stands, in the document's order.
        kept: the spelling that the others should follow.
        why: why that one, in Japanese; empty where it is only the commonest.
    """

    places: dict[str, list[Place]]
    kept: str
    why: str


def variants(texts: Iterable[tuple[Place, str]]) -> list[Variant[Place]]:
    """The words that a document spells in more than one way, quotations and names left out.

    Args:
        texts: each text with where it stands.
    """
    found: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place, quoting in texts:
        text = blanked(quoting)
        found_words = words(text)
        for number, word in enumerate(found_words):
            if _counts(found_words, number):
                form = word.lemma if word.pos[0] in _CONJUGATED else word.surface
                found[word.normalized, word.pos[0]][form].append(place)
        for name, pattern in _FAMILIES:
            for match in pattern.finditer(text):
                found[name, _FAMILY][_BASE.sub("す", match[0])].append(place)
    return [
        _variant(dict(forms))
        for (_, kind), forms in found.items()
        if len(forms) > 1 and (kind == _FAMILY or _are_spellings(tuple(forms)))
    ]


def _variant(places: dict[str, list[Place]]) -> Variant[Place]:
    listed = [form for form in places if not is_unlisted(form)]
    asked = official(places)
    if asked:
        return Variant(places, asked, f"公用文では「{asked}」と書きます")
    kept = max(listed or places, key=lambda form: len(places[form]))
    unlisted = "".join(f"「{form}」" for form in places if listed and form not in listed)
    return Variant(places, kept, f"{unlisted}は常用漢字表にない書き方です" if unlisted else "")


def _counts(found: Sequence[Word], number: int) -> bool:
    word = found[number]
    behind = found[number + 1].surface if number + 1 < len(found) else ""
    return (
        word.pos[0] in _CONTENT
        and not _EITHER_WAY & set(word.pos)
        and word.lemma not in _FORMAL
        and not _LATIN.search(word.surface)
        and (word.surface, behind) not in _OTHER_USES
        and not _is_of_a_term(found, number)
        and not _is_of_a_name(found, number)
    )


def _is_of_a_name(found: Sequence[Word], number: int) -> bool:
    """Whether a word begins or continues a name: 子ども医療費助成制度, こども・子育て支援計画."""
    if found[number].pos[0] != "名詞":
        return False
    last = number
    for at in range(number + 1, len(found)):
        if found[at].pos[0] in ("名詞", "接尾辞"):
            last = at
        elif found[at].surface != "・":
            break
    return last > number and found[last].surface.endswith(_NAME_ENDS)


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
