"""How official texts spell words that may be spelled in several ways.

Sources: 公用文作成の考え方 (文化審議会建議, 2022); 公用文における漢字使用等について (平成22年内閣訓令第1号);
送り仮名の付け方 (昭和48年内閣告示第2号). Verbs and adjectives stand in their dictionary form.
"""

from collections.abc import Collection

_PREFERRED = {
    # In kanji: pronouns, adverbs, conjunctions.
    "誰", "彼", "何", "私", "我々", "一人一人", "余り", "至って", "大いに", "恐らく", "概して", "必ず", "必ずしも", "辛うじて", "極めて", "殊に",
    "更に", "更なる", "実に", "少なからず", "少し", "既に", "全て", "切に", "絶えず", "互いに", "直ちに", "例えば", "次いで", "努めて", "常に",
    "特に", "突然", "初めて", "果たして", "甚だ", "再び", "全く", "最も", "専ら", "僅か", "大きな", "小さな", "我が", "及び", "並びに", "又は",
    "若しくは", "加えて", "当たり",
    # In kana.
    "かなり", "ふと", "やはり", "よほど", "いまだ", "とりわけ", "おおむね", "あらかじめ", "ほとんど", "おおよそ", "あえて", "ますます", "たびたび",
    # Verbs and adjectives, with their okurigana.
    "分かる", "進める", "進む", "行う", "図る", "努める", "目指す", "踏まえる", "担う", "育む", "高める", "広げる", "広がる", "深める", "捉える",
    "支える", "備える", "設ける", "続ける", "続く", "増える", "減る", "現れる", "表す", "断る", "当たる", "終わる", "変わる", "起こる", "落とす",
    "暮らす", "聞こえる", "生まれる", "浮かぶ", "生かす", "関わる", "応える", "伴う", "促す", "占める", "著しい", "難しい", "厳しい", "取り組む",
    "受け入れる", "取り入れる",
    # Compound nouns without the okurigana in their midst.
    "取組", "打合せ", "受入れ", "売上げ", "売場", "埋立て", "買上げ", "買取り", "書換え", "貸出し", "貸付け", "借入れ", "借換え", "切上げ", "切替え",
    "組合せ", "組替え", "繰上げ", "繰入れ", "繰越し", "差押え", "差引き", "仕分", "据付け", "立会い", "立入り", "立替え", "月払", "積立て", "手続",
    "問合せ", "届出", "取扱い", "取替え", "取決め", "取消し", "取壊し", "取下げ", "取締り", "取付け", "話合い", "払込み", "払戻し", "引上げ",
    "引受け", "引換え", "引下げ", "引継ぎ", "引取り", "引渡し", "振出し", "前払", "見合せ", "見積り", "申合せ", "申入れ", "申込み", "申立て", "申出",
    "持込み", "催物", "譲渡し", "呼出し", "読替え", "割当て", "割増し", "割戻し",
}  # fmt: skip
_UNLISTED = frozenset(
    "繋賑溢嬉叶辿揃貰殆迄儘只此其於云亘蘇甦撒掴掻捲濡滲煽牽穿窺筈綴纏罹脆蒐訊讃躾逢閃馴騙廻"
)
"""Kanji outside 常用漢字表 that texts use where kana are written."""

_UNLISTED_READINGS = {
    "活かす", "活きる", "拡がる", "拡げる", "拘る", "拘わる", "凡そ", "概ね", "予め", "敢えて", "未だ", "依る", "拠る", "創る", "観る",
    "想う",
}  # fmt: skip
"""Words whose kanji is in the table, but not so read."""


def official(forms: Collection[str]) -> str:
    """The one of some spellings of a word that official texts use; empty where they leave it open."""
    known = list(filter(is_official, forms))
    return known[0] if len(known) == 1 else ""


def is_official(form: str) -> bool:
    """Whether official texts spell a word so."""
    return form in _PREFERRED


def is_unlisted(form: str) -> bool:
    """Whether a spelling has a kanji, or a reading of one, that 常用漢字表 does not have."""
    return form in _UNLISTED_READINGS or not _UNLISTED.isdisjoint(form)
