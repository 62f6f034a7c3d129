"""What derivations share: units, sides, and how a derivation is worded."""

from decimal import ROUND_HALF_UP, Decimal

from kumareport.model.indicator import Indicator
from kumareport.narrative.claims import Claim
from kumareport.narrative.lexicon import Side
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.series import Point
from kumareport.patterns import regex

HUNDRED = Decimal(100)
_SCALED = regex("[兆億万千]")


def is_on(side: Side, actual: Decimal, level: Decimal) -> bool:
    """Equal will do for both sides, but for 未満 and 満たない."""
    if side in (Side.ABOVE, Side.AT_LEAST):
        return actual >= level
    return actual <= level


def scaled(claim: Claim, row: Indicator) -> tuple[Quantity, Decimal | None]:
    assert claim.quantity is not None
    return claim.quantity, scale_for(claim.quantity, row.unit, row.name)


def shown_place(point: Point) -> str:
    return (
        f"{point.entry.data_year} の{point.entry.period.heading}"
        if point.entry.period.heading
        else str(point.entry.data_year)
    )


def shown_level(point: Point) -> str:
    return f"{point.entry.period.heading}（{point.entry.data_year}）"


def shown_step(first: Point, last: Point) -> str:
    return f"{first.shown}（{first.entry.data_year}）→{last.shown}（{last.entry.data_year}）"


def shown_number(row: Indicator, point: Point) -> str:
    return f"{point.shown}{row.unit}"


def rounded(number: Decimal, quantity: Quantity) -> str:
    unit = min(quantity.precision, Decimal(1))
    return f"{number.quantize(unit, ROUND_HALF_UP):,f}"


def spelled(number: Decimal, quantity: Quantity) -> str:
    """A number as the text writes its own: with 億 and 万 where that does, and its unit."""
    exponent = min(int(number.normalize().as_tuple().exponent), 0)
    unit = quantity.unit.replace("%", "％")
    if exponent < -3 or unit.startswith("％"):
        return f"{rounded(number, quantity)}{unit}"
    if exponent or not _SCALED.search(quantity.words):
        return f"{number.normalize():,f}{unit}"
    told, rest = "", int(number)
    for name, size in (("兆", 10**12), ("億", 10**8), ("万", 10**4)):
        count, rest = divmod(rest, size)
        told += f"{count:,}{name}" if count else ""
    return f"{told}{rest:,}{unit}" if rest or not told else f"{told}{unit}"


def shown_amount(actual: Decimal, claim: Claim, *, plain: bool = False) -> str:
    """「0.3ポイントの減」, or the size alone."""
    assert claim.quantity is not None
    told = spelled(abs(actual), claim.quantity)
    if plain:
        return told
    side = "増" if actual > 0 else "減"
    return f"{told}の{side}" if actual else "増減なし"
