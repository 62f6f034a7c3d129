"""S07 章のシートが非表示になっている"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S07",
    title="章のシートが非表示になっている",
    severity=Severity.WARNING,
    why="見えないまま報告書に載ります。",
    bad="「第２章」のシートが非表示",
    good="章のシートがすべて見える",
    advice="シートの見出しを右クリックし、「再表示」で確かめてください。",
    check=of_problems(
        ProblemKind.HIDDEN_SHEET,
        lambda problem: f"シート「{problem.seen}」は非表示ですが、報告書に載せます",
    ),
)
