"""K05 検証値の「以上・以下」がそろっていない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.period import Role
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        targets = [e for e in row.of_role(Role.TARGET) if e.number is not None]
        if len({entry.value.operator for entry in targets}) > 1:
            shown = "、".join(f"{e.period.year}：{e.value.raw}" for e in targets)
            bare = (
                next(entry for entry in targets if entry.value.operator is None)
                if any(entry.value.operator is None for entry in targets)
                else targets[0]
            )
            related = tuple(entry.location for entry in targets if entry is not bare)
            message = f"「{row.name}」の{bare.period.heading}で「以上・以下」がそろっていません（{shown}）"
            yield rule.finding(bare.location, message, shown, related)


RULE = Rule(
    code="K05",
    title="検証値の「以上・以下」がそろっていない",
    severity=Severity.WARNING,
    why="同じ指標の検証値は、同じ書き方でないと意味が変わります。",
    bad="検証値 R1 が 888、R5 が 881以下",
    good="888以下、881以下",
    advice="どちらかの書き方にそろえてください。",
    check=_check,
)
