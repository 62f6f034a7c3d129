"""Numbers with units in a sentence, and the same in an indicator's unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kumareport.narrative.sentences import flatten
from kumareport.notation import MINUS_SIGNS

_SCALES = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "百万": 10**6, "億": 10**8,
           "十億": 10**9, "百億": 10**10, "千億": 10**11, "兆": 10**12}  # fmt: skip
_BIG = {"兆": 10**12, "億": 10**8, "万": 10**4, "千": 10**3}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MINUS = re.escape(MINUS_SIGNS)
_QUANTITY = re.compile(
    rf"(?P<about>約|およそ|ほぼ|概ね|おおむね)?(?P<minus>(?<!\d)[{_MINUS}])?"
    rf"(?P<number>(?:(?:{_DIGITS})[兆億万千])*(?:{_DIGITS})[兆億万千]?)"
    r"(?P<unit>(?:(?!以上|以下|未満|超|増|減|上昇|低下|全|長|短|多|高く|低く|悪化|改善|縮|伸)"
    r"[^\d\s、。,.()「」『』・~\-はがをにのでともへやかまとよりなあるし]){0,6})"
)
_PART = re.compile(rf"({_DIGITS})([兆億万千]?)")
_UNIT = re.compile(r"(?P<scale>十億|百億|千億|百万|[十百千万億兆])?(?P<base>[^/／]+)(?:[/／].*)?")
_ALIASES = {
    "パーセント": "%",
    "か所": "箇所",
    "カ所": "箇所",
    "ヶ所": "箇所",
    "ケ所": "箇所",
    "名": "人",
}
# Words for whatever is counted: 「96校区」 counts what 「件」 counts in 校区防災連絡会の設立数.
_COUNTERS = {
    "件",
    "箇所",
    "団体",
    "校区",
    "地区",
    "施設",
    "事業",
    "校",
    "組織",
    "基",
    "棟",
    "台",
    "回",
}


class Bound(Enum):
    """How a number limits the value it speaks of."""

    EQUAL = "equal"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence.

    Attributes:
        words: as in the flattened sentence.
        number: its value with 兆, 億, 万 and 千 multiplied out.
        precision: the size of its last digit.
        unit: the unit without scale.
        about: whether 約 or the like stands before it.
        bound: what the words after it make of it.
        start, end: where it stands.
    """

    words: str
    number: Decimal
    precision: Decimal
    unit: str
    about: bool
    bound: Bound
    start: int
    end: int


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers with units in a flattened sentence."""
    for match in _QUANTITY.finditer(text):
        unit = _ALIASES.get(match["unit"], match["unit"])
        number, precision = _value(match["number"])
        after = text[match.end() :]
        yield Quantity(
            words=match[0],
            number=-number if match["minus"] else number,
            precision=precision,
            unit=unit,
            about=bool(match["about"]) or bool(re.match("程度|前後|近く|ほど|余り|弱|強", after)),
            bound=_bound(after),
            start=match.start(),
            end=match.end(),
        )


def _value(text: str) -> tuple[Decimal, Decimal]:
    total, precision = Decimal(0), Decimal(1)
    for digits, scale in _PART.findall(text):
        factor = Decimal(_BIG.get(scale, 1))
        decimals = len(digits.partition(".")[2])
        total += Decimal(digits.replace(",", "")) * factor
        precision = factor.scaleb(-decimals)
    return total, precision


def _bound(after: str) -> Bound:
    if re.match(r"(?:を(?:大きく|大幅に)?(?:超|上回)|以上|超|台に(?:乗|の)っ)", after):
        return Bound.AT_LEAST
    if re.match(r"(?:を(?:大きく|大幅に)?(?:下回|割)|以下|未満|に満た)", after):
        return Bound.AT_MOST
    # 「5件増加」 is a difference, 「826億円まで増加」 a value.
    if re.match(
        r"(?:の|も|を|ほど|程度)?(?:増|減|上昇|低下|上が|下が|伸び|改善|悪化|縮|長く|短く|多く|少なく|高く|低く|のプラス|のマイナス)|ポイント",
        after,
    ):
        return Bound.CHANGE
    return Bound.EQUAL


def scale_for(quantity: Quantity, unit: str, name: str) -> Decimal | None:
    """What one of the indicator's unit is in the quantity's; None where they measure other things.

    Args:
        quantity: the number in the text.
        unit: the indicator's unit (十億円, 千人/年度, ％ …).
        name: the indicator's name, which says what a mere 件 counts.
    """
    match = _UNIT.fullmatch(flatten(unit))
    if match is None or not quantity.unit:
        return None
    base = _ALIASES.get(match["base"], match["base"])
    factor = Decimal(_SCALES.get(match["scale"] or "", 1))
    if quantity.unit.startswith(base):
        return factor
    # 「３割」 is 30 ％.
    if base == "%" and quantity.unit.startswith("割"):
        return factor / 10
    counted = next((word for word in _COUNTERS if quantity.unit.startswith(word)), "")
    if counted and base in _COUNTERS and counted in flatten(name):
        return factor
    return None
