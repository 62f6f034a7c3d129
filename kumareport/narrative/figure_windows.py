"""When a number is told of: its own time, what it is compared with, and whether it is that of each year."""

from msgspec.structs import replace

from kumareport.narrative.atoms import Level, atom_at
from kumareport.narrative.behind import NumberReading, NumberRole
from kumareport.narrative.claims import Start, Window
from kumareport.narrative.clause_state import ReadingState, aside_years, cleft_year
from kumareport.narrative.frames import window_of
from kumareport.narrative.joins import Close
from kumareport.narrative.windows import TimeKind
from kumareport.patterns import regex


def figure_window(state: ReadingState, index: int, reading: NumberReading) -> Window:
    atoms, clause = state.line.atoms, state.clause
    if reading.time >= 0:
        own = atoms[reading.time]
        if own.level is Level.PREVIOUS:
            return Window(previous=True, label=own.text)
        time = own.time
        assert time is not None
        if time.kind is TimeKind.CURRENT:
            return Window(label=time.words)
        if time.kind is TimeKind.AGO:
            return Window(start=Start.YEARS, ago=time.count, previous=True, label=time.words)
        if time.kind is TimeKind.EARLIER:
            return Window(start=Start.EARLIER, previous=True, label=time.words)
        return Window(year=time.year, label=time.words, others=aside_years(state, time.end))
    window = window_of(atoms, clause.start, index, state.carried, state.skip)
    if clause.ending.close is Close.CLEFT and (told := cleft_year(state)) is not None:
        return replace(window, year=told, plan=False)
    if reading.role in (NumberRole.CHANGE, NumberRole.GAP, NumberRole.MULTIPLE, NumberRole.RATIO):
        before = window_of(atoms, clause.start, index, state.carried)
        told = before.start is not Start.UNSAID
        # 「前年度比24.9％増、コロナ前の96％まで回復」: what stands behind is another number's.
        whole = window_of(atoms, clause.start, max(clause.head, index), state.carried)
        window = before if told else whole
    apart = any(a.text == "、" for a in atoms[index : clause.head])
    told_of = clause.ending.close is Close.ADNOMINAL and not apart
    after = atom_at(atoms, clause.end)
    if told_of and after.level is Level.PREVIOUS:
        # 「３年ぶりに400件台となった前年度」
        return replace(window, previous=True)
    year = after.year if told_of else None
    if year is not None:
        # 「0.1ポイントの低下となった令和５年度」
        window = replace(window, year=year)
    if reading.role in (NumberRole.VALUE, NumberRole.BOUND, NumberRole.BAND):
        aside = aside_years(state, atoms[index].end)
        if aside:
            return replace(window, year=aside[0], others=aside[1:])
    return window


AVERAGE = regex(r"(?:年(?:間)?の?平均|平均すると)(?:で|にして|して|では)?、?(?:毎年度?)?、?$")


def is_yearly(state: ReadingState, index: int, reading: NumberReading) -> bool:
    """「年平均で20人ずつ減少」."""
    if reading.role is not NumberRole.CHANGE:
        return False
    atoms = state.line.atoms
    before = state.line.text[: atoms[index].start]
    behind = "".join(a.text for a in atoms[index + 1 : index + 3])
    return AVERAGE.search(before) is not None or behind.startswith("ずつ")
