"""S12 項目名・本文が空欄"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.EMPTY_TEXT):
        message = f"「{problem.detail}」の行の項目名・本文が空欄です"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S12",
    title="項目名・本文が空欄",
    severity=Severity.ERROR,
    why="名前のない節や指標、空の箇条書きになります。",
    bad="区分は「指標」だが名前がない",
    good="項目名・本文に名前がある",
    advice="項目名・本文を入れるか、使わない行なら行ごと削除してください。",
    check=_check,
)
