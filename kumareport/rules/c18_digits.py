"""C18 数字が抜けているか余っている疑い"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.notation import display
from kumareport.rules.outliers import Slip
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    minus = checked.report.settings.minus
    for _, found in checked.outliers:
        if found.slip is Slip.DIGITS:
            shown = display(found.entry.value, minus)
            message = f"{shown} は、この行のほかの値（{found.low:,f}〜{found.high:,f}）から大きく離れています"
            yield rule.finding(found.entry.location, message, found.entry.value.raw)


RULE = Rule(
    code="C18",
    title="数字が抜けているか余っている疑い",
    severity=Severity.WARNING,
    why="数字の打ち落としや二度打ちは、前後の年と比べると分かります。",
    bad="5,345 の並びに 534",
    good="5,345",
    advice="数字を確かめて入れ直してください。正しい値なら確認済にできます。",
    request=Request("数字を確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
