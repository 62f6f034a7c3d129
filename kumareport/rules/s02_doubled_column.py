"""S02 同じ見出しの列が２つある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S02",
    title="同じ見出しの列が２つある",
    severity=Severity.ERROR,
    why="どちらの列を使うか決められません。",
    bad="「実績 H28」の列が２つある",
    good="「実績 H28」「実績 H29」",
    advice="どちらかの列を消すか、年度を直してください。",
    check=of_problems(
        ProblemKind.DOUBLED_COLUMN,
        lambda problem: f"「{' '.join(problem.seen.split())}」の列がほかにもあります",
    ),
    locked=True,
)
