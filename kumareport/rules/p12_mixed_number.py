"""P12 １つの数に全角と半角が混ざっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.widths import mixed_numbers
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        for number in mixed_numbers(text):
            message = f"「{number}」に全角と半角の字が混ざっています"
            yield rule.finding(place, message, number)


RULE = Rule(
    code="P12",
    title="１つの数に全角と半角が混ざっている",
    severity=Severity.WARNING,
    why="数として検索も計算もできず、桁も読みにくくなります。",
    bad="２兆７,２６０億円",
    good="２兆7,260億円",
    advice="数字とカンマを、どちらかの幅にそろえてください。",
    request=Request("数字とカンマを、どちらかの幅にそろえてください。"),
    check=_check,
)
