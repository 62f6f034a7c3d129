"""N08 同じ箇条に逆の増減がある"""

from collections.abc import Iterator
from itertools import combinations

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.narrative.passages import Attributed, Passage
from kumareport.narrative.series import Movement
from kumareport.narrative.windows import WindowKind
from kumareport.rules.rule import Checked, Request, Rule

_OPEN = (WindowKind.NONE, WindowKind.RECENT)


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    by_text: dict[str, list[tuple[Passage, Attributed]]] = {}
    for passage in checked.passages:
        for found in passage.claims:
            if found.claim.kind is ClaimKind.MOVEMENT and found.by_name:
                by_text.setdefault(passage.text.id, []).append((passage, found))
    for claims in by_text.values():
        for (passage, earlier), (_, later) in combinations(claims, 2):
            if _are_opposite(earlier, later):
                message = (
                    f"「{earlier.claim.quote}」と「{later.claim.quote}」が、"
                    f"「{earlier.rows[0].name}」について逆のことを言っています"
                )
                yield rule.finding(passage.text.location, message, later.claim.quote)


def _are_opposite(earlier: Attributed, later: Attributed) -> bool:
    """Whether both speak of the same row and of no time in particular, in opposite directions."""
    first, second = earlier.claim, later.claim
    if earlier.rows != later.rows or first.turning or second.turning:
        return False
    if first.window.kind not in _OPEN or second.window.kind not in _OPEN:
        return False
    return {first.movement, second.movement} == {Movement.UP, Movement.DOWN}


RULE = Rule(
    code="N08",
    title="同じ箇条に逆の増減がある",
    severity=Severity.WARNING,
    why="同じ指標が増えたとも減ったとも書かれています。",
    bad="「減少傾向にあるものの…。…件数も増加した」",
    good="いつの増減かを書き分けた文",
    advice="どちらが正しいか確かめるか、いつのことかを書き足してください。",
    request=Request("どちらが正しいか確かめるか、いつのことかを書き足してください。"),
    check=_check,
)
