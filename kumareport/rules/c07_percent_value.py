"""C07 ％が値のセルに入っている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.value import Value, ValueKind
from kumareport.rules.rule import Checked, Rule


def _is_percent(value: Value) -> bool:
    return value.raw.endswith(("%", "％")) and value.kind is ValueKind.NUMBER


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        cells = [entry for entry in row.entries if _is_percent(entry.value)]
        if cells:
            shown = "、".join(entry.value.raw for entry in cells)
            read = "、".join(entry.value.raw.rstrip("%％") for entry in cells)
            related = tuple(entry.location for entry in cells[1:])
            message = f"「{row.name}」の「{shown}」を {read} ％と読みました"
            yield rule.finding(cells[0].location, message, shown, related)


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
