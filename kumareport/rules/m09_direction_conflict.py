"""M09 望ましい方向が検証値と合わない"""

from collections.abc import Iterator

from kumareport.marks.direction import BY_OPERATOR
from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Direction
from kumareport.model.value import ValueWord
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule

_BY_WORD = {ValueWord.RISE: Direction.HIGHER, ValueWord.FALL: Direction.LOWER}


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        target = row.target
        side = _side_of_target(row)
        if target and side and row.direction not in (None, Direction.KEEP, side):
            message = (
                f"「{row.name}」の望ましい方向は「{row.direction}」ですが、"
                f"{target.period.heading}（{target.value.raw}）は「{side}」を目指しています"
            )
            base = (row.base.location,) if row.base else ()
            yield rule.finding(target.location, message, target.value.raw, base)


def _side_of_target(row: Indicator) -> Direction | None:
    """What the target itself says: its word, its 以上 or 以下, or the side of the base."""
    target = row.target
    if target is None:
        return None
    if target.value.word is not None:
        return _BY_WORD.get(target.value.word)
    if target.value.operator is not None:
        return BY_OPERATOR[target.value.operator]
    base = row.base.number if row.base else None
    if base is None or target.number is None or base == target.number:
        return None
    return Direction.HIGHER if target.number > base else Direction.LOWER


RULE = Rule(
    code="M09",
    title="望ましい方向が検証値と合わない",
    severity=Severity.WARNING,
    why="望ましい方向によって、達成かどうかが逆になります。",
    bad="望ましい方向が「減少」なのに、検証値が基準値より大きい",
    good="望ましい方向が「上昇」で、検証値が基準値より大きい",
    advice="望ましい方向と検証値のどちらが正しいか確かめてください。",
    request=Request(
        "望ましい方向と検証値のどちらが正しいか確かめてください。",
        ReplyAt.CHOICE,
    ),
    check=_check,
)
