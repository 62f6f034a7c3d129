"""Numbers with units in a sentence, and the same in an indicator's unit."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from msgspec import Struct

from kumareport.language.signs import MINUS_SIGNS
from kumareport.narrative.sentences import flatten
from kumareport.patterns import regex

_SCALES = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "億": 10**8,
           "十億": 10**9, "百億": 10**10, "千億": 10**11, "兆": 10**12}  # fmt: skip
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
_SMALL = {"千": 10**3, "百": 100}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"千万(?=[円人])|百万(?=[円人件])|[兆億万千](?![代円葉])|[兆億万千百](?=[円人件tトン])"
_MINUS = re.escape(MINUS_SIGNS)
_ABOUT = r"約|およそ|ほぼ|概ね|おおむね|おおよそ"
_NOT_UNITS = (
    "ずつ|ペース|すべて|いずれ|以上|以下|以内|未満|超|増|減|上昇|低下|全|長|短|多|高|低|悪化|改善|縮|伸|前後|程度|弱|強|余|近|不足|台(?=[にへでのと後前半を])|"
    "だ|圧縮|延(?!べ)|下落|下降|微|急|激|漸|純|上振|下振|目減|上回|下回|届|及|差|達|足|離|拡大|向上|上が|下が|落|回復|ほど|後退|満|持ち直|盛り返|戻|取り戻|押し|積み|抑|目標|上乗|上積|開|後半|前半|少|大|小|遅|早|速|ちょうど|当|発生|好転|解消|進"
)
_QUANTITY = regex(
    rf"(?P<about>{_ABOUT})?(?:で|、)?(?P<minus>(?<!\d)[{_MINUS}]|マイナス)?\+?"
    rf"(?P<number>[1-9]\d*分の\d+|(?:ゼロ|皆無)(?=[とにでをがはのへま、。])|(?:(?:{_DIGITS})(?:{_SCALE}))*(?:{_DIGITS})(?:{_SCALE})?|半数|半分|(?<![一-龠])[一二三四五六七八九]割)"
    rf"(?P<unit>[kM]?[gt]-?CO2(?:eq)?|[かカヶケ][所国村町校](?:所|国)?|(?:μ?[A-Za-z]+/)?[a-z]*m[23](?![A-Za-z\d])|(?:(?!{_NOT_UNITS})"
    r"[^\dゼ\s、。,.()「」『』・:→⇒~\-はがをにのでともへやかまよりなあるしぶ]){0,7})"
)
_PART = regex(rf"({_DIGITS})([千百]?)([兆億万]?)")
_UNIT = regex(
    r"(?P<scale>十億|百億|千億|百万|千万|[十百千万億兆](?=[^分]))?(?P<base>[^/／]+)(?:[/／].*)?"
)
_ALIASES = {
    "パーセント": "%", "か所": "箇所", "カ所": "箇所", "か村": "箇村", "ヶ所": "箇所", "ケ所": "箇所", "か国": "箇国", "名": "人", "ポイント": "ポイント",
    "トン": "t", "キログラム": "kg", "グラム": "g", "ヘクタール": "ha", "キロメートル": "km", "メートル": "m", "ベッド": "床", "点数": "点", "世帯数": "世帯",
}  # fmt: skip
# Words for whatever is counted: 「96校区」 counts what 「件」 counts in 校区防災連絡会の設立数.
_COUNTERS = ("件", "箇所", "団体", "校区", "地区", "施設", "事業", "校", "組織", "基", "棟", "台", "回", "社", "店", "戸", "園")  # fmt: skip
_OF_GAS = regex(r"-?CO2(?:eq)?$")
_KANJI = {kanji: number for number, kanji in enumerate("一二三四五六七八九", 1)}


class Quantity(Struct, frozen=True):
    """A number in a sentence.

    Attributes:
        words: as in the flattened sentence.
        number: its value with 兆, 億, 万 and 千 multiplied out; 割 as tenths of a hundred (30 for ３割).
        precision: the size of its last digit.
        unit: the unit without scale; ``%`` for 割.
        about: whether 約 or the like stands beside it.
        start, end: where it stands.
    """

    words: str
    number: Decimal
    precision: Decimal
    unit: str
    about: bool
    start: int
    end: int

    @property
    def is_part(self) -> bool:
        """Whether it is a part in words: ８割, 半分, ３分の２."""
        return self.words.endswith(("割", "半数", "半分")) or "分の" in self.words

    def is_rounded(self, actual: Decimal) -> bool:
        """Whether a number, rounded or cut off at this one's last digit, is this one."""
        if self.about:
            return abs(actual - self.number) <= self._slack(actual)
        scaled = actual / self.precision
        told = self.number / self.precision
        rounded = scaled.quantize(Decimal(1), ROUND_HALF_UP)
        return told in (rounded, scaled.quantize(Decimal(1), ROUND_DOWN))

    def _slack(self, actual: Decimal) -> Decimal:
        """約: up to six tenths of the last digit that is not a zero, and never less than 2 %."""
        digits = self.number.normalize().as_tuple()
        last = max(Decimal(1).scaleb(int(digits.exponent)), self.precision)
        sixth = last * Decimal("0.6")
        if self.words.endswith("割"):
            return sixth
        if self.words.endswith(("半数", "半分")) or "分の" in self.words:
            return Decimal(5)
        # 約20 is 18.8; 約350 is not 330.
        share = 4 if len(digits.digits) == 1 else 20
        return max(min(sixth, abs(actual) / share), abs(actual) / 50)


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers with units in a flattened sentence."""
    end = 0
    for match in _QUANTITY.finditer(text):
        if match.start("number") < end:
            # 「１割５分」 is one number.
            continue
        found = _quantity(match, text)
        end = found.end
        yield found


def _quantity(match: re.Match[str], text: str) -> Quantity:
    digits, unit = match["number"], match["unit"]
    unit = _OF_GAS.sub("", unit)
    # 「45％台」 is a band; 「40台」 counts machines.
    cut = 1 if len(unit) > 1 and unit.endswith("台") else 0
    unit = _ALIASES.get(unit[: len(unit) - cut], unit[: len(unit) - cut])
    if digits in ("半数", "半分"):
        number, precision, unit = Decimal(50), Decimal(10), "%"
    elif "分の" in digits:
        whole, part = digits.split("分の")
        number, precision, unit = Decimal(part) * 100 / int(whole), Decimal(10), "%"
    elif digits in ("ゼロ", "皆無"):
        number, precision = Decimal(0), Decimal(1)
    elif digits.endswith("割"):
        number, precision, unit = Decimal(_KANJI[digits[0]] * 10), Decimal(10), "%"
    else:
        number, precision = _value(digits)
    if unit.startswith("割"):
        number, precision = number * 10, precision * 10
        tenth = regex(r"割(\d)分").match(text[match.end("number") :])
        number, precision = (number + int(tenth[1]), Decimal(1)) if tenth else (number, precision)
        unit = "%"
    else:
        tenth = None
    end = match.end() - cut + (len("５分") if tenth else 0)
    after = text[end:]
    near = regex("程度|前後|近く|ほど|余り|弱|強|あまり").match(after)
    words = text[match.start() : end].lstrip("でと、")
    return Quantity(
        words=words,
        number=-number if match["minus"] else number,
        precision=precision,
        unit=unit,
        about=bool(match["about"]) or bool(near) or digits in ("半数", "半分") or "分の" in digits,
        start=end - len(words),
        end=end,
    )


def _value(text: str) -> tuple[Decimal, Decimal]:
    """「5億9千8百万」: all that stands since 億 counts 万."""
    total, counted, precision = Decimal(0), Decimal(0), Decimal(1)
    for digits, small, large in _PART.findall(text):
        factor, scale = _SMALL.get(small, 1), _LARGE.get(large, 1)
        counted += Decimal(digits.replace(",", "")) * factor
        precision = Decimal(factor * scale).scaleb(-len(digits.partition(".")[2]))
        if large:
            total, counted = total + counted * scale, Decimal(0)
    return total + counted, precision


def scale_for(quantity: Quantity, unit: str, name: str) -> Decimal | None:
    """What one of the indicator's unit is in the quantity's; None where they measure other things.

    Args:
        quantity: the number in the text.
        unit: the indicator's unit (十億円, 千人/年度, ％ …).
        name: the indicator's name, which says what a mere 件 counts.
    """
    plain = flatten(unit)
    if plain in ("", "-"):
        # 「合計特殊出生率は1.29」
        return Decimal(1) if not quantity.unit and quantity.precision < 1 else None
    # 「475千t」 of 千t-CO2.
    match = _UNIT.fullmatch(_OF_GAS.sub("", plain) or plain)
    if match is None:
        return None
    if quantity.words.endswith(("ゼロ", "皆無")):
        return Decimal(1)
    if not quantity.unit:
        return None
    if quantity.unit == plain:
        return Decimal(1)
    base = _ALIASES.get(match["base"], match["base"])
    factor = Decimal(_SCALES.get(match["scale"], 1))
    if quantity.unit == base or (quantity.unit.startswith(base) and base != "年"):
        return factor
    if {quantity.unit[:4], base} == {"点", "ポイント"}:
        return factor
    counted = next((word for word in _COUNTERS if quantity.unit.startswith(word)), "")
    if counted and base in _COUNTERS and counted in flatten(name):
        return factor
    return None
