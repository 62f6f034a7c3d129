"""S22 節に検証指標がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Rule
from kumareport.rules.waiting import waits


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for chapter, section in checked.report.sections():
        if not section.groups and not waits(checked, chapter, section, "指標"):
            message = f"{section.number}「{section.title}」に検証指標がありません"
            yield rule.finding(section.location, message, section.title)


RULE = Rule(
    code="S22",
    title="節に検証指標がない",
    severity=Severity.WARNING,
    why="検証指標のない節では、進捗もグラフも載りません。",
    bad="「節」の行のすぐ下が「検証と課題」",
    good="節ごとに１つ以上の「指標」の行がある",
    advice="指標の行の区分を確かめてください。指標のない節なら、このままで構いません。",
    check=_check,
)
