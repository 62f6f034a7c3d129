"""N14 まだ実績のない年の増減が書かれている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.period import Role
from kumareport.narrative.claims import ClaimKind
from kumareport.rules.rule import Checked, Request, Rule

_KINDS = (ClaimKind.MOVEMENT, ClaimKind.STREAK, ClaimKind.CHANGE, ClaimKind.VALUE)


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage in checked.passages:
        for claim in passage.claims:
            year = claim.window.year
            if claim.kind not in _KINDS or not year or len(claim.rows) != 1 or claim.doubt:
                continue
            row = claim.rows[0]
            years = [entry.period.year for entry in row.of_role(Role.ACTUAL)]
            newest = max(years, key=lambda year: year.ad, default=None)
            if newest and year > newest.ad:
                message = f"「{claim.quote}」とありますが、「{row.name}」の実績は {newest} までです"
                yield rule.finding(passage.text.location, message, passage.sentence.shown)
                break


RULE = Rule(
    code="N14",
    title="まだ実績のない年の増減が書かれている",
    severity=Severity.WARNING,
    why="表にない年の増減は、読み手が確かめられません。",
    bad="実績が R5 までの表に「令和６年度は減少した」",
    good="「令和５年度は減少した」",
    advice="年を確かめてください。見込みなら「見込み」と書いてください。",
    request=Request("年を確かめてください。見込みなら「見込み」と書いてください。"),
    check=_check,
)
