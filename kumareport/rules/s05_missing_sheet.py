"""S05 章一覧のシートがない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S05",
    title="章一覧のシートがない",
    severity=Severity.ERROR,
    why="章一覧にある章は、すべて報告書に載ります。",
    bad="章一覧に「第９章」とあるが、そのシートがない",
    good="章一覧とシート名が同じ",
    advice="シート名と「設定」の章一覧を同じにしてください。",
    check=of_problems(
        ProblemKind.MISSING_SHEET,
        lambda problem: f"章一覧の「{problem.seen}」という名前のシートがありません",
    ),
    locked=True,
)
