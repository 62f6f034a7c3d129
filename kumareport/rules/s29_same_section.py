"""S29 同じ題名の節が２つある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.report import Part
from kumareport.narrative.sentences import flatten
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    first: dict[tuple[str, str], Part] = {}
    for _, section in checked.report.parts():
        if section.is_headless:
            continue
        # Below different parts, 広報 and the like may well stand again.
        earlier = first.setdefault((section.parent, flatten(section.title)), section)
        if section.title and earlier is not section:
            message = f"「{section.title}」という題名の節がほかにもあります"
            yield rule.finding(section.location, message, section.title, (earlier.location,))


RULE = Rule(
    code="S29",
    title="同じ題名の節が２つある",
    severity=Severity.WARNING,
    why="節を二重に貼り付けたときの典型です。節の番号もずれます。",
    bad="同じ題名の節が２つある",
    good="節の題名が１つずつ",
    advice="要らない節の行を削除するか、題名を書き分けてください。",
    check=_check,
)
