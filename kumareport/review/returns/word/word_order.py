"""What stands in another order than it was issued: sections, tables, boxes, the cells of a row."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kumareport.model.anchor import Kind
from kumareport.model.issued import IssuedParagraph
from kumareport.review.merge.matching import moved
from kumareport.review.returns.word.word_lines import Lines
from kumareport.review.returns.word.word_matching import Matches
from kumareport.review.returns.word.word_places import Surroundings
from kumareport.review.returns.word.word_result import UnplacedText

_OF_ROWS = {Kind.NAME, Kind.NAME_NOTE, Kind.UNIT, Kind.VALUE, Kind.MARK, Kind.GROUP, Kind.FIELD}
_Pair = tuple[int, int]


def out_of_order(
    issued: Sequence[IssuedParagraph], lines: Lines, matches: Matches, around: Surroundings
) -> Iterator[UnplacedText]:
    """The paragraphs that were moved, neighbours together.

    Bullets and the rows of indicators are left out: their moves are proposals. What stands in a row
    may not change its order within it.
    """
    rows: dict[str, list[_Pair]] = {}
    rest: list[_Pair] = []
    for number, paragraph in enumerate(issued):
        index = matches.line_of.get(number)
        if index is None or paragraph.box or not lines.all[index].text:
            continue
        record = _row(paragraph)
        (rows.setdefault(record, []) if record else rest).append((number, index))
    for pairs in (rest, *rows.values()):
        places = [index for _, index in pairs]
        away = {places[at] for at in moved(places)}
        for is_away, group in groupby(sorted(places), key=away.__contains__):
            if is_away:
                indexes = list(group)
                first = lines.all[indexes[0]]
                said = " ／ ".join(lines.all[index].text for index in indexes)
                yield UnplacedText(said, said, around.describe(first), (), around.section(first))


def _row(paragraph: IssuedParagraph) -> str:
    """The record whose row a paragraph stands in; empty for none."""
    anchors = [part.anchor for part in paragraph.anchored if part.anchor is not None]
    is_row = paragraph.cell.path and anchors and anchors[0].kind in _OF_ROWS
    return anchors[0].record if is_row else ""
