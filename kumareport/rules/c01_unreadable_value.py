"""C01 値が読めない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.value import ValueKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, group in checked.report.groups():
        for row in group.rows:
            for entry in row.entries:
                if entry.value.kind is ValueKind.UNREADABLE:
                    message = f"値「{entry.value.raw}」：{entry.value.reason}"
                    yield rule.finding(entry.location, message, entry.value.raw)


RULE = Rule(
    code="C01",
    title="値が読めない",
    severity=Severity.ERROR,
    why="値が読めないと、進捗もグラフも作れません。",
    bad="44..6、約50、2024/3/1",
    good="44.6、50、31（R3）",
    advice="記入要領の「値の書き方」にそろえて入れ直してください。",
    check=_check,
)
