"""What to write instead of a text that is no value, for the most frequent kinds of it."""

from kumareport.patterns import regex

_DITTO = {"同左", "同上", "同右", "同じ", "左に同じ", "上に同じ", "〃", "々", '"', "″", "''"}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_KINDS = (
    (rf"\(({_NUMBER})\)", "かっこだけで囲んだ数は、負の数か参考の値か分かりません。負の数なら「▲{0}」、参考なら「{0}（参考値）」と書いてください"),
    (rf"({_NUMBER})/({_NUMBER})", "分数か日付か分かりません。「{0}（全{1}）」のように、値を先に書いてください"),
    (rf"({_NUMBER})[-−‐–ー―]({_NUMBER})", "範囲なら「{0}～{1}」と書いてください"),
    (r"(\d+,\d+(?:,\d+)*)", "コンマの位置が３桁ごとではありません"),
)  # fmt: skip
_OTHER_UNIT = regex(rf"{_NUMBER}([^\d()]{{1,6}}?)(?:以上|以下|未満|超|程度)?")


def ditto(plain: str) -> str:
    """What to write instead of 同左 or 〃; empty for any other text."""
    if plain not in _DITTO:
        return ""
    return "並べ替えやグラフでは、どの値と同じか分からなくなります。元の値を打ってください"


def doubt(plain: str, unit: str) -> str:
    """Why a text with digits is no value, and what to write.

    Args:
        plain: NFKC, without white space.
        unit: the row's unit, likewise.
    """
    for pattern, advice in _KINDS:
        match = regex(pattern).fullmatch(plain)
        if match:
            return advice.format(*match.groups())
    other = _OTHER_UNIT.fullmatch(plain)
    if other:
        return f"単位の列は「{unit}」ですが、「{other[1]}」と書かれています。どちらかにそろえてください"
    return "数値として読めません。値を先に、断りはかっこに書いてください（例：250（概数）、80（10月末現在））"
