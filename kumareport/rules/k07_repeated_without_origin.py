"""K07 再掲のもとの指標がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.sentences import flatten
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Rule

_REPEATED = regex(r"[(\[]再掲[)\]]")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    names = [flatten(row.name) for row in checked.rows()]
    origins = {name for name in names if not _REPEATED.search(name)}
    for row in checked.rows():
        name = flatten(row.name)
        if _REPEATED.search(name) and _REPEATED.sub("", name) not in origins:
            message = f"「{row.name}」とありますが、もとの指標がこのブックにありません"
            yield rule.finding(row.location, message, row.name)


RULE = Rule(
    code="K07",
    title="再掲のもとの指標がない",
    severity=Severity.WARNING,
    why="「再掲」は、ほかの節にもとの指標があるという意味です。",
    bad="「…設立数（再掲）」だけがある",
    good="もとの指標が別の節にある",
    advice="もとの指標がこの報告書にあるか確かめ、なければ「（再掲）」を外してください。",
    check=_check,
)
