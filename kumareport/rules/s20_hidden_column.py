"""S20 非表示の列に内容がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S20",
    title="非表示の列に内容がある",
    severity=Severity.WARNING,
    why="見えない列の値も報告書に載ります。",
    bad="「実績 R4」の列が隠れている",
    good="使う列がすべて見える",
    advice="列を再表示して確かめてください。",
    check=of_problems(
        ProblemKind.HIDDEN_COLUMN,
        lambda problem: f"「{problem.seen}」の列は非表示ですが、報告書に載せます",
    ),
)
