"""N05 文の数値が表と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.figures import Figure, FigureFault
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage, figure in checked.figures:
        message = _message(figure)
        if message:
            places = (figure.expected, figure.entry)
            related = tuple(entry.location for entry in places if entry)
            yield rule.finding(passage.text.location, message, passage.sentence.shown, related)


def _message(figure: Figure) -> str:
    entry, first, row = figure.entry, figure.expected, figure.row
    told = f"「{figure.quantity.words}」とありますが、「{row.name}」の{entry.period.heading}"
    if figure.fault is FigureFault.DIFFERS:
        return f"{told} {entry.data_year} は {entry.value.raw}{row.unit} です"
    if figure.fault is FigureFault.CHANGE and first is not None:
        return f"{told}は {first.value.raw}（{first.data_year}）から {entry.value.raw}（{entry.data_year}）です"
    return ""


RULE = Rule(
    code="N05",
    title="文の数値が表と違う",
    severity=Severity.WARNING,
    why="読み手は文の数値を表で確かめます。",
    bad="表は 826 億円、文は「286億円」",
    good="文も「826億円」",
    advice="どちらの数値が正しいか確かめて直してください。",
    request=Request("どちらの数値が正しいか確かめ、違うほうを直してください。"),
    check=_check,
)
