"""Checks of what sentences claim: one rule for each kind of claim, one finding for each cause."""

from collections.abc import Iterator

from kumareport.model.finding import Finding
from kumareport.narrative.claims import ClaimKind
from kumareport.narrative.judging import Contradiction, explanation
from kumareport.narrative.weigh import locations
from kumareport.rules.rule import Check, Checked, Rule


def contradicted(*kinds: ClaimKind, counted: bool = False) -> Check:
    """A check that tells the contradicted claims of some kinds.

    Args:
        counted: whether claims of how many indicators there are, which have a rule of their own.
    """

    def check(rule: Rule, checked: Checked) -> Iterator[Finding]:
        told: dict[tuple[str, str], None] = {}
        for found in checked.contradictions:
            if (found.counted is not None) is not counted:
                continue
            if not counted and found.claim.kind not in kinds:
                continue
            # The same sentence in ten places is told once.
            key = (found.passage.sentence.plain, found.row.name)
            if key in told:
                continue
            told[key] = None
            yield _finding(rule, checked, found)

    return check


def _finding(rule: Rule, checked: Checked, found: Contradiction) -> Finding:
    passage = found.passage
    related = locations(found.evidence.points) or (found.row.location,)
    return rule.finding(passage.text.location, explanation(found), passage.sentence.shown, related)
