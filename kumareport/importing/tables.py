"""Finding the tables of a grid: a header of one to three rows, and the rows below it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.importing.found import FoundColumn, FoundTable, Spanned
from kumareport.importing.numbers import is_note, split_number
from kumareport.importing.places import Area
from kumareport.importing.quote import GridCell, Origin, TextGrid
from kumareport.importing.table_heads import LONG, filled, header_end, header_runs, is_timed, rank
from kumareport.importing.targets import LEVELS, FoundKind, Goes, Key
from kumareport.importing.words import (
    bare,
    dated_choice,
    meaning,
    role_of,
    year_of,
)

LEFT = "（左の列）"
"""Behind the words of a header that stands above two columns: the left one of them."""
_GAP = 3
"""Columns from the name of a row to its first value, with blank ones between."""
_STOPPING = (Goes.TEXT, Goes.DEPARTMENT, Goes.MARK, *LEVELS)


class TableSpot(Struct, frozen=True):
    """A table with the place that it takes in its grid.

    Attributes:
        between: rows of a single cell, in their place among the table's rows: the row number of the
            table before which each stands.
        is_told: whether people have pointed at it.
    """

    table: FoundTable
    top: int
    left: int
    bottom: int
    right: int
    between: Sequence[tuple[int, GridCell]]
    is_told: bool = False


def find_tables(grid: TextGrid) -> list[TableSpot]:
    """The tables of a grid, from the top."""
    found: list[TableSpot] = []
    row, last = 1, grid.rows.stop
    while row < last:
        below = row + 1
        for run in header_runs(grid, row):
            spot = _table(grid, row, run)
            if spot is not None:
                found.append(spot)
                below = max(below, spot.bottom + 1)
        row = below
    return found


def _table(grid: TextGrid, row: int, run: Sequence[GridCell]) -> TableSpot | None:
    left, right = run[0].left, run[-1].right
    head = header_end(grid, row, left, right)
    left = _with_headless(grid, head, left, right)
    rows, between, bottom = _data_rows(grid, range(row, head + 1), left, right)
    if not rows:
        return None
    table = _read(grid, range(row, head + 1), rows, left, right, run[0].quote.origin)
    return TableSpot(table, row, left, bottom, right, between)


def _read(
    grid: TextGrid, head: range, rows: Sequence[int], left: int, right: int, origin: Origin
) -> FoundTable:
    """The columns and rows of a table whose place is known."""
    bounds = _bounds(grid, head, rows, left, right)
    columns = _columns(grid, head, bounds)
    placed = [_placed(grid, number, bounds) for number in rows]
    return FoundTable(columns, placed, origin, header_rows=len(head))


def told_tables(grid: TextGrid, areas: Sequence[Area]) -> list[TableSpot]:
    """The tables that people have pointed at."""
    found: list[TableSpot] = []
    for area in areas:
        if area.choice.target is Goes.FORM:
            continue
        cells = [c for c in filled(grid.cells) if area.bounds.holds(c)]
        spot = _told(cells, area)
        if spot is not None:
            found.append(spot)
    return found


def _told(cells: Sequence[GridCell], area: Area) -> TableSpot | None:
    """A table of all these cells, its columns rows where people say so."""
    if not cells:
        return None
    b, is_across = area.bounds, area.choice.target is Goes.ACROSS
    own = TextGrid([_turned(c) for c in cells] if is_across else cells, is_sheet=True)
    top, left = min(c.top for c in own.cells), min(c.left for c in own.cells)
    right = max(c.right for c in own.cells)
    end = top + area.header_rows - 1 if area.header_rows else header_end(own, top, left, right)
    rows: list[int] = []
    between: list[tuple[int, GridCell]] = []
    for row in range(end + 1, own.rows.stop):
        here = [c for c in filled(own.across(row, left, right)) if c.top == row]
        if len(here) == 1 and here[0].left == left and here[0].right == right > left:
            between.append((len(rows), here[0]))
        elif here:
            rows.append(row)
    origin = cells[0].quote.origin
    table = _read(own, range(top, end + 1), rows, left, right, origin)
    return TableSpot(table, b.top, b.left, b.bottom, b.right, between, is_told=True)


def _turned(cell: GridCell) -> GridCell:
    return replace(cell, top=cell.left, left=cell.top, bottom=cell.right, right=cell.bottom)


def _with_headless(grid: TextGrid, head: int, left: int, right: int) -> int:
    """The first column, with those that have no header but stand beside the others."""
    if grid.is_sheet and left > 1:
        left = _beyond_gap(grid, head, left)
    while left > 1:
        beside, own = grid.at(head + 1, left - 1), grid.at(head + 1, left)
        above = grid.at(head, left - 1)
        if beside is None or not beside.text.strip() or own is beside:
            break
        if above is not None and above.text.strip():
            break
        left = beside.left
    return left


def _beyond_gap(grid: TextGrid, head: int, left: int) -> int:
    """The column of the rows' names, where only blank columns lie between it and the headers."""
    if any(grid.at(head, column) for column in range(1, left)):
        return left
    rows = [row for row in (head + 1, head + 2) if grid.at(row, left) is not None]
    firsts = [next((c for c in filled(grid.across(row, 1, left - 1))), None) for row in rows]
    if not firsts or not all(c and c.top == row for c, row in zip(firsts, rows, strict=True)):
        return left
    starts = {c.left for c in firsts if c}
    is_near = all(c and c.right < left and left - c.right <= _GAP for c in firsts)
    return starts.pop() if len(starts) == 1 and is_near else left


def _is_head_again(grid: TextGrid, head: range, cells: Sequence[GridCell]) -> bool:
    """Whether a row repeats the header, as the head of a page does: all of it, or one of its rows."""
    return len(cells) > 1 and all(
        any(
            above is not None and bare(above.text) == bare(cell.text)
            for above in (grid.at(row, cell.left) for row in head)
        )
        for cell in cells
    )


