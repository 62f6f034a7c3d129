"""C26 ふりがな、値の太字・下線は載らない"""

from itertools import chain

from kumareport.model.finding import Severity
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Rule, of_problems


def _stressed(problem: Problem) -> str:
    return f"「{problem.seen[:30]}」の太字・斜体・下線は、報告書では普通の文字になります"


def _furigana(problem: Problem) -> str:
    return f"ふりがな「{problem.seen[:30]}」は、報告書には載りません"


_OF_STRESSED = of_problems(ProblemKind.STRESSED, _stressed)
_OF_FURIGANA = of_problems(ProblemKind.FURIGANA, _furigana)

RULE = Rule(
    code="C26",
    title="ふりがな、値の太字・下線は載らない",
    severity=Severity.NOTE,
    why="文と指標名の太字・斜体・下線は報告書に載りますが、値・単位・グラフの題名のものと、ふりがなは載りません。",
    bad="値の一部を太字にして目立たせている",
    good="書式がなくても伝わる値と、（ ）に入れた読み方",
    advice="書式がなくても伝わるなら、そのままで構いません。読み方が要るなら、（ ）に入れて書いてください。",
    check=lambda rule, checked: chain(_OF_STRESSED(rule, checked), _OF_FURIGANA(rule, checked)),
)
