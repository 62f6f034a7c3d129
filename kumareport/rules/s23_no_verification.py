"""S23 節に「検証と課題」がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Rule
from kumareport.rules.waiting import waits


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for chapter, section in checked.report.sections():
        if not section.verification and not waits(checked, chapter, section, "検証と課題"):
            message = f"{section.number}「{section.title}」に「検証と課題」の行がありません"
            yield rule.finding(section.location, message, section.title)


RULE = Rule(
    code="S23",
    title="節に「検証と課題」がない",
    severity=Severity.WARNING,
    why="報告書の「検証と課題」の枠が空になります。",
    bad="「検証と課題」の行が１つもない節",
    good="節ごとに１つ以上の「検証と課題」の行がある",
    advice="「検証と課題」の文を入れるか、区分の選び間違いがないか確かめてください。",
    check=_check,
)
