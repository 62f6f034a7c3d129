"""On which side an indicator is better."""

from decimal import Decimal

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Direction
from kumareport.model.value import Entry, Operator, ValueKind, ValueWord

BY_OPERATOR = {
    Operator.AT_LEAST: Direction.HIGHER,
    Operator.ABOVE: Direction.HIGHER,
    Operator.AT_MOST: Direction.LOWER,
    Operator.BELOW: Direction.LOWER,
}
_BY_WORD: dict[ValueWord | None, Direction] = {
    ValueWord.RISE: Direction.HIGHER,
    ValueWord.FALL: Direction.LOWER,
}


def direction_of(indicator: Indicator, target: Entry | None) -> Direction | None:
    """The better side: 上昇・減少 and 以上・以下 of the target, else 望ましい方向, else the side of
    the base that the target lies on.

    None where nothing decides (target = base), or where 維持 is given, which has no side.
    """
    if target is not None:
        if target.value.operator is not None:
            return BY_OPERATOR[target.value.operator]
        if target.value.word in _BY_WORD:
            return _BY_WORD[target.value.word]
    if indicator.direction is not None:
        return None if indicator.direction is Direction.KEEP else indicator.direction
    base = base_number(indicator.base)
    if base is None or target is None or target.number is None:
        return None
    if target.number > base:
        return Direction.HIGHER
    return Direction.LOWER if target.number < base else None


def base_number(base: Entry | None) -> Decimal | None:
    """The base; a base of ``-`` counts as 0, since nothing had been done yet."""
    if base is None:
        return None
    return Decimal(0) if base.value.kind is ValueKind.NO_DATA else base.number
