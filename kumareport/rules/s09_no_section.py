"""S09 節より前に行がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems


def _message(problem: Problem) -> str:
    row = f"{problem.seen}：{problem.detail[:30]}"
    return f"この行より上に、区分が「節」の行がありません（{row}）"


RULE = Rule(
    code="S09",
    title="節より前に行がある",
    severity=Severity.ERROR,
    why="どの節の行か決められません。",
    bad="見出し行のすぐ下が指標の行",
    good="見出し行の下に節の行がある",
    advice="この行より上に、区分が「節」の行を入れてください。",
    check=of_problems(ProblemKind.NO_SECTION, _message),
    locked=True,
)
