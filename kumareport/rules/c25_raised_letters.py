"""C25 普通の文字で載る欄に、上付き・下付きの文字がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Request, Rule, of_problems

RULE = Rule(
    code="C25",
    title="普通の文字で載る欄に、上付き・下付きの文字がある",
    severity=Severity.WARNING,
    why="文と指標名は上付き・下付きのまま載りますが、値・単位・グラフの題名は普通の文字で載ります。",
    bad="書式の「上付き」で作った、値の後ろの「※」",
    good="普通の文字の「※」、または「²」「³」「₂」などの文字",
    advice="普通の文字で意味が通じるか確かめてください。「²」「³」「₂」などの文字は、そのまま載ります。",
    request=Request(
        "普通の文字で意味が通じるか確かめてください。「²」「³」「₂」などの文字は、そのまま載ります。"
    ),
    check=of_problems(ProblemKind.SCRIPT, lambda problem: problem.detail),
)
