"""Targets and changes in words: 現状維持, 現状値以上, 10%増, 前年度以上."""

from kumareport.model.value import Operator, ValueWord
from kumareport.patterns import regex

_WORDS = {
    ValueWord.RISE: "上昇|増加|向上|拡大|増|増やす|(?:上昇|増加|向上)(?:傾向|させる)",
    ValueWord.FALL: "減少|低下|低減|削減|縮小|減|減らす|(?:減少|低下)(?:傾向|させる)",
    ValueWord.KEEP: "(?:現状を?)?維持(?:する|継続)?|現状どおり|現状通り",
}
_BASE = r"(?:現状|現況|基準|当初|(?:計画)?策定(?:時の?)?)値?(?:の水準)?"
_OF_BASE = {
    f"{_BASE}以上": (ValueWord.KEEP, Operator.AT_LEAST),
    f"{_BASE}以下": (ValueWord.KEEP, Operator.AT_MOST),
    rf"{_BASE}(?:超|を?(?:超える|上回る)|より(?:増加|上昇|向上))": (ValueWord.RISE, None),
    rf"{_BASE}(?:未満|を?下回る|より(?:減少|低下))": (ValueWord.FALL, None),
}
_CHANGE = regex(
    r"(?:[^\d]*\d*[^\d]*(?:比|から|より|に対し))?[約毎年度]*[\d,.]+[^\d]{0,4}の?"
    r"(?:増加?|減少?|上昇|低下|向上|削減|改善|アップ|ダウン)|倍増|半減|[約]?[\d.]+倍(?:以上|程度|増)?|"
    r"(?:対?前年度?|昨年度?)(?:比|並み?|実績|値)?.{0,12}"
)


def word_of(plain: str) -> tuple[ValueWord, Operator | None] | None:
    """A target in words, and the side that it states; None for any other text."""
    for word, pattern in _WORDS.items():
        if regex(pattern).fullmatch(plain):
            return word, None
    return next(
        (said for pattern, said in _OF_BASE.items() if regex(pattern).fullmatch(plain)), None
    )


def is_change(plain: str) -> bool:
    """Whether a text says how much is to change, or what last year has to do with it: it is printed,
    but no value of one year could be held against it."""
    return _CHANGE.fullmatch(plain) is not None
