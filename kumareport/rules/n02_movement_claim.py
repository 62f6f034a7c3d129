"""N02 増減の記述が値と違う"""

from kumareport.model.finding import Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.rules.contradicted import contradicted
from kumareport.rules.rule import Request, Rule

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
    check=contradicted(ClaimKind.MOVEMENT, ClaimKind.STREAK),
)
