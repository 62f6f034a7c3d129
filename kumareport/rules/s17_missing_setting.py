"""S17 設定の行がない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S17",
    title="設定の行がない",
    severity=Severity.WARNING,
    why="ない設定には標準の値を使います。",
    bad="「マイナスの記号」の行を消した",
    good="設定の行がすべてある",
    advice="「設定」シートに行を戻すか、この標準の値でよいか確かめてください。",
    check=of_problems(
        ProblemKind.MISSING_SETTING,
        lambda problem: f"「設定」に{problem.detail}",
    ),
)
