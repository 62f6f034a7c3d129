"""S32 セルの外に置かれたものがある"""

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems


def _message(problem: Problem) -> str:
    said = f"「{problem.seen}」" if problem.seen else ""
    return f"{problem.detail}{said}は、報告書に載せません"


RULE = Rule(
    code="S32",
    title="セルの外に置かれたものがある",
    severity=Severity.WARNING,
    why="報告書に載るのはセルの内容です。テキスト ボックスや図に書いた指示や文は載りません。",
    bad="シートの上のテキスト ボックスに「この文は差し替え」とある",
    good="載せる文はセルに、連絡は「備考」にある",
    advice="載せる内容ならセルに入れ、連絡なら「備考」に移してください。見本や飾りなら確認済にできます。",
    check=of_problems(ProblemKind.BESIDE, _message),
)
