"""N06 文の数値が別の年のもの"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.claims import ClaimKind
from kumareport.narrative.derive import derive
from kumareport.narrative.series import Verdict
from kumareport.narrative.weigh import locations
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage in checked.passages:
        for claim in passage.claims:
            if claim.kind is not ClaimKind.VALUE or len(claim.rows) != 1 or not claim.window.others:
                continue
            evidence = derive(claim, claim.rows[0])
            if evidence.verdict is not Verdict.FITS or len(evidence.points) != 2:
                continue
            own, stated = evidence.points
            message = (
                f"「{claim.quote}」とありますが、"
                f"{claim.words}は表では {own.entry.data_year} の値で、"
                f"{stated.entry.data_year} は {stated.shown} です"
            )
            yield rule.finding(
                passage.text.location, message, passage.sentence.shown, locations(evidence.points)
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
