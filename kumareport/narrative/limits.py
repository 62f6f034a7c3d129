"""Claims of which years something is so: 令和６年度だけ, 令和５年度が初めて, 一度もない, ２年度とも."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kumareport.narrative.atoms import Atom, atom_at
from kumareport.narrative.claims import Claim, ClaimKind, Limit
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.clauses import is_predicate
from kumareport.narrative.joins import Close
from kumareport.narrative.windows import How, TimeKind
from kumareport.patterns import regex

_LIMITED = (
    ClaimKind.VALUE, ClaimKind.BOUND, ClaimKind.BAND, ClaimKind.LEVEL, ClaimKind.ATTAINMENT, ClaimKind.MOVEMENT,
)  # fmt: skip
_LEVELS = (ClaimKind.BOUND, ClaimKind.BAND, ClaimKind.LEVEL)
_BUT = regex(r"を?除(?:いて|いた|き|く|け)")
_ONLY = regex(r"(?:だけ|のみ|に限ら)|の\d(?:か|カ|ヶ)?年度?(?:間|だけ|のみ)?(?:で|だ|。|$)")
_FIRST = regex(r"初めて|最初|になってから|に入ってから")
_NEVER = regex(
    r"^[^、。]{0,12}た(?:こと|年度?)(?:は|が|も)、?[^、。]{0,14}(?:な[いくか]|ありませ|ございませ)"
)
_EACH = regex(
    r"^[、にはもが]*(?:とも|共に|いずれ|どちら|両年度|の(?:両|\d(?:か|カ|ヶ)?)年度?(?:とも|間)|各$)"
)


def limited(state: ReadingState, claim: Claim) -> Claim:
    """A claim with the years in which its clause says that it is so."""
    told = claim.kind in _LIMITED and claim.count is None and not claim.window.years
    if not told or (claim.kind is ClaimKind.MOVEMENT and _has_number(state, claim)):
        return claim
    excepted = _excepted(state, claim)
    if excepted and (claim.kind is not ClaimKind.MOVEMENT or claim.window.steady):
        # The year left out is not the one that the claim ends in.
        own = None if claim.window.year in excepted else claim.window.year
        return replace(
            claim, limit=Limit.EVERY, years=excepted, window=replace(claim.window, year=own)
        )
    if claim.kind in _LEVELS and claim.window.steady and not claim.negated:
        return replace(claim, limit=Limit.EVERY)
    behind = state.line.text[claim.position :]
    if _NEVER.search(behind) is not None:
        return replace(claim, limit=Limit.NEVER)
    if state.clause.ending.close is Close.CLEFT or _tells_of_years(state):
        return _told_behind(state, claim)
    if _is_first(state, claim):
        return replace(claim, limit=Limit.FIRST)
    if claim.kind in (*_LEVELS, ClaimKind.ATTAINMENT) and _begins_in_a_year(state, claim):
        return replace(claim, limit=Limit.SINCE)
    return _of_each_year(state, claim)


_FROM = regex(r"から(?:は)?(?!の)")


def _begins_in_a_year(state: ReadingState, claim: Claim) -> bool:
    """「令和５年度から100％を割り込んでいる」, in its own clause."""
    window, text = claim.window, state.line.text
    own = state.line.atoms[state.clause.start : state.clause.head]
    said = any(a.year == window.since and _FROM.match(text, a.end) for a in own)
    return said and window.onwards and window.year is None


def _is_first(state: ReadingState, claim: Claim) -> bool:
    """「初めて1,000gを下回った」「1,000gを初めて下回った」."""
    atoms, clause = state.line.atoms, state.clause
    found = [a.start for a in atoms[clause.start : clause.head] if a.is_word("初めて")]
    text = state.line.text
    stop = 0 if claim.quantity is None else claim.quantity.end
    return any(at < claim.position or text[stop:at] in ("を", "に") for at in found)


def _excepted(state: ReadingState, claim: Claim) -> tuple[int, ...]:
    """「少雪だった令和元年度を除けば、毎年度９万人を超えている」: the years left out."""
    text = state.line.text
    but = next((m for m in _BUT.finditer(text) if m.start() < claim.position), None)
    if but is None:
        return ()
    before = [a for a in state.line.atoms if a.end <= but.start()]
    is_told = atom_at(before, len(before) - 1).time is not None
    return tuple(dict.fromkeys(_years(before))) if is_told else ()


def _tells_of_years(state: ReadingState) -> bool:
    """「目標を超えた年度は、令和５年度だけである」."""
    atoms, at = state.line.atoms, state.clause.end
    noun, behind = atom_at(atoms, at), atom_at(atoms, at + 1)
    return noun.text in ("年度", "年") and behind.is_particle("は", "が")


def _has_number(state: ReadingState, claim: Claim) -> bool:
    """「５万人台を回復したのは」: the number is what is so, not the verb."""
    atoms, low = state.line.atoms, state.clause.start
    return any(a.quantity is not None and a.start < claim.position for a in atoms[low:])


def _told_behind(state: ReadingState, claim: Claim) -> Claim:
    """「500件を上回ったのは令和６年度だけ」「38万円を超えたのは令和５年度が初めて」."""
    atoms, low = state.line.atoms, state.clause.end
    high = next((n for n in range(low, len(atoms)) if is_predicate(atoms, n)), len(atoms))
    text = state.line.text[atoms[min(low, len(atoms) - 1)].start :].partition("。")[0]
    years = tuple(dict.fromkeys(_years(atoms[low:high])))
    first = _is_first(state, claim) and years
    if first or _FIRST.search(text):
        return replace(claim, limit=Limit.FIRST, years=years)
    if not years:
        return claim
    if _ONLY.search(text):
        return replace(claim, limit=Limit.ONLY, years=years)
    return replace(claim, limit=Limit.EACH, years=years) if len(years) > 1 else claim


def _years(atoms: Sequence[Atom]) -> Iterator[int]:
    """The years that a phrase lists; 「令和２年度から令和４年度まで」 has the one between, too."""
    last = None
    for n, atom in enumerate(atoms):
        time = atom.time
        if time is None or time.kind is not TimeKind.YEAR or time.how is not How.AT:
            continue
        assert time.year is not None
        if last is not None and atoms[n - 1].text in ("から", "~"):
            yield from range(last + 1, time.year)
        yield time.year
        last = time.year


def _of_each_year(state: ReadingState, claim: Claim) -> Claim:
    """「令和３年度、令和４年度ともに15件」."""
    atoms = state.line.atoms
    timed = [
        n
        for n in range(state.clause.start, len(atoms))
        if atoms[n].start < claim.position and atoms[n].time is not None
    ]
    if len(timed) < 2:
        return claim
    behind = state.line.text[atoms[timed[-1]].end : claim.position]
    years = tuple(dict.fromkeys(_years(atoms[timed[0] : timed[-1] + 1])))
    between = state.line.text[atoms[timed[0]].end : atoms[timed[-1]].start]
    joined = (
        regex(r"(?:と|及び|、|・|から|~|令和|平成|[\d元]|年|度)+").fullmatch(between) is not None
    )
    if not joined or _EACH.search(behind) is None:
        return claim
    return replace(claim, limit=Limit.EACH, years=years)
