"""S07 章のシートが非表示になっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.HIDDEN_SHEET):
        message = f"シート「{problem.seen}」は非表示ですが、報告書に載せます"
        yield rule.finding(problem.location, message, problem.seen, problem.related)


RULE = Rule(
    code="S07",
    title="章のシートが非表示になっている",
    severity=Severity.WARNING,
    why="見えないまま報告書に載ります。",
    bad="「第２章」のシートが非表示",
    good="章のシートがすべて見える",
    advice="シートの見出しを右クリックし、「再表示」で確かめてください。",
    check=_check,
)
