"""Which paragraph, table and row of the old document is which of the new one."""

import difflib
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.word_names import attribute, local

_ALIKE = 0.5
"""From which two texts count as versions of one."""
_MOST_PAIRS = 4_000
"""Pairs in one gap whose texts are compared; beyond, only equal blocks are paired."""
_COMPARED = 400
"""Letters of a text that are compared: the time grows with the square."""


class Block(Struct, frozen=True):
    """A paragraph, table or row.

    Attributes:
        names: the bookmarks that stand wholly in it: they name the records.
        text: what it says.
    """

    element: XmlElement
    names: frozenset[str]
    text: str

    @property
    def kind(self) -> str:
        """What it is: ``p``, ``tbl``, ``tr`` …"""
        return local(self.element)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for blocks that are surely the same."""
        return (self.kind, self.names or self.text)


def block_of(element: XmlElement) -> Block:
    """An element as a block."""
    ends = {attribute(e, "id") for e in element.iter(w("bookmarkEnd"))}
    names = frozenset(
        attribute(e, "name") for e in element.iter(w("bookmarkStart")) if attribute(e, "id") in ends
    )
    text = "".join(node.text or "" for node in element.iter(w("t")))
    return Block(element, names, text)


Pair = tuple[Block | None, Block | None]


def align(
    old: Sequence[Block],
    new: Sequence[Block],
    may_pair: Callable[[Block, Block], bool] = lambda one, other: True,
) -> list[Pair]:
    """The blocks of both in one order: pairs, and blocks that only one of them has.

    Between two pairs, what is gone stands before what is new.
    """
    matcher = difflib.SequenceMatcher(
        None, [b.key for b in old], [b.key for b in new], autojunk=False
    )
    found: list[Pair] = []
    at_old = at_new = 0
    for start_old, start_new, length in matcher.get_matching_blocks():
        found += _gap(old[at_old:start_old], new[at_new:start_new], may_pair)
        at_old, at_new = start_old + length, start_new + length
        found += zip(old[start_old:at_old], new[start_new:at_new], strict=True)
    return found


def _gap(
    old: Sequence[Block], new: Sequence[Block], may_pair: Callable[[Block, Block], bool]
) -> Iterator[Pair]:
    """The best pairs that keep the order of both."""
    pairs = _best_pairs(old, new, may_pair) if len(old) * len(new) <= _MOST_PAIRS else []
    at_old = at_new = 0
    for place_old, place_new in [*pairs, (len(old), len(new))]:
        yield from ((block, None) for block in old[at_old:place_old])
        yield from ((None, block) for block in new[at_new:place_new])
        if place_old < len(old):
            yield old[place_old], new[place_new]
        at_old, at_new = place_old + 1, place_new + 1


def _best_pairs(
    old: Sequence[Block], new: Sequence[Block], may_pair: Callable[[Block, Block], bool]
) -> list[tuple[int, int]]:
    scores = [
        [_likeness(one, other) if may_pair(one, other) else 0.0 for other in new] for one in old
    ]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(one: Block, other: Block) -> float:
    """How surely two blocks are versions of one; 0 where they are not."""
    if one.kind != other.kind:
        return 0.0
    if one.names & other.names:
        return 1.0 + len(one.names & other.names) / len(one.names | other.names)
    if one.kind != "p":
        # A table of other records is another table, whatever its words.
        return 0.0 if one.names or other.names else _ratio(one.text, other.text)
    return _ratio(one.text, other.text)


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = difflib.SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0
