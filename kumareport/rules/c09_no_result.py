"""C09 数式の計算結果がない"""

from kumareport.model.finding import Severity
from kumareport.model.value import Fault
from kumareport.rules.rule import Request, Rule, of_faults

RULE = Rule(
    code="C09",
    title="数式の計算結果がない",
    severity=Severity.ERROR,
    why="計算結果が保存されていないと、値が分かりません。",
    bad="=B4/C4 だけで結果がない",
    good="Excel で開いて保存した数式、または数値",
    advice="Excel で開いて上書き保存してください。それでも出るときは、値を直接入れてください。",
    request=Request("値を直接入れてください。"),
    check=of_faults(Fault.NO_RESULT),
)
