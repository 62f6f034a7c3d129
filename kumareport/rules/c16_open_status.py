"""C16 確定していない値がある"""

from kumareport.model.finding import Severity
from kumareport.model.indicator import Indicator
from kumareport.model.value import Entry
from kumareport.rules.rule import Request, Rule, of_values


def _message(_: Indicator, entry: Entry) -> str:
    value = entry.value
    if not value.is_open:
        return ""
    return f"{entry.period.year} の値が「{value.status}」のままです（{value.raw}）"


RULE = Rule(
    code="C16",
    title="確定していない値がある",
    severity=Severity.NOTE,
    why="概数・見込みのまま公表すると、あとで値が変わります。",
    bad="5,345（概数）",
    good="5,345",
    advice="確定した値が出ていれば入れ直してください。出ていなければ、このままで構いません。",
    request=Request(
        "確定した値が出ていれば入れ直してください。出ていなければ、このままで構いません。"
    ),
    check=of_values(_message),
)
