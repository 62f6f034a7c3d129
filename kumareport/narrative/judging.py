"""What is wrong with a sentence: its contradicted claims, one for each cause, with what to write."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Attainment
from kumareport.narrative.among import together
from kumareport.narrative.attained import Marks, Printed
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.otherwise import doubt_beside
from kumareport.narrative.passages import Passage
from kumareport.narrative.series import Evidence, Point, Verdict, movement
from kumareport.narrative.weigh import count_of, in_words, weigh, without_count

_FIRST = (
    ClaimKind.VALUE, ClaimKind.BAND, ClaimKind.INCREMENT, ClaimKind.TARGET_VALUE, ClaimKind.BASE_VALUE, ClaimKind.CHANGE, ClaimKind.RATE, ClaimKind.RATIO, ClaimKind.GAP, ClaimKind.ATTAINMENT_RATE,
    ClaimKind.AVERAGE, ClaimKind.SUM, ClaimKind.TOTAL, ClaimKind.BOUND, ClaimKind.STREAK, ClaimKind.RANK, ClaimKind.RECORD, ClaimKind.AMONG, ClaimKind.MOVEMENT, ClaimKind.SYMBOL,
    ClaimKind.ATTAINMENT, ClaimKind.LEVEL,
)  # fmt: skip
"""Of several claims that one cell makes wrong, the first of these is told: it says most exactly what."""


class Contradiction(Struct, frozen=True):
    """A claim that the table does not bear out.

    Attributes:
        row: the indicator; the first of the section where their number is what is wrong.
        evidence: the cells and the derivation.
        counted: of how many indicators the claim holds, where it tells another number.
    """

    passage: Passage
    claim: Claim
    row: Indicator
    evidence: Evidence
    counted: int | None = None
    consistent: bool = False


def contradictions(passage: Passage, marks: Marks) -> tuple[Contradiction, ...]:
    """The contradicted claims of a sentence, one for each cause."""
    certain = (claim for claim in passage.claims if claim.doubt is None)
    found = [c for claim in certain for c in _contradictions(passage, claim, marks)]
    found = [c for c in found if not _is_of_another_pair(c, found)]
    found.sort(key=lambda c: (_FIRST.index(c.claim.kind), c.claim.position))
    kept: list[Contradiction] = []
    for one in found:
        cells = {point.entry.location for point in one.evidence.points}
        told = [k for k in kept if k.row.id == one.row.id and (not cells or _shares(k, one))]
        if not told:
            kept.append(one)
    return tuple(sorted(kept, key=lambda c: c.claim.position))


def _is_of_another_pair(one: Contradiction, found: Sequence[Contradiction]) -> bool:
    """「件数も86件から102件に増えた」: neither end is the row's; both count something else."""
    values = sorted(
        (c for c in found if c.claim.kind is ClaimKind.VALUE and c.row.id == one.row.id),
        key=lambda c: c.claim.position,
    )
    return any(
        one in pair and pair[0].claim.start is Start.UNSAID and pair[1].claim.start is None
        for pair in pairwise(values)
    )


def _shares(kept: Contradiction, one: Contradiction) -> bool:
    """Whether two rest on the same newest cell, or on cells all of which the first has told."""
    first = [p.entry.location for p in kept.evidence.points]
    second = [p.entry.location for p in one.evidence.points]
    return not first or second[-1] == first[-1] or set(second) <= set(first)


def _contradictions(passage: Passage, claim: Claim, marks: Marks) -> Iterator[Contradiction]:
    if claim.count is not None:
        yield from _miscounted(passage, claim, marks)
        return
    if claim.kind in (ClaimKind.AMONG, ClaimKind.TOTAL):
        evidence = together(claim, passage.section.indicators)
        if evidence.verdict is Verdict.CONTRADICTS:
            yield Contradiction(passage, claim, claim.rows[0], evidence)
        return
    if _is_measured(passage, claim, marks):
        return
    found = [(row, weigh(claim, row, marks)) for row in claim.rows]
    if claim.only:
        others = claim.others or passage.section.indicators
        found += [
            (row, _turned(weigh(claim, row, marks))) for row in others if row not in claim.rows
        ]
    wrong = [(row, e) for row, e in found if e.verdict is Verdict.CONTRADICTS]
    if not claim.each and len(wrong) < len(found):
        return
    for row, evidence in wrong if claim.each else wrong[:1]:
        if row in claim.rows and doubt_beside(claim, row, marks) is not None:
            continue
        yield Contradiction(
            passage, claim, row, evidence, consistent=_is_consistent(passage, claim)
        )


