"""C17 けたがずれている疑い"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.notation import display
from kumareport.rules.outliers import Slip
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    minus = checked.report.settings.minus
    for _, found in checked.outliers:
        if found.slip is Slip.SHIFTED:
            shown = display(found.entry.value, minus)
            times = f"{found.factor:,f} 倍" if found.factor > 1 else f"{1 / found.factor:,f} 分の 1"
            message = f"{shown} は、この行のほかの値（{found.low:,f}〜{found.high:,f}）のおよそ {times}です"
            yield rule.finding(found.entry.location, message, found.entry.value.raw)


RULE = Rule(
    code="C17",
    title="けたがずれている疑い",
    severity=Severity.WARNING,
    why="小数点や千の位取りを１つ間違えると、進捗もグラフも変わります。",
    bad="44.6 の並びに 446",
    good="44.6",
    advice="けたを確かめて入れ直してください。正しい値なら確認済にできます。",
    request=Request("けたを確かめてください。正しければ、このままで構いません。"),
    check=_check,
)
