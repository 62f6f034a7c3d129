"""C04 印刷できない文字がある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Request, Rule, of_problems

RULE = Rule(
    code="C04",
    title="印刷できない文字がある",
    severity=Severity.WARNING,
    why="制御文字などは Word の文書に入れられません。",
    bad="ほかのソフトから貼り付けた見えない文字",
    good="普通の文字だけ",
    advice="その前後の文字に抜けがないか確かめ、打ち直してください。",
    request=Request("その前後の文字に抜けがないか確かめ、抜けていれば打ち直してください。"),
    check=of_problems(
        ProblemKind.UNPRINTABLE,
        lambda problem: f"印刷できない文字（{problem.detail}）を除きました",
    ),
)
