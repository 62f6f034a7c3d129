"""S09 節より前に行がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems


def _message(problem: Problem) -> str:
    row = f"{problem.seen}：{problem.detail[:30]}"
    return (
        f"この行より上に、見出し（節など）の行がありません（{row}）。章そのものの内容として載せます"
    )


RULE = Rule(
    code="S09",
    title="節より前に行がある",
    severity=Severity.WARNING,
    why="節の行を入れ忘れると、節の内容が章の見出しのすぐ下に載ります。",
    bad="見出し行のすぐ下が、節のものであるはずの指標の行",
    good="見出し行の下に節の行がある。章そのものの指標（基本目標の数値目標など）なら、そのままでよい",
    advice="節の行が抜けていれば、この行より上に入れてください。章そのものの指標や文を置く様式なら、"
    "「設定」の「記録の区分」の「付くところ」に「章」と書くと、この指摘は出ません。",
    check=of_problems(ProblemKind.NO_SECTION, _message),
)
