"""Numbers whose subject or year stands in a list of its own: それぞれ, の順に, 「３人、４人、６人と増えた」."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kumareport.narrative.aspects import Subject
from kumareport.narrative.atoms import Atom, AtomKind, atom_at
from kumareport.narrative.behind import NumberReading, NumberRole
from kumareport.narrative.claims import Start, Window
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.measures import measured
from kumareport.narrative.windows import TimeKind

_JOINTS = ("、", "と", "・", "→", "及び", "から", "で")
_GOES = ("増加", "減少", "上昇", "低下", "増える", "減る", "推移", "伸びる", "上がる", "下がる", "続く", "なる", "改善", "悪化", "拡大", "縮小", "大きい", "小さい", "広がる", "縮まる")  # fmt: skip


_LOOSE = (TimeKind.STEADY, TimeKind.RECENT, TimeKind.STREAK)
"""Times that set no year."""


class Placed(Struct, frozen=True):
    """What a list says of a number.

    Attributes:
        reading: what the number is.
        subject: whom it is about; None for the clause's own.
        window: when; None for what its words say.
    """

    reading: NumberReading
    subject: Subject | None = None
    window: Window | None = None


def placed(state: ReadingState, readings: Mapping[int, NumberReading]) -> dict[int, Placed]:
    """The numbers of a clause that lists place, by index."""
    if len(readings) < 2:
        return {}
    atoms, clause = state.line.atoms, state.clause
    at = next((n for n in range(clause.start, clause.head + 1) if _is_respective(atoms, n)), -1)
    if at >= 0:
        return _respective(state, readings, at)
    return _in_a_row(state, readings)


def _is_respective(atoms: Sequence[Atom], n: int) -> bool:
    ordered = atoms[n].text == "順" and atom_at(atoms, n + 1).text == "に"
    return atoms[n].text in ("それぞれ", "各々", "順に") or ordered


def _respective(
    state: ReadingState, readings: Mapping[int, NumberReading], at: int
) -> dict[int, Placed]:
    """「ＡとＢは、それぞれ79.3歳、83.4歳」「令和４、５年度はそれぞれ…」."""
    atoms = state.line.atoms
    numbers = [n for n in readings if n > at]
    if len(numbers) < 2 or not _are_listed(atoms, numbers):
        return {}
    reading = replace(readings[numbers[-1]], role=NumberRole.VALUE, time=-1)
    current = state.scope.current
    years = [n for n in range(state.clause.start, at) if atoms[n].year is not None]
    rows = current.rows if current is not None else ()
    if current is not None and len(rows) == len(numbers):
        found = (replace(current, rows=(row,), each=True) for row in rows)
        return {n: Placed(reading, who) for n, who in zip(numbers, found, strict=True)}
    if len(years) == len(numbers) and len(rows) < 2:
        return {n: Placed(replace(reading, time=y)) for n, y in zip(numbers, years, strict=True)}
    return {}


def _in_a_row(state: ReadingState, readings: Mapping[int, NumberReading]) -> dict[int, Placed]:
    """「1,150人、1,300人、1,380人と増加」: the values of the last years, in order."""
    atoms, current = state.line.atoms, state.scope.current
    numbers = list(readings)
    alone = current is not None and len(current.rows) == 1
    if len(numbers) < 3 or not alone:
        return {}
    goes = any(a.is_among(_GOES) for a in atoms[numbers[-1] : state.clause.end])
    timed = any(
        (a.time is not None and a.time.kind not in _LOOSE) or a.kind is AtomKind.REFERENCE
        for a in atoms[state.clause.start : state.clause.head]
    )
    if not goes or timed or not _are_listed(atoms, numbers):
        return {}
    last = len(numbers) - 1
    windows = [Window(start=Start.YEARS, ago=last - n, previous=True) for n in range(last)]
    value = NumberReading(NumberRole.VALUE)
    assert current is not None
    own = measured(current)
    return {n: Placed(value, own, w) for n, w in zip(numbers, [*windows, Window()], strict=True)}


def _are_listed(atoms: Sequence[Atom], numbers: Sequence[int]) -> bool:
    """Whether nothing but joints stands between numbers of a list."""
    return all(
        all(a.text in _JOINTS for a in atoms[first + 1 : later])
        for first, later in pairwise(numbers)
    )
