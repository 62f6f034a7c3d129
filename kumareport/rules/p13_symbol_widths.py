"""P13 記号の全角・半角が混ざっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.widths import symbol_widths
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.spellings import of_forms


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for forms in symbol_widths(checked.printed):
        yield of_forms(rule, f"「{forms.name}」", forms.places)


RULE = Rule(
    code="P13",
    title="記号の全角・半角が混ざっている",
    severity=Severity.NOTE,
    why="同じ文書の中では、記号の書き方をそろえます。",
    bad="80% と 32％、(令和元年) と（令和元年）",
    good="80％ と 32％",
    advice="多いほうの書き方にそろえてください。",
    request=Request(
        "報告書全体で数えました。この文を多いほうの書き方に直してください。", at_each=True
    ),
    check=_check,
)
