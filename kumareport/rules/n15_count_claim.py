"""N15 指標の数の記述が表と違う"""

from kumareport.model.finding import Severity
from kumareport.rules.contradicted import contradicted
from kumareport.rules.rule import Request, Rule

RULE = Rule(
    code="N15",
    title="指標の数の記述が表と違う",
    severity=Severity.WARNING,
    why="達成した指標などの数は、読み手が表で数えられます。",
    bad="○ が２つの節に「３指標で検証値を達成した」",
    good="「２指標で検証値を達成した」",
    advice="表で数え直して、文と表のどちらが正しいか確かめてください。",
    request=Request("表で数え直し、文と表の違うほうを直してください。"),
    check=contradicted(counted=True),
)
