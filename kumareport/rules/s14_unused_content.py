"""S14 使わない列に内容がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.UNUSED_CONTENT):
        message = f"「{problem.detail}」の行では使わない列に「{problem.seen[:20]}」があり、報告書に載せません"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S14",
    title="使わない列に内容がある",
    severity=Severity.WARNING,
    why="その区分の行では使わない列のため、報告書に載りません。",
    bad="「方向性」の行の実績の列に値がある",
    good="灰色のセルが空欄",
    advice="列を間違えていないか確かめ、要らなければ消してください。",
    check=_check,
)
