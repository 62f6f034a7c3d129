"""P04 英字の全角・半角が混ざっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.widths import latin_words
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.spellings import of_forms


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for forms in latin_words(checked.printed):
        if len(forms.places) > 1:
            yield of_forms(rule, f"「{forms.name}」", forms.places, forms.kept, forms.why)
        else:
            form, places = next(iter(forms.places.items()))
            message = f"「{form}」に全角と半角の字が混ざっています"
            yield rule.finding(places[0], message, form, tuple(places[1:]))


RULE = Rule(
    code="P04",
    title="英字の全角・半角が混ざっている",
    severity=Severity.NOTE,
    why="同じ言葉は、同じ書き方にそろえます。",
    bad="ＳＤＧｓと SDGｓ",
    good="SDGs",
    advice="多いほうの書き方に、同じ数のときはほかの略語の幅に合わせて、そろえてください。１つの言葉の中は、全角と半角のどちらかにしてください。",
    request=Request("全角と半角のどちらかにそろえてください。", at_each=True),
    check=_check,
)
