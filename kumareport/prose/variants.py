"""One word in two spellings (表記ゆれ): 更なる and さらなる, 取組 and 取り組み."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Generic, TypeVar

from msgspec import Struct

from kumareport.patterns import regex
from kumareport.prose.official import is_official, is_unlisted, official
from kumareport.prose.quoted import blanked
from kumareport.prose.words import Word, reading_of, words

_LATIN = regex(r"[A-Za-z0-9]")
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
    ("または", regex(r"または|又は")),
    ("および", regex(r"および|及び")),
    ("ならびに", regex(r"ならびに|並びに")),
    ("当たり", regex(r"(?<=[一二三四五六七八九十百千\d人戸件日月年回])(?:当たり|あたり)")),
    (
        "いかす",
        regex(
            r"(?<=を)いか[さしすせそ]|(?<=[にもがはくで、])いか[さしすそ]|(?<!生)活か[さしすせそ]|(?<![学先])生か[さしすせそ]"
        ),
    ),
    ("加えて", regex(r"(?<![一-龠ぁ-ん])(?:くわえて|加えて)(?=、)")),
)

_ANY_FAMILY = regex("|".join(pattern.pattern for _, pattern in _FAMILIES))
_FAMILY = "family"
# 「活かし」「活かせ」 count as 「活かす」.
_BASE = regex("(?<=か)[さしせそ]$")
_POTENTIAL = {
    "せる": "す",
    "える": "う",
    "ける": "く",
    "げる": "ぐ",
    "てる": "つ",
    "ねる": "ぬ",
    "べる": "ぶ",
    "める": "む",
    "れる": "る",
}
"""How verbs that say what one can do end, and the verbs that they are made of: 取り組める, 取り組む."""
_NAME_ENDS = (
    "法", "法律", "条例", "規則", "憲章", "宣言", "計画", "構想", "戦略", "ビジョン", "プラン", "プログラム", "大綱", "指針",
    "ガイドライン", "事業", "制度", "基金", "会議", "協議会", "委員会", "審議会", "協会", "財団", "法人", "会館", "センター",
    "プラザ", "課", "局", "室", "館", "園", "祭", "まつり", "フェスタ", "フェア", "大会", "週間", "月間", "デー", "手帳",
)  # fmt: skip
"""What names of laws, plans, projects and bodies end in."""

Place = TypeVar("Place")
Found = dict[tuple[str, str], dict[str, list[Place]]]
"""The spellings of each word, and where each stands."""
Spelling = tuple[tuple[str, str], str]
"""A word by its normal form and part of speech, and how it is spelled."""


class Variant(Struct, Generic[Place], frozen=True):
    """A word that a document spells in more than one way.

    Attributes:
        places: its spellings and where each stands, in the document's order.
        kept: the spelling that the others should follow; empty where nothing decides.
        why: why that one, in Japanese; empty where it is only the commonest.
        fixed: which of these the plan's own titles and names have, and in which sheets.
        uncounted: how often these and quotations spell it, which are not in the places.
    """

    places: dict[str, list[Place]]
    kept: str
    why: str
    fixed: dict[str, list[str]]
    uncounted: dict[str, int]


def variants(
    texts: Iterable[tuple[Place, str]], fixed: Iterable[tuple[str, str]] = ()
) -> list[Variant[Place]]:
    """The words that a document spells in more than one way, quotations and names left out.

    Args:
        texts: each text with where it stands.
        fixed: the plan's titles and names, which nobody rewords, each with its sheet.
    """
    texts, fixed = tuple(texts), tuple(fixed)
    bare = {text: blanked(text) for _, text in (*texts, *fixed)}
    # Most words are spelled in one way only, and need not be looked at more closely.
    own_words = {word for _, text in texts for word in words(bare[text])}
    varied = _varied((_key(word), _form(word)) for word in own_words if _may_count(word.pos))
    spelled = {text: _spellings(text, varied) for text in {bare[text] for _, text in texts}}
    own = {
        word: forms
        for word, forms in _found((place, spelled[bare[text]]) for place, text in texts).items()
        if len(forms) > 1 and (word[1] == _FAMILY or _are_spellings(tuple(forms)))
    }
    if not own:
        return []
    # Nor titles, names and quotations that have none of these words.
    stems = {_stem(form) for (_, pos), forms in own.items() if pos != _FAMILY for form in forms}
    for text in {*bare, *bare.values()} - spelled.keys():
        spelled[text] = _spellings(text, own) if _may_hold(text, stems) else ()
    named = _found((sheet, spelled[bare[text]]) for sheet, text in fixed)
    every = _found(("", spelled[text]) for _, text in (*texts, *fixed))
    return [_variant(dict(forms), dict(named[word]), every[word]) for word, forms in own.items()]


def _stem(form: str) -> str:
    """Letters with which a word in one spelling begins, however it is inflected."""
    return form[: max(len(form) - 2, 1)]


def _may_hold(text: str, stems: Collection[str]) -> bool:
    """Whether a text can have a word that begins so, or one of the families."""
    plain = unicodedata.normalize("NFKC", text)
    return any(stem in plain for stem in stems) or _ANY_FAMILY.search(text) is not None


def _varied(spellings: Iterable[Spelling]) -> set[tuple[str, str]]:
    """The words that are spelled in more than one way."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for word, form in spellings:
        forms[word].add(form)
    return {word for word, found in forms.items() if len(found) > 1}


