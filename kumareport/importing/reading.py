"""From sources to found things, in order."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kumareport.importing.found import (
    Found,
    FoundHeading,
    FoundLabel,
    FoundLine,
    FoundSheet,
)
from kumareport.importing.labels import find_labels, inline, inline_all
from kumareport.importing.legends import legend_line, legend_rows
from kumareport.importing.numbers import heading_look, is_note, split_number
from kumareport.importing.places import Area, Bounds, Pointed, areas_in, place_of
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
from kumareport.importing.tables import TableSpot, find_tables, told_tables
from kumareport.importing.targets import FoundKind, Goes, Key
from kumareport.importing.words import bare, meaning, of_whole, plainest
from kumareport.patterns import regex

_LONGEST_LABEL = 16
_BRACKETED = regex(r"[【〔［《〈][^】〕］》〉]{2,16}[】〕］》〉]")
IN_TABLE = "表の中の見出し"
OVER_TABLE = "表の上の見出し"
LOOSE = "シートの余白の文"
NOTE = "※の文"
FRONT_TEXT, _FRONT_HEADING = "巻頭の文", "巻頭の見出し"
"""The styles of our own templates for the opening and the closing of a report."""
BODY = regex(r"本文|標準|normal|body ?text.*|text ?body|default.*", re.IGNORECASE)
OF_SENTENCES = "（文章）"


def found_in(source: Source, pointed: Sequence[Pointed] = ()) -> list[Found]:
    """Everything in a source, in order.

    Args:
        source: the source.
        pointed: what people say of places in it.
    """
    found: list[Found] = [
        FoundSheet(Key(FoundKind.SHEET, source.sheet or source.file), source.file, source.sheet)
    ]
    ranks, whole = _ranks(source), _of_whole(source)
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
            areas = areas_in(piece, source, pointed)
            things = list(_in_grid(piece, areas))
            if not areas:
                things = legend_rows(piece) or things
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
        several = inline_all(piece.quote) if isinstance(piece, Line) else []
        if several:
            close()
            found += several
        elif named is not None:
            close()
            label = named
        elif isinstance(piece, HeadingLine):
            close()
            level = piece.level or ranks[piece.look]
            word = bare(piece.quote.text) if piece in whole else piece.look
            found.append(
                FoundHeading(Key(FoundKind.HEADING, word), piece.quote, level, piece.place)
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
    word = NOTE if is_note(quote.text) else LOOSE
    return FoundLine(Key(FoundKind.LINE, word), quote)


def _ranks(source: Source) -> dict[str, int]:
    """How deep headings are that only their numbers tell: as they first appear."""
    looks = [p.look for p in source.pieces if isinstance(p, HeadingLine) and not p.level]
    return {look: n for n, look in enumerate(dict.fromkeys(looks), 1)}


def _of_whole(source: Source) -> list[HeadingLine]:
    """The headings of the whole report's opening and closing: no other one lies below them."""
    headings = [piece for piece in source.pieces if isinstance(piece, HeadingLine)]
    found: list[HeadingLine] = []
    for n, heading in enumerate(headings):
        is_last = n + 1 == len(headings) or headings[n + 1].level <= heading.level
        if heading.level == 1 and is_last and of_whole(heading.quote.text):
            found.append(heading)
    return found if len(found) < len(headings) else []


def _naming(piece: HeadingLine | Line) -> FoundLabel | None:
    """A line that names the lines below it (【現状と課題】), or itself (担当課：企画課)."""
    text = piece.quote.text.strip()
    if isinstance(piece, Line) and piece.is_listed:
        return None
    if isinstance(piece, Line) and piece.look.startswith("凡例"):
        return None
    if isinstance(piece, Line) and piece.look == _FRONT_HEADING:
        return FoundLabel(Key(FoundKind.LABEL, bare(text)), piece.quote, ())
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


def _in_grid(grid: TextGrid, areas: Sequence[Area] = ()) -> Iterator[Found]:
    """What stands in a table or sheet, from the top."""
    spots = [*find_tables(_outside(grid, areas)), *told_tables(grid, areas)]
    titles = table_titles(grid, spots)
    taken = {cell for cell in grid.cells if any(_is_in(cell, spot) for spot in spots)}
    things: list[tuple[int, int, list[Found]]] = [
        (spot.top, spot.left, list(_of_table(spot, grid))) for spot in spots
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


def _outside(grid: TextGrid, areas: Sequence[Area]) -> TextGrid:
    """What is left of a grid without the parts that people have spoken of."""
    if not areas:
        return grid
    cells = [c for c in grid.cells if not any(area.bounds.holds(c) for area in areas)]
    return TextGrid(cells, grid.header_rows, grid.is_sheet)


def _of_table(spot: TableSpot, grid: TextGrid) -> Iterator[Found]:
    """A table, in stretches between the rows that head others."""
    labels = None if spot.between or spot.is_told else labels_of_rows(spot.table)
    if labels is not None:
        yield from labels
        return
    bounds = Bounds(spot.top, spot.left, spot.bottom, spot.right)
    place = place_of(spot.table.origin, bounds, is_sheet=grid.is_sheet)
    table, start = replace(spot.table, place=place), 0
    for number, cell in [*spot.between, (len(table.rows), None)]:
        if number > start or cell is None:
            yield replace(table, rows=table.rows[start:number])
        if cell is not None:
            yield _between(cell)
        start = number


def _between(cell: GridCell) -> Found:
    text = cell.text.strip()
    if is_note(text) or (not split_number(text)[0] and "。" in text):
        return _loose(cell.quote)
    look = heading_look(text)
    return FoundHeading(
        Key(FoundKind.HEADING, f"{IN_TABLE}（{look}）" if look else IN_TABLE), cell.quote, 1
    )
