"""S26 大項目の書き方が隣の行と違う"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.sentences import flatten
from kumareport.rules.rule import Checked, Rule

_ALIKE = 0.75


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, section in checked.report.parts():
        for above, below in pairwise(section.groups):
            if not above.name or not below.name or above.name == below.name:
                continue
            first, second = flatten(above.name), flatten(below.name)
            if SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE:
                message = f"大項目が「{above.name}」と「{below.name}」に分かれています"
                at, other = below.rows[0].location, above.rows[-1].location
                yield rule.finding(at, message, below.name, (other,))


RULE = Rule(
    code="S26",
    title="大項目の書き方が隣の行と違う",
    severity=Severity.WARNING,
    why="１字でも違うと別の大項目になり、進捗が分かれます。",
    bad="「感染症患者数」と「感染症の患者数」が続いている",
    good="続いた行の大項目が同じ",
    advice="同じまとまりなら、大項目の書き方をそろえてください。",
    check=_check,
)
