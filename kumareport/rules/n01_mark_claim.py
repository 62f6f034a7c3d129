"""N01 達成の記述が進捗と違う"""

from collections.abc import Iterator

from kumareport.marks import direction_of
from kumareport.model.finding import Finding, Severity
from kumareport.model.mark import Attainment, Direction
from kumareport.model.period import Role
from kumareport.model.report import Indicator
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.passages import Attributed
from kumareport.narrative.weigh import value_of_year
from kumareport.narrative.windows import WindowKind
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage in checked.passages:
        for attributed in passage.claims:
            if attributed.claim.kind is not ClaimKind.MARK:
                continue
            row = _contradicting(checked, attributed)
            if row is not None:
                printed = checked.printed_marks[row.id]
                shown = printed.symbol if printed else ""
                message = (
                    f"「{attributed.claim.quote}」とありますが、「{row.name}」の進捗は {shown} です"
                    f"（{checked.judged.rows[row.id].explanation}）"
                )
                yield rule.finding(
                    passage.text.location, message, passage.sentence.shown, (row.location,)
                )


def _contradicting(checked: Checked, attributed: Attributed) -> Indicator | None:
    """The row that the claim is wrong about: any of them where all are meant, else all of them."""
    claim = attributed.claim
    wrong: list[Indicator] = []
    for row in attributed.rows:
        said = _attainments(checked, row)
        if said and not said & set(claim.attainments) and not _held_earlier(row, claim):
            wrong.append(row)
        elif not claim.of_all:
            return None
    return wrong[0] if wrong else None


def _held_earlier(row: Indicator, claim: Claim) -> bool:
    """Whether the claim is about an earlier year, in which it held: 「令和２年度には達成した」."""
    if claim.window.kind is not WindowKind.AT or row.target is None:
        return False
    entry = value_of_year(row, claim.window)
    newest = max((e.period.year.ad for e in row.of_role(Role.ACTUAL)), default=0)
    if entry is None or entry.period.year.ad >= newest or entry.number is None:
        return entry is None
    direction = direction_of(row, row.target)
    if direction is None or row.target.number is None:
        return True
    higher = direction is Direction.HIGHER
    reached = entry.number >= row.target.number if higher else entry.number <= row.target.number
    return reached is (Attainment.ACHIEVED in claim.attainments)


def _attainments(checked: Checked, row: Indicator) -> set[Attainment]:
    """What the mark of the row itself says, and that of its group, which is what is printed."""
    found = (checked.judged.rows[row.id].mark, checked.printed_marks[row.id])
    return {mark.attainment for mark in found if mark and mark.attainment}


RULE = Rule(
    code="N01",
    title="達成の記述が進捗と違う",
    severity=Severity.WARNING,
    why="読み手は文と進捗の記号を見比べます。",
    bad="進捗が × の指標に「検証値を達成した」",
    good="進捗が × の指標に「未達成となった」",
    advice="文と値のどちらが正しいか確かめて直してください。",
    request=Request("文と値のどちらが正しいか確かめ、違うほうを直してください。"),
    check=_check,
)
