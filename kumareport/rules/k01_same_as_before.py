"""K01 前の年と同じ値が続いている"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from statistics import median_low

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.model.value import Entry
from kumareport.rules.rule import Checked, Request, Rule

_TELLING_DIGITS = 3
"""Small whole numbers repeat by chance; 381 or 48.9 hardly do."""

_KNOWN_STEPS = 3
"""So many steps show how a series moves."""

_PAIR = 2
_BY_CHANCE = 100
"""A series whose usual step is so many times its last digit hardly meets its own value again."""


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
    if all(a.number != b.number for a, b in pairwise(actuals)) or _stands_by_nature(actuals):
        return []
    runs = [list(run) for _, run in groupby(actuals, key=lambda entry: entry.number)]
    return [
        run
        for run in runs
        if len(run) > 1
        and _is_telling(run[0])
        and (len(run) > _PAIR or run[-1] is actuals[-1] or _is_no_chance(actuals))
    ]


def _stands_by_nature(actuals: Sequence[Entry]) -> bool:
    """Whether a series hardly moves in a year (人口密度, by its last digit), or stands in most years and
    jumps in few (整備率, which moves when works end)."""
    moves = _moves(actuals)
    still = len(actuals) - 1 - len(moves)
    if still >= _KNOWN_STEPS and still > len(moves):
        return True
    return len(moves) >= _KNOWN_STEPS and median_low(moves) <= _last_digit(actuals)


def _is_no_chance(actuals: Sequence[Entry]) -> bool:
    """Whether two equal years of the past, which were looked at when they were new, are odd even so."""
    moves = _moves(actuals)
    return bool(moves) and median_low(moves) >= _BY_CHANCE * _last_digit(actuals)


def _moves(actuals: Sequence[Entry]) -> list[Decimal]:
    numbers = [entry.number for entry in actuals if entry.number is not None]
    return [abs(b - a) for a, b in pairwise(numbers) if a != b]


def _last_digit(actuals: Sequence[Entry]) -> Decimal:
    return Decimal(1).scaleb(-max((entry.value.decimals for entry in actuals), default=0))


def _is_telling(entry: Entry) -> bool:
    digits = [char for char in f"{entry.number:f}" if char.isdigit()]
    whole_share = entry.number == 100
    return (entry.value.decimals > 0 or len(digits) >= _TELLING_DIGITS) and not whole_share


RULE = Rule(
    code="K01",
    title="前の年と同じ値が続いている",
    severity=Severity.NOTE,
    why="前の年の値を写したまま、直し忘れているおそれがあります。毎年ほとんど動かない指標では、同じ値も普通です。過去の２年だけが同じときは、大きく動く指標に限って知らせます。",
    bad="R4 も R5 も 48.9",
    good="R4 が 48.9、R5 が 50.5",
    advice="値を確かめてください。本当に同じ値なら、確認済にできます。",
    request=Request("値を確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
