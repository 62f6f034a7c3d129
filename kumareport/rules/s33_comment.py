"""S33 セルにコメントがある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S33",
    title="セルにコメントがある",
    severity=Severity.NOTE,
    why="コメントの指示や質問は報告書に載らず、答えないまま公表することがあります。",
    bad="「R5 は速報値。確定後に差し替え」というコメントが残っている",
    good="済んだコメントは消してある",
    advice="コメントの内容が済んでいるか確かめてください。済んでいれば消すか、確認済にできます。",
    check=of_problems(ProblemKind.COMMENT, lambda problem: f"コメント「{problem.seen}」があります"),
)
