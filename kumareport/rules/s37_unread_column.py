"""S37 値のある列を読めない"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems
from kumareport.rules.unread_columns import left_out


def _message(problem: Problem) -> str:
    header = " ".join(problem.seen.split())
    held, _, hint = problem.detail.partition("\n")
    if not header:
        return f"見出しの数式に計算結果のない列に、{held}が入っています。Excel で開いて上書き保存すると読めます"
    why = hint or f"様式にない列です。{left_out(header)}"
    return f"見出し「{header}」の列に{held}が入っていますが、{why}"


RULE = Rule(
    code="S37",
    title="値のある列を読めない",
    severity=Severity.ERROR,
    why="様式にない見出しの列は読めず、入っている値が報告書に載りません。",
    bad="見出し「一次評価」の列に「Ｂ」があり、「設定」の表「項目」にその行がない",
    good="見出しが様式のとおりか、「設定」の表「項目」に、その列の行がある",
    advice="見出しの打ち間違いなら直してください。その市の列なら、「設定」の表「項目」に足してください。",
    check=of_problems(ProblemKind.UNREAD_COLUMN, _message),
    locked=True,
)
