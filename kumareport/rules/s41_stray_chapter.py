"""S41 章一覧にない章のシートがある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S41",
    title="章一覧にない章のシートがある",
    severity=Severity.WARNING,
    why="章と同じ形に書かれていても、章一覧にないシートは報告書に載りません。",
    bad="「第１章」を写した「第２章」に書いたのに、章一覧に足していない",
    good="章のシートが、すべて章一覧にある",
    advice="載せる章なら、「設定」の章一覧に加えてください。控えなら、別のファイルに移すか、確認済にしてください。",
    check=of_problems(
        ProblemKind.STRAY_CHAPTER,
        lambda problem: (
            f"シート「{problem.seen}」は章の形ですが、章一覧にないため、報告書に載りません"
        ),
    ),
)
