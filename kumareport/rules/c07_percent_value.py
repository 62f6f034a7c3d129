"""C07 ％が値のセルに入っている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.value import ValueKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, group in checked.report.groups():
        for row in group.rows:
            for entry in row.entries:
                if entry.value.kind is ValueKind.NUMBER and entry.value.raw.endswith(("%", "％")):
                    message = (
                        f"「{entry.value.raw}」を {entry.value.raw.rstrip('%％')} ％と読みました"
                    )
                    yield rule.finding(entry.location, message, entry.value.raw)


RULE = Rule(
    code="C07",
    title="％が値のセルに入っている",
    severity=Severity.NOTE,
    why="単位は「単位」の列に書きます。値は表示どおりに読み取りました。",
    bad="44.6%",
    good="44.6（単位の列に ％）",
    advice="値のセルから ％ を外すと、ほかの行とそろいます。",
    check=_check,
)
