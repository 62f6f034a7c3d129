"""S13 非表示の行に内容がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S13",
    title="非表示の行に内容がある",
    severity=Severity.WARNING,
    why="見えない行も報告書に載ります。",
    bad="絞り込みで隠れた行が残っている",
    good="すべての行が見える",
    advice="行を再表示して確かめてください。載せない行は削除してください。",
    check=of_problems(
        ProblemKind.HIDDEN_ROW,
        lambda problem: f"この行は非表示ですが、報告書に載せます（{problem.seen[:30]}）",
    ),
)
