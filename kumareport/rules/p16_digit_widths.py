"""P16 数字を含む言葉の全角・半角が混ざっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.widths import digit_words
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.spellings import of_forms


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for forms in digit_words(checked.printed):
        yield of_forms(rule, f"「{forms.name}」", forms.places, forms.kept, forms.why)


RULE = Rule(
    code="P16",
    title="数字を含む言葉の全角・半角が混ざっている",
    severity=Severity.NOTE,
    why="同じ言葉は、同じ書き方にそろえます。",
    bad="５類と 5類",
    good="５類",
    advice="多いほうの書き方に、同じ数のときはほかの言葉の幅に合わせて、そろえてください。",
    request=Request(
        "報告書全体で数えました。この文を多いほうの書き方に（同じ数ならほかの言葉の幅に合わせて）直してください。",
        at_each=True,
    ),
    check=_check,
)
