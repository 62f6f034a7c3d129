"""S19 表の外に文字がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S19",
    title="表の外に文字がある",
    severity=Severity.WARNING,
    why="見出しのない列や、表より上に書いた文字は報告書に載りません。",
    bad="見出しのない列に「ここを直すこと」とある",
    good="覚え書きは「備考」の列にある",
    advice="載せるものなら見出しのある列へ、覚え書きなら「備考」の列へ移してください。",
    check=of_problems(
        ProblemKind.OUTSIDE_TABLE,
        lambda problem: f"表の外に「{problem.seen[:30]}」があり、報告書に載せません",
    ),
)
