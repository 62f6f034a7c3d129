"""S15 知らない見出しの列がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.UNKNOWN_COLUMN):
        message = (
            f"見出し「{' '.join(problem.seen.split())}」の列は様式にないため、報告書に載せません"
        )
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S15",
    title="知らない見出しの列がある",
    severity=Severity.NOTE,
    why="様式にない見出しの列は報告書に載りません。",
    bad="見出し「メモ」",
    good="見出し「備考」",
    advice="見出しの打ち間違いでないか確かめてください。職員用の列ならこのままで構いません。",
    check=_check,
)
