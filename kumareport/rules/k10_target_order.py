"""K10 検証値が後戻りしている"""

from collections.abc import Iterator

from kumareport.marks import direction_of
from kumareport.model.finding import Finding, Severity
from kumareport.model.mark import Direction
from kumareport.model.period import Role
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        targets = row.of_role(Role.TARGET)
        if len(targets) < 2:
            continue
        final = max(targets, key=lambda e: e.period.year.ad)
        if final.number is None:
            continue
        direction = direction_of(row, final)
        for entry in targets:
            if entry is final or entry.number is None or direction is None:
                continue
            higher = direction is Direction.HIGHER
            back = final.number < entry.number if higher else final.number > entry.number
            if back:
                message = (
                    f"「{row.name}」の{entry.period.heading}が {entry.period.year} の {entry.value.raw} から "
                    f"{final.period.year} の {final.value.raw} へ後戻りしています"
                )
                yield rule.finding(final.location, message, final.value.raw, (entry.location,))


RULE = Rule(
    code="K10",
    title="検証値が後戻りしている",
    severity=Severity.WARNING,
    why="最終年の検証値が途中の検証値より易しいと、打ち間違いの疑いがあります。",
    bad="検証値 R1 が 42、R5 が 24",
    good="検証値 R1 が 42、R5 が 44",
    advice="検証値の列と値を確かめてください。",
    check=_check,
)
