"""N02 増減の記述が値と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.report import Indicator
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.series import Evidence, Verdict
from kumareport.narrative.weigh import in_words, locations, weigh_movement, weigh_recovery
from kumareport.rules.rule import Checked, Request, Rule

_KINDS = (ClaimKind.MOVEMENT, ClaimKind.RECOVERED)


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage in checked.passages:
        for attributed in passage.claims:
            claim = attributed.claim
            if claim.kind not in _KINDS or not attributed.by_name:
                continue
            found = [_weigh(row, claim) for row in attributed.rows]
            if any(evidence.verdict is not Verdict.CONTRADICTS for evidence in found):
                continue
            row, points = attributed.rows[0], found[0].points
            label = claim.window.label
            when = f"{label}…" if label and label not in claim.quote else ""
            message = (
                f"「{when}{claim.quote}」とありますが、「{row.name}」は {in_words(points)} です"
            )
            yield rule.finding(
                passage.text.location, message, passage.sentence.shown, locations(points)
            )


def _weigh(row: Indicator, claim: Claim) -> Evidence:
    if claim.kind is ClaimKind.RECOVERED:
        return weigh_recovery(row)
    return weigh_movement(row, claim)


RULE = Rule(
    code="N02",
    title="増減の記述が値と違う",
    severity=Severity.WARNING,
    why="読み手は文とグラフを見比べます。",
    bad="値が下がっているのに「増加した」",
    good="値が下がっていて「減少した」",
    advice="文と値のどちらが正しいか確かめて直してください。別のものについての文なら、確認済にできます。",
    request=Request(
        "文と値のどちらが正しいか確かめ、違うほうを直してください。別のものについての文なら、このままで構いません。"
    ),
    check=_check,
)
