"""S24 節に、これからの方向の文がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.record_kind import TextRole
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule
from kumareport.rules.waiting import missing


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    return missing(rule, checked, TextRole.DIRECTION)


RULE = Rule(
    code="S24",
    title="節に、これからの方向の文がない",
    severity=Severity.WARNING,
    why="報告書の枠が空になります。",
    bad="これからの方向の文の行が１つもない節",
    good="節ごとに１つ以上の、これからの方向の文がある",
    advice="文を入れるか、区分の選び間違いがないか確かめてください。",
    request=Request("文を書いてください。", ReplyAt.DIRECTION),
    check=_check,
)
