"""C03 赤い文字がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.RED_TEXT):
        message = f"赤い文字「{problem.seen[:30]}」があります。報告書には普通の文字で載せます"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="C03",
    title="赤い文字がある",
    severity=Severity.NOTE,
    why="赤字は校正の印として使われることがあります。",
    bad="赤字の加筆が残っている",
    good="黒い文字",
    advice="内容が確定していれば、文字の色を黒に戻してください。",
    check=_check,
)
