"""N01 達成の記述が進捗と違う"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.mark import Mark
from kumareport.narrative.claims import ClaimKind
from kumareport.narrative.passages import Attributed
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    symbols = checked.report.settings.symbols
    for passage in checked.passages:
        for attributed in passage.claims:
            if attributed.claim.kind is not ClaimKind.MARK:
                continue
            marks = _marks(checked, attributed)
            if marks and not marks & set(attributed.claim.marks):
                rows = attributed.rows
                shown = "・".join(symbols.get(mark, mark) for mark in Mark if mark in marks)
                message = (
                    f"「{attributed.claim.quote}」とありますが、「{rows[0].name}」の進捗は {shown} です"
                    f"（{checked.judged.rows[rows[0].id].explanation}）"
                )
                related = tuple(row.location for row in rows)
                yield rule.finding(passage.text.location, message, passage.sentence.shown, related)


def _marks(checked: Checked, attributed: Attributed) -> set[Mark]:
    """The marks of the rows meant; also that of their group, which is what is printed."""
    found = [checked.judged.rows[row.id].mark for row in attributed.rows]
    found += [checked.printed_marks[row.id] for row in attributed.rows]
    return {mark for mark in found if mark is not None}


RULE = Rule(
    code="N01",
    title="達成の記述が進捗と違う",
    severity=Severity.WARNING,
    why="読み手は文と進捗の記号を見比べます。",
    bad="進捗が × の指標に「検証値を達成した」",
    good="進捗が × の指標に「未達成となった」",
    advice="文と値のどちらが正しいか確かめて直してください。",
    check=_check,
)
