"""M04 入力した進捗と判定が違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, group in checked.report.groups():
        computed = checked.judged.computed[group.rows[0].id]
        for row in group.rows:
            typed = checked.judged.typed.get(row.id)
            if typed and computed and typed != computed:
                explanation = checked.judged.rows[row.id].explanation
                message = f"入力は「{typed.symbol}」ですが、判定は「{computed.symbol}」です（{explanation}）"
                yield rule.finding(row.mark_location, message, row.typed_mark)


RULE = Rule(
    code="M04",
    title="入力した進捗と判定が違う",
    severity=Severity.WARNING,
    why="検証値と実績からの判定と違う進捗を公表することになります。",
    bad="実績が検証値に届かないのに ○",
    good="理由のある上書き、または自動判定",
    advice="判定の理由で説明できるか確かめてください。",
    request=Request(
        "判定の理由で説明できるか確かめてください。自動の判定でよければ、進捗を空欄に戻してください。"
    ),
    check=_check,
)
