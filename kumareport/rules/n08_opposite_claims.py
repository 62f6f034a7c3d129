"""N08 同じ箇条に逆の増減がある"""

from collections.abc import Iterator
from itertools import combinations

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.passages import Passage
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    by_text: dict[str, list[tuple[Passage, Claim]]] = {}
    for passage in checked.passages:
        for claim in passage.claims:
            if claim.kind is ClaimKind.MOVEMENT and claim.by_name and claim.count is None:
                by_text.setdefault(passage.text.id, []).append((passage, claim))
    for claims in by_text.values():
        for (passage, earlier), (_, later) in combinations(claims, 2):
            if _are_opposite(earlier, later):
                message = (
                    f"「{earlier.quote}」と「{later.quote}」が、"
                    f"「{earlier.rows[0].name}」について逆のことを言っています"
                )
                yield rule.finding(passage.text.location, message, later.quote)


def _are_opposite(first: Claim, second: Claim) -> bool:
    """Whether both speak of the same row and of no time in particular, in opposite directions."""
    if first.rows != second.rows or first.turning or second.turning:
        return False
    if not (_is_open(first) and _is_open(second)) or first.negated or second.negated:
        return False
    return {first.movement, second.movement} == {Movement.UP, Movement.DOWN}


def _is_open(claim: Claim) -> bool:
    window = claim.window
    return (
        window.year is None
        and window.since is None
        and window.start is Start.UNSAID
        and not window.previous
        and not window.label
    )


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
