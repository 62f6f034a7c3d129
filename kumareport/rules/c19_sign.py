"""C19 符号が逆の疑い"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.notation import display
from kumareport.rules.outliers import Slip
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    minus = checked.report.settings.minus
    for _, found in checked.outliers:
        if found.slip is Slip.SIGN:
            shown = display(found.entry.value, minus)
            message = f"{shown} は、この行のほかの値と符号が逆です"
            yield rule.finding(found.entry.location, message, found.entry.value.raw)


RULE = Rule(
    code="C19",
    title="符号が逆の疑い",
    severity=Severity.WARNING,
    why="▲ や △ の付け忘れ・付け過ぎは、前後の年と比べると分かります。",
    bad="正の値の並びに ▲44.6",
    good="44.6",
    advice="符号を確かめて入れ直してください。正しい値なら確認済にできます。",
    request=Request("符号を確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
