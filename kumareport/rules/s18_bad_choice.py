"""S18 一覧にない値が選ばれている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.BAD_CHOICE):
        message = f"「{problem.seen}」は使えません。{problem.detail}"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S18",
    title="一覧にない値が選ばれている",
    severity=Severity.ERROR,
    why="決まった値のほかは解釈できません。",
    bad="望ましい方向が「良化」",
    good="望ましい方向が「上昇」",
    advice="一覧から選び直してください。",
    check=_check,
)
