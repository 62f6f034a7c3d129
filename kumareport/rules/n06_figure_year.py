"""N06 文の数値が別の年のもの"""

import re
from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.claims import Claim, ClaimKind
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
                f"「{_quote(claim, passage.sentence.plain)}」とありますが、"
                f"表では{claim.words}は {own.entry.data_year} の値です"
                f"（{stated.entry.data_year} は {stated.shown}）"
            )
            yield rule.finding(
                passage.text.location, message, passage.sentence.shown, locations(evidence.points)
            )


def _quote(claim: Claim, text: str) -> str:
    """The words from the year to the number, with the bracket that says whose year it is."""
    found = re.search(f"{re.escape(claim.window.label)}.*?{re.escape(claim.words)}", text)
    return found[0] if found else claim.quote


RULE = Rule(
    code="N06",
    title="文の年の書き方が表と違う",
    severity=Severity.NOTE,
    why="文が（　）で実績の年を断っていても、先に書かれた年の値を表で探した読み手は、違う数値を見つけます。",
    bad="「令和２年度（令和元年実績）には826億円」、表の R2 は 381",
    good="「令和元年には826億円」",
    advice="表の年の書き方に合わせてください。",
    request=Request("表の年の書き方に合わせてください。"),
    check=_check,
)
