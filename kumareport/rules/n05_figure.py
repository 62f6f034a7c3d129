"""N05 文の数値が表と違う"""

from kumareport.model.finding import Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.narrative.derive import FIGURES
from kumareport.rules.contradicted import contradicted
from kumareport.rules.rule import Request, Rule

RULE = Rule(
    code="N05",
    title="文の数値が表と違う",
    severity=Severity.WARNING,
    why="読み手は文の数値を表で確かめます。値そのもの、差、率、検証値との開き、平均などを、表から計算し直します。",
    bad="表は 826 億円、文は「286億円」",
    good="文も「826億円」",
    advice="どちらの数値が正しいか確かめて直してください。",
    request=Request("どちらの数値が正しいか確かめ、違うほうを直してください。"),
    check=contradicted(*FIGURES, ClaimKind.TOTAL),
)
