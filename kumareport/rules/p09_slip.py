"""P09 打ち間違いの疑い"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.slips import slips
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        for words, meant in slips(text):
            yield rule.finding(place, f"「{words}」：{meant}", words)


RULE = Rule(
    code="P09",
    title="打ち間違いの疑い",
    severity=Severity.WARNING,
    why="よくある打ち間違いと、文法に合わない並びです。",
    bad="検証値を達成できなった",
    good="検証値を達成できなかった",
    advice="文を読み直して直してください。",
    request=Request("文を読み直し、打ち間違いなら直してください。"),
    check=_check,
)
