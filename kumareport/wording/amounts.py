"""A number in words: 約1,200人, 延べ1,234人, 250程度, 50件以内, 3.5万人, 8分30秒."""

import re
from decimal import Decimal

from msgspec import Struct

from kumareport.language.signs import MINUS_SIGNS
from kumareport.model.value import Operator
from kumareport.patterns import regex
from kumareport.wording.units import in_own_unit, span_of_time

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,16})(?:\.\d{1,12})?"
_ABOUT = "約|およそ|おおよそ|概ね|おおむね|ほぼ"
_COUNTED = (
    "延べ?|のべ|総計|合計|計|累計|累積|通算|(?:年|月|週|1日)?平均|(?:1日|1か月|1人)(?:当たり|あたり)|年間?|毎年度?|各年度?|"
    "単年度?|月間?|毎月|週|毎週|毎日|全国|県内|第"
)
_SIDES = {
    "以上": Operator.AT_LEAST, "以下": Operator.AT_MOST, "以内": Operator.AT_MOST,
    "未満": Operator.BELOW, "下回る": Operator.BELOW, "より少ない": Operator.BELOW,
    "より低い": Operator.BELOW, "超": Operator.ABOVE, "超過": Operator.ABOVE,
    "超える": Operator.ABOVE, "上回る": Operator.ABOVE, "より多い": Operator.ABOVE,
    "より高い": Operator.ABOVE,
}  # fmt: skip
_SIGNS = {
    "≧": Operator.AT_LEAST, "≥": Operator.AT_LEAST, ">=": Operator.AT_LEAST, ">": Operator.ABOVE,
    "≦": Operator.AT_MOST, "≤": Operator.AT_MOST, "<=": Operator.AT_MOST, "<": Operator.BELOW,
}  # fmt: skip
_DOWN = "減少|削減|低減|低下|縮小|抑制|抑える|引き?下げる?|減らす"
_UP = "増加|向上|拡大|上昇|引き?上げる?|増やす"
_ROUGH = "程度|前後|ほど|くらい|ぐらい|弱|強|余り?|内外"
_AMOUNT = regex(
    rf"(?P<sign>{'|'.join(_SIGNS)})?(?P<lead>(?:{_ABOUT}|{_COUNTED})*)"
    rf"(?P<minus>[{MINUS_SIGNS}]?)[+±]?(?P<yen>¥?)(?P<high>(?:{_NUMBER}[十百千]?[兆億万])*)"
    rf"(?P<number>{_NUMBER})?(?P<unit>[^\d]*?)(?P<rough>{_ROUGH})?"
    rf"(?:[をが]?(?P<side>{'|'.join(sorted(_SIDES, key=len, reverse=True))}))?"
    rf"(?:(?:に|まで(?:に)?)(?:(?P<down>{_DOWN})|(?P<up>{_UP}))"
    r"|[をにと]?(?:維持|確保|達成|目指す|継続|保持|実施|開催|する))?(?:する|させる|を目指す)?"
)
_TIME = regex(
    rf"(?P<lead>{_ABOUT}|平均)?(?P<time>(?:\d+(?:\.\d+)?[^\d.,以未程前]+)+)"
    rf"(?P<rough>{_ROUGH})?(?P<side>{'|'.join(_SIDES)})?"
)


class Amount(Struct, frozen=True):
    """A number in words.

    Attributes:
        number: in the row's unit.
        operator: the side that it states.
        said: the words that say how it was counted or how exact it is: 延べ, 約, 程度.
    """

    number: Decimal
    operator: Operator | None
    said: str


def read_amount(plain: str, own: str) -> Amount | None:
    """Read a number in words; None for what is none, or has another unit than the row.

    Args:
        plain: NFKC, without white space, brackets and notes.
        own: the row's unit, likewise.
    """
    found = _AMOUNT.fullmatch(plain)
    if found is not None and (found["high"] or found["number"]):
        number = _number(found, own)
        if number is not None:
            side = _SIDES.get(found["side"] or "") or _SIGNS.get(found["sign"] or "")
            toward = (
                Operator.AT_MOST if found["down"] else Operator.AT_LEAST if found["up"] else None
            )
            said = f"{found['lead']}{found['rough'] or ''}"
            return Amount(-number if found["minus"] else number, side or toward, said)
    time = _TIME.fullmatch(plain)
    length = span_of_time(time["time"], own) if time else None
    if time is None or length is None:
        return None
    return Amount(
        length, _SIDES.get(time["side"] or ""), f"{time['lead'] or ''}{time['rough'] or ''}"
    )


def _number(found: re.Match[str], own: str) -> Decimal | None:
    unit = found["unit"]
    if found["yen"]:
        if unit not in ("", "円"):
            return None
        unit = "円"
    last = Decimal(found["number"].replace(",", "")) if found["number"] else None
    return in_own_unit(found["high"].replace(",", ""), last, unit, own)
