"""S06 章一覧にないシートがある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.STRAY_SHEET):
        message = f"シート「{problem.seen}」は章一覧にないため、報告書に載せません"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S06",
    title="章一覧にないシートがある",
    severity=Severity.NOTE,
    why="章一覧にないシートは報告書に載りません。",
    bad="シート「第１章 (2)」がある",
    good="メモ用のシートだけがある",
    advice="報告書に載せる章なら、「設定」の章一覧に加えてください。メモ用ならこのままで構いません。",
    check=_check,
)
