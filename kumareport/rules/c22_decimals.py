"""C22 小数のけた数がそろっていない"""

from collections import Counter
from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    rows = [row for row in checked.rows() if _odd_ones(row)]
    if rows:
        striking = sorted(rows, key=_odd_ones, reverse=True)
        names = "、".join(f"「{row.name[:20]}」" for row in striking[:3])
        more = f"など {len(rows)} 行" if len(rows) > 3 else ""
        message = f"小数のけた数がそろっていない行があります（{names}{more}）"
        related = tuple(row.location for row in rows if row is not striking[0])
        yield rule.finding(striking[0].location, message, names, related)


def _odd_ones(row: Indicator) -> tuple[int, ...]:
    """How many other numbers of decimals a row has than its usual one, and in how many values.

    A round target (50 beside 48.3) is as it should be. Empty where all are alike.
    """
    found = [
        entry.value.decimals
        for entry in row.entries
        if entry.number is not None
        and (entry.value.decimals or entry.period.role is not Role.TARGET)
    ]
    if len({*found}) < 2:
        return ()
    decimals = Counter(found)
    return len(decimals) - 1, len(found) - max(decimals.values())


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
