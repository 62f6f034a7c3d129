"""C15 値の年が列や隣のセルと合わない"""

from collections import Counter
from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.model.value import Entry
from kumareport.rules.rule import Checked, Request, Rule

_ENOUGH = 3


def _lag(entry: Entry) -> int:
    """How many years before its column's year a value belongs."""
    return entry.period.year.ad - entry.data_year.ad


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        usual = _usual_lag(row)
        for entry in row.entries:
            if entry.value.year is None or entry.value.older:
                continue
            lag = _lag(entry)
            shown = f"{entry.period.label} の列に（{entry.value.year}）"
            # A base may be newer than planned, where its survey began later.
            if lag < 0 and entry.period.role is not Role.BASE:
                message = f"{shown}とあり、列の年より後です"
                yield rule.finding(entry.location, message, entry.value.raw)
            elif usual is not None and entry.period.role is Role.ACTUAL and lag != usual:
                message = f"{shown}とありますが、この行のほかの値は {usual} 年前のものです"
                yield rule.finding(entry.location, message, entry.value.raw)


def _usual_lag(row: Indicator) -> int | None:
    """The lag that nearly all dated actuals of a row have; None where there is no such habit."""
    dated = [e for e in row.of_role(Role.ACTUAL) if e.value.year and not e.value.older]
    if len(dated) <= _ENOUGH:
        return None
    lag, count = Counter(map(_lag, dated)).most_common(1)[0]
    return lag if count >= len(dated) - 1 else None


RULE = Rule(
    code="C15",
    title="値の年が列や隣のセルと合わない",
    severity=Severity.WARNING,
    why="かっこの年は、その値が何年のものかを示します。グラフの横軸にも使います。",
    bad="R3 の列に（H30）、前後の列はどれも１年前",
    good="前後の列と同じだけずれた年",
    advice="かっこの年と、値を入れた列を確かめてください。",
    request=Request("かっこの年と値を確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
