"""From sources to found things, in order."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kumareport.importing.found import (
    Found,
    FoundHeading,
    FoundLabel,
    FoundLine,
    FoundSheet,
    FoundTable,
)
from kumareport.importing.labels import find_labels, inline
from kumareport.importing.legends import legend_line, legend_rows
from kumareport.importing.numbers import heading_look, split_number
from kumareport.importing.quote import (
    GridCell,
    HeadingLine,
    Labelled,
    Line,
    Quote,
    Source,
    TextGrid,
)
from kumareport.importing.row_heads import labels_of_rows
from kumareport.importing.table_titles import table_titles
from kumareport.importing.tables import TableSpot, find_tables
from kumareport.importing.targets import FoundKind, Goes, Key
from kumareport.importing.words import bare, meaning, plainest

_LONGEST_LABEL = 16
_BRACKETED = re.compile(r"[【〔［《〈][^】〕］》〉]{2,16}[】〕］》〉]")
IN_TABLE = "表の中の見出し"
OVER_TABLE = "表の上の見出し"
LOOSE = "シートの余白の文"
NOTE = "※の文"
BODY = re.compile(r"本文|標準|normal|body ?text.*|text ?body|default.*", re.IGNORECASE)
OF_SENTENCES = "（文章）"


def found_in(source: Source) -> list[Found]:
    """Everything in a source, in order."""
    found: list[Found] = [
        FoundSheet(Key(FoundKind.SHEET, source.sheet or source.file), source.file, source.sheet)
    ]
    ranks = _ranks(source)
    label: FoundLabel | None = None
    values: list[Quote] = []

    def close() -> None:
        nonlocal label
        if label is not None:
            found.append(FoundLabel(label.key, label.label, (*label.values, *values)))
        label = None
        values.clear()

    for piece in source.pieces:
        if isinstance(piece, TextGrid):
            things = [*legend_rows(piece)] or list(_in_grid(piece))
            if any(not isinstance(thing, FoundLine) for thing in things):
                close()
            found += things
            continue
        if isinstance(piece, Labelled):
            close()
            key = Key(FoundKind.LABEL, bare(piece.label.text))
            found.append(FoundLabel(key, piece.label, piece.values))
            continue
        named = _naming(piece)
        if named is not None:
            close()
            label = named
        elif isinstance(piece, HeadingLine):
            close()
            level = piece.level or ranks[piece.look]
            found.append(
                FoundHeading(Key(FoundKind.HEADING, piece.look), piece.quote, level, piece.place)
            )
        elif label is not None and not piece.quote.text.startswith("※"):
            values.append(piece.quote)
        else:
            found.append(_line(piece))
    close()
    return found


def _line(piece: Line) -> FoundLine:
    """A line that no label names: of a legend, a note, or of the running text."""
    legend = None if piece.look.startswith("凡例") else legend_line(piece.quote)
    if legend is not None:
        return legend
    word = NOTE if piece.quote.text.startswith("※") else piece.look or "本文"
    if "。" in piece.quote.text and word != NOTE and BODY.fullmatch(word):
        word = f"{word}{OF_SENTENCES}"
    return FoundLine(Key(FoundKind.LINE, word), piece.quote, piece.is_listed)


def _loose(quote: Quote) -> FoundLine:
    word = NOTE if quote.text.strip().startswith("※") else LOOSE
    return FoundLine(Key(FoundKind.LINE, word), quote)


def _ranks(source: Source) -> dict[str, int]:
    """How deep headings are that only their numbers tell: as they first appear."""
    looks = [p.look for p in source.pieces if isinstance(p, HeadingLine) and not p.level]
    return {look: n for n, look in enumerate(dict.fromkeys(looks), 1)}


def _naming(piece: HeadingLine | Line) -> FoundLabel | None:
    """A line that names the lines below it (【現状と課題】), or itself (担当課：企画課)."""
    text = piece.quote.text.strip()
    if isinstance(piece, Line) and piece.is_listed:
        return None
    if isinstance(piece, Line) and piece.look.startswith("凡例"):
        return None
    known = meaning(text)
    if known is not None and known.target is Goes.TEXT and len(plainest(text)) <= _LONGEST_LABEL:
        return FoundLabel(Key(FoundKind.LABEL, bare(text)), piece.quote, ())
    if (
        _BRACKETED.fullmatch(text)
        and isinstance(piece, Line)
        and not piece.look.startswith("シート")
    ):
        return FoundLabel(Key(FoundKind.LABEL, bare(text)), piece.quote, ())
    return inline(piece.quote) if isinstance(piece, Line) else None


def _in_grid(grid: TextGrid) -> Iterator[Found]:
    """What stands in a table or sheet, from the top."""
    spots = find_tables(grid)
    titles = table_titles(grid, spots)
    taken = {cell for cell in grid.cells if any(_is_in(cell, spot) for spot in spots)}
    things: list[tuple[int, int, list[Found]]] = [
        (spot.top, spot.left, list(_of_table(spot))) for spot in spots
    ]
    for cell, label in find_labels(grid, taken):
        thing = legend_line(cell.quote) or label or _loose(cell.quote)
        if cell in titles:
            look = heading_look(cell.text)
            thing = FoundHeading(
                Key(FoundKind.HEADING, f"{OVER_TABLE}（{look}）" if look else OVER_TABLE),
                cell.quote,
                1,
            )
        things.append((cell.top, cell.left, [thing]))
    for _, _, found in sorted(things, key=lambda thing: thing[:2]):
        yield from found
    for cell in grid.cells:
        for inner in cell.inside:
            yield from _in_grid(inner)


def _is_in(cell: GridCell, spot: TableSpot) -> bool:
    return (
        cell.top >= spot.top
        and cell.bottom <= spot.bottom
        and cell.left >= spot.left
        and cell.right <= spot.right
    )


def _of_table(spot: TableSpot) -> Iterator[Found]:
    """A table, in stretches between the rows that head others."""
    labels = None if spot.between else labels_of_rows(spot.table)
    if labels is not None:
        yield from labels
        return
    table, start = spot.table, 0
    for number, cell in [*spot.between, (len(table.rows), None)]:
        if number > start or cell is None:
            yield FoundTable(table.columns, table.rows[start:number], table.origin)
        if cell is not None:
            yield _between(cell)
        start = number


def _between(cell: GridCell) -> Found:
    text = cell.text.strip()
    if text.startswith(("※", "（注", "注")) or (not split_number(text)[0] and "。" in text):
        return _loose(cell.quote)
    look = heading_look(text)
    return FoundHeading(
        Key(FoundKind.HEADING, f"{IN_TABLE}（{look}）" if look else IN_TABLE), cell.quote, 1
    )


def found_in_all(sources: Iterable[Source]) -> list[Sequence[Found]]:
    """What stands in each source."""
    return [found_in(source) for source in sources]
