"""The tables of a template: programs that save one refit its grid to the rows of its loops.

A row that holds a loop's tags is longer or shorter than its neighbours. Word evens it out with
``gridAfter`` and ``wAfter``, LibreOffice by stretching it, and both cut the grid at the edges of all
cells and let the cells span the pieces (``gridSpan``). After rendering none of this fits any more.
"""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.stretched_rows import CellWidth, restore_widths
from kumareport.office.word.tag_text import BLOCK, TAG, paragraph_text

_ROW_FILL = tuple(w(name) for name in ("gridBefore", "gridAfter", "wBefore", "wAfter"))
_ROW, _CELL = w("tr"), w("tc")
_LOOKED_THROUGH = (w("sdt"), w("sdtContent"), w("customXml"))
_SPAN_TAGS = ("colspan", "hm")
_MOST_COLUMNS = 1_000
"""Columns that a cell may span. Word's tables have up to 63, LibreOffice's cut grids some more; the
libraries make an element of every one."""
_NEAR = 15
"""Twips by which edges that are one may differ: programs round."""


class _Cell(Struct):
    element: XmlElement
    start: int
    span: int
    is_tag: bool
    sets_span: bool


def undo_refits(root: XmlElement) -> None:
    """Undo what saving has done to the tables with loops below an element, in place."""
    for table in root.iter(w("tbl")):
        _drop_slivers(table)
        rows = [_cells(row) for row in own_rows(table)]
        texts = [_texts(row) for row in own_rows(table)]
        is_loop_row = [_is_tag(text, "tr") for text in texts]
        if any(cell.is_tag or cell.sets_span for row in rows for cell in row):
            _unspan(table, rows)
            restore_widths([[CellWidth(c.element, c.is_tag) for c in row] for row in rows])
            is_loop_row = [True] * len(rows)
        elif any(is_loop_row):
            others = zip(rows, is_loop_row, strict=True)
            _merge_columns(table, [row for row, is_loop in others if not is_loop])
        for row, is_loop in zip(own_rows(table), is_loop_row, strict=True):
            if is_loop:
                _drop_fill(row)


def check_spans(root: XmlElement) -> None:
    """Refuse tables that only a damaged or forged document has.

    Raises:
        InputFileError: a cell spans more columns than any table has.
    """
    for element in root.iter(w("gridSpan"), w("gridBefore"), w("gridAfter")):
        if _number(element, 1) > _MOST_COLUMNS:
            raise InputFileError(
                f"表に、{element.get(w('val'))} 列にまたがるセルがあります。",
                "Word の表は 63 列までです。その表を、Word で作り直してください。",
            )


def own_rows(table: XmlElement) -> Iterator[XmlElement]:
    """A table's rows, those in content controls included, without those of tables in it."""
    return _own(table, _ROW)


def own_cells(row: XmlElement) -> Iterator[XmlElement]:
    """A row's cells, those in content controls included."""
    return _own(row, _CELL)


def _own(element: XmlElement, tag: str) -> Iterator[XmlElement]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _LOOKED_THROUGH:
            yield from _own(child, tag)


def _cells(row: XmlElement) -> list[_Cell]:
    found: list[_Cell] = []
    at = _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
    for cell in own_cells(row):
        span = _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
        text = "".join(paragraph_text(p) for p in cell.iterchildren(w("p")))
        sets = any(f"{name} " in tag for tag in TAG.findall(text) for name in _SPAN_TAGS)
        found.append(_Cell(cell, at, span, _is_tag(text, "tc"), sets))
        at += span
    return found


def _texts(row: XmlElement) -> str:
    return "".join(paragraph_text(p) for cell in own_cells(row) for p in cell.iterchildren(w("p")))


def _is_tag(text: str, kind: str) -> bool:
    """Whether a cell's or row's text is a tag that stands for it."""
    found = BLOCK.search(text)
    return found is not None and found[1] == kind


def _number(element: XmlElement | None, default: int) -> int:
    value = "" if element is None else element.get(w("val"), "")
    return int(value) if value.isdecimal() else default


def _unspan(table: XmlElement, rows: list[list[_Cell]]) -> None:
    """Give the cells of a table with loops over cells the columns that they were made with."""
    edges = _edges(table)
    for row in rows:
        varies = any(cell.is_tag or cell.sets_span for cell in row)
        for cell in row if varies else ():
            if not cell.sets_span:
                _set_span(cell.element, _covered(cell, row, rows, edges))


