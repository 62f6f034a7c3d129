"""Which record of one report is which of another, and what was added, removed or moved."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic

from msgspec import Struct
from msgspec.structs import replace

from kumareport.comparison.records import Box, ComparedRecord, Item
from kumareport.review.merge.matching import ALIKE, likeness, match_rows, moved
from kumareport.workbook.ids import is_made
from kumareport.workbook.layout import Column

_TELLING = 10
"""Letters from which a text in another section is known again without an ID; ``※グラフ無`` is not."""


class Step(Struct, Generic[Item], frozen=True):
    """One record of a list, in the new order; what was removed stands where it was.

    Attributes:
        old: what it was; None for an addition.
        new: what it is; None for a removal.
        is_moved: whether its place changed, and not only that of its neighbours.
    """

    old: ComparedRecord[Item] | None
    new: ComparedRecord[Item] | None
    is_moved: bool = False


class Matched(Generic[Item]):
    """The records of two reports, matched.

    Bullets are known by their own words first: staff reorder them by cutting and pasting the text
    alone, and the ID, in a hidden column, stays behind. Other records carry more than their name,
    so there an ID in the sheet decides. An ID that nobody typed was made from the text and tells
    nothing more.

    Args:
        old, new: the records.
        parents: index of the new chapter or section → that of the old one.
        by_words: whether equal words count before IDs.

    Attributes:
        pairs: index in the new records → index in the old ones.
    """

    def __init__(
        self,
        old: Sequence[ComparedRecord[Item]],
        new: Sequence[ComparedRecord[Item]],
        parents: Mapping[int, int],
        *,
        by_words: bool = False,
    ) -> None:
        self._old, self._new = old, new
        self.pairs: dict[int, int] = {}
        self._gone = dict.fromkeys(range(len(old)))
        self._homes = [
            Box(parents[record.box.parent], record.box.kind)
            if record.box.parent in parents
            else None
            for record in new
        ]
        self._pair_equal(by_words)
        if by_words:
            # IDs that were given anew down the list name other bullets than before.
            self._pair_ids(ALIKE)
            self._pair_alike()
        self._pair_ids(0.0)
        self._pair_alike()
        self._pair_elsewhere()
        self._by_box_old = _by_box(old)
        self._by_box_new = _by_box(new)

    def steps(self, old_box: Box | None, new_box: Box | None) -> Iterator[Step[Item]]:
        """What became of one list. A record that left it for another is told only there."""
        old = self._by_box_old.get(old_box, []) if old_box else []
        new = self._by_box_new.get(new_box, []) if new_box else []
        here = set(old)
        stayed = [index for index in new if self.pairs.get(index) in here]
        in_new = {self.pairs[index]: index for index in stayed}
        shifted = {stayed[at] for at in _shifted([self.pairs[index] for index in stayed])}
        removed: dict[int, list[int]] = defaultdict(list)
        above = -1
        for index in old:
            if index in in_new:
                above = in_new[index] if in_new[index] not in shifted else above
            elif index in self._gone:
                removed[above].append(index)
        for index in [-1, *new]:
            if index >= 0:
                place = self.pairs.get(index)
                before = None if place is None else self._old[place]
                is_moved = index in shifted or (place is not None and place not in here)
                yield Step(before, self._new[index], is_moved)
            for place in removed[index]:
                yield Step(self._old[place], None)

    def _pair(self, index: int, place: int) -> None:
        self.pairs[index] = place
        del self._gone[place]

    def _open(self) -> list[int]:
        return [index for index in range(len(self._new)) if index not in self.pairs]

    def _pair_equal(self, by_words: bool) -> None:
        """Equal words in the same list; where IDs count, those with the same ID first."""
        same: dict[tuple[Box, str], list[int]] = defaultdict(list)
        for place, record in enumerate(self._old):
            same[record.box, record.row.text(Column.TEXT)].append(place)
        for wants_id in (False,) if by_words else (True, False):
            for index in self._open():
                home, row = self._homes[index], self._new[index].row
                for place in same[home, row.text(Column.TEXT)] if home else ():
                    other = self._old[place].row
                    is_sure = row.id == other.id
                    is_free = by_words or is_made(row.id) or is_made(other.id)
                    if place in self._gone and (is_sure if wants_id else is_free):
                        self._pair(index, place)
                        break

    def _pair_ids(self, least: float) -> None:
        """The same ID, where the words are at least so much alike."""
        places = {self._old[p].row.id: p for p in self._gone if not is_made(self._old[p].row.id)}
        for index in self._open():
            place = places.get(self._new[index].row.id)
            if place is None or place not in self._gone:
                continue
            if likeness(self._old[place].row, self._new[index].row, least) >= least:
                self._pair(index, place)

    def _pair_alike(self) -> None:
        """The most alike of what is left in the same list."""
        old = _by_box(self._old)
        new: dict[Box, list[int]] = defaultdict(list)
        for index in self._open():
            home = self._homes[index]
            if home is not None:
                new[home].append(index)
        for home, indexes in new.items():
            places = [place for place in old.get(home, ()) if place in self._gone]
            # Without the IDs, which have had their say or get it later.
            matching = match_rows(
                [replace(self._old[place].row, id="") for place in places],
                [replace(self._new[index].row, id=str(index)) for index in indexes],
            )
            for index, place in matching.pairs.items():
                self._pair(indexes[index], places[place])

    def _pair_elsewhere(self) -> None:
        """The same words in another chapter or section."""
        texts: dict[tuple[str, str], int] = {}
        for place in self._gone:
            record = self._old[place]
            texts.setdefault((record.box.kind, record.row.text(Column.TEXT)), place)
        for index in self._open():
            record = self._new[index]
            text = record.row.text(Column.TEXT)
            place = texts.get((record.box.kind, text))
            if place is not None and place in self._gone and len(text) >= _TELLING:
                self._pair(index, place)


def _shifted(places: Sequence[int]) -> list[int]:
    """The fewest positions that moved; of equally few, those that change their number.

    Where the first and the third change places, any two of the three could be said to have moved.
    """
    least = moved(places)
    ranks = sorted(places)
    renumbered = [at for at, place in enumerate(places) if ranks[at] != place]
    return renumbered if len(renumbered) == len(least) else least


def _by_box(records: Sequence[ComparedRecord[Item]]) -> dict[Box, list[int]]:
    found: dict[Box, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        found[record.box].append(index)
    return found
