"""Whom a number is about, and the words that tell it."""

from kumareport.narrative.aspects import Aspect, Subject
from kumareport.narrative.atoms import AtomKind, atom_at
from kumareport.narrative.behind import NumberReading
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.scope import with_aspect
from kumareport.narrative.whom import subject_of
from kumareport.patterns import regex

_CAUSE = regex("により|によって|に伴|を受け|ため|から、|影響")


def _text(state: ReadingState, low: int, high: int) -> str:
    return "".join(a.text for a in state.line.atoms[low:high])


def figure_subject(state: ReadingState, index: int) -> Subject | None:
    """The name right before a number, else the clause's subject."""
    atoms, clause = state.line.atoms, state.clause
    nearest = _own_topic(state, index)
    if nearest is not None:
        return with_aspect(nearest, state.scope)
    local = state.scope.local
    for at in range(index - 1, clause.start - 1, -1):
        atom = atoms[at]
        if atom.is_particle("が") and local is not None and local.is_foreign:
            # 「来館者数は、中央館が52万人と」
            return local
        if atom.is_particle("が") and local is not None and local.aspect is Aspect.ATTAINMENT:
            # 「参加者数は、目標に対する達成率が92.0％」
            return local
        if atom.kind is AtomKind.QUANTITY:
            break
        if atom.kind is AtomKind.MENTION and _CAUSE.search(_text(state, at, index)):
            # 「西部は、東部の増加により250人増加した」
            break
        if atom.kind is AtomKind.MENTION:
            start = state.resolver.phrase_start(at + 1, clause.start)
            end = at + 1
            while (
                end < index
                and atoms[end].kind in (AtomKind.WORD, AtomKind.REFERENCE)
                and (
                    not atoms[end].is_particle("は", "が", "も", "で", "に")
                    or (atoms[end].text == "に" and atoms[end + 1].is_word("対する"))
                )
                and atoms[end].text != "、"
            ):
                end += 1
            while end > at + 1 and atoms[end - 1].text == "の":
                end -= 1
            nearest = state.resolver.resolve(start, end)
            break
    if nearest is not None and nearest.rows:
        local = state.scope.local
        if local is not None and local.rows == nearest.rows and nearest.aspect is Aspect.VALUE:
            # 「受診率は、達成率は95.8％」
            return local
        return with_aspect(nearest, state.scope)
    return subject_of(state, index)


def _own_topic(state: ReadingState, index: int) -> Subject | None:
    """「国語は2.1ポイント、算数は1.1ポイント」: where a later topic follows, the one before the number."""
    atoms, clause = state.line.atoms, state.clause
    later = any(a.is_particle("は", "が") for a in atoms[index + 1 : clause.head])
    at = next(
        (n for n in range(index - 1, clause.start, -1) if atoms[n].is_particle("は", "が", "も")),
        None,
    )
    if not later or at is None:
        return None
    # 「新規の受付は29件、成約は24件」: the first is of nobody known, not of the later one.
    return state.resolver.resolve(state.resolver.phrase_start(at, clause.start), at)


def figure_quote(state: ReadingState, index: int, reading: NumberReading) -> str:
    atoms = state.line.atoms
    low, high = index, index
    if reading.time >= 0:
        low = reading.time
    if reading.word >= 0:
        high = reading.word
    else:
        while atom_at(atoms, high + 1).pos[0] == "助詞":
            high += 1
    return state.line.text[atoms[low].start : atoms[high].end]
