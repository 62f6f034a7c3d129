"""S21 シートの題名が章一覧と違う"""

from kumareport.model.finding import Severity
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Rule, of_problems

RULE = Rule(
    code="S21",
    title="シートの題名が章一覧と違う",
    severity=Severity.WARNING,
    why="報告書に載るのは「設定」の章一覧の題名です。シートの１行目を直しても変わりません。",
    bad="１行目だけ新しい題名に直した",
    good="１行目と章一覧の題名が同じ",
    advice="どちらが正しいか確かめ、「設定」の章一覧を直してください。",
    check=of_problems(
        ProblemKind.TITLE_DIFFERS,
        lambda problem: (
            f"１行目は「{problem.seen[:40]}」ですが、報告書には「{problem.detail}」と載せます"
        ),
    ),
)
