"""S09 節より前に行がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.NO_SECTION):
        message = (
            f"この行より上に、区分が「節」の行がありません（{problem.seen}：{problem.detail[:30]}）"
        )
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S09",
    title="節より前に行がある",
    severity=Severity.ERROR,
    why="どの節の行か決められません。",
    bad="見出し行のすぐ下が指標の行",
    good="見出し行の下に節の行がある",
    advice="この行より上に、区分が「節」の行を入れてください。",
    check=_check,
)
