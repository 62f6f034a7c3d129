"""N09 前年度と同じ文がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.record_kind import TextRole
from kumareport.narrative.sentences import flatten
from kumareport.rules.rule import Checked, Request, Rule

_LONG_ENOUGH = 15


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    if checked.previous is None:
        return
    last_year = {
        flatten(text.text)
        for _, section in checked.previous.parts()
        for text in section.of_role(TextRole.VERIFICATION)
    }
    for _, section in checked.report.parts():
        for text in section.of_role(TextRole.VERIFICATION):
            plain = flatten(text.text)
            if len(plain) >= _LONG_ENOUGH and plain in last_year:
                message = f"前年度とまったく同じ文です（{text.text[:30]}…）"
                yield rule.finding(text.location, message, text.text)


RULE = Rule(
    code="N09",
    title="前年度と同じ文がある",
    severity=Severity.NOTE,
    why="前年度の文を写したまま、直し忘れているおそれがあります。",
    bad="前年度とまったく同じ検証の文",
    good="今年度の結果に合わせて書き直した文",
    advice="今年度の結果に合っているか確かめてください。同じでよければ、確認済にできます。",
    request=Request(
        "今年度の結果に合っているか確かめてください。同じでよければ、このままで構いません。"
    ),
    check=_check,
)
