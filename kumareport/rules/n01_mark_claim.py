"""N01 達成の記述が進捗と違う"""

from kumareport.model.finding import Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.rules.contradicted import contradicted
from kumareport.rules.rule import Request, Rule

RULE = Rule(
    code="N01",
    title="達成の記述が進捗と違う",
    severity=Severity.WARNING,
    why="読み手は文と進捗の記号を見比べます。",
    bad="進捗が × の指標に「検証値を達成した」",
    good="進捗が × の指標に「未達成となった」",
    advice="文と値のどちらが正しいか確かめて直してください。別のものについての文なら、確認済にできます。",
    request=Request("文と値のどちらが正しいか確かめ、違うほうを直してください。"),
    check=contradicted(ClaimKind.ATTAINMENT, ClaimKind.SYMBOL),
)
