"""The conditions of the marks as people write them in 設定, and back.

達成／達成率90％以上／計画比100％以上／改善10％以上／改善０％超／悪化10％以内／悪化３ポイント以内／点数80以上／
それ以外／手入力
"""

import unicodedata
from decimal import Decimal
from fractions import Fraction

from kumareport.model.mark import Condition, Measure
from kumareport.patterns import regex

FORMS = (
    "達成",
    "達成率90％以上",
    "計画比100％以上",
    "改善10％以上",
    "悪化3ポイント以内",
    "点数80以上",
    "それ以外",
    "手入力",
)
"""An example of each form, for messages and drop-downs."""

_PLAIN = {str(m): m for m in (Measure.TARGET, Measure.REST, Measure.TYPED)}
_QUANTITY = regex(
    r"(?P<what>達成率|計画比|改善|悪化|点数)(?P<number>\d+(?:\.\d+)?)(?P<unit>%|ポイント|pt|点)?"
    r"(?P<side>以上|超|以内|未満)"
)
_RATES = {"達成率": Measure.RATE, "計画比": Measure.PACE}


def parse_condition(text: str) -> Condition | None:
    """Read a condition; None for anything else. Full-width letters and spaces do not matter."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain in _PLAIN:
        return Condition(_PLAIN[plain])
    match = _QUANTITY.fullmatch(plain)
    if match is None:
        return None
    number = Fraction(Decimal(match["number"]))
    if match["what"] == Measure.SCORE:
        if match["unit"] not in (None, "点") or match["side"] not in ("以上", "超"):
            return None
        return Condition(Measure.SCORE, number, match["side"] == "超")
    if match["what"] in _RATES:
        if match["unit"] not in (None, "%") or match["side"] not in ("以上", "超"):
            return None
        return Condition(_RATES[match["what"]], number / 100, match["side"] == "超")
    is_worse = match["what"] == "悪化"
    # An improvement has a least value, a decline a most one.
    if is_worse is (match["side"] in ("以上", "超")) or match["unit"] in (None, "点"):
        return None
    measure = Measure.CHANGE if match["unit"] == "%" else Measure.POINTS
    limit = number / 100 if measure is Measure.CHANGE else number
    return Condition(measure, -limit if is_worse else limit, match["side"] in ("超", "未満"))


def condition_words(condition: Condition) -> str:
    """The condition as it is written: 達成率90％以上, 悪化3ポイント以内."""
    measure, limit = condition.measure, condition.limit
    if str(measure) in _PLAIN:
        return str(measure)
    if measure is Measure.SCORE:
        return f"{measure}{_plain(limit)}{'超' if condition.is_strict else '以上'}"
    is_worse = (
        measure in (Measure.CHANGE, Measure.POINTS)
        and limit <= 0
        and not (limit == 0 and condition.is_strict)
    )
    side = {False: {False: "以上", True: "超"}, True: {False: "以内", True: "未満"}}[is_worse][
        condition.is_strict
    ]
    what = (
        str(measure) if measure in (Measure.RATE, Measure.PACE) else "悪化" if is_worse else "改善"
    )
    if measure is Measure.POINTS:
        return f"{what}{_plain(abs(limit))}ポイント{side}"
    return f"{what}{_plain(abs(limit) * 100)}％{side}"


def _plain(number: Fraction) -> str:
    shown = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{shown:f}"
