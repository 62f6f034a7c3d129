"""Which row of one state of a sheet is which row of another, and which rows were moved."""

import bisect
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from kumareport.language.differing import differing
from kumareport.model.row import Row
from kumareport.workbook.layout import Column

ALIKE = 0.6
"""The share of letters in common from which two texts count as versions of one."""
_MOST_PAIRS = 20_000
"""Pairs of rows that are compared letter by letter; only a forged or foreign sheet has more."""
_SORTED = 0.4
"""The share of moved rows from which a sheet counts as sorted, not edited."""


class Matching(Struct, frozen=True):
    """The pairs.

    Attributes:
        pairs: index in the new rows → index in the old rows.
        by_text: the new rows that were known by their text, for want of an ID.
        gone: the old rows that no new row is.
        added: the new rows that no old row is.
    """

    pairs: dict[int, int]
    by_text: frozenset[int]
    gone: tuple[int, ...]
    added: tuple[int, ...]


def match_rows(old: Sequence[Row], new: Sequence[Row]) -> Matching:
    """Match by ID, then by equal text, then by the most alike text of the same 区分.

    Where no new row has an ID, a row that stands alone between two that were matched is also taken
    for the only old row of its 区分 between them.

    A row that was copied together with its hidden ID leaves the ID to the copy that is most like
    the original; the other is a new row.
    """
    pairs = _by_id(old, new)
    gone = [index for index in range(len(old)) if index not in set(pairs.values())]
    added = [index for index in range(len(new)) if index not in pairs]
    by_text: dict[int, int] = {}
    for least in (1.0, ALIKE):
        _by_text(old, new, gone, added, by_text, least)
    if not any(row.id for row in new):
        _by_place(old, new, gone, added, by_text)
    return Matching(pairs | by_text, frozenset(by_text), tuple(gone), tuple(added))


def _by_id(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    places = {row.id: index for index, row in enumerate(old) if row.id}
    claims: dict[int, list[int]] = {}
    for index, row in enumerate(new):
        if row.id in places:
            claims.setdefault(places[row.id], []).append(index)
    pairs: dict[int, int] = {}
    for place, indexes in claims.items():
        best = max(indexes, key=lambda index: (likeness(old[place], new[index]), -index))
        pairs[best] = place
    return pairs


def _by_text(
    old: Sequence[Row],
    new: Sequence[Row],
    gone: list[int],
    added: list[int],
    found: dict[int, int],
    least: float,
) -> None:
    """Move the pairs that are at least so much alike from ``gone`` and ``added`` to ``found``."""
    if least < 1.0 and len(gone) * len(added) > _MOST_PAIRS:
        return
    scores: list[tuple[float, int, int]] = []
    for place in gone:
        for index in added:
            if old[place].kind == new[index].kind and new[index].text(Column.TEXT):
                score = likeness(old[place], new[index], least)
                if score:
                    scores.append((-score, place, index))
    for _, place, index in sorted(scores):
        if place in gone and index in added:
            found[index] = place
            gone.remove(place)
            added.remove(index)


def _by_place(
    old: Sequence[Row],
    new: Sequence[Row],
    gone: list[int],
    added: list[int],
    found: dict[int, int],
) -> None:
    """Pair what is left alone between the same neighbours."""
    for index in list(added):
        lower = max((place for i, place in found.items() if i < index), default=-1)
        upper = min((place for i, place in found.items() if i > index), default=len(old))
        between = [p for p in gone if lower < p < upper and old[p].kind == new[index].kind]
        beside = [
            i
            for i in added
            if new[i].kind == new[index].kind
            and max((p for j, p in found.items() if j < i), default=-1) == lower
        ]
        if len(between) == 1 and beside == [index]:
            found[index] = between[0]
            gone.remove(between[0])
            added.remove(index)


def likeness(old: Row, new: Row, least: float = 0.0) -> float:
    """How alike the main texts are: 1.0 where equal, 0.0 also for less than ``least``."""
    one, other = old.text(Column.TEXT), new.text(Column.TEXT)
    if one == other:
        return 1.0
    if least >= 1.0:
        return 0.0
    matcher = differing(one, other)
    # A bound from above, which is quicker to have than the ratio itself.
    if matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return min(ratio, 0.999) if ratio >= least else 0.0


def moved(places: Sequence[int]) -> list[int]:
    """The fewest positions in a sequence of distinct places that must move to put it in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, place in enumerate(places):
        length = bisect.bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [position]
    kept: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return [position for position in range(len(places)) if position not in kept]


def standing(
    moves: Iterable[tuple[str, str]], above: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Those of some moves that are done already.

    A row that stands below the one it shall follow is not in its place yet where that one has to
    move itself.

    Args:
        moves: the ID of a row, and of the one that it shall follow.
        above: the ID of the row above each row now.
    """
    wanted: dict[str, list[str]] = {}
    for record, follows in moves:
        wanted.setdefault(record, []).append(follows)
    done: set[tuple[str, str]] = set()
    for start, follows in [(r, f) for r, all_of in wanted.items() for f in all_of]:
        seen = {start}
        record, before = start, follows
        while above.get(record) == before:
            if before not in wanted or before in seen:
                done.add((start, follows))
                break
            seen.add(before)
            record, before = (
                before,
                next((f for f in wanted[before] if f == above.get(before)), wanted[before][0]),
            )
    return frozenset(done)


def is_sorted_anew(moves: int, rows: int) -> bool:
    """Whether so many rows moved that somebody sorted the sheet rather than moved single rows."""
    return moves > max(3, rows * _SORTED)
