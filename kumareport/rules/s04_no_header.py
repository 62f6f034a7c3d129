"""S04 見出し行がない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S04",
    title="見出し行がない",
    severity=Severity.ERROR,
    why="見出し行がないシートは読めません。",
    bad="見出し行を消した",
    good="３行目に「区分」「項目名・本文」などの見出しがある",
    advice="ほかの章のシートから見出し行を写してください。",
    check=of_problems(
        ProblemKind.NO_HEADER,
        lambda problem: f"見出し行（{problem.detail}のある行）が見つかりません",
    ),
    locked=True,
)
