"""N04 上回る・下回るの記述が値と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.report import Indicator
from kumareport.model.value import Entry
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.series import Movement, movement
from kumareport.narrative.weigh import value_of_year
from kumareport.narrative.windows import WindowKind
from kumareport.rules.rule import Checked, Request, Rule

_LEVELS = (ClaimKind.AGAINST_BASE, ClaimKind.AGAINST_TARGET)


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for passage in checked.passages:
        for attributed in passage.claims:
            claim = attributed.claim
            if claim.kind not in _LEVELS or claim.window.kind is WindowKind.UNTIL:
                continue
            found = [_contradiction(checked, row, claim) for row in attributed.rows]
            first = next(iter(found), None)
            if first is None or None in found:
                continue
            row = attributed.rows[0]
            level, actual = first
            message = (
                f"「{claim.quote}」とありますが、「{row.name}」は"
                f"{level.period.heading} {level.value.raw}、実績 {actual.period.year} は {actual.value.raw} です"
            )
            yield rule.finding(
                passage.text.location,
                message,
                passage.sentence.shown,
                (level.location, actual.location),
            )


def _contradiction(checked: Checked, row: Indicator, claim: Claim) -> tuple[Entry, Entry] | None:
    """The level and the actual where they stand the other way round; None where they may not."""
    level = row.base if claim.kind is ClaimKind.AGAINST_BASE else row.target
    actual = checked.judged.rows[row.id].actual
    if claim.window.kind is WindowKind.AT:
        actual = value_of_year(row, claim.window)
    if level is None or actual is None or level.number is None or actual.number is None:
        return None
    stands = movement(level.number, actual.number)
    # 「検証値を下回り達成」 is said of both an amount and a result: equal is not enough to object.
    wrong = stands not in (claim.movement, Movement.FLAT)
    return (level, actual) if wrong else None


RULE = Rule(
    code="N04",
    title="上回る・下回るの記述が値と違う",
    severity=Severity.WARNING,
    why="基準値や検証値と比べた記述は、表の値２つで確かめられます。",
    bad="検証値より小さいのに「検証値を上回った」",
    good="検証値より大きくて「検証値を上回った」",
    advice="文と値のどちらが正しいか確かめて直してください。",
    request=Request("文と値のどちらが正しいか確かめ、違うほうを直してください。"),
    check=_check,
)
