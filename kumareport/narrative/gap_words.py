"""From what a distance is told, and whether its words say on which side it lies."""

from collections.abc import Sequence

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, Level
from kumareport.narrative.behind import NumberReading
from kumareport.narrative.claims import Start
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.found_words import find_word
from kumareport.narrative.frames import compares
from kumareport.narrative.resolver import Aspect
from kumareport.narrative.windows import TimeKind

_STARTS = {Level.TARGET: Start.TARGET, Level.BASE: Start.BASE, Level.PREVIOUS: Start.PREVIOUS}


def gap_start(state: ReadingState, index: int, reading: NumberReading) -> Start | None:
    """From what a distance is told: the reference beside it, else the one of its clause."""
    if reading.level is not None:
        return _STARTS.get(reading.level)
    atoms = state.line.atoms
    for at in range(index - 1, state.clause.start - 1, -1):
        atom = atoms[at]
        if atom.level is not None:
            return _STARTS.get(atom.level)
        if atom.time_kind is TimeKind.AGO:
            return Start.YEARS
        if atom.year is not None and compares(atoms, at):
            return Start.YEAR
    if any(
        atoms[at].time is not None and _behind(atoms, at).startswith(("の水準", "並み", "の値"))
        for at in range(state.clause.start, index)
    ):
        return Start.YEAR
    shortfall = atoms[reading.word].is_word(*lexicon.SHORT, *lexicon.REACHED)
    topic = state.scope.current
    return (
        Start.TARGET
        if shortfall or (topic and topic.aspect in (Aspect.GAP, Aspect.TARGET))
        else None
    )


def _behind(atoms: Sequence[Atom], at: int) -> str:
    return "".join(a.text for a in atoms[at + 1 : at + 3])


def says_side(state: ReadingState, reading: NumberReading) -> bool:
    """Whether 上回る or 下回る says on which side a distance lies."""
    atoms = state.line.atoms
    return reading.word >= 0 and find_word(atoms, reading.word, len(atoms), lexicon.LEVELS) > 0
