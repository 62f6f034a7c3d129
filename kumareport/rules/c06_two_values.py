"""C06 １つのセルに値が２つある"""

from kumareport.model.finding import Severity
from kumareport.model.indicator import Indicator
from kumareport.model.value import Entry
from kumareport.rules.rule import Request, Rule, of_values


def _message(_: Indicator, entry: Entry) -> str:
    if not entry.value.older:
        return ""
    shown = " と ".join(entry.value.raw.split())
    return f"１つのセルに値が２つあります（{shown}）。新しい年の値を使います"


RULE = Rule(
    code="C06",
    title="１つのセルに値が２つある",
    severity=Severity.WARNING,
    why="新しい年の値だけを進捗とグラフに使います。列がずれているときの典型でもあります。",
    bad="18.6（H27）と 19.1（H28）が１つのセルにある",
    good="１つのセルに１つの値",
    advice="列がずれていないか確かめてください。このままでも両方を載せます。",
    request=Request(
        "１つにするときは、新しい年の値だけを入れ直してください。このままでも両方を載せます。"
    ),
    check=of_values(_message),
)
