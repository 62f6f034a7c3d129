"""Words that hold a place until somebody writes the text: （調整中）, 同上, ●●."""

import re
import unicodedata

from kumareport.patterns import regex

_OPEN = "調整中|作成中|確認中|検討中|照会中|協議中|記入中|入力中|集計中|精査中|修正中|準備中|執筆中|依頼中|問合せ中|問い合わせ中"
_WHOLE = regex(
    rf"(?:{_OPEN}|未定|未作成|未記入|未入力|未確定|要確認|要修正|仮|仮置き|ダミー|サンプル|テスト|tbd|tba|tbc"
    r"|(?:修正|変更|追記|異議|異動|意見|訂正)(?:なし|無し|ありません|ございません)|(?:後日|追って|別途)(?:記入|記載|提出|連絡|回答)(?:します|予定)?"
    r"|同上|同左|同じ|上と同じ|上に同じ|(?:上記|前年|前年度|昨年|昨年度|前回)(?:と|に)?(?:同じ|同様)|[〃々\"″仝]+|(?:ここに)?(?:記入|入力|記載)(?:してください)"
    r"|ここに(?:記入|入力)|(?:記載|記入|該当|特に|とくに)?(?:なし|無し)|該当ありません|別紙(?:の(?:とおり|通り)|参照)"
    r"|[x×*_●○◯〇■□◎?・….。、\-ー―]+)(?:です|とします|。)*",
    re.IGNORECASE,
)
# Inside a longer text: 「●●小学校」, 「（調整中）」, 「XXX 人」.
_INSIDE = regex(
    rf"[●○◯〇■□]{{2,}}|[*_]{{3,}}|(?<![a-z])x{{3,}}(?![a-z])|[(\[【※](?:{_OPEN}|未定|要確認|仮)[)\]】]?",
    re.IGNORECASE,
)
_ENDING = regex(rf"(?:{_OPEN})(?:です|。)*$")
_SHORT = 20
_EDGES = "()[]【】「」『』〈〉《》<>※ 　・:"


_AS_IS = regex(
    r"(?:修正|変更|訂正|異議|異動|改定)(?:点|箇所|事項)?(?:は)?(?:なし|無し|ありません|ございません)"
    r"|(?:前回|前年|前年度|昨年|昨年度|従前|従来|現行|現状|原案)(?:と|に|の)?(?:同じ|同様|[とど]おり|通り|まま)"
    r"|(?:この|今の|元の)まま(?:で)?(?:よい|良い|結構|可|お願いします)?",
)
_POLITE = regex(r"(?:です|とします|でお願いします|。)*$")


def leaves_as_is(text: str) -> bool:
    """Whether a text is not one for the report but an answer: 「変更なし」「前回と同じ」."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).strip(_EDGES)
    return _AS_IS.fullmatch(_POLITE.sub("", plain)) is not None


def placeholder_in(text: str) -> str:
    """What holds a place in a text that is still to be written; empty where nothing does."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain and _WHOLE.fullmatch(plain.strip(_EDGES) or plain):
        return text.strip()
    inside = _INSIDE.search(plain)
    if inside:
        return inside[0]
    is_short = len(plain) <= _SHORT and _ENDING.search(plain.strip(_EDGES))
    return text.strip() if is_short else ""
