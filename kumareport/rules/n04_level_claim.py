"""N04 上回る・下回るの記述が値と違う"""

from kumareport.model.finding import Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.rules.contradicted import contradicted
from kumareport.rules.rule import Request, Rule

RULE = Rule(
    code="N04",
    title="上回る・下回るの記述が値と違う",
    severity=Severity.WARNING,
    why="基準値や検証値と比べた記述は、表の値２つで確かめられます。",
    bad="検証値より小さいのに「検証値を上回った」",
    good="検証値より大きくて「検証値を上回った」",
    advice="文と値のどちらが正しいか確かめて直してください。別のものについての文なら、確認済にできます。",
    request=Request("文と値のどちらが正しいか確かめ、違うほうを直してください。"),
    check=contradicted(ClaimKind.LEVEL),
)
