"""S14 使わない列に内容がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S14",
    title="使わない列に内容がある",
    severity=Severity.WARNING,
    why="その区分の行では使わない列のため、報告書に載りません。",
    bad="文の行の、実績の列に値がある",
    good="灰色のセルが空欄",
    advice="列を間違えていないか確かめ、要らなければ消してください。",
    check=of_problems(
        ProblemKind.UNUSED_CONTENT,
        lambda problem: (
            f"「{problem.detail}」の行では使わない列に「{problem.seen[:20]}」があり、報告書に載せません"
        ),
    ),
)
