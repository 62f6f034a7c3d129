"""P03 和暦の数字の全角・半角が混ざっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.widths import year_widths
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.spellings import of_forms


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    forms = year_widths(checked.printed)
    if len(forms.places) > 1:
        yield of_forms(rule, f"{forms.name}（令和６年・令和6年など）", forms.places)


RULE = Rule(
    code="P03",
    title="和暦の数字の全角・半角が混ざっている",
    severity=Severity.NOTE,
    why="同じ文書の中では、数字の書き方をそろえます。",
    bad="令和６年と令和5年",
    good="令和６年と令和５年",
    advice="多いほうの書き方にそろえてください。",
    request=Request(
        "報告書全体で数えました。この文を多いほうの書き方に直してください。", at_each=True
    ),
    check=_check,
)
