"""P14 敬体と常体が混ざっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.form import FRONT
from kumareport.model.location import Location
from kumareport.narrative.sentences import sentences, without_quotes
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.spellings import of_forms

_POLITE = regex(r"(?:です|ます|ました|ません|でした|ましょう)(?:か)?。$")
_PLAIN = regex(r"(?:る|た|い|う|く|す|つ|ぬ|む|ぶ|だ)。$")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    forms: dict[str, list[Location]] = {"です・ます": [], "である": []}
    for chapter, _, text in checked.texts():
        if chapter.kind != FRONT:
            continue  # はじめに and おわりに address the reader.
        # A question quoted in brackets or after a line break is not the office's own voice.
        own = without_quotes(text.text.split("\n")[0])
        for sentence in sentences(own):
            if _POLITE.search(sentence.plain):
                forms["です・ます"].append(text.location)
            elif _PLAIN.search(sentence.plain):
                forms["である"].append(text.location)
    if all(forms.values()):
        yield of_forms(rule, "文末", forms)


RULE = Rule(
    code="P14",
    title="敬体と常体が混ざっている",
    severity=Severity.NOTE,
    why="「です・ます」と「である」は、同じ文書の中でそろえます。",
    bad="「減少しました。」と「増加した。」が混ざっている",
    good="「減少した。」「増加した。」",
    advice="多いほうの文体にそろえてください。",
    request=Request("報告書全体で見ました。多いほうの文体に直してください。", at_each=True),
    check=_check,
)
