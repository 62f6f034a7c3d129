"""Units that stand with something else: in brackets behind a name, or around a number."""

import re
import unicodedata

from kumareport.patterns import regex

_BEHIND = regex(
    r"(?P<name>.*\S)\s*[(（\[［〔]\s*(?P<said>単位\s*[:：]?\s*)?(?P<unit>[^()（）]{1,8}?)\s*[)）\]］〕]",
    re.DOTALL,
)
_UNITS = (
    "％ ‰ 人 名 件 回 か所 ヶ所 カ所 ケ所 ヵ所 箇所 所 校 園 団体 社 世帯 戸 棟 台 本 冊 点 組 者 事業所 事業者 事業 店 店舗 "
    "隻 歩 橋 頭 羽 km m ㎡ m2 ㎥ m3 ha a t g kg kWh MWh kW kl L 円 千円 万円 百万円 億円 千人 万人 延べ人 人日 人回 日 時間 分 秒 年 "
    "か月 歳 位 度 pt ポイント 倍 か国 種類 種 項目 施設 地区 地域 集落 自治体 市町村 路線 便 区画 基 箱 枚 通 票 t-CO2 千t トン "
    "千トン 経営体 床 席 議席 講座 コース チーム クラブ グループ サークル 活動 作品 ppm dB mg/L 人/日 g/人・日 km2 千km2 筆 "
    "系統 区 町 村 か村 隊 班 議案 計画 品目 作物 農家 法人 企業 会場 会議 教室 口 匹 株 トン/年 MJ TJ GWh 千kWh 千件 千回 千世帯"
)
_KNOWN = frozenset(unicodedata.normalize("NFKC", word) for word in _UNITS.split())
_KEPT = regex(r"(?P<word>累計|累積|延べ|年間|単年度?|年度末)[・、,/:](?P<unit>.+)")
_TIMES = regex(
    r"(?:年間?|月|週|延べ|のべ|累計|計)\s*(?P<number>[\d,]+(?:\.\d+)?)\s*(?P<unit>[^\d\s()]{1,4})"
)
_ABOUT = regex(
    r"(?:約|およそ|概ね|おおむね)\s*(?P<number>[\d,]+(?:\.\d+)?)\s*(?P<unit>[^\d\s()]{0,6})"
)
_BOUND = regex(
    r"(?P<number>[\d,]+(?:\.\d+)?)\s*(?P<unit>[^\d\s()以未超]{1,6})\s*(?P<operator>以上|以下|未満|超)"
)


def name_and_unit(text: str) -> tuple[str, str]:
    """An indicator's name without the unit in brackets behind it, and that unit; empty for none."""
    match = _BEHIND.fullmatch(text.strip())
    if match is None:
        return text, ""
    unit = "".join(unicodedata.normalize("NFKC", match["unit"]).split())
    name, kept = match["name"], _KEPT.fullmatch(unit)
    if kept is not None and kept["unit"] in _KNOWN:
        # What is said besides the unit stays with the name: （累計・店）.
        name, unit = f"{name}（{kept['word']}）", kept["unit"]
    elif _is_rate(unit):
        return name, "".join(match["unit"].split())
    if not match["said"] and unit not in _KNOWN:
        return text, ""
    return name, "％" if unit == "%" else unit


def _is_rate(unit: str) -> bool:
    """Whether it is a unit by another one: 件/年, 人/km2."""
    first, sign, second = unit.partition("/")
    return bool(sign) and first in _KNOWN and second in _KNOWN


def unit_in_brackets(text: str) -> str:
    """The unit in the brackets of a label: コスト（単位：千円）; empty for none."""
    for inner in regex(r"[(（\[［]([^()（）]{1,10})[)）\]］]").findall(text):
        unit = regex(r"^単位[:：]?").sub("", unicodedata.normalize("NFKC", inner).strip()).strip()
        if unit in _KNOWN:
            return "％" if unit == "%" else unit
    return ""


def worded_number(text: str, unit: str) -> tuple[str, str]:
    """A number in words as value cells write it, and its unit: 年2回 is 2, 80%以上 is 80以上, 約300 is 300（概数）.

    Args:
        text: as it stands.
        unit: that of the indicator; empty where it is not known yet.

    Returns:
        Two empty texts for any other notation, or a unit that is another one.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for pattern, ending in ((_TIMES, ""), (_ABOUT, "（概数）"), (_BOUND, "")):
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        own = "％" if match["unit"] == "%" else match["unit"]
        known = unicodedata.normalize("NFKC", unit)
        if own and known and unicodedata.normalize("NFKC", own) != known:
            return "", ""
        return f"{match['number']}{match.groupdict().get('operator') or ''}{ending}", own or unit
    return "", ""
