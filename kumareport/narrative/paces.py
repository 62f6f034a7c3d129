"""Claims about a growth or a distance itself: 伸びは鈍化した, 減少幅が年々拡大した, 目標との差が縮まった."""

from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Level, atom_at
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.clause_state import (
    ReadingState,
    has_time,
    is_compound,
    polarity_of,
    quote_of,
    window_in,
)
from kumareport.narrative.found_words import find_word, meaning
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.measures import MEASURED, measured
from kumareport.narrative.resolver import Aspect, Subject
from kumareport.narrative.whom import subject_of
from kumareport.narrative.windows import TimeKind
from kumareport.patterns import regex

_GROWTH = regex(lexicon.GROWTH_NOUNS)
_APART = ("差", "開き", "乖離", "かい離", "隔たり")
_NO_NOUN = regex(r"(?:増減|変化)$")


def read_pace(state: ReadingState, index: int) -> tuple[Claim | None, int]:
    """「伸びは年々鈍化している」「差が縮まった」."""
    atoms, clause = state.line.atoms, state.clause
    high = min(clause.end, len(atoms))
    size = find_word(atoms, index, high, lexicon.PACES)
    if not size:
        return None, 0
    moved = meaning(atoms, index, high, lexicon.PACES)
    most = any(a.is_among(lexicon.MOST) for a in atoms[clause.start : index])
    if most or not isinstance(moved, Movement):
        # 「最も伸びが大きかったのは」 compares it with others.
        return None, 0
    subject = growth_told(state, index)
    if subject is None:
        return None, 0
    fact, negated = polarity_of(state, index, size)
    fact = fact or (clause.ending.fact and atoms[clause.head].is_word("なる", "ある", "だ", "です"))
    window = window_in(state, index)
    own = measured(subject)
    if not fact or window.foreign or is_compound(atoms, index + size):
        return None, size
    streak = has_time(state, TimeKind.STREAK)
    claim = Claim(ClaimKind.STREAK if streak else ClaimKind.MOVEMENT, own.rows, state.line.text[atoms[index].start : atoms[index + size - 1].end],
                  quote_of(state, index, size), window, own.each, own.by_name, negated, moved, every_step=window.steady,
                  measure=own.measure, position=atoms[index].start)  # fmt: skip
    return claim, size


def growth_told(state: ReadingState, index: int) -> Subject | None:
    """Whose growth or distance a word at an index is told of; None where it is of a value itself."""
    low, high = _noun_before(state, index)
    if low < high:
        # 「利用者数の伸びが鈍化」
        noun = "".join(atom.text for atom in state.line.atoms[low:high])
        return _of_growth(subject_of(state, low), noun)
    current = state.scope.current
    if current is not None and current.measure in _APART:
        # 「男女差は広がった」
        return current
    if atom_at(state.line.atoms, high - 1).text in _APART:
        return _from_target(state, high - 1)
    behind = state.line.atoms[index + 1 : index + 3]
    if any(atom.is_particle("は", "が", "も", "の") for atom in behind[:1]):
        # 「減少は５年連続である」
        return None
    subject = state.scope.current
    named = subject is not None and subject.aspect in MEASURED and len(subject.rows) == 1
    return subject if named else None


def _of_growth(own: Subject | None, noun: str) -> Subject | None:
    if own is None or len(own.rows) != 1 or _NO_NOUN.search(noun):
        return None
    if own.aspect in MEASURED:
        return own
    return replace(own, aspect=Aspect.CHANGE, noun=noun) if own.aspect is Aspect.VALUE else None


def _from_target(state: ReadingState, at: int) -> Subject | None:
    """「目標との差が広がった」."""
    atoms = state.line.atoms
    near = [n for n in range(max(state.clause.start, at - 4), at) if atoms[n].level is Level.TARGET]
    current = state.scope.topic
    if not near or current is None or len(current.rows) != 1:
        return None
    noun = "".join(atom.text for atom in atoms[near[-1] : at + 1])
    return replace(current, aspect=Aspect.GAP, noun=noun)


def _noun_before(state: ReadingState, index: int) -> tuple[int, int]:
    """Between which indices a noun of growth is the subject of a word; nothing where none is."""
    atoms = state.line.atoms
    nouns = (
        n
        for n in range(index - 1, state.clause.start, -1)
        if atoms[n].is_particle("が", "は", "も")
    )
    high = low = next(nouns, 0)
    for at in range(high - 1, max(state.clause.start, high - 4) - 1, -1):
        if _GROWTH.fullmatch("".join(atom.text for atom in atoms[at:high])):
            low = at
    return low, high
