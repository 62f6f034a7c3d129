"""C08 値が日付になっている"""

from kumareport.model.finding import Severity
from kumareport.model.value import Fault
from kumareport.rules.rule import Request, Rule, of_faults

RULE = Rule(
    code="C08",
    title="値が日付になっている",
    severity=Severity.ERROR,
    why="Excel は「3-1」や「1/2」を日付に変えます。もとの値は残りません。",
    bad="2024/3/1（「3-1」と打った）",
    good="3（数値）",
    advice="セルの表示形式を「標準」か「数値」に戻してから、値を入れ直してください。",
    request=Request("値を入れ直してください。"),
    check=of_faults(Fault.DATE),
)
