"""K03 基準値・検証値が前年度と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.period import Role
from kumareport.rules.last_year import paired_entries
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row, now, then in paired_entries(checked):
        fixed = now.period.role is not Role.ACTUAL
        if fixed and now.number != then.number and then.value.raw:
            message = (
                f"「{row.name}」の{now.period.label} が、"
                f"前年度の {then.value.raw} から {now.value.raw or '空欄'} に変わっています"
            )
            yield rule.finding(now.location, message, now.value.raw)


RULE = Rule(
    code="K03",
    title="基準値・検証値が前年度と違う",
    severity=Severity.WARNING,
    why="基準値と検証値は計画で決めた値で、途中で変わることはふつうありません。",
    bad="前年度は 44.6、今年度は 46.4",
    good="前年度と同じ 44.6",
    advice="打ち間違いなら前年度の値に戻してください。計画を改めたのなら、注記に書いてください。",
    check=_check,
)
