"""S08 区分が分からない行がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems


def _message(problem: Problem) -> str:
    label = f"区分「{problem.seen}」は一覧にありません" if problem.seen else "区分が空欄です"
    return f"{label}（行の内容：{problem.detail[:30]}）"


RULE = Rule(
    code="S08",
    title="区分が分からない行がある",
    severity=Severity.ERROR,
    why="区分が分からない行は、報告書のどこに載せるか決められません。",
    bad="区分が空欄の行に文がある",
    good="区分を一覧から選んだ行",
    advice="区分を一覧から選んでください。",
    check=of_problems(ProblemKind.UNKNOWN_KIND, _message),
    locked=True,
)
