"""C24 Excel で見えている内容と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, entry in checked.entries:
        value = entry.value
        if value.seen is not None:
            seen = f"「{value.seen}」と見えて" if value.seen else "何も見えて"
            ending = "います" if value.seen else "いません"
            message = f"値は {value.raw} ですが、表示形式のため Excel では{seen}{ending}"
            yield rule.finding(entry.location, message, value.raw)
    for problem in checked.problems(ProblemKind.UNSEEN):
        message = f"「{problem.seen[:30]}」は、表示形式のため Excel では見えていません"
        yield rule.finding(problem.location, message, problem.seen)


RULE = Rule(
    code="C24",
    title="Excel で見えている内容と違う",
    severity=Severity.WARNING,
    why="表示形式で隠れた値や、「－」と見えている 0 は、確かめた人の知らないまま載ります。",
    bad="表示形式「0;-0;－」のセルの 0（「－」と見え、報告書には 0 と載る）",
    good="値がなければ「-」、0 なら「0」と見えるセル",
    advice="値がないのなら「-」と打ち、数値を載せるのなら、そのまま見える表示形式に変えてください。",
    request=Request("値がないのなら「-」と入れ、値があるのなら数値を打ち直してください。"),
    check=_check,
)
