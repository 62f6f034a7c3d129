"""M07 確定していない値で進捗が変わりうる"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from kumareport.marks import judge
from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.value import Entry
from kumareport.rules.rule import Checked, Request, Rule

_SHARE = Decimal("0.05")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    settings = checked.report.settings
    for row in checked.rows():
        now = checked.judged.rows[row.id]
        actual = now.actual
        if actual is None or actual.number is None or not actual.value.is_open:
            continue
        moved = (judge(_with(row, actual, share), settings).mark for share in (-_SHARE, _SHARE))
        marks = dict.fromkeys(moved)
        others = [mark for mark in marks if mark not in (now.mark, None)]
        if others and now.mark:
            symbols = "・".join(mark.symbol for mark in others if mark)
            message = (
                f"「{row.name}」の実績は「{actual.value.status}」（{actual.value.raw}）で、"
                f"5 ％動くと進捗が {now.mark.symbol} から {symbols} に変わります"
            )
            yield rule.finding(actual.location, message, actual.value.raw)


def _with(row: Indicator, actual: Entry, share: Decimal) -> Indicator:
    """The row with its actual moved by a share of itself."""
    assert actual.number is not None
    value = replace(actual.value, number=actual.number * (1 + share))
    moved = tuple(replace(e, value=value) if e is actual else e for e in row.entries)
    return replace(row, entries=moved)


RULE = Rule(
    code="M07",
    title="確定していない値で進捗が変わりうる",
    severity=Severity.WARNING,
    why="概数や見込みが 5 ％動くだけで、進捗の記号が変わります。",
    bad="見込み 890、検証値 881以下",
    good="確定値での判定",
    advice="確定した値を待つか、判定の理由に見込みによることを書いてください。",
    request=Request(
        "確定した値が出ていれば入れ直してください。出ていなければ、このままで構いません。"
    ),
    check=_check,
)
