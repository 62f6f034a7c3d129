"""C22 小数のけた数がそろっていない"""

from collections import Counter
from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    rows = [row for row in checked.rows() if _is_mixed(row)]
    if rows:
        names = "、".join(f"「{row.name[:20]}」" for row in rows[:3])
        more = f"など {len(rows)} 行" if len(rows) > 3 else ""
        message = f"小数のけた数がそろっていない行があります（{names}{more}）"
        related = tuple(row.location for row in rows[1:])
        yield rule.finding(rows[0].location, message, names, related)


def _is_mixed(row: Indicator) -> bool:
    decimals = Counter(e.value.decimals for e in row.entries if e.number is not None)
    return len(decimals) > 1


RULE = Rule(
    code="C22",
    title="小数のけた数がそろっていない",
    severity=Severity.NOTE,
    why="同じ行の中でけた数が違うと、読みにくく、入力の漏れにも見えます。値は打ったとおりに載せます。",
    bad="42 と 42.3 が同じ行にある",
    good="42.0 と 42.3",
    advice="セルの表示形式で小数のけた数をそろえてください。このままでも構いません。",
    check=_check,
)
