"""S03 年度の列の見出しを読めない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems
from kumareport.rules.unread_columns import left_out


def _message(problem: Problem) -> str:
    header = " ".join(problem.seen.split())
    return f"見出し「{header}」を、年度（R5、令和５年度、2023 など）と、基準値・実績・検証値のどれかの言葉とに分けて読めません。{left_out(header)}"


RULE = Rule(
    code="S03",
    title="年度の列の見出しを読めない",
    severity=Severity.ERROR,
    why="何の、どの年度の値か分からない列は、判定にも報告書にも使えません。",
    bad="実績、R5 の値、前年度実績",
    good="実績（改行）R5、令和５年度実績、目標値（2023年度）",
    advice="見出しを「実績 R5」のように直してください。その市の言葉なら、「設定」の表「列の言葉」に、言葉と読み方（基準値・実績・検証値）を足してください。",
    check=of_problems(ProblemKind.UNREADABLE_PERIOD, _message),
    locked=True,
)
