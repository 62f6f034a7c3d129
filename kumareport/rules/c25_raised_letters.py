"""C25 上付き・下付きの文字がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Request, Rule, of_problems

RULE = Rule(
    code="C25",
    title="上付き・下付きの文字がある",
    severity=Severity.WARNING,
    why="報告書は普通の文字で載せるので、10³ は 103、m² は m2 になり、意味が変わります。",
    bad="書式の「上付き」で作った m²（m2 と載る）",
    good="「²」の文字で打った m²",
    advice="「²」「³」「₂」などの文字で打ち直してください（「２」と打って変換すると候補に出ます）。",
    request=Request(
        "「²」「³」「₂」などの文字で打ち直してください（「２」と打って変換すると候補に出ます）。"
    ),
    check=of_problems(ProblemKind.SCRIPT, lambda problem: problem.detail),
)
