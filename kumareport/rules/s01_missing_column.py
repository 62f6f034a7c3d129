"""S01 見出しの列がない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S01",
    title="見出しの列がない",
    severity=Severity.ERROR,
    why="列は見出しの文字で探します。見出しがないと、その列の内容が読めません。",
    bad="見出し「単位」を「たんい」に書き換えた",
    good="見出し行に「単位」がある",
    advice="見出し行（３行目）に、この見出しを元どおり入れてください。",
    check=of_problems(
        ProblemKind.MISSING_COLUMN,
        lambda problem: f"「{problem.seen}」の列が見つかりません",
    ),
    locked=True,
)
