"""C05 文のセルが文字になっていない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="C05",
    title="文のセルが文字になっていない",
    severity=Severity.ERROR,
    why="数式のエラー、論理値、日付は文として載せられません。",
    bad="#REF!",
    good="文字を直接入れる",
    advice="セルの表示形式を「文字列」にして、文字を直接入れ直してください。数式なら、Excel で開いて保存し直してください。",
    check=of_problems(
        ProblemKind.CELL_FAULT,
        lambda problem: (
            f"Excel が入力を日付に変えています（{problem.seen}）"
            if problem.detail == "日付"
            else f"文字を読み取れません（{problem.seen or '結果のない数式'}）"
        ),
    ),
    locked=True,
)
