"""S04 見出し行がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.NO_HEADER):
        message = f"見出し行（{problem.detail}のある行）が見つかりません"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S04",
    title="見出し行がない",
    severity=Severity.ERROR,
    why="見出し行がないシートは読めません。",
    bad="見出し行を消した",
    good="３行目に「区分」「項目名・本文」などの見出しがある",
    advice="ほかの章のシートから見出し行を写してください。",
    check=_check,
)
