"""P05 同じ言葉の書き方がそろっていない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.prose.variants import Variant, variants
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.spellings import of_forms


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for word in variants(checked.worded, checked.fixed):
        odd = _odd(word)
        if odd:
            left = "、".join(f"「{form}」{count} か所" for form, count in word.uncounted.items())
            told = f"題名・指標の名前・引用の{left}は数えていません" if left else ""
            why = "。".join(part for part in (word.why, told) if part)
            label = word.kept or next(iter(word.places))
            yield of_forms(rule, f"「{label}」", word.places, word.kept, why, odd)


def _odd(word: Variant[Location]) -> list[Location]:
    """Where a word is not spelled as it should be. A text that takes up a title or a name of its own
    chapter spells as that does."""
    return [
        place
        for form, places in word.places.items()
        for place in places
        if form != word.kept and place.sheet not in word.fixed.get(form, ())
    ]


RULE = Rule(
    code="P05",
    title="同じ言葉の書き方がそろっていない",
    severity=Severity.NOTE,
    why="同じ文書の中では、漢字とかなの使い分けや送り仮名をそろえます。",
    bad="更なる と さらなる、取組 と 取り組み",
    good="更なる",
    advice="指摘にある書き方にそろえてください。公用文の書き方、決まりのない言葉は多いほう、計画の題名や指標の名前にあればその書き方です。固有名詞なら確認済にできます。",
    request=Request(
        "報告書全体の文で数えました。この文を、指摘にある書き方に直してください。"
        "固有名詞なら、このままで構いません。",
        at_each=True,
    ),
    check=_check,
)
