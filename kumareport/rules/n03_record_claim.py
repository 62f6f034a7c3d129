"""N03 過去最多などの記述が値と違う"""

from kumareport.model.finding import Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.rules.contradicted import contradicted
from kumareport.rules.rule import Request, Rule

RULE = Rule(
    code="N03",
    title="過去最多などの記述が値と違う",
    severity=Severity.WARNING,
    why="「過去最多」は、表の値１つで確かめられます。",
    bad="R3 の値のほうが大きいのに「過去最多」",
    good="いちばん新しい値がいちばん大きい",
    advice="文と値のどちらが正しいか確かめて直してください。別のものについての文なら、確認済にできます。",
    request=Request("文と値のどちらが正しいか確かめ、違うほうを直してください。"),
    check=contradicted(ClaimKind.RECORD, ClaimKind.RANK, ClaimKind.AMONG),
)
