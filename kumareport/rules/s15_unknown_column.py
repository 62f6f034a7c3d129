"""S15 知らない見出しの空の列がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems


def _message(problem: Problem) -> str:
    header = " ".join(problem.seen.split())
    return f"見出し「{header}」の列は様式にないため、報告書に載せません"


RULE = Rule(
    code="S15",
    title="知らない見出しの空の列がある",
    severity=Severity.NOTE,
    why="様式にない見出しの列は報告書に載りません。",
    bad="見出し「メモ」だけがあり、どの行も空欄の列",
    good="見出し「備考」",
    advice="見出しの打ち間違いでないか確かめてください。値が入ると、エラー（S37）になります。",
    check=of_problems(ProblemKind.UNKNOWN_COLUMN, _message),
)
