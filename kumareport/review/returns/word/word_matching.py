"""Which line of a returned Word file is which paragraph of the issued one."""

import bisect
import difflib
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct, field

from kumareport.model.issued import CellPlace, IssuedParagraph
from kumareport.review.returns.word.word_lines import DraftLine, Lines
from kumareport.review.returns.word.word_rows import moved_rows

ALIKE = 0.5
# Longer ranges come from a whole table pasted into a bookmark; likeness would take too long.
_MOST_CANDIDATES = 40
# The longest bullet of the real report has about 200 characters; the time grows with the square.
_COMPARED = 1000


class Found(StrEnum):
    """By what a place was found again."""

    BOOKMARK = "しおり"
    TEXT = "文字"
    POSITION = "表の中の位置"
    UNREADABLE = "読取不能"
    GONE = "なし"


class Matches(Struct):
    """The matches: numbers of issued paragraphs and of lines.

    Attributes:
        line_of: the line that an issued paragraph has become.
        found: by what.
        joined: issued paragraphs that have become part of another one's line.
        gone: issued paragraphs whose text was deleted, bookmark and all.
    """

    line_of: dict[int, int] = field(default_factory=dict[int, int])
    found: dict[int, Found] = field(default_factory=dict[int, Found])
    joined: dict[int, int] = field(default_factory=dict[int, int])
    gone: set[int] = field(default_factory=set[int])

    def add(self, issued: int, line: int, found: Found) -> None:
        """Note a match."""
        self.line_of[issued] = line
        self.found[issued] = found


def match(issued: Sequence[IssuedParagraph], lines: Lines) -> Matches:
    """Match by bookmarks first, then whole rows of tables that went elsewhere, then by text and place
    between what is fixed."""
    matches = Matches()
    _by_bookmark(issued, lines, matches)
    for number, index in moved_rows(issued, lines, matches.line_of).items():
        matches.gone.discard(number)
        matches.add(number, index, Found.TEXT)
    for wanted, free in _gaps(issued, lines, matches):
        _by_text(issued, lines, wanted, free, matches)
    for wanted, free in _gaps(issued, lines, matches):
        _by_position(issued, lines, wanted, free, matches)
        _by_likeness(issued, lines, wanted, free, matches)
    return matches


def likeness(one: str, other: str) -> float:
    """How much two texts have in common: 0 to 1; of what is hardly alike, an upper bound."""
    if one == other:
        return 1.0
    matcher = difflib.SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False)
    bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return bound if bound < ALIKE else matcher.ratio()


def _by_bookmark(issued: Sequence[IssuedParagraph], lines: Lines, matches: Matches) -> None:
    wishes: dict[int, list[tuple[int, bool]]] = {}
    for number, paragraph in enumerate(issued):
        reaches = [
            lines.bookmarks[part.bookmark]
            for part in paragraph.anchored
            if part.bookmark in lines.bookmarks
        ]
        if not reaches:
            continue
        candidates = {line.index: line for reach in reaches for line in lines.reached(reach)}
        if not candidates:
            if not all(lines.is_in_deleted_cell(reach) for reach in reaches):
                matches.gone.add(number)
            continue
        line = _best(paragraph.text, list(candidates.values())[:_MOST_CANDIDATES])
        is_alive = any(start < end for start, end in (lines.within(line, r) for r in reaches))
        wishes.setdefault(line.index, []).append((number, is_alive))
    for index, wishing in wishes.items():
        _settle(issued, lines.all[index], wishing, matches)


def _settle(
    issued: Sequence[IssuedParagraph],
    line: DraftLine,
    wishing: list[tuple[int, bool]],
    matches: Matches,
) -> None:
    """Whose line it is, where several bookmarks stand in it."""
    living = [number for number, is_alive in wishing if is_alive]
    first, *others = living or [wishing[0][0]]
    if not living and issued[first].text and _is_of_neighbour(issued, first, line):
        # The text was deleted with its paragraph; the empty bookmark moved to what follows.
        matches.gone.update(number for number, _ in wishing)
        return
    matches.add(first, line.index, Found.BOOKMARK)
    for number in others:
        matches.joined[number] = first
    settled = {first, *others}
    matches.gone.update(number for number, _ in wishing if number not in settled)


