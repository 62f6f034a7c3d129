"""C12 決められた語でない"""

from kumareport.model.finding import Severity
from kumareport.model.value import Fault
from kumareport.rules.rule import Rule, of_faults

RULE = Rule(
    code="C12",
    title="決められた語でない",
    severity=Severity.ERROR,
    why="語の検証値は 上昇・減少・維持、値がないときは 中止・未集計 などに決まっています。",
    bad="良化、ふえる、？",
    good="上昇、減少、維持、未集計",
    advice="記入要領の「値の書き方」にある語に直してください。",
    check=of_faults(Fault.WORD),
)
