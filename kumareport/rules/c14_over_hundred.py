"""C14 ％の値が 100 を超えている"""

from kumareport.model.finding import Severity
from kumareport.model.indicator import Indicator
from kumareport.model.value import Entry
from kumareport.notation import normalize
from kumareport.patterns import regex
from kumareport.rules.rule import Request, Rule, of_values

# Rates that compare two amounts may well pass 100.
_UNBOUNDED = regex("伸び|増減|増加率|前年|比|倍|達成率|稼働率|指数")


def _message(row: Indicator, entry: Entry) -> str:
    if entry.number is None or entry.number <= 100:
        return ""
    if normalize(row.unit) != "%" or _UNBOUNDED.search(row.name):
        return ""
    return f"％の値が 100 を超えています（{entry.value.raw}）"


RULE = Rule(
    code="C14",
    title="％の値が 100 を超えている",
    severity=Severity.WARNING,
    why="割合が 100 ％を超えることは、ふつうありません。",
    bad="市民の割合が 446 ％",
    good="44.6 ％",
    advice="小数点の位置を確かめてください。伸び率などで正しければ、確認済にできます。",
    request=Request("小数点の位置を確かめてください。正しければ、このままで構いません。"),
    check=of_values(_message),
)
