"""C04 印刷できない文字がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.UNPRINTABLE):
        message = f"印刷できない文字（{problem.detail}）を除きました"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="C04",
    title="印刷できない文字がある",
    severity=Severity.WARNING,
    why="制御文字などは Word の文書に入れられません。",
    bad="ほかのソフトから貼り付けた見えない文字",
    good="普通の文字だけ",
    advice="その前後の文字に抜けがないか確かめ、打ち直してください。",
    check=_check,
)
