"""S03 期間の見出しの年度が読めない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.UNREADABLE_PERIOD):
        message = f"見出し「{' '.join(problem.seen.split())}」から年度を読み取れません"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S03",
    title="期間の見出しの年度が読めない",
    severity=Severity.ERROR,
    why="基準値・実績・検証値の見出しには年度が要ります。",
    bad="実績",
    good="実績（改行）R5",
    advice="「実績」の後ろに改行か空白を入れ、「R5」のように年度を書いてください。",
    check=_check,
)
