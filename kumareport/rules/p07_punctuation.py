"""P07 句読点が正しくない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.slips import punctuation_faults
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        for around in punctuation_faults(text):
            yield rule.finding(place, f"句読点が正しくありません（…{around}…）", around)


RULE = Rule(
    code="P07",
    title="句読点が正しくない",
    severity=Severity.WARNING,
    why="句読点の重なりや打ち間違いは、読み手の信頼を損ないます。",
    bad="減少した。。 増加し、、",
    good="減少した。 増加し、",
    advice="句読点を直してください。",
    request=Request("句読点を直してください。"),
    check=_check,
)
