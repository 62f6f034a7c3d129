"""C01 値が読めない"""

from kumareport.model.finding import Severity
from kumareport.model.value import Fault
from kumareport.rules.rule import Request, Rule, of_faults

RULE = Rule(
    code="C01",
    title="値が読めない",
    severity=Severity.ERROR,
    why="値が読めないと、進捗もグラフも作れません。",
    bad="44..6、(45.2)、同左",
    good="44.6、45.2（参考値）、もとの値",
    advice="記入要領の「値の書き方」にそろえて入れ直してください。",
    request=Request(
        "「44.6」「41（H26）」「5,345（概数）」「-」のような書き方で入れ直してください。"
    ),
    check=of_faults(Fault.NOTATION),
)
