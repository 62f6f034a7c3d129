"""C07 ％が値のセルに入っている"""

from kumareport.model.finding import Severity
from kumareport.model.report import Indicator
from kumareport.model.value import Entry, ValueKind
from kumareport.rules.rule import Rule, of_values


def _message(_: Indicator, entry: Entry) -> str:
    raw = entry.value.raw
    if entry.value.kind is not ValueKind.NUMBER or not raw.endswith(("%", "％")):
        return ""
    return f"「{raw}」を {raw.rstrip('%％')} ％と読みました"


RULE = Rule(
    code="C07",
    title="％が値のセルに入っている",
    severity=Severity.NOTE,
    why="単位は「単位」の列に書きます。値は表示どおりに読み取りました。",
    bad="44.6%",
    good="44.6（単位の列に ％）",
    advice="値のセルから ％ を外すと、ほかの行とそろいます。",
    check=of_values(_message),
)
