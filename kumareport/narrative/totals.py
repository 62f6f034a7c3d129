"""Sums and averages told in a clause, and what came to a running total in a year."""

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.narrative import lexicon
from kumareport.narrative.atoms import atom_at
from kumareport.narrative.behind import NumberReading, NumberRole
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.combined import parts_before
from kumareport.narrative.figure_words import figure_quote, figure_subject
from kumareport.narrative.frames import window_of
from kumareport.narrative.measures import growth_of
from kumareport.narrative.sentences import flatten
from kumareport.narrative.whom import subject_of
from kumareport.patterns import regex

YEARLY = regex(
    r"単年|年度ごと|各年度|1年間に|当年度|年度中|新たに|新規に|うち|年度分|単年度|(?<!\d)年間で|この1年|今年度は|年度内|を新たに"
)


_VERB = regex("(?<=[しえけげせてめれ])、")
_RUNNING = regex(r"累計|累積|延べ|通算|総数")


def is_running(row: Indicator) -> bool:
    """Whether a row is a running total."""
    return regex("累計|累積|通算").search(row.name + "".join(row.notes)) is not None


def is_increment(state: ReadingState, index: int, claim: Claim) -> bool:
    """Whether a number is what came to a running total in a year: 「累計63人、うち当年度は18人」."""
    if not is_running(claim.rows[0]):
        return False
    atoms = state.line.atoms
    held = [a.end for a in atoms[:index] if a.quantity or _RUNNING.search(a.text)]
    near = state.line.text[max(held, default=0) : atoms[index].start]
    # 「250台のうち240台」 is a part of a number, not of a year.
    near = near.removeprefix("のうち")
    if held:
        # 「７件を新たに締結し、73件となった」: what is said of another number ends with its verb.
        near = _VERB.split(near)[-1]
    clause = state.line.text[atoms[state.clause.start].start : atoms[index].start]
    if not _RUNNING.search(clause) and _RUNNING.search(state.line.text[atoms[index].end :]):
        return True
    return YEARLY.search(near) is not None or (
        YEARLY.search(state.line.text[: atoms[index].start]) is not None and "前年度の" in near
    )


_OF_YEARS = (
    ClaimKind.BOUND, ClaimKind.BAND, ClaimKind.RECORD, ClaimKind.RANK, ClaimKind.MOVEMENT, ClaimKind.STREAK,
)  # fmt: skip
_PER_YEAR = regex(
    r"単年|年度ごと|(?<!\d)年間(?!平均|合計|目標)|各年度|1年間に|年度中に|新たに|新規に"
)


def of_one_year(state: ReadingState, claim: Claim) -> Claim:
    """「年間の養成者数は令和５年度が最も多い」 of a running total: what each year added is meant."""
    if claim.kind not in _OF_YEARS or len(claim.rows) != 1 or claim.measure:
        return claim
    row = claim.rows[0]
    before = state.line.text[state.line.atoms[state.clause.start].start : claim.position]
    yearly = _PER_YEAR.search(before.replace(flatten(row.name), "")) is not None
    if not is_running(row) or not yearly or _RUNNING.search(before):
        return claim
    return replace(claim, rows=(growth_of(row, "年度ごとの分"),), measure="年度ごとの分")


_TOTAL = regex(
    r"(?P<n>\d+)?(?:つの)?(?:地区|種|施設|指標|事業|項目|会場|校種|館)?[^、。]{0,12}?(?:単純)?(?P<what>平均|合計|計|延べ)(?:値|件数|人数|額|数)?(?:は|で|が|:|(?:に?し(?:ます)?|に?する|に?いたします)と)?、?$"
)


def total_told(state: ReadingState, index: int, reading: NumberReading) -> Claim | None:
    """「4地区の単純平均は42.0％」「4種の相談件数の合計は1,024件」; of one indicator, over years."""
    atoms, quantity = state.line.atoms, state.line.atoms[index].quantity
    assert quantity is not None
    if reading.role not in (NumberRole.VALUE, NumberRole.UNKNOWN, NumberRole.BOUND):
        return None
    low = atoms[state.clause.start].start
    before = state.line.text[low : quantity.start]
    match = _TOTAL.search(before)
    named = _joined(state, index)
    if named:
        window = window_of(atoms, state.clause.start, index, state.carried)
        return Claim(ClaimKind.TOTAL, named, quantity.words, before + quantity.words, window, quantity=quantity, measure="合計", position=quantity.start)  # fmt: skip
    if match is None:
        return None
    what = "平均" if match["what"] == "平均" else "合計"
    window = window_of(atoms, state.clause.start, index, state.carried)
    if window.foreign or not state.clause.ending.fact:
        return None
    subject = figure_subject(state, index)
    rows = state.resolver.everything
    spans = window.years or window.since is not None or window.plan
    if spans and subject is not None and len(subject.rows) == 1:
        kind = ClaimKind.AVERAGE if what == "平均" else ClaimKind.SUM
        return Claim(kind, subject.rows, quantity.words, figure_quote(state, index, reading), window, by_name=subject.by_name, quantity=quantity,
                     position=quantity.start)  # fmt: skip
    if match["n"] and len(rows) > 1 and not spans:
        return Claim(ClaimKind.TOTAL, rows, quantity.words, before[match.start() :] + quantity.words, window, quantity=quantity, measure=what,
                     total=int(match["n"]), position=quantity.start)  # fmt: skip
    return None


JOINED = regex(
    r"(?<!年間で)(?<!年で)(?:合わせ|合計し|合算し)(?!る(?!と)|も)[^、。は]{0,20}は?、?(?:約)?$"
)


def _joined(state: ReadingState, index: int) -> tuple[Indicator, ...]:
    """「ＡとＢを合わせた利用者数は」: whom a number joins; none where it is of one indicator."""
    atoms = state.line.atoms[:index]
    if (
        not JOINED.search(state.line.text[: state.line.atoms[index].start])
        or not state.clause.ending.fact
    ):
        return ()
    for verb in range(1, index):
        parts = parts_before(0, verb, state.resolver)
        if parts is not None and not all(any(a.rows for a in part) for part in parts):
            # 「ＡとＢと幼稚園を合わせた」: not all of them are known.
            return ()
    named = (a.rows for a in atoms if len(a.rows) == 1)
    rows = dict.fromkeys(row for rows in named for row in rows)
    return tuple(rows) if len(rows) > 1 else ()


def newly_added(state: ReadingState, index: int) -> Claim | None:
    """「新たに27人が加わり」, of a running total."""
    atoms, quantity = state.line.atoms, state.line.atoms[index].quantity
    assert quantity is not None
    if not state.clause.ending.fact:
        return None
    subject = subject_of(state, index)
    if (
        subject is None
        or len(subject.rows) != 1
        or (state.scope.local is not None and state.scope.local.is_foreign)
    ):
        return None
    window = window_of(atoms, state.clause.start, index, state.carried)
    claim = Claim(
        ClaimKind.INCREMENT,
        subject.rows,
        quantity.words,
        quantity.words,
        window,
        by_name=subject.by_name,
        quantity=quantity,
        position=quantity.start,
    )
    joined, done = atom_at(atoms, index + 1), atom_at(atoms, index + 2)
    is_new = is_increment(state, index, claim) or (
        _RUNNING.search(state.line.text) is not None
        and regex("累計|累積").search(subject.rows[0].name) is not None
        and joined.is_particle("を", "の")
        and done.is_among(lexicon.ADDING)
    )
    return claim if is_new and not window.foreign else None
