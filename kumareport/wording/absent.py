"""Words that say that there is no value, and why: 未集計, 算定中, R7.9公表予定, 感染症のため中止, －千円."""

from kumareport.patterns import regex

_SIGNS = "-ー―—–−‐‑─━…‥*/"
_DONE = "集計|算定|算出|計測|測定|調査|公表|確定|把握|取得|入手|確認|精査|回収|評価"
_HELD = "実施|開催|着手|設定|策定|調査|事業"
_THINGS = f"実績|該当|対象|データ|数値|値|目標|記録|{_DONE}|{_HELD}"
_WORDS = (
    "中止|休止|廃止|終了|休業|休館|欠測|不明|非公表|非該当|(?:評価|調査|集計)?対象外|準備中|未定|新規|"
    f"未(?:{_DONE}|{_HELD})|(?:{_DONE})(?:中|前|待ち|不能|不可|困難)|(?:{_DONE}|{_HELD})せず|"
    f"(?:{_THINGS})?(?:なし|無し)|(?:{_DONE}|{_HELD})(?:の?な[いし]年度?|年度?外)|隔年(?:調査|実施)|"
    f"(?:{_HELD}|開館|営業)(?:中止|休止|休業|終了|廃止)|[Nn]/?[Aa]"
)
_WHY = r"(?:[^\d]{1,30}?(?:ため|により|による|につき|から|で)、?)?"
_LATER = rf".{{0,20}}(?:{_DONE}|判明|発表|実施)(?:の?予定|待ち|見込み?)"
_WORD = regex(rf"{_WHY}(?:{_WORDS})|{_LATER}")
_HOLLOW = regex(rf"(?:[{_SIGNS}]+|\.{{2,3}})(?P<unit>[^\d※]{{0,4}})")
_REMARK = regex(r"(?P<word>[^()]+)\([^()]*\)")


def says_nothing(plain: str, unit: str) -> bool:
    """Whether a text says that there is no value.

    Args:
        plain: NFKC, without white space and without its ※ note.
        unit: the row's unit, likewise: it may stand behind a sign (－千円).
    """
    remark = _REMARK.fullmatch(plain)
    word = remark["word"] if remark else plain.strip("()")
    hollow = _HOLLOW.fullmatch(word)
    if hollow is not None:
        return hollow["unit"] in ("", unit)
    return _WORD.fullmatch(word) is not None
