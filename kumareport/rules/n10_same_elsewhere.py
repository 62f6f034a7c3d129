"""N10 ほかの節と同じ文がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.report import Part, Text
from kumareport.narrative.sentences import flatten
from kumareport.rules.rule import Checked, Request, Rule

_LONG_ENOUGH = 15


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    first: dict[str, tuple[Part, Text]] = {}
    for _, section, text in checked.texts():
        plain = flatten(text.text)
        if len(plain) < _LONG_ENOUGH:
            continue
        owner, earlier = first.setdefault(plain, (section, text))
        if owner is not section:
            message = f"{owner.number}「{owner.title}」とまったく同じ文です（{text.text[:30]}…）"
            yield rule.finding(text.location, message, text.text, (earlier.location,))


RULE = Rule(
    code="N10",
    title="ほかの節と同じ文がある",
    severity=Severity.NOTE,
    why="別の節の文を写したまま、直し忘れているおそれがあります。",
    bad="第１節と第２節の文がまったく同じ",
    good="節ごとに書き分けた文",
    advice="この節の内容に合っているか確かめてください。",
    request=Request("ここの内容に合っているか確かめてください。"),
    check=_check,
)
