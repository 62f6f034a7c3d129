"""S03 期間の見出しの年度が読めない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S03",
    title="期間の見出しの年度が読めない",
    severity=Severity.ERROR,
    why="基準値・実績・検証値の見出しには年度が要ります。",
    bad="実績",
    good="実績（改行）R5",
    advice="「実績」の後ろに改行か空白を入れ、「R5」のように年度を書いてください。",
    check=of_problems(
        ProblemKind.UNREADABLE_PERIOD,
        lambda problem: f"見出し「{' '.join(problem.seen.split())}」から年度を読み取れません",
    ),
    locked=True,
)
