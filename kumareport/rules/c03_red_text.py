"""C03 赤い文字がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="C03",
    title="赤い文字がある",
    severity=Severity.NOTE,
    why="赤字は校正の印として使われることがあります。",
    bad="赤字の加筆が残っている",
    good="黒い文字",
    advice="内容が確定していれば、文字の色を黒に戻してください。",
    check=of_problems(
        ProblemKind.RED_TEXT,
        lambda problem: (
            f"赤い文字「{problem.seen[:30]}」があります。報告書には普通の文字で載せます"
        ),
    ),
)
