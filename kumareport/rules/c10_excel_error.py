"""C10 値が計算エラーになっている"""

from kumareport.model.finding import Severity
from kumareport.model.value import Fault
from kumareport.rules.rule import Request, Rule, of_faults

RULE = Rule(
    code="C10",
    title="値が計算エラーになっている",
    severity=Severity.ERROR,
    why="#DIV/0! や TRUE は値として載せられません。",
    bad="#DIV/0!、#REF!、TRUE",
    good="12.3",
    advice="数式を直すか、値を直接入れてください。値がまだないときは「-」か「未集計」と入れます。",
    request=Request("値を直接入れてください。値がまだないときは「-」か「未集計」と入れます。"),
    check=of_faults(Fault.EXCEL_ERROR),
)
