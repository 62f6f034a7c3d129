"""S12 項目名・本文が空欄"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S12",
    title="項目名・本文が空欄",
    severity=Severity.ERROR,
    why="名前のない節や指標、空の箇条書きになります。",
    bad="値はあるのに、指標の名前がない",
    good="項目名・本文に名前がある",
    advice="項目名・本文を入れるか、使わない行なら行ごと削除してください。",
    check=of_problems(
        ProblemKind.EMPTY_TEXT,
        lambda problem: f"「{problem.detail}」の行の項目名・本文が空欄です",
    ),
    locked=True,
)
