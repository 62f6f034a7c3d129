"""S16 設定の値が使えない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.BAD_SETTING):
        now = f"（今の値：{problem.seen}）" if problem.seen else ""
        message = f"{problem.detail}{now}"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S16",
    title="設定の値が使えない",
    severity=Severity.ERROR,
    why="設定は報告書全体に効きます。",
    bad="概ね達成の下限が「九割」",
    good="概ね達成の下限が 90",
    advice="「設定」シートの値を直してください。",
    check=_check,
)
