"""S03 年度の列の見出しを読めない"""

from kumareport.model.finding import Severity
from kumareport.model.period import year_in
from kumareport.model.period_words import bare_word
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems
from kumareport.rules.unread_columns import left_out

_LIKE = "「実績 R5」「令和５年度目標値」「基準値（2023年度）」のように、年度１つと、基準値・実績・検証値のどれかの言葉とに分かれる見出し"


def _message(problem: Problem) -> str:
    header = " ".join(problem.seen.split())
    if problem.detail:
        return f"見出し「{header}」の列を読めません。{problem.detail}"
    return f"見出し「{header}」は、{_read(header)}。読めるのは、{_LIKE}です。{left_out(header)}"


def _read(header: str) -> str:
    """How far a header was read."""
    found = year_in(header)
    if found is None:
        return "どの年度のものか（年度が１つに）読めません"
    year, rest = found
    word = " ".join(rest.split())
    if not bare_word(word):
        return f"「{year}」の何の値か読めません（年度のほかに言葉がありません）"
    hint = "。単位は「単位」の列に入れます" if "(" in word and word.endswith(")") else ""
    return f"年度「{year}」のほかの「{word}」が、何の値か読めません{hint}"


RULE = Rule(
    code="S03",
    title="年度の列の見出しを読めない",
    severity=Severity.ERROR,
    why="何の、どの年度の値か分からない列は、判定にも報告書にも使えません。",
    bad="実績、R5 の値、前年度実績",
    good="実績（改行）R5、令和５年度実績、目標値（2023年度）",
    advice="見出しを「実績 R5」のように直してください。その市の言葉なら、「設定」の表「列の言葉」に、年度を除いた言葉と読み方（基準値・実績・検証値）を足してください。",
    check=of_problems(ProblemKind.UNREADABLE_PERIOD, _message),
    locked=True,
)
