"""M08 達成率が境目に近い"""

from collections.abc import Iterator
from fractions import Fraction

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Request, Rule

_NEAR = Fraction(1, 100)


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        judgement = checked.judged.rows[row.id]
        rate, actual = judgement.rate, judgement.actual
        limits = checked.report.settings.scheme_of(row).limits
        if rate is None or actual is None or all(abs(rate - lim) >= _NEAR for lim in limits):
            continue
        message = f"「{row.name}」の達成率が境目のすぐそばです（{judgement.explanation}）"
        yield rule.finding(actual.location, message, actual.value.raw)


RULE = Rule(
    code="M08",
    title="達成率が境目に近い",
    severity=Severity.NOTE,
    why="境目のすぐそばでは、実績がわずかに変わるだけで進捗が変わります。",
    bad="達成率 89.6 ％で ×",
    good="達成率 80.0 ％で ×",
    advice="実績と検証値の値を、もう一度確かめてください。",
    request=Request("値をもう一度確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
