"""S06 章一覧にないシートがある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S06",
    title="章一覧にないシートがある",
    severity=Severity.NOTE,
    why="章一覧にないシートは報告書に載りません。",
    bad="シート「第１章 (2)」がある",
    good="メモ用のシートだけがある",
    advice="報告書に載せる章なら、「設定」の章一覧に加えてください。メモ用ならこのままで構いません。",
    check=of_problems(
        ProblemKind.STRAY_SHEET,
        lambda problem: f"シート「{problem.seen}」は章一覧にないため、報告書に載せません",
    ),
)