def _data_rows(
    grid: TextGrid, head: range, left: int, right: int
) -> tuple[list[int], list[tuple[int, GridCell]], int]:
    rows: list[int] = []
    between: list[tuple[int, GridCell]] = []
    bottom = head.stop - 1
    for row in range(head.stop, grid.rows.stop):
        cells = filled(grid.across(row, left, right))
        if not cells:
            if grid.is_sheet and not _goes_on(grid, row + 1, left, right):
                break
            continue
        if _is_head_again(grid, head, cells):
            bottom = row
            continue
        if _stops(grid, row, cells, left, right):
            break
        single = cells[0] if len(cells) == 1 else None
        if single is not None and _is_between(single, left, right):
            between.append((len(rows), single))
        else:
            rows.append(row)
        bottom = row
    while between and between[-1][0] == len(rows):
        # What stands below the last row is no heading of it.
        bottom = min(bottom, between.pop()[1].top - 1)
    return rows, between, bottom


def _goes_on(grid: TextGrid, row: int, left: int, right: int) -> bool:
    """Whether a table goes on below a blank row."""
    cells = filled(grid.across(row, left, right))
    return len(cells) > 2 and not any(rank(cell.text) for cell in cells[:2])


def _is_between(cell: GridCell, left: int, right: int) -> bool:
    """Whether the only cell of a row heads the rows below it, or is a note."""
    if cell.left == left and is_note(cell.text):
        return True
    wide = cell.right - cell.left + 1 > (right - left + 1) / 2
    return wide or (cell.left == left and bool(split_number(cell.text)[0]))


def _stops(grid: TextGrid, row: int, cells: Sequence[GridCell], left: int, right: int) -> bool:
    """Whether a row is no more of the table."""
    first = cells[0]
    if grid.is_sheet and len(cells) == 1 and first.left <= left and first.right > right:
        # It reaches over more than the table.
        return True
    if len(cells) > 1 and first.top == row and first.left == left and not role_of(first.text):
        known = meaning(first.text)
        if known is not None and known.target in _STOPPING:
            return True
    own = [cell for cell in cells if cell.top == row]
    if any(run[0].left <= left + 1 for run in header_runs(grid, row)) and len(own) > 1:
        return True
    return len(cells) > 1 and any(
        cell.right - cell.left >= 2
        and cell.left > left
        and (cell.right - cell.left + 1) * 2 > right - left + 1
        and len(cell.text) > LONG
        for cell in own
    )


def _bounds(grid: TextGrid, head: range, rows: Sequence[int], left: int, right: int) -> list[int]:
    """The first column of each of the table's columns, and the one behind the last."""
    found = {left, right + 1}
    for row in (*head, *rows):
        for cell in grid.across(row, left, right):
            if cell.left >= left:
                found.add(cell.left)
            if cell.right < right:
                found.add(cell.right + 1)
    return sorted(found)


def _columns(grid: TextGrid, head: range, bounds: Sequence[int]) -> list[FoundColumn]:
    found: list[FoundColumn] = []
    for number, start in enumerate(bounds[:-1]):
        stack = [grid.at(row, start) for row in head]
        cells = list(dict.fromkeys(c for c in stack if c is not None and c.text.strip()))
        cells = [*_dated_beside(grid, head, start, cells), *cells]
        whole = _joined(cells)
        text = next(
            (t for t in _tails(cells) if rank(t) == 2 or dated_choice(t, by_part=False)), whole
        )
        word = bare(whole) or f"（見出しのない列 {number + 1}）"
        lowest = cells[-1] if cells else None
        if lowest is not None and lowest.right >= bounds[number + 1]:
            word += LEFT
        elif lowest is not None and lowest.left < start and is_timed(text):
            word += f"（{number + 1}）"
        heads = tuple(cell.quote for cell in cells)
        key = Key(FoundKind.COLUMN, word)
        found.append(FoundColumn(key, heads, text, start, bounds[number + 1] - 1))
    return found


def _dated_beside(
    grid: TextGrid, head: range, start: int, cells: Sequence[GridCell]
) -> list[GridCell]:
    """The year to the left above a column of 目標 or 実績, where nothing joins the cells over it (CSV)."""
    if len(cells) != 1 or cells[0].top == head.start or not role_of(cells[0].text):
        return []
    for column in range(start - 1, 0, -1):
        above = grid.at(head.start, column)
        if above is not None and above.text.strip():
            return [above] if year_of(above.text) and above.bottom < cells[0].top else []
    return []


def _tails(cells: Sequence[GridCell]) -> Iterator[str]:
    """A column's headers on one line, then without those above that may stand over the whole table."""
    yield _joined(cells)
    known = meaning(cells[-1].text) if len(cells) > 1 else None
    if known is not None and known.target is Goes.VALUE and is_timed(_joined(cells[:-1])):
        # 基準値, with 年度 and 値 below it.
        yield _joined(cells[:-1])
    if len(cells) > 2:
        yield _joined([cells[0], cells[-1]])
    yield from (_joined(cells[n:]) for n in range(1, len(cells)))


def _joined(cells: Sequence[GridCell]) -> str:
    return " ".join(" ".join(cell.text.split()) for cell in cells)


def _placed(grid: TextGrid, row: int, bounds: Sequence[int]) -> list[Spanned]:
    found: list[Spanned] = []
    for cell in filled(grid.across(row, bounds[0], bounds[-1] - 1)):
        inside = [n for n, start in enumerate(bounds[:-1]) if cell.left <= start <= cell.right]
        if inside:
            found.append(Spanned(cell.quote, inside[0], inside[-1], cell.top < row))
    return found
