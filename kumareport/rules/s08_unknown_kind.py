"""S08 区分が分からない行がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.UNKNOWN_KIND):
        label = f"区分「{problem.seen}」は一覧にありません" if problem.seen else "区分が空欄です"
        message = f"{label}（行の内容：{problem.detail[:30]}）"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S08",
    title="区分が分からない行がある",
    severity=Severity.ERROR,
    why="区分が分からない行は、報告書のどこに載せるか決められません。",
    bad="区分が空欄の行に文がある",
    good="区分が「検証と課題」",
    advice="区分（節・指標・検証と課題・方向性・注記）を一覧から選んでください。",
    check=_check,
)