def _is_measured(passage: Passage, claim: Claim, marks: Marks) -> bool:
    """「0.4㎡の増加」: the number in the word's clause follows from the table; so does the word."""
    sizes = (
        c
        for c in passage.claims
        if c.kind is ClaimKind.CHANGE and c.rows == claim.rows and c.movement is claim.movement
    )
    return claim.kind is ClaimKind.MOVEMENT and any(
        size.position < claim.position
        and size.words in claim.quote
        and all(
            weigh(size, row, marks).verdict is Verdict.FITS
            or doubt_beside(size, row, marks) is not None
            for row in size.rows
        )
        for size in sizes
    )


def _turned(evidence: Evidence) -> Evidence:
    """のみ: what holds of another one contradicts."""
    verdict = (
        Verdict.CONTRADICTS
        if evidence.verdict is Verdict.FITS and evidence.points
        else Verdict.UNKNOWN
    )
    return replace(
        evidence, verdict=verdict, derived="同じことが言えるため、「のみ」に当たりません"
    )


def _miscounted(passage: Passage, claim: Claim, marks: Marks) -> Iterator[Contradiction]:
    rows = claim.rows
    if claim.total is not None and claim.total != len(rows):
        return
    counted = count_of(without_count(claim), rows, marks)
    if counted is not None and counted != claim.count and _strictly(claim, marks) != claim.count:
        yield Contradiction(passage, claim, rows[0], Evidence(Verdict.CONTRADICTS), counted)


def _strictly(claim: Claim, marks: Marks) -> int | None:
    """How many marks say 未達成 themselves, where 「未達成」 may leave out those that are near."""
    if claim.kind is not ClaimKind.ATTAINMENT or Attainment.MISSED not in claim.attainments:
        return None
    printed = [marks.get(row.id, Printed()).marks for row in claim.rows]
    return sum(any(m.attainment is Attainment.MISSED for m in found) for found in printed)


def _is_consistent(passage: Passage, claim: Claim) -> bool:
    """Whether the sentence's own numbers agree: 79.3 + 2.2 = 81.5. Then the table may be what is wrong."""
    numbers = {
        c.quantity.number
        for c in passage.claims
        if c.kind is ClaimKind.VALUE and c.rows == claim.rows and c.quantity
    }
    changes = {
        abs(c.quantity.number)
        for c in passage.claims
        if c.kind is ClaimKind.CHANGE and c.rows == claim.rows and c.quantity
    }
    differences = {abs(a - b) for a in numbers for b in numbers if a != b}
    return bool(differences & changes)


_DIRECTIONS: Mapping[Movement, str] = {
    Movement.UP: "増",
    Movement.DOWN: "減",
    Movement.FLAT: "横ばい",
}


def explanation(found: Contradiction) -> str:
    """The finding's message: what is written, what the table says, and which side is likely wrong."""
    claim, row, evidence = found.claim, found.row, found.evidence
    if found.counted is not None:
        return f"「{claim.quote}」とありますが、表でこれに当たる指標は {found.counted} です（文では {claim.count}）"
    return f"「{claim.quote}」とありますが、「{row.name}」は{_what(claim, evidence)}{_side(found)}"


def _what(claim: Claim, evidence: Evidence) -> str:
    """What the table says instead."""
    points, derived = evidence.points, evidence.derived
    if claim.kind is ClaimKind.ATTAINMENT:
        cells = "、".join(f"{_place(point)} {point.shown}" for point in points)
        if not cells:
            return derived
        return f"{cells}で、{derived}" if derived else f"{cells} です"
    if derived:
        return derived
    if claim.kind is ClaimKind.LEVEL:
        level, end = points
        side = "上回っています" if end.number > level.number else "下回っています"
        side = side if end.number != level.number else "同じ値です"
        return f"{_place(level)} {level.shown}、{_place(end)} {end.shown} で、{side}"
    if len(points) == 2 and points[0].year < points[1].year:
        return f"{points[0].shown}（{points[0].entry.data_year}）→{points[1].shown}（{points[1].entry.data_year}）で{_difference(*points)}です"
    return f" {in_words(points)} です"


def _place(point: Point) -> str:
    return f"{point.entry.period.heading} {point.entry.data_year}"


def _difference(first: Point, last: Point) -> str:
    moved = movement(first.number, last.number)
    if moved is Movement.FLAT:
        return "増減なし"
    size = abs(last.number - first.number)
    return f"{_plain(size)}の{_DIRECTIONS[moved]}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def _side(found: Contradiction) -> str:
    if (
        found.evidence.likely is not None
        and found.evidence.likely.year < found.evidence.points[-1].year
    ):
        return "。前の年の文が残っていないか確かめてください"
    if found.consistent:
        return "。文の数値どうしは合っているので、表の値も確かめてください"
    return ""
