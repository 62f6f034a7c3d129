"""S18 一覧にない値が選ばれている"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Request, Rule, of_problems

RULE = Rule(
    code="S18",
    title="一覧にない値が選ばれている",
    severity=Severity.ERROR,
    why="決まった値のほかは解釈できません。",
    bad="望ましい方向が「良化」",
    good="望ましい方向が「上昇」",
    advice="使える値を入れ直してください。一覧のあるセルでは、▼ から選びます。",
    request=Request("使える値を入れ直してください。一覧のあるセルでは、▼ から選びます。"),
    check=of_problems(
        ProblemKind.BAD_CHOICE,
        lambda problem: f"「{problem.seen}」は使えません。{problem.detail}",
    ),
)
