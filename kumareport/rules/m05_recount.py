"""M05 達成割合が数え直しと合わない"""

from collections.abc import Iterator
from decimal import Decimal

from kumareport.marks import newest_actual, recount
from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.notation import round_half_up
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    name = checked.report.settings.recount_name
    hits, total = recount(checked.judged.groups.values())
    rows = [
        row for _, _, group in checked.report.groups() for row in group.rows if row.name == name
    ]
    for row in rows if total else []:
        actual = newest_actual(row)
        if actual is None or actual.number is None:
            continue
        exact = Decimal(hits * 100) / Decimal(total)
        shown = round_half_up(exact, actual.value.decimals)
        if shown != actual.number:
            message = (
                f"実績は {actual.value.raw} ですが、数え直すと {shown} です"
                f"（達成と概ね達成 {hits}／{total}）"
            )
            yield rule.finding(actual.location, message, actual.value.raw)
    if name and not rows:
        message = f"設定の「達成割合を表す指標」（{name}）が見つかりません"
        yield rule.finding(Location("設定"), message, name)


RULE = Rule(
    code="M05",
    title="達成割合が数え直しと合わない",
    severity=Severity.WARNING,
    why="達成割合は、この報告書の進捗そのものから決まります。",
    bad="実績 48.1、数え直すと 50.0",
    good="実績と数え直しが同じ",
    advice="進捗が確定してから、数え直した値に直してください。",
    check=_check,
)
