"""C05 文のセルが文字になっていない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.CELL_FAULT):
        message = f"文字を読み取れません（{problem.seen or '結果のない数式'}）"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="C05",
    title="文のセルが文字になっていない",
    severity=Severity.ERROR,
    why="数式のエラーや論理値は文として載せられません。",
    bad="#REF!",
    good="文字を直接入れる",
    advice="文字を直接入れ直してください。数式なら、Excel で開いて保存し直してください。",
    check=_check,
)