def _covered(cell: _Cell, row: list[_Cell], rows: list[list[_Cell]], edges: list[int]) -> int:
    """How many whole cells of another row a cell lies over: those that it was merged of; 1 for one
    whose span only came from the edges of loops."""
    left, right = _ends(cell, edges)
    for other in rows:
        if other is row:
            continue
        below = [
            c
            for c in other
            if _ends(c, edges)[0] >= left - _NEAR and _ends(c, edges)[1] <= right + _NEAR
        ]
        if len(below) < 2 or any(c.is_tag or c.sets_span for c in below):
            continue
        meets = abs(_ends(below[0], edges)[0] - left) <= _NEAR
        if meets and abs(_ends(below[-1], edges)[1] - right) <= _NEAR:
            return len(below)
    return 1


def _edges(table: XmlElement) -> list[int]:
    edges = [0]
    for column in table.iterchildren(w("tblGrid")):
        for width in column.iterchildren(w("gridCol")):
            edges.append(edges[-1] + _twips(width))
    return edges


def _twips(column: XmlElement) -> int:
    try:
        return round(float(column.get(w("w"), "0")))
    except ValueError:
        return 0


def _ends(cell: _Cell, edges: list[int]) -> tuple[int, int]:
    last = len(edges) - 1
    return edges[min(cell.start, last)], edges[min(cell.start + cell.span, last)]


def _set_span(cell: XmlElement, span: int) -> None:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    if found is None:
        return
    if span > 1:
        found.set(w("val"), str(span))
    else:
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)


def _merge_columns(table: XmlElement, rows: list[list[_Cell]]) -> None:
    """Merge the columns that only the edges of a loop's rows part."""
    grid = table.find(w("tblGrid"))
    used = {edge for row in rows for cell in row for edge in (cell.start, cell.start + cell.span)}
    is_filled = any(
        element.tag in _ROW_FILL
        for row in own_rows(table)
        for element in row.iterfind(f"{w('trPr')}/*")
        if not _is_tag(_texts(row), "tr")
    )
    if grid is None or not rows or is_filled or max(used) > len(grid):
        return
    columns = list(grid)
    edges = _edges(table)
    kept = sorted(used)
    place = {edge: number for number, edge in enumerate(kept)}
    for column in columns:
        grid.remove(column)
    for left, right in pairwise(kept):
        column = columns[left]
        column.set(w("w"), str(edges[right] - edges[left]))
        grid.append(column)
    for row in rows:
        for cell in row:
            _set_span(cell.element, place[cell.start + cell.span] - place[cell.start])


def _drop_slivers(table: XmlElement) -> None:
    """Merge columns too narrow for anything with their neighbours: a saving parts the edges of rows that
    differ by a twip."""
    grid = table.find(w("tblGrid"))
    columns = [] if grid is None or len(grid) > _MOST_COLUMNS else list(grid)
    for at in range(len(columns) - 1, 0, -1):
        if grid is None or not 0 < _twips(columns[at]) <= _NEAR:
            continue
        spans = [_over(row, at) for row in own_rows(table)]
        if any(span is None for span in spans):
            continue
        for span in spans:
            if span is not None:
                _shorten(span)
        before = columns[at - 1]
        before.set(w("w"), str(_twips(before) + _twips(columns[at])))
        grid.remove(columns[at])


def _over(row: XmlElement, column: int) -> XmlElement | None:
    """What of a row lies over a column and may be one column shorter: the span of a cell, or the part
    that a row leaves out; None where a cell has nothing but this column."""
    for cell in _cells(row):
        if cell.start <= column < cell.start + cell.span:
            return cell.element.find(f"{w('tcPr')}/{w('gridSpan')}") if cell.span > 1 else None
    return row.find(f"{w('trPr')}/{w('gridAfter')}")


def _shorten(span: XmlElement) -> None:
    left = _number(span, 1) - 1
    span.set(w("val"), str(left))
    parent = span.getparent()
    assert parent is not None
    if span.tag == w("gridAfter") and not left:
        for name in ("gridAfter", "wAfter"):
            for element in parent.findall(w(name)):
                parent.remove(element)
    elif left == 1:
        parent.remove(span)


def _drop_fill(row: XmlElement) -> None:
    for properties in row.iterchildren(w("trPr")):
        for name in _ROW_FILL:
            for element in properties.findall(name):
                properties.remove(element)
