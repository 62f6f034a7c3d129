"""Rows of a returned Word file's tables that went elsewhere with all that they say."""

from collections.abc import Iterable, Mapping, Sequence

from kumareport.model.issued import CellPlace, IssuedParagraph
from kumareport.review.returns.word.word_lines import Lines

_ALIKE = 0.6
"""The share of its cells that a row must have kept to be known again elsewhere."""
_LEAST = 2
_Row = tuple[str, tuple[int, ...]]


def moved_rows(
    issued: Sequence[IssuedParagraph], lines: Lines, taken: Mapping[int, int]
) -> dict[int, int]:
    """The issued paragraphs of rows that are gone from their places, and the lines that they are now.

    A row that is moved with its changes recorded is deleted in one place and new in another, and the
    new one has no bookmarks.

    Args:
        issued: the paragraphs as issued.
        lines: the lines as they stand now.
        taken: the paragraphs that have been found, with their lines.
    """
    lost = _rows(
        (number, paragraph.cell)
        for number, paragraph in enumerate(issued)
        if paragraph.anchored and not paragraph.box
    )
    lost = {row: cells for row, cells in lost.items() if not cells.keys() & taken.keys()}
    if not lost:
        return {}
    known = set(taken.values())
    free = _rows((line.index, line.cell) for line in lines.all if line.index not in known)
    found: dict[int, int] = {}
    for cells in lost.values():
        said = {number: issued[number].text for number in cells}
        best = max(free, key=lambda row: _share(said, cells, free[row], lines), default=None)
        if best is None or _share(said, cells, free[best], lines) < _ALIKE:
            continue
        columns = {column: index for index, column in free.pop(best).items()}
        pairs = {number: columns.get(column) for number, column in cells.items()}
        found.update({number: index for number, index in pairs.items() if index is not None})
    return found


def _rows(cells: Iterable[tuple[int, CellPlace]]) -> dict[_Row, dict[int, int]]:
    """What stands in each row, with its column; of several in one cell, the first."""
    found: dict[_Row, dict[int, int]] = {}
    for number, cell in cells:
        if cell.path:
            row = found.setdefault((cell.story, cell.path[:-1]), {})
            if cell.path[-1] not in row.values():
                row[number] = cell.path[-1]
    return found


def _share(
    said: Mapping[int, str], cells: Mapping[int, int], row: Mapping[int, int], lines: Lines
) -> float:
    """The share of a row's texts that stand in the same columns of another one."""
    there = {column: lines.all[index].text for index, column in row.items()}
    texts = {number: text for number, text in said.items() if text}
    same = sum(there.get(cells[number]) == text for number, text in texts.items())
    return same / len(texts) if same >= _LEAST else 0.0
