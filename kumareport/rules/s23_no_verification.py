"""S23 節に、なくてはならない文がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.record_kind import TextRole
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule
from kumareport.rules.waiting import missing


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    return missing(rule, checked, *(set(TextRole) - {TextRole.DIRECTION}))


RULE = Rule(
    code="S23",
    title="節に、なくてはならない文がない",
    severity=Severity.WARNING,
    why="報告書の枠が空になります。",
    bad="検証の文の行が１つもない節",
    good="節ごとに、様式の決めた区分の行が１つ以上ある",
    advice="文を入れるか、区分の選び間違いがないか確かめてください。",
    request=Request("文を書いてください。", ReplyAt.VERIFICATION),
    check=_check,
)
