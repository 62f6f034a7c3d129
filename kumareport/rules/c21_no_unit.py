"""C21 単位がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        if not row.unit and any(entry.number is not None for entry in row.entries):
            yield rule.finding(row.location, f"「{row.name}」の単位が空欄です", row.name)


RULE = Rule(
    code="C21",
    title="単位がない",
    severity=Severity.WARNING,
    why="単位がないと、値の意味が読み手に伝わりません。",
    bad="数値だけで単位が空欄",
    good="％、人、件",
    advice="単位の列に単位を入れてください。単位のない指標では「-」とします。",
    request=Request("単位を、", ReplyAt.OPINION),
    check=_check,
)
