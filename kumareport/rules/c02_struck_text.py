"""C02 取り消し線の文字がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="C02",
    title="取り消し線の文字がある",
    severity=Severity.ERROR,
    why="見え消しのまま載せると、消したはずの文が公表されます。",
    bad="取り消し線の付いた文字が残っている",
    good="直し終えた文字だけがある",
    advice="取り消した文字を削除し、取り消し線を外してください。",
    check=of_problems(
        ProblemKind.STRUCK_TEXT,
        lambda problem: f"取り消し線の付いた文字「{problem.seen[:30]}」が残っています",
    ),
)
