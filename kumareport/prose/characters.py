"""Characters that do not travel well, and how they are better written."""

import unicodedata
from functools import lru_cache

# What offices write instead. Anything else keeps its NFKC form where that is plain.
_BETTER = {
    "㈱": "（株）", "㈲": "（有）", "㈳": "（社）", "㈶": "（財）", "№": "No.", "℡": "電話", "〒": "〒",
    "㏄": "cc", "㎡": "平方メートル", "㎥": "立方メートル", "㍑": "リットル", "㍍": "メートル",
    "髙": "高", "﨑": "崎", "⚫": "●", "〇": "○",
}  # fmt: skip
# cp932 knows these beside their JIS twins; both look the same everywhere.
_TWINS = set("－～∥￠￡￢―−〜‖—")
# m² and CO₂ say something that m2 and CO2 do not.
_RAISED = {*map(chr, (0xB2, 0xB3, 0xB9)), *map(chr, range(0x2070, 0x209D))}


@lru_cache(maxsize=8192)
def is_dependent(char: str) -> bool:
    """Whether a character is 機種依存: outside JIS X 0208, or only in a vendor's extension."""
    if char in _TWINS or char in _RAISED or char.isspace() or char.isascii():
        return False
    try:
        char.encode("euc_jp")
    except UnicodeEncodeError:
        return True
    code = char.encode("euc_jp")
    # Three bytes are JIS X 0212, which Windows' Japanese code page lacks; 8E is half-width kana.
    return len(code) == 3


def better(char: str) -> str:
    """How a 機種依存文字 is better written; empty where there is no plain form."""
    if char in _BETTER:
        return _BETTER[char]
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char and not any(map(is_dependent, plain)) else ""


def is_half_kana(char: str) -> bool:
    """Whether a character is half-width katakana or its punctuation."""
    return "\uff61" <= char <= "\uff9f"
