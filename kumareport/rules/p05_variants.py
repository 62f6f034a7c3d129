"""P05 同じ言葉の書き方がそろっていない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.variants import variants
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.spellings import of_forms


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for word in variants(checked.worded):
        yield of_forms(rule, f"「{word.kept}」", word.places, word.kept, word.why)


RULE = Rule(
    code="P05",
    title="同じ言葉の書き方がそろっていない",
    severity=Severity.NOTE,
    why="同じ文書の中では、漢字とかなの使い分けや送り仮名をそろえます。",
    bad="更なる と さらなる、取組 と 取り組み",
    good="更なる",
    advice="公用文の書き方に、決まりのない言葉は多いほうの書き方にそろえてください。固有名詞なら確認済にできます。",
    request=Request(
        "報告書全体の文で数えました。この文を、公用文の書き方か多いほうの書き方に直してください。"
        "固有名詞なら、このままで構いません。"
    ),
    check=_check,
)
