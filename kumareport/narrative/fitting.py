"""How well a phrase is a shortened form of an indicator's name."""

from functools import lru_cache

from msgspec import Struct

from kumareport.patterns import regex

HEADS = {
    "割合",
    "件数",
    "人数",
    "本数",
    "総数",
    "数",
    "率",
    "量",
    "額",
    "値",
    "状況",
    "合計",
    "市民の割合",
    "人の割合",
}
LEAST = 3
_VARIANTS = tuple(
    (regex(pattern), spelling)
    for pattern, spelling in (
        ("当たり", "あたり"), ("障害|障碍", "障がい"), ("子ども|子供", "こども"), ("取り?組み", "取組"),
        ("小学校?([1-6])年生?", r"小\1"), ("中学校?([1-3])年生?", r"中\1"),
        ("と(?:感じ|思っ?)(?:ている|る|う)|と(?:回答し|答え)た", ""), ("(?:市民|人|者)の", ""), ("総数|(?:設置|設立|開設)(?:箇所|か所)?数|(?<!法)人数", "数"), ("(?:年度?ごと|各年度?|単年度?|[1一]年間)の|年間の?|延べ|累計|総(?=[利来参])|[()]", ""), ("への|における|の", ""),
    )
)  # fmt: skip


VARIED = frozenset("".join(pattern.pattern + spelling for pattern, spelling in _VARIANTS)) | set(
    "0123456789"
)
"""The letters that squeezing may take away or put in; all others stay."""
_EACH = regex(r"(?:市民)?([1一]人|[1一]戸|[1一]世帯)((?:[1一]日)?あたり)")


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """The words that carry meaning: people leave out の, 総, 人の, と感じる and vary a spelling."""
    for pattern, spelling in _VARIANTS:
        text = pattern.sub(spelling, text)
    # 「公園の一人当たり面積」 and 「一人当たりの公園面積」 are one thing.
    each = _EACH.search(text)
    return (
        text
        if each is None
        else each[1].replace("一", "1") + each[2] + text[: each.start()] + text[each.end() :]
    )


_TAIL = regex(r"[^率比割伸]{0,7}(?:数|値|量|額|面積|延長|時間)|[^率比割伸]{0,4}")


class Name(Struct, frozen=True):
    """What of a name phrases are compared with; names that say the same are equal.

    Attributes:
        squeezed: its words that carry meaning.
        counted: the name without what says how it is counted.
        is_whole: whether it says 年間, 合計 …
    """

    squeezed: str
    counted: str
    is_whole: bool


class Phrase(Struct, frozen=True):
    """What of a phrase is compared with names.

    Attributes:
        squeezed: its words that carry meaning.
        ends: how a name ends of which the phrase is the last noun, with or without what counts it:
            「受講者」 of 講座の延べ受講者数, 「定員」 of 児童クラブの定員.
        is_whole: whether it says 年間, 合計 …
    """

    squeezed: str
    ends: tuple[str, ...]
    is_whole: bool


@lru_cache(maxsize=65536)
def name_of(text: str) -> Name:
    """A name, ready to be compared with many phrases."""
    counted = _KEPT.sub("", _OFTEN.sub("", text))
    return Name(squeeze(text), counted, _WHOLE.search(text) is not None)


@lru_cache(maxsize=65536)
def phrase_of(text: str) -> Phrase:
    """A phrase, ready to be compared with many names."""
    noun = text if len(text) >= LEAST else f"の{text}"
    ends = tuple([noun + counted for counted in _COUNTED])
    return Phrase(squeeze(text), ends, _WHOLE.search(text) is not None)


def fit(phrase: Phrase, name: Name) -> float:
    """How well a phrase is a shortened form of a name: 0 not at all, else by how much of it is said.

    Its head noun must be the name's: 保険給付費 is not 保険給付費の伸び率.
    """
    short, long = phrase.squeezed, name.squeezed
    if len(short) > len(long):
        return 0.0
    if phrase.is_whole and not name.is_whole and "あたり" in long:
        # 「バスの年間乗車人数」 is not 「バス１便当たり乗車人数」.
        return 0.0
    if short == long:
        return 2.0
    share = len(short) / len(long)
    if name.counted.endswith(phrase.ends):
        return 1 + share
    if len(short) < LEAST:
        return 0.0
    if long.endswith(short):
        return 1 + share
    if short[-2:] == long[-2:] and len(short) > LEAST and _is_made_of(short, long):
        return share
    if share < _HEADLESS:
        return 0.0
    inside = long.find(short)
    if inside > 0 and _TAIL.fullmatch(long, inside + len(short)):
        return share
    end = _end_of(short, long)
    if end and _TAIL.fullmatch(long, end):
        return share
    return 0.0


_COUNTED = (
    "",
    "数",
    "件数",
    "人数",
    "回数",
    "台数",
    "箇所数",
    "か所数",
    "点数",
    "冊数",
    "設置数",
    "設立数",
    "開設数",
    "設置箇所数",
    "設置か所数",
)


_OFTEN = regex("年間|延べ")
_KEPT = regex("の?(?:配置|設置|整備|導入|在籍)(?=[^の]{0,2}数$)")
"""「支援員の配置人数」 counts 支援員."""


_HEADLESS = 0.4
_WHOLE = regex("年間|延べ|総|合計|全体")


def _end_of(short: str, long: str) -> int:
    """Where the characters of one text end in the other, in the same order; 0 where they do not stand."""
    if short[0] != long[0]:
        return 0
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return 0
    return at


def _is_made_of(short: str, long: str) -> bool:
    """Whether all characters of one text stand in the other in the same order, or all its words in any."""
    rest = iter(long)
    if all(char in rest for char in short):
        return True
    while short:
        size = next((n for n in range(len(short), 1, -1) if short[:n] in long), 0)
        if not size:
            return False
        short, long = short[size:], long.replace(short[:size], "、", 1)
    return True
