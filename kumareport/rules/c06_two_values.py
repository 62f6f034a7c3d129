"""C06 １つのセルに値が２つある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, group in checked.report.groups():
        for row in group.rows:
            for entry in row.entries:
                if entry.value.older:
                    shown = " と ".join(entry.value.raw.split())
                    message = f"１つのセルに値が２つあります（{shown}）。新しい年の値を使います"
                    yield rule.finding(entry.location, message, entry.value.raw)


RULE = Rule(
    code="C06",
    title="１つのセルに値が２つある",
    severity=Severity.NOTE,
    why="新しい年の値だけを進捗とグラフに使います。",
    bad="18.6（H27）と 19.1（H28）が１つのセルにある",
    good="１つのセルに１つの値",
    advice="列がずれていないか確かめてください。このままでも両方を載せます。",
    check=_check,
)
