"""C14 ％の値が 100 を超えている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.notation import normalize
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Request, Rule

# Rates that compare two amounts may well pass 100.
_UNBOUNDED = regex("伸び|増減|増加率|前年|比|倍|達成率|稼働率|指数")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in (*checked.rows(), *checked.field_rows):
        if normalize(row.unit) != "%" or _UNBOUNDED.search(row.name):
            continue
        for entry in row.entries:
            if entry.number is not None and entry.number > 100:
                raw = entry.value.raw
                yield rule.finding(entry.location, f"％の値が 100 を超えています（{raw}）", raw)


RULE = Rule(
    code="C14",
    title="％の値が 100 を超えている",
    severity=Severity.WARNING,
    why="割合が 100 ％を超えることは、ふつうありません。",
    bad="市民の割合が 446 ％",
    good="44.6 ％",
    advice="小数点の位置を確かめてください。伸び率などで正しければ、確認済にできます。",
    request=Request("小数点の位置を確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