def _is_of_neighbour(issued: Sequence[IssuedParagraph], number: int, line: DraftLine) -> bool:
    """Whether a line says what stood beside a paragraph; what stands in another cell is not beside
    it."""
    around = (*issued[max(0, number - 2) : number], *issued[number + 1 : number + 3])
    return any(other.text == line.text and other.cell == issued[number].cell for other in around)


def _best(text: str, candidates: Sequence[DraftLine]) -> DraftLine:
    if len(candidates) == 1:
        return candidates[0]
    return max(candidates, key=lambda line: (likeness(text, line.text), -line.index))


def _gaps(
    issued: Sequence[IssuedParagraph], lines: Lines, matches: Matches
) -> Iterator[tuple[list[int], list[int]]]:
    """What is unmatched between matches that stand in the same order in both."""
    fixed = _in_order(sorted(matches.line_of.items()))
    taken = set(matches.line_of.values())
    settled = matches.line_of.keys() | matches.joined.keys() | matches.gone
    previous = (-1, -1)
    for end in (*fixed, (len(issued), len(lines.all))):
        wanted = [n for n in range(previous[0] + 1, end[0]) if n not in settled]
        free = [n for n in range(previous[1] + 1, end[1]) if n not in taken]
        if wanted and free:
            yield wanted, free
        previous = end


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise with the first."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for number, (_, line) in enumerate(pairs):
        place = bisect.bisect_left(tails, line)
        back.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [line]
        at[place : place + 1] = [number]
    chosen: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = back[number]
    return chosen[::-1]


def _by_text(
    issued: Sequence[IssuedParagraph],
    lines: Lines,
    wanted: list[int],
    free: list[int],
    matches: Matches,
) -> None:
    old = [(issued[n].text, *_column(issued[n].cell)) for n in wanted]
    new = [(lines.all[n].text, *_column(lines.all[n].cell)) for n in free]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for start, other, length in matcher.get_matching_blocks():
        for offset in range(length):
            matches.add(wanted[start + offset], free[other + offset], Found.TEXT)


def _column(cell: CellPlace) -> tuple[int, ...]:
    """How deep in tables a cell is, and its column: no text is taken from one column for another."""
    return len(cell.path), *cell.path[-1:]


def _by_position(
    issued: Sequence[IssuedParagraph],
    lines: Lines,
    wanted: list[int],
    free: list[int],
    matches: Matches,
) -> None:
    """Pair what stands in the same row and cell; a cell of bullets says nothing about which."""
    places: dict[tuple[int, ...], list[int]] = {}
    for index in free:
        path = lines.all[index].cell.path
        if path:
            places.setdefault(path[-2:], []).append(index)
    for number in list(wanted):
        path = issued[number].cell.path
        if path and not issued[number].box and places.get(path[-2:]):
            index = places[path[-2:]].pop(0)
            matches.add(number, index, Found.POSITION)
            wanted.remove(number)
            free.remove(index)


def _by_likeness(
    issued: Sequence[IssuedParagraph],
    lines: Lines,
    wanted: list[int],
    free: list[int],
    matches: Matches,
) -> None:
    rest = list(free)
    for number in wanted:
        paragraph = issued[number]
        if not paragraph.text:
            continue
        for place, index in enumerate(rest[:_MOST_CANDIDATES]):
            line = lines.all[index]
            is_there = len(line.cell.path) == len(paragraph.cell.path)
            if is_there and likeness(paragraph.text, line.text) >= ALIKE:
                matches.add(number, index, Found.TEXT)
                del rest[: place + 1]
                break
