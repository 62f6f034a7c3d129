"""P02 半角カナがある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Request, Rule

_HALF = regex("[\uff61-\uff9f]+")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        found = _HALF.findall(text)
        if found:
            shown = "、".join(found)
            yield rule.finding(place, f"半角カナがあります（{shown}）", shown)


RULE = Rule(
    code="P02",
    title="半角カナがある",
    severity=Severity.WARNING,
    why="半角カナは文字化けや検索漏れのもとになります。",
    bad="ﾎﾞﾗﾝﾃｨｱ",
    good="ボランティア",
    advice="全角のカタカナに直してください。",
    request=Request("全角のカタカナに直してください。"),
    check=_check,
)
