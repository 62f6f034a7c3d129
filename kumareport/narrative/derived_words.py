"""What derivations share: units, sides, and how a derivation is worded."""

from decimal import ROUND_HALF_UP, Decimal

from kumareport.model.report import Indicator
from kumareport.narrative.claims import Claim
from kumareport.narrative.lexicon import Side
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.series import Point

HUNDRED = Decimal(100)


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


def shown_number(number: Decimal, row: Indicator, point: Point) -> str:
    return f"{point.shown}{row.unit}"


def rounded(number: Decimal, quantity: Quantity) -> str:
    unit = min(quantity.precision, Decimal(1))
    return f"{number.quantize(unit, ROUND_HALF_UP):,f}"


def shown_amount(actual: Decimal, claim: Claim, row: Indicator, *, plain: bool = False) -> str:
    """「0.3ポイントの減」, or the size alone."""
    quantity = claim.quantity
    assert quantity is not None
    size = abs(actual)
    exponent = min(int(size.normalize().as_tuple().exponent), 0)
    told = (
        rounded(size, quantity)
        if exponent < -3 or quantity.unit.startswith("%")
        else f"{size.normalize():,f}"
    )
    unit = quantity.unit
    if plain:
        return f"{told}{unit}"
    side = "増" if actual > 0 else "減"
    return "増減なし" if not actual else f"{told}{unit}の{side}"
