"""S16 設定の値が使えない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems


def _message(problem: Problem) -> str:
    return problem.detail + (f"（今の値：{problem.seen}）" if problem.seen else "")


RULE = Rule(
    code="S16",
    title="設定の値が使えない",
    severity=Severity.ERROR,
    why="設定は報告書全体に効きます。",
    bad="概ね達成の下限が「九割」",
    good="概ね達成の下限が 90",
    advice="「設定」シートの値を直してください。",
    check=of_problems(ProblemKind.BAD_SETTING, _message),
    locked=True,
)
