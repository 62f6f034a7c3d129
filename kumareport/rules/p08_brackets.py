"""P08 かっこが対になっていない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.slips import open_brackets
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        lonely = open_brackets(text)
        if lonely:
            message = f"かっこが対になっていません（{'、'.join(f'「{char}」' for char in lonely)}）"
            yield rule.finding(place, message, lonely)


RULE = Rule(
    code="P08",
    title="かっこが対になっていない",
    severity=Severity.WARNING,
    why="閉じ忘れや消し残しのかっこです。",
    bad="（令和５年度に策定",
    good="（令和５年度）に策定",
    advice="足りないかっこを足すか、余ったかっこを消してください。",
    request=Request("足りないかっこを足すか、余ったかっこを消してください。"),
    check=_check,
)
