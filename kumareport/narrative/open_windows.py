"""The other windows that a sentence's words leave open for a claim.

Where a clause holds a time that its claim does not rest on, or none at all after an earlier one, the
words do not fix the window. A claim that holds in one of these is no contradiction.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from kumareport.narrative.atoms import Atom, AtomKind, Level, atom_at
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.spans import PANDEMIC
from kumareport.narrative.windows import How, Time, TimeKind

_KINDS = (
    TimeKind.YEAR, TimeKind.AGO, TimeKind.EARLIER, TimeKind.YEARS, TimeKind.PLAN, TimeKind.RECENT, TimeKind.BEFORE_PANDEMIC,
)  # fmt: skip


def open_windows(state: ReadingState, claim: Claim, at: int) -> tuple[Window, ...]:
    """The windows beside its own in which a claim at an atom may be meant."""
    atoms, clause = state.line.atoms, state.clause
    if _is_that_years(state, at, claim):
        return ()
    own = [n for n in range(clause.start, max(clause.head, at)) if _is_time(atoms[n])]
    loose = [n for n in own if not _rests_on(claim, atoms[n])]
    found: list[Window] = []
    if not own:
        before = [n for n in range(clause.start) if _is_time(atoms[n])]
        # 「令和２年度以降４か年にわたり100％を維持」 is told of each of these years.
        kept = claim.every_step and claim.window.onwards
        loose = [n for n in before if not (kept and _rests_on(claim, atoms[n]))]
    elif any(_is_of_a_number(state, n, claim) for n in own):
        found.append(Window())
        loose = own
    for n in loose:
        found += _windows(atoms[n], claim.window)
    if _may_be_this_years(state, claim):
        found.append(Window())
    if any(_is_last_years(state, n) for n in own):
        found.append(Window(previous=True))
    return tuple(w for w in dict.fromkeys(found) if w != claim.window)


def _is_time(atom: Atom) -> bool:
    if atom.kind is AtomKind.REFERENCE:
        return atom.level in (Level.PREVIOUS, Level.BASE)
    return atom.time_kind in _KINDS


def _is_of_a_number(state: ReadingState, n: int, claim: Claim) -> bool:
    """「令和３年度の812万件を頂点に」: the year is that of the number."""
    atoms = state.line.atoms
    return (
        atoms[n].year is not None
        and atoms[n].year == claim.window.year
        and atom_at(atoms, n + 1).text == "の"
        and atom_at(atoms, n + 2).kind is AtomKind.QUANTITY
    )


def _is_that_years(state: ReadingState, at: int, claim: Claim) -> bool:
    """「令和４年度の1,205人から」: the value of that year and of no other."""
    atoms = state.line.atoms
    year = atom_at(atoms, at - 1 - (atom_at(atoms, at - 1).text == "の")).year
    return claim.kind is ClaimKind.VALUE and year is not None and year == claim.window.year


def _may_be_this_years(state: ReadingState, claim: Claim) -> bool:
    """「587台と過去最少であった前年度を上回った」: of that year, or of this one, which exceeds it."""
    after = atom_at(state.line.atoms, state.clause.end)
    return (
        claim.quantity is not None
        and claim.window.previous
        and after.level is Level.PREVIOUS
        and state.line.text.startswith("と", claim.quantity.end)
    )


def _is_last_years(state: ReadingState, n: int) -> bool:
    """「前年度の10.2％増からは鈍化」「前年度横ばいであったが」: the claim may be that of the year before."""
    atoms = state.line.atoms
    behind = atom_at(atoms, n + 1).text
    numbered = behind == "の" and atom_at(atoms, n + 2).quantity is not None
    # 「前年の59人より拡大した」 compares with it.
    told = numbered and not atom_at(atoms, n + 3).is_particle("より")
    return atoms[n].level is Level.PREVIOUS and (told or behind == "横ばい")


def _rests_on(claim: Claim, atom: Atom) -> bool:
    window = claim.window
    starts = {window.start, claim.start}
    if atom.level is Level.PREVIOUS:
        return window.previous or Start.PREVIOUS in starts
    if atom.level is Level.BASE:
        return Start.BASE in starts
    time = atom.time
    assert time is not None
    years = {window.year, window.since, window.target_year, *window.others}
    return {
        TimeKind.YEAR: time.year in years,
        TimeKind.AGO: Start.YEARS in starts,
        TimeKind.EARLIER: Start.EARLIER in starts,
        TimeKind.YEARS: window.years == time.count,
        TimeKind.PLAN: window.plan,
        TimeKind.RECENT: window.recent,
        TimeKind.BEFORE_PANDEMIC: Start.PANDEMIC in starts or PANDEMIC - 1 in years,
    }[time.kind]


def _windows(atom: Atom, told: Window) -> Iterator[Window]:
    for window in _plain_windows(atom):
        yield window
        if told.year is not None and window.year is None:
            yield replace(window, year=told.year)


def _plain_windows(atom: Atom) -> Iterator[Window]:
    if atom.level is Level.PREVIOUS:
        yield Window(start=Start.PREVIOUS)
    elif atom.level is Level.BASE:
        yield Window(start=Start.BASE)
    else:
        assert atom.time is not None
        yield from _of_time(atom.time)


def _of_time(time: Time) -> Iterator[Window]:
    if time.kind is TimeKind.YEAR:
        if time.how is How.AT:
            yield Window(year=time.year)
        yield Window(start=Start.YEAR, since=time.year)
        yield Window(since=time.year, onwards=True)
    elif time.kind is TimeKind.AGO:
        yield Window(start=Start.YEARS, ago=time.count)
    elif time.kind is TimeKind.EARLIER:
        yield Window(start=Start.EARLIER)
    elif time.kind is TimeKind.YEARS:
        yield Window(years=time.count)
    elif time.kind is TimeKind.PLAN:
        yield Window(plan=True)
    elif time.kind is TimeKind.RECENT:
        yield Window(recent=True)
    else:
        yield Window(start=Start.PANDEMIC)
