"""S39 区分を置けないところに行がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.model.report import Part
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Rule

_OF_A_PART = regex(r"(\d+(?:-\d+)+)-\D")
"""An ID as the tool gives them, such as ``1-1-指1``: it names the part that the row stands in."""


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for problem in checked.problems(ProblemKind.MISPLACED):
        message = f"「{problem.seen}」の行は、「{problem.detail}」の下に置く区分です"
        yield rule.finding(problem.location, message, problem.seen)
    parts = {part.id for _, part in checked.report.parts()}
    for front in (part for _, part in checked.report.parts() if part.is_front):
        lost = next((found for found in _named(front) if found not in parts), None)
        if lost is not None:
            message = (
                f"最初の見出し（節など）より上に、ID が {lost}-… の行があります。"
                f"{lost} の見出しの行がなくなっています"
            )
            yield rule.finding(front.location, message, lost)


def _named(front: Part) -> Iterator[str]:
    """The parts that the IDs of a front's records name."""
    records = (*front.indicators, *front.texts)
    return (found[1] for record in records if (found := _OF_A_PART.match(record.id)))


RULE = Rule(
    code="S39",
    title="区分を置けないところに行がある",
    severity=Severity.ERROR,
    why="様式が決めたところにない行は、ほかの部の内容として載ります。見出しの段を飛ばすと、番号と目次がずれます。",
    bad="施策の下に置く「基本事業」の行が、施策の行より上にある",
    good="施策の行の下に、その施策の基本事業の行がある",
    advice="行を正しい見出しの下へ移すか、抜けている見出しの行を入れてください。そこに置いてよい区分なら、"
    "「設定」の「記録の区分」の「付くところ」に足してください（下の段のあとに載せる文と一覧は、「施策の末尾」のように書けます）。"
    "ID だけが古いときは、ID（Ｂ列）を消してください。",
    check=_check,
)
