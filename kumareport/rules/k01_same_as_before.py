"""K01 前の年と同じ値が続いている"""

from collections.abc import Iterator
from itertools import groupby

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.model.value import Entry
from kumareport.rules.rule import Checked, Request, Rule

_TELLING_DIGITS = 3
"""Small whole numbers repeat by chance; 381 or 48.9 hardly do."""


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        runs = _runs(row)
        if runs:
            shown = "、".join(
                f"{run[0].period.year}〜{run[-1].period.year} が {run[0].value.raw}" for run in runs
            )
            message = f"「{row.name}」で同じ値が続いています（{shown}）"
            related = tuple(entry.location for run in runs for entry in run)[:-1]
            yield rule.finding(runs[-1][-1].location, message, shown, related)


def _runs(row: Indicator) -> list[list[Entry]]:
    actuals = [entry for entry in row.of_role(Role.ACTUAL) if entry.number is not None]
    runs = [list(run) for _, run in groupby(actuals, key=lambda entry: entry.number)]
    return [run for run in runs if len(run) > 1 and _is_telling(run[0])]


def _is_telling(entry: Entry) -> bool:
    digits = [char for char in f"{entry.number:f}" if char.isdigit()]
    whole_share = entry.number == 100
    return (entry.value.decimals > 0 or len(digits) >= _TELLING_DIGITS) and not whole_share


RULE = Rule(
    code="K01",
    title="前の年と同じ値が続いている",
    severity=Severity.NOTE,
    why="前の年の値を写したまま、直し忘れているおそれがあります。",
    bad="R4 も R5 も 48.9",
    good="R4 が 48.9、R5 が 50.5",
    advice="値を確かめてください。本当に同じ値なら、確認済にできます。",
    request=Request("値を確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
