"""S28 同じ名前の指標が２つある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.narrative.sentences import flatten
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, section in checked.report.parts():
        first: dict[tuple[str, str], Indicator] = {}
        for group in section.groups:
            for row in group.rows:
                key = (flatten(group.name), flatten(row.name))
                earlier = first.setdefault(key, row)
                if earlier is not row:
                    message = f"「{row.name}」という指標が、この節に２つあります"
                    yield rule.finding(row.location, message, row.name, (earlier.location,))


RULE = Rule(
    code="S28",
    title="同じ名前の指標が２つある",
    severity=Severity.WARNING,
    why="行を二重に貼り付けたときの典型です。進捗の数も変わります。",
    bad="同じ節に「出生数」の行が２つある",
    good="指標の名前が節の中で１つずつ",
    advice="要らない行を削除するか、違う指標なら名前を書き分けてください。",
    check=_check,
)
