"""S17 設定の行がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.MISSING_SETTING):
        message = f"「設定」に{problem.detail}"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S17",
    title="設定の行がない",
    severity=Severity.WARNING,
    why="ない設定には標準の値を使います。",
    bad="「マイナスの記号」の行を消した",
    good="設定の行がすべてある",
    advice="「設定」シートに行を戻すか、この標準の値でよいか確かめてください。",
    check=_check,
)
