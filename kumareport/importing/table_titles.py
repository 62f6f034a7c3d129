"""The titles that stand above the tables of a grid."""

from collections.abc import Sequence

from kumareport.importing.numbers import heading_look
from kumareport.importing.quote import GridCell, TextGrid
from kumareport.importing.table_heads import LONG, filled, rank
from kumareport.importing.tables import TableSpot


def table_titles(grid: TextGrid, spots: Sequence[TableSpot]) -> set[GridCell]:
    """The lines above the tables of a sheet, where several tables of one kind each have one."""
    found: list[tuple[frozenset[str], GridCell]] = []
    above: dict[GridCell, list[GridCell]] = {}
    for spot in spots:
        title = _title(grid, spot)
        if title is not None:
            found.append((frozenset(c.key.word for c in spot.table.columns), title))
            above[title] = _numbered_above(grid, title)
    titles = {
        title
        for n, (words, title) in enumerate(found)
        if any(
            len(words & others) * 3 >= len(words | others) * 2
            for m, (others, _) in enumerate(found)
            if m != n
        )
    }
    return {cell for title in titles for cell in (title, *above[title])}


def _numbered_above(grid: TextGrid, title: GridCell) -> list[GridCell]:
    """The headings with numbers right above a title: 基本方針１ above 施策１－１."""
    found: list[GridCell] = []
    row = title.top - 1
    while len(cells := filled(grid.across(row))) == 1 and row > 0:
        look = heading_look(cells[0].text)
        if not look or look == heading_look(title.text) or len(cells[0].text) > LONG * 2:
            break
        found.append(cells[0])
        row = cells[0].top - 1
    return found


def _title(grid: TextGrid, spot: TableSpot) -> GridCell | None:
    """The first cell of the row above a table, where it can be a heading."""
    for row in (spot.top - 1, spot.top - 2):
        cells = filled(grid.across(row)) if row > 0 else []
        if cells:
            text = cells[0].text.strip()
            is_short = len(text) <= LONG * 2 and not text.endswith("。")
            is_note = text.startswith(("※", "（注", "(注", "注"))
            fits = cells[0].left <= spot.left + 1 and cells[0].bottom == row
            return cells[0] if fits and is_short and not is_note and not rank(text) else None
    return None
