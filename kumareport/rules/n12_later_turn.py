"""N12 その後の動きが書かれていない"""

from collections.abc import Iterator
from itertools import chain

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.passages import Passage
from kumareport.narrative.series import IndicatorSeries, Verdict
from kumareport.narrative.weigh import in_words, locations, turned_back, weigh
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage in checked.passages:
        for claim in passage.claims:
            if claim.kind is not ClaimKind.MOVEMENT or len(claim.rows) != 1:
                continue
            row = claim.rows[0]
            turn = turned_back(claim, row)
            # What contradicts the claim as a whole is told by N02.
            told = weigh(claim, row, checked.marks).verdict is Verdict.CONTRADICTS
            if told or turn.verdict is not Verdict.CONTRADICTS or _is_told(checked, passage, claim):
                continue
            words = f"{claim.window.label}…{claim.words}{'に転じ' if claim.turning else ''}"
            message = (
                f"「{words}」とありますが、「{row.name}」がその後 {in_words(turn.points)} と"
                "逆に動いたことは書かれていません"
            )
            yield rule.finding(
                passage.text.location, message, passage.sentence.shown, locations(turn.points)
            )


def _is_told(checked: Checked, passage: Passage, claim: Claim) -> bool:
    """Whether a later sentence of the section says that the row moved otherwise."""
    row = claim.rows[0]
    told = checked.passages_of(passage.section)
    later = told[told.index(passage) + 1 :]
    return any(
        other.kind is ClaimKind.MOVEMENT
        and row in other.rows
        and IndicatorSeries(row).plain(other.movement) is not claim.movement
        for other in chain.from_iterable(after.claims for after in later)
    )


RULE = Rule(
    code="N12",
    title="その後の動きが書かれていない",
    severity=Severity.NOTE,
    why="「〜以降」と書くと、いちばん新しい年までそうだったと読まれます。",
    bad="「R2以降は減少に転じ」、表では R4 と R5 が増えている",
    good="「R2以降は減少に転じたが、R4からは回復している」",
    advice="その後の動きを書き足すか、このままでよければ確認済にしてください。",
    request=Request("その後の動きを書き足してください。このままでよければ、それで構いません。"),
    check=_check,
)
