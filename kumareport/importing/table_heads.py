"""The headers of tables: which stretches of a row head columns, and how many rows they take."""

from collections.abc import Iterator, Sequence

from kumareport.importing.quote import GridCell, TextGrid
from kumareport.importing.targets import Goes
from kumareport.importing.values import is_number
from kumareport.importing.words import (
    likely,
    meaning,
    period_choice,
    role_of,
    role_of_year,
    year_of,
)

_MOST_HEADER_ROWS = 3
LONG = 20
"""Letters of a cell that hardly heads a column."""


def rank(text: str) -> int:
    """How surely a text heads a column: 2 by a year or a known word, 1 by a part of its words."""
    if period_choice(text) or year_of(text) or role_of(text) or meaning(text) or role_of_year(text):
        return 2
    return 1 if likely(text) else 0


def is_timed(text: str) -> bool:
    """Whether a text heads a column of values by a year or a role."""
    return bool(period_choice(text) or year_of(text) or role_of(text))


def filled(cells: Sequence[GridCell]) -> list[GridCell]:
    """The cells with words."""
    return [cell for cell in cells if cell.text.strip()]


def header_runs(grid: TextGrid, row: int) -> Iterator[list[GridCell]]:
    """The stretches of neighbours in a row that are a header."""
    cells = filled([cell for cell in grid.across(row) if cell.top == row])
    run: list[GridCell] = []
    for cell in [*cells, None]:
        if run and (cell is None or not _is_next(grid, run[-1], cell)):
            if _is_header(grid, row, run):
                yield run
            run = []
        if cell is not None:
            run.append(cell)


def _is_next(grid: TextGrid, last: GridCell, cell: GridCell) -> bool:
    """Whether a header goes on: without a gap, or over a column of 目標 and 実績 that has none."""
    if cell.left <= last.right + 1:
        return True
    below = (grid.at(row, last.right + 1) for row in range(last.bottom + 1, last.bottom + 3))
    return cell.left == last.right + 2 and any(c is not None and role_of(c.text) for c in below)


def _is_header(grid: TextGrid, row: int, run: Sequence[GridCell]) -> bool:
    if grid.header_rows and row > grid.header_rows:
        return False
    if grid.is_list:
        return row == 1
    ranks = [rank(cell.text) for cell in run]
    known, timed = sum(r > 0 for r in ranks), sum(is_timed(cell.text) for cell in run)
    if grid.header_rows and known:
        return True
    if _heads_years(grid, row, run):
        return True
    if _are_pairs(grid, run):
        return False
    few = len(run) < 2 or known < 2 or known * 10 < len(run) * 6
    if few or any(len(cell.text) > LONG * 2 for cell in run):
        return False
    bottom = max(cell.bottom for cell in run)
    below = filled(grid.across(bottom + 1, run[0].left, run[-1].right))
    if not below or (not timed and all(meaning(cell.text) for cell in below)):
        return False
    aligned = {cell.left for cell in run} & {cell.left for cell in below}
    return bool(timed) or len(aligned) * 2 >= len(run)


def _are_pairs(grid: TextGrid, run: Sequence[GridCell]) -> bool:
    """Whether labels and their values stand side by side, and another label below the first."""
    labels, values = run[::2], run[1::2]
    if len(labels) != len(values) or not all(meaning(cell.text) for cell in labels):
        return False
    if any(meaning(cell.text) or role_of(cell.text) for cell in values):
        return False
    below = grid.at(run[0].bottom + 1, run[0].left)
    beside = grid.at(below.top, below.right + 1) if below is not None else None
    if below is None or (beside is not None and is_number(beside.text)):
        return False
    is_wide = beside is not None and beside.right > run[1].right and below.right == run[0].right
    return meaning(below.text) is not None or (is_wide and not is_number(below.text))


def _heads_years(grid: TextGrid, row: int, run: Sequence[GridCell]) -> bool:
    """Whether a row heads a table with a row for each year: 年度, and the name of an indicator a column."""
    known = meaning(run[0].text)
    if known is None or known.target is not Goes.YEAR or len(run) < 2:
        return False
    bottom = max(cell.bottom for cell in run)
    below = [grid.at(bottom + n, run[0].left) for n in (1, 2)]
    return all(cell is not None and year_of(cell.text) for cell in below)


def header_end(grid: TextGrid, row: int, left: int, right: int) -> int:
    """The last row of a header."""
    end = max(row, grid.header_rows)
    top = filled(grid.across(row, left, right))
    least = max(c.bottom for c in top)
    # Most of its cells reach down beside what stands below the others.
    is_tall = sum(c.bottom == least for c in top) * 2 >= len(top)
    while end + 1 < row + _MOST_HEADER_ROWS:
        if end < least and is_tall:
            end += 1
            continue
        own = filled([c for c in grid.across(end + 1, left, right) if c.top == end + 1])
        if not own and end < least:
            end += 1
            continue
        if not own or not all(rank(c.text) == 2 for c in own):
            break
        if not any(is_timed(c.text) for c in own) and end >= least:
            break
        end += 1
    return end