def _found(texts: Iterable[tuple[Place, Sequence[Spelling]]]) -> Found[Place]:
    found: Found[Place] = defaultdict(lambda: defaultdict(list))
    for place, spellings in texts:
        for word, form in spellings:
            found[word][form].append(place)
    return found


def _spellings(text: str, varied: Collection[tuple[str, str]]) -> Sequence[Spelling]:
    """Those words of a text that are in question, and the families, each with its spelling."""
    found_words = words(text)
    found: list[Spelling] = [
        (_key(word), _form(word))
        for number, word in enumerate(found_words)
        if _key(word) in varied and _counts(found_words, number)
    ]
    for name, pattern in _FAMILIES if _ANY_FAMILY.search(text) else ():
        found += (((name, _FAMILY), _BASE.sub("す", m[0])) for m in pattern.finditer(text))
    return found


def _key(word: Word) -> tuple[str, str]:
    """What all spellings of a word share."""
    return word.normalized, word.pos[0]


def _form(word: Word) -> str:
    """A word as it is spelled, whatever its inflection."""
    if word.pos[0] not in _CONJUGATED:
        return word.surface
    ending = word.lemma[-2:]
    base = _POTENTIAL.get(ending)
    if base and word.normalized.endswith(base) and not word.normalized.endswith(ending):
        return word.lemma[:-2] + base
    return word.lemma


def _variant(
    places: dict[str, list[Place]],
    fixed: dict[str, list[str]],
    every: Mapping[str, Sequence[object]],
) -> Variant[Place]:
    kept, why = _kept(places, fixed)
    more = {form: len(every[form]) - len(own) for form, own in places.items()}
    uncounted = {form: count for form, count in more.items() if count}
    return Variant(places, kept, why, fixed, uncounted)


def _kept(places: dict[str, list[Place]], fixed: Collection[str]) -> tuple[str, str]:
    """The spelling to keep and why, in Japanese; no spelling where nothing decides."""
    listed = [form for form in places if not is_unlisted(form)]
    ranked = sorted(listed or places, key=lambda form: -len(places[form]))
    commonest, asked = ranked[0], official(places)
    if asked and commonest != asked and commonest in fixed and asked not in fixed:
        return commonest, f"計画の言葉の「{commonest}」にそろえます"
    if asked:
        return asked, f"公用文では「{asked}」と書きます"
    if listed and len(listed) < len(places):
        unlisted = "".join(f"「{form}」" for form in places if form not in listed)
        return commonest, f"{unlisted}は常用漢字表にない書き方です"
    if len(places[commonest]) == len(places[ranked[1]]):
        return "", "同じ数なので、どちらかにそろえます"
    return commonest, ""


@cache
def _may_count(pos: tuple[str, ...]) -> bool:
    """Whether the words of a part of speech may be spelled otherwise; there are some hundred."""
    return pos[0] in _CONTENT and _EITHER_WAY.isdisjoint(pos)


def _counts(found: Sequence[Word], number: int) -> bool:
    word = found[number]
    behind = found[number + 1].surface if number + 1 < len(found) else ""
    return (
        _may_count(word.pos)
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

    Terms of laws and plans leave okurigana out (送り仮名の付け方, 内閣告示, 通則7). Words that official
    texts spell so anyway (取組等, 先行取組) count.
    """
    word = found[number]
    if word.pos[0] != "名詞" or not _is_in_kanji(word.surface):
        return False
    if is_official(word.surface) and "副詞可能" not in word.pos:
        return False
    before = found[number - 1] if number else None
    behind = found[number + 1] if number + 1 < len(found) else None
    if before is not None and before.pos[0] == "名詞" and _is_in_kanji(before.surface):
        # 「市民一人一人」 is no term.
        return "副詞可能" not in word.pos and before.surface != word.surface
    return behind is not None and behind.pos[0] == "接尾辞" and _is_in_kanji(behind.surface[:1])


def _is_in_kanji(text: str) -> bool:
    # A pattern with all kanji takes longer to make than all texts take to look through.
    return bool(text) and all(map(_is_kanji, text))


def _is_kanji(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "々"


def _are_spellings(forms: tuple[str, ...]) -> bool:
    """Whether forms differ only in kana for kanji or in okurigana, and are read alike.

    Two different kanji (的確 and 適確) may be two words and are left alone.
    """
    kanji = sorted((set(filter(_is_kanji, form)) for form in forms), key=len)
    nested = all(small <= large for small, large in pairwise(kanji))
    return nested and len({reading_of(form) for form in forms}) == 1
