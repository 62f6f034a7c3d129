"""N03 過去最多などの記述が値と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.narrative.series import Verdict
from kumareport.narrative.weigh import in_words, locations, weigh_record
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage in checked.passages:
        for attributed in passage.claims:
            claim = attributed.claim
            if claim.kind is not ClaimKind.RECORD or not attributed.by_name:
                continue
            found = [weigh_record(row, claim) for row in attributed.rows]
            if any(evidence.verdict is not Verdict.CONTRADICTS for evidence in found):
                continue
            row, points = attributed.rows[0], found[0].points
            message = f"「{claim.quote}」とありますが、「{row.name}」は {in_words(points)} です"
            yield rule.finding(
                passage.text.location, message, passage.sentence.shown, locations(points)
            )


RULE = Rule(
    code="N03",
    title="過去最多などの記述が値と違う",
    severity=Severity.WARNING,
    why="「過去最多」は、表の値１つで確かめられます。",
    bad="R3 の値のほうが大きいのに「過去最多」",
    good="いちばん新しい値がいちばん大きい",
    advice="文と値のどちらが正しいか確かめて直してください。",
    request=Request("文と値のどちらが正しいか確かめ、違うほうを直してください。"),
    check=_check,
)
