"""K04 中間の検証値が基準値より悪い"""

from collections.abc import Iterator
from decimal import Decimal

from kumareport.marks import direction_of
from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Direction
from kumareport.model.period import Role
from kumareport.notation import display
from kumareport.rules.rule import Checked, Rule

_NEAR = Decimal("0.05")
"""Of the base value: a bound so near to it keeps the level."""


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    minus = checked.report.settings.minus
    for row in checked.rows():
        base, final = row.base, row.target
        if base is None or base.number is None or final is None:
            continue
        direction = direction_of(row, final)
        for entry in row.of_role(Role.TARGET):
            if entry is final or entry.number is None or direction is None:
                continue
            higher = direction is Direction.HIGHER
            worse = entry.number < base.number if higher else entry.number > base.number
            if worse and not _keeps_the_level(row, base.number):
                shown = f"{display(base.value, minus)} → {display(entry.value, minus)}"
                message = f"「{row.name}」の{entry.period.heading} {entry.period.year} が{base.period.heading}より悪くなっています（{shown}）"
                yield rule.finding(entry.location, message, entry.value.raw, (base.location,))


def _keeps_the_level(row: Indicator, base: Decimal) -> bool:
    """Whether every target is one and the same bound (7,000以上) near where the row began."""
    targets = {
        (entry.value.operator, entry.number)
        for entry in row.of_role(Role.TARGET)
        if entry.number is not None
    }
    (operator, number), *others = targets
    return operator is not None and not others and abs(number - base) <= _NEAR * abs(base)


RULE = Rule(
    code="K04",
    title="中間の検証値が基準値より悪い",
    severity=Severity.NOTE,
    why="計画の途中の目標が、出発点より悪くなっています。",
    bad="基準値 91.7、検証値 R1 が 90.7",
    good="基準値 91.7、検証値 R1 が 92.0",
    advice="計画のとおりなら、このままで構いません。",
    check=_check,
)
