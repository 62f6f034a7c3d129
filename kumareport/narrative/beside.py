"""A number held against a level that stands beside it: a target told first, or somebody else's number."""

from collections.abc import Iterator

from kumareport.model.indicator import Indicator
from kumareport.narrative import lexicon
from kumareport.narrative.aspects import Aspect, Subject
from kumareport.narrative.atoms import Level
from kumareport.narrative.behind import NumberReading, NumberRole
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.figure_windows import figure_window
from kumareport.narrative.gap_words import says_side
from kumareport.narrative.measures import difference_of
from kumareport.narrative.quantities import quantities
from kumareport.narrative.sentences import flatten
from kumareport.narrative.subjects import named
from kumareport.patterns import regex

_THAN = ("を", "より", "よりも")
_TO_TARGET = regex(r"(?:に対し(?:て|ては)?|より(?:も)?|[にと]比べ(?:て|ると)?)、?$")


def beside_row(state: ReadingState, index: int, subject: Subject) -> Indicator | None:
    """「女性は男性を4.1歳上回っている」「男性より4.1歳高い」: the difference between two indicators, as a row."""
    atoms, quantity = state.line.atoms, state.line.atoms[index].quantity
    nouns = (n for n in range(index - 1, state.clause.start, -1) if atoms[n].is_particle(*_THAN))
    at = next(nouns, -1)
    if at < 0 or quantity is None:
        return None
    start = state.resolver.phrase_start(at, state.clause.start)
    words = "".join(a.text for a in atoms[start:at])
    other = named(words, state.resolver.names) if start < at else ()
    own = subject.rows[0]
    if len(other) != 1 or other[0] is own or flatten(other[0].unit) != flatten(own.unit):
        return None
    return difference_of(own, other[0], f"{own.name}と{other[0].name}の差")


def is_beside_target(state: ReadingState, index: int, reading: NumberReading) -> bool:
    """「目標値24.0％に対しリサイクル率は４ポイント低く」: an adjective compares with the target."""
    atoms = state.line.atoms
    if reading.role is not NumberRole.CHANGE or not atoms[reading.word].is_word(
        *lexicon.COMPARATIVES
    ):
        return False
    levels = [n for n in range(state.clause.start, index) if atoms[n].level is not None]
    if not levels or atoms[levels[-1]].level is not Level.TARGET:
        return False
    behind = atoms[levels[-1] + 1 : index]
    stop = next((n for n, a in enumerate(behind) if a.rows), len(behind))
    told = "".join(a.text for a in behind[:stop])
    return _TO_TARGET.search(told) is not None


def beside_another(
    state: ReadingState, index: int, reading: NumberReading, subject: Subject
) -> Iterator[Claim]:
    """「全国平均（54.2％）を2.1ポイント上回った」: the sentence itself has the other's number."""
    atoms = state.line.atoms
    at = max(n for n in range(index) if atoms[n].level is Level.FOREIGN)
    aside = next((text for start, text in state.line.asides if start == atoms[at].end), "")
    found = list(quantities(aside))
    told = at + 2 < index and atoms[at + 1].text == "の"
    if not found and told and atoms[at + 2].quantity is not None:
        found = [atoms[at + 2].quantity]
    quantity, window = atoms[index].quantity, figure_window(state, index, reading)
    is_gap = reading.role in (NumberRole.GAP, NumberRole.CHANGE) and subject.aspect is Aspect.VALUE
    if len(found) == 1 and is_gap and not window.foreign and quantity is not None:
        yield Claim(ClaimKind.GAP, subject.rows, quantity.words, state.line.text[atoms[at].start : quantity.end], window, by_name=subject.by_name,
                    movement=reading.movement, side=reading.side, quantity=quantity, words_are_numeric=says_side(state, reading), beside=found[0],
                    position=quantity.start)  # fmt: skip
