"""S01 見出しの列がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.MISSING_COLUMN):
        message = f"「{problem.seen}」の列が見つかりません"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S01",
    title="見出しの列がない",
    severity=Severity.ERROR,
    why="列は見出しの文字で探します。見出しがないと、その列の内容が読めません。",
    bad="見出し「単位」を「たんい」に書き換えた",
    good="見出し行に「単位」がある",
    advice="見出し行（３行目）に、この見出しを元どおり入れてください。",
    check=_check,
)
