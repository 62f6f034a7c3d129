"""K08 過去の実績が前年度と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.model.value import REVISED
from kumareport.rules.last_year import paired_entries
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row, now, then in paired_entries(checked):
        settled = then.number is not None and not then.value.is_open
        if now.period.role is not Role.ACTUAL or not settled or _is_revised_yearly(row):
            continue
        is_revised = now.value.status in REVISED
        if is_revised and now.number == then.number:
            message = (
                f"「{row.name}」の実績 {now.period.year} は「{now.value.status}」とありますが、"
                f"前年度の {then.value.raw} と同じです"
            )
            yield rule.finding(now.location, message, now.value.raw)
        elif now.number != then.number and not is_revised:
            message = (
                f"「{row.name}」の実績 {now.period.year} が、"
                f"前年度の {then.value.raw} から {now.value.raw or '空欄'} に変わっています"
            )
            yield rule.finding(now.location, message, now.value.raw)


def _is_revised_yearly(row: Indicator) -> bool:
    return any("遡及改定" in note for note in (row.name, *row.notes))


RULE = Rule(
    code="K08",
    title="過去の実績が前年度と違う",
    severity=Severity.WARNING,
    why="公表した実績が変わるときは、改めたことを読み手に知らせる必要があります。",
    bad="前年度に公表した R4 の値 66.4 が 64.4 になっている",
    good="前年度と同じ、または 64.4（改定）",
    advice="打ち間違いなら戻してください。改定したのなら、値の後ろに（改定）と書くか、項目名の下に「（実績は遡及改定）」と書いてください。",
    check=_check,
)
