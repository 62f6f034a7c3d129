"""N05 文の数値が表と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.figures import FigureFault
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage, figure in checked.figures:
        if figure.fault is not FigureFault.DIFFERS:
            continue
        entry = figure.entry
        message = (
            f"「{figure.quantity.words}」とありますが、「{figure.row.name}」の"
            f"{entry.period.heading} {entry.data_year} は {entry.value.raw}{figure.row.unit} です"
        )
        yield rule.finding(
            passage.text.location, message, passage.sentence.shown, (entry.location,)
        )


RULE = Rule(
    code="N05",
    title="文の数値が表と違う",
    severity=Severity.WARNING,
    why="読み手は文の数値を表で確かめます。",
    bad="表は 826 億円、文は「286億円」",
    good="文も「826億円」",
    advice="どちらの数値が正しいか確かめて直してください。",
    check=_check,
)
