"""C11 パーセント表示と単位が合わない"""

from kumareport.model.finding import Severity
from kumareport.model.value import Fault
from kumareport.rules.rule import Request, Rule, of_faults

RULE = Rule(
    code="C11",
    title="パーセント表示と単位が合わない",
    severity=Severity.ERROR,
    why="0.446 を 44.6% と見せるセルでは、44.6 件なのか 0.446 件なのか決められません。",
    bad="単位が「件」のセルがパーセント表示",
    good="単位が「％」、または表示形式が「数値」",
    advice="表示形式を「数値」に直して値を確かめるか、単位を ％ に直してください。",
    request=Request("値を確かめ、％を付けない数値で入れ直してください。"),
    check=of_faults(Fault.PERCENT),
)
