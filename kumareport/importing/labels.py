"""Finding labels with the values beside or below them, in what the tables of a grid leave."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kumareport.importing.found import FoundLabel
from kumareport.importing.numbers import heading_look
from kumareport.importing.quote import GridCell, Quote, TextGrid
from kumareport.importing.targets import LEVELS, FoundKind, Goes, Key
from kumareport.importing.values import is_number
from kumareport.importing.words import bare, is_mark, likely, meaning, period_choice, plainest
from kumareport.patterns import regex

_LONGEST = 26
_INLINE = regex(r"(?P<label>[^：:\n]{1,16})[：:](?P<value>.*)", re.DOTALL)
_PARTS = regex(r"(?<=[】］〕])[\s　]*|[\s　]+(?=[^\s　：:【】]{1,10}[：:])|[\s　]+(?=【)")
_SPACED = regex(r"(?P<label>\S{1,8})[\s　]+(?P<value>\S{1,20})")
_IN_BRACKETS = regex(r"[（(]([^（）()]+)[）)]")
_COUNTED = regex(r"(?P<word>\D{2,6})(?:No\.?)?\d+(?:-\d+){0,3}")
_SHORT = 14
_LONGEST_MARK = 6
_FEWEST_PAIRS = 2
_GAP = 2
"""Blank columns that may lie between a label and its value on a sheet."""


def is_label(grid: TextGrid, cell: GridCell) -> bool:
    """Whether a cell names another one: by its words, or by its colour beside one without."""
    text = cell.text.strip()
    if not text or len(text) > _LONGEST or "。" in text:
        return False
    if meaning(text) is not None:
        return True
    if is_number(text) and not heading_look(text):
        return False
    if likely(text) is not None and len(plainest(text)) <= _SHORT:
        return True
    if _is_among_labels(grid, cell):
        return True
    if not cell.is_shaded:
        return False
    others = (grid.at(cell.top, cell.right + 1), grid.at(cell.bottom + 1, cell.left))
    return any(o is not None and o.text.strip() and not o.is_shaded for o in others)


def _is_among_labels(grid: TextGrid, cell: GridCell) -> bool:
    """Whether a known label with its value beside it stands right above or below, and this one has one too."""
    if not grid.is_sheet or len(cell.text.strip()) > _SHORT or not _has_value(grid, cell):
        return False
    for other in (grid.at(cell.top - 1, cell.left), grid.at(cell.bottom + 1, cell.left)):
        if other is None or (other.left, other.right) != (cell.left, cell.right):
            continue
        if other.is_shaded == cell.is_shaded and meaning(other.text) and _has_value(grid, other):
            return True
    return False


def _has_value(grid: TextGrid, cell: GridCell) -> bool:
    value = grid.at(cell.top, cell.right + 1)
    return value is not None and bool(value.text.strip()) and meaning(value.text) is None


def inline(quote: Quote) -> FoundLabel | None:
    """「担当課：企画課」 as a label with its value; None for no known label."""
    text = quote.text.strip()
    bracketed = _IN_BRACKETS.fullmatch(text)
    text = bracketed[1].strip() if bracketed else text
    match = _INLINE.fullmatch(text) or _SPACED.fullmatch(text)
    if match is None or not match["value"].strip():
        return None
    known = meaning(match["label"])
    if known is None or period_choice(match["label"]):
        return None
    if match.re is _SPACED and known.target is not Goes.DEPARTMENT:
        return None
    value = Quote(match["value"].strip(), quote.origin)
    return FoundLabel(Key(FoundKind.LABEL, bare(match["label"])), quote, (value,))


def inline_all(quote: Quote) -> list[FoundLabel]:
    """Several labels with their values on one line: 【評価：Ｂ】　担当課：防災課; none where not all are known."""
    parts = [part for part in _PARTS.split(quote.text.strip()) if part and part.strip()]
    found = [inline(Quote(part.strip("【】［］[]〔〕 　"), quote.origin)) for part in parts]
    known = [replace(label, label=quote) for label in found if label is not None]
    return known if len(known) == len(parts) > 1 else []


def find_labels(
    grid: TextGrid, taken: set[GridCell]
) -> Iterator[tuple[GridCell, FoundLabel | None]]:
    """Every cell that is in no table, in order: labels with their values, or alone.

    Args:
        grid: the grid.
        taken: its cells that are used already; what is found is added.
    """
    forced = _by_place(grid)
    for cell in sorted(grid.cells, key=lambda c: (c.top, c.left)):
        if cell in taken or not cell.text.strip():
            continue
        taken.add(cell)
        several = inline_all(cell.quote)
        if several:
            yield from ((cell, label) for label in several)
            continue
        label = inline(cell.quote) or (_forced(grid, cell, taken) if cell in forced else None)
        label = label or _label(grid, cell, taken)
        reason = None if label is None else _reason(label)
        if label is None or reason is None:
            yield cell, label
            continue
        yield cell, FoundLabel(label.key, label.label, label.values[:1])
        yield cell, reason


def _by_place(grid: TextGrid) -> set[GridCell]:
    """The left cells of a table of two columns some of whose left cells are known labels."""
    rows = [grid.across(row) for row in grid.rows]
    if grid.is_sheet or len(rows) < _FEWEST_PAIRS or any(len(row) != 2 for row in rows):
        return set()
    left = [row[0] for row in rows if row[0].text.strip()]
    is_short = all(len(c.text.strip()) <= _LONGEST and "。" not in c.text for c in left)
    return set(left) if is_short and any(meaning(c.text) for c in left) else set()


def _forced(grid: TextGrid, cell: GridCell, taken: set[GridCell]) -> FoundLabel | None:
    """A label that its place tells, with the cell to its right."""
    value = grid.at(cell.top, cell.right + 1)
    if value is None or value in taken or not value.text.strip():
        return None
    taken.add(value)
    return FoundLabel(_key(cell), cell.quote, (value.quote,))


def _reason(label: FoundLabel) -> FoundLabel | None:
    """What stands behind a mark beside its label: 総合評価 | Ｂ | the reason."""
    if len(label.values) != 2 or not is_mark(label.key.word):
        return None
    mark, words = (value.text.strip() for value in label.values)
    if len(mark) > _LONGEST_MARK or len(words) <= _LONGEST_MARK:
        return None
    key = Key(FoundKind.LABEL, f"{label.key.word}の理由")
    return FoundLabel(key, label.label, label.values[1:])


def _label(grid: TextGrid, cell: GridCell, taken: set[GridCell]) -> FoundLabel | None:
    if not is_label(grid, cell):
        return None
    values = _beside(grid, cell, taken) or _below(grid, cell, taken)
    if not values:
        known = meaning(cell.text)
        return None if known is None else FoundLabel(_key(cell), cell.quote, ())
    taken.update(values)
    return FoundLabel(_key(cell), cell.quote, tuple(value.quote for value in values))


def _key(cell: GridCell) -> Key:
    """What a label is called; one that counts headings (施策１) is the same in every sheet."""
    word = bare(cell.text)
    counted = _COUNTED.fullmatch(word)
    known = meaning(counted["word"]) if counted else None
    is_level = counted is not None and known is not None and known.target in LEVELS
    return Key(FoundKind.LABEL, counted["word"] if counted and is_level else word)


def _free(grid: TextGrid, label: GridCell, cell: GridCell, taken: set[GridCell]) -> bool:
    """Whether a cell may be the value of a label; a plain cell beside a coloured one is."""
    if not cell.text.strip() or cell in taken:
        return False
    return (label.is_shaded and not cell.is_shaded) or not is_label(grid, cell)


def _beside(grid: TextGrid, cell: GridCell, taken: set[GridCell]) -> list[GridCell]:
    """The values to the right of a label, in all its rows."""
    found: list[GridCell] = []
    for row in range(cell.top, cell.bottom + 1):
        column, gap = cell.right + 1, 0
        while column <= grid.right:
            here = grid.at(row, column)
            if here is None and not found and grid.is_sheet and gap < _GAP:
                column, gap = column + 1, gap + 1
                continue
            if here is None or here in found:
                break
            if not here.text.strip():
                column = here.right + 1
                if not grid.is_sheet:
                    break
                continue
            if not _free(grid, cell, here, taken):
                break
            found.append(here)
            column = here.right + 1
    return found


def _below(grid: TextGrid, cell: GridCell, taken: set[GridCell]) -> list[GridCell]:
    """The values below a label, as far as they follow each other."""
    found: list[GridCell] = []
    row = cell.bottom + 1
    while (here := grid.at(row, cell.left)) is not None and _free(grid, cell, here, taken):
        if here in found or here.right < cell.left or here.left > cell.right:
            break
        if found and here.left != found[0].left:
            break
        if inline(here.quote) is not None:
            break
        found.append(here)
        row = here.bottom + 1
    return found
