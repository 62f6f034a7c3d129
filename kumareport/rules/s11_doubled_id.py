"""S11 ID が重なっている"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S11",
    title="ID が重なっている",
    severity=Severity.WARNING,
    why="行をコピーすると、隠れた ID の列も写ります。所管課からの回答を戻す行が決まらなくなります。",
    bad="コピーした行の ID が元の行と同じ",
    good="ID が空欄（自動で付く）",
    advice="コピーした行の ID の列（非表示）を空にしてください。",
    check=of_problems(
        ProblemKind.DOUBLED_ID,
        lambda problem: f"ID「{problem.seen}」がほかの行と重なっています。別の行として扱いました",
    ),
)
