"""S10 大項目が離れた行に分かれている"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S10",
    title="大項目が離れた行に分かれている",
    severity=Severity.ERROR,
    why="同じ大項目の指標は、続いた行にないと１つの進捗になりません。",
    bad="間に別の行がある",
    good="同じ大項目の行が続いている",
    advice="同じ大項目の行を続けて並べてください。別のまとまりなら、大項目の名前を変えてください。",
    check=of_problems(
        ProblemKind.SPLIT_GROUP,
        lambda problem: f"大項目「{problem.seen}」が離れた行にもあります",
    ),
)
