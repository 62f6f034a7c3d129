"""N06 文の数値が別の年のもの"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.figures import FigureFault
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage, figure in checked.figures:
        if figure.fault is not FigureFault.OTHER_YEAR or figure.expected is None:
            continue
        entry, stated = figure.entry, figure.expected
        message = (
            f"「{figure.window.label}{figure.quantity.words}」とありますが、"
            f"{figure.quantity.words}は表では {entry.data_year} の値で、"
            f"{stated.data_year} は {stated.value.raw} です"
        )
        yield rule.finding(
            passage.text.location,
            message,
            passage.sentence.shown,
            (entry.location, stated.location),
        )


RULE = Rule(
    code="N06",
    title="文の数値が別の年のもの",
    severity=Severity.NOTE,
    why="文にある年の値を表で探した読み手が、違う数値を見つけます。",
    bad="「令和２年度（令和元年実績）には826億円」、表の R2 は 381",
    good="「令和元年には826億円」",
    advice="表の年の書き方に合わせてください。",
    request=Request("表の年の書き方に合わせてください。"),
    check=_check,
)
