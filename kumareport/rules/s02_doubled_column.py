"""S02 同じ見出しの列が２つある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.DOUBLED_COLUMN):
        message = f"「{' '.join(problem.seen.split())}」の列がほかにもあります"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S02",
    title="同じ見出しの列が２つある",
    severity=Severity.ERROR,
    why="どちらの列を使うか決められません。",
    bad="「実績 H28」の列が２つある",
    good="「実績 H28」「実績 H29」",
    advice="どちらかの列を消すか、年度を直してください。",
    check=_check,
)
