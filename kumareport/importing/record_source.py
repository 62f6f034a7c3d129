"""Our own sheets as sources: forms that came back (照会票), and workbooks of a former year."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from kumareport.importing.quote import GridCell, HeadingLine, Labelled, Line, Piece, Quote, TextGrid
from kumareport.importing.targets import LEVELS, OF_WHOLE, Goes
from kumareport.importing.words import bare, meaning, of_whole
from kumareport.model.form import WHOLE, WHOLE_END
from kumareport.patterns import regex
from kumareport.workbook.layout import OPINION_COLUMN, PLACE_SPELLINGS, REQUIRED_COLUMNS, Column

_MOST_TITLE_ROWS = 10
_HEADING_ID = regex(r"(?:[^-]+-)*\d{1,3}")
"""The ID of a heading (1-2, 推進-3); that of any other record ends with a letter and a number (検1)."""
_LAST = 9_999
"""Where chapters stand that have no number."""
_INDICATOR, _NOTE = "指標", "注記"
_OF_SHEET = (WHOLE, WHOLE_END)
"""The record with the fields of the whole report has no text."""
_NOT_READ = (Column.KIND, Column.ID, Column.TEXT)


def is_of_records(grid: TextGrid) -> bool:
    """Whether a sheet is one of ours."""
    return _head_row(grid) > 0


def record_pieces(sheet: str, grid: TextGrid, lists: Mapping[str, str]) -> list[Piece] | None:
    """What a sheet of ours says, record by record; None for a sheet that is none of ours.

    Args:
        sheet: its name.
        grid: what stands on it.
        lists: what heads the lines of each kind of text as a table, where the file declares its form.
    """
    head = _head_row(grid)
    return list(_Records(grid, head, lists).pieces(sheet)) if head else None


def _head_row(grid: TextGrid) -> int:
    """The row of the header; 0 for a sheet that is none of ours."""
    return next((row for row in range(1, _MOST_TITLE_ROWS + 1) if _is_header(grid, row)), 0)


def _is_header(grid: TextGrid, row: int) -> bool:
    texts = {bare(cell.text) for cell in grid.across(row)}
    return {bare(str(column)) for column in (*REQUIRED_COLUMNS, Column.ID)} <= texts


class _Records:
    def __init__(self, grid: TextGrid, head: int, lists: Mapping[str, str]) -> None:
        self._grid = grid
        self._head = head
        self._heads = {bare(cell.text): cell for cell in grid.across(head) if cell.text.strip()}
        self._kinds = self._kinds_by_use()
        self._lists = lists
        self._lines: list[tuple[Quote, list[tuple[str, GridCell]]]] = []
        self._rows: list[GridCell] = []
        self._next = 1

    def pieces(self, sheet: str) -> Iterator[Piece]:
        title = self._grid.at(1, 1)
        if title is not None:
            yield HeadingLine(title.quote, 1, _part(sheet, title.text), self._chapter_place())
        for row in range(self._head + 1, self._grid.rows.stop):
            kind, text = self._cell(row, Column.KIND), self._cell(row, Column.TEXT)
            if kind is not None and kind.text.strip() in _OF_SHEET:
                yield from self._fields(row)
            if kind is None or text is None or not text.text.strip():
                continue
            if kind.text.strip() in self._kinds[Goes.INDICATOR]:
                self._add(row)
                continue
            yield from self._table()
            if kind.text.strip() in self._lists and (said := list(self._besides(row))):
                self._lines.append((kind.quote, [(Column.TEXT, text), *said]))
                continue
            yield from self._list()
            yield from self._record(row, kind, text)
        yield from self._table()
        yield from self._list()

    def _kinds_by_use(self) -> dict[Goes, list[str]]:
        """The kinds of record that are indicators, and those that are headings, the shallowest first: a
        sheet does not say it, but only indicators have units, and only headings departments besides."""
        found: dict[Goes, list[str]] = {Goes.INDICATOR: [], Goes.SECTION: []}
        rows = range(self._head + 1, self._grid.rows.stop)
        for row in rows:
            kind = self._cell(row, Column.KIND)
            known = meaning(kind.text) if kind else None
            unit = self._cell(row, Column.UNIT)
            if kind and (
                (unit and unit.text.strip()) or (known and known.target is Goes.INDICATOR)
            ):
                found[Goes.INDICATOR].append(kind.text.strip())
        for row in rows:
            kind, number = self._cell(row, Column.KIND), self._cell(row, Column.ID)
            office = self._cell(row, Column.DEPARTMENT)
            if kind is None or kind.text.strip() in found[Goes.INDICATOR]:
                continue
            is_numbered = number and _HEADING_ID.fullmatch(number.text.strip())
            known = meaning(kind.text)
            is_level = known is not None and known.target in LEVELS
            if is_numbered or is_level or (office and office.text.strip()):
                found[Goes.SECTION].append(kind.text.strip())
        return {goes: list(dict.fromkeys(names)) for goes, names in found.items()}

    def _chapter_place(self) -> tuple[int, ...]:
        """Where the chapter stands among the others: the ID of any record begins with its number."""
        numbers = (
            self._cell(row, Column.ID) for row in range(self._head + 1, self._grid.rows.stop)
        )
        return next((_place(cell.text)[:1] for cell in numbers if cell and cell.text.strip()), ())

    def is_guidance(self, cell: GridCell) -> bool:
        """Whether a cell is ours, not what people have filled in: above the records, kinds, IDs, marks."""
        column = next((name for name, head in self._heads.items() if head.left == cell.left), "")
        ours = map(bare, map(str, (Column.KIND, Column.ID, "判定(自動)")))
        return cell.top <= self._head or column in ours

    def _record(self, row: int, kind: GridCell, text: GridCell) -> Iterator[Piece]:
        name = kind.text.strip()
        if name in self._kinds[Goes.SECTION]:
            number = self._cell(row, Column.ID)
            is_told = number is not None and _HEADING_ID.fullmatch(number.text.strip())
            place = _place(number.text) if number is not None and is_told else ()
            level = self._kinds[Goes.SECTION].index(name) + 2
            yield HeadingLine(text.quote, level, name, place)
            yield from self._fields(row)
        elif name == _NOTE:
            yield Line(text.quote, _NOTE)
        else:
            # A record is one text, however many lines it has.
            yield Labelled(kind.quote, (replace(text.quote, items=(text.text,)),))

    def _fields(self, row: int) -> Iterator[Piece]:
        for column, cell in self._others(row):
            yield Labelled(self._heads[column].quote, (cell.quote,))

    def _others(self, row: int) -> Iterator[tuple[str, GridCell]]:
        """What a heading says besides: its department, and fields of the office's own."""
        for column, head in self._heads.items():
            cell = self._grid.at(row, head.left)
            if (
                cell is not None
                and cell.text.strip()
                and column not in map(bare, map(str, _NOT_READ))
            ):
                yield column, cell

    def _besides(self, row: int) -> Iterator[tuple[str, GridCell]]:
        """What a line of a list says besides its text."""
        for column, cell in self._others(row):
            if self._is_read(cell.left):
                yield column, cell

    def _list(self) -> Iterator[Piece]:
        """The lines so far that say more than a text, as a table for each list."""
        lines, self._lines = self._lines, []
        for name in dict.fromkeys(kind.text.strip() for kind, _ in lines):
            own = [(kind, said) for kind, said in lines if kind.text.strip() == name]
            lead = Quote(self._lists[name], own[0][0].origin)
            heads: dict[str, int] = {Column.TEXT: 1}
            cells: list[GridCell] = []
            for row, (_, said) in enumerate(own, 2):
                for column, cell in said:
                    at = heads.setdefault(column, len(heads) + 1)
                    cells.append(GridCell(row, at, row, at, cell.quote))
            top = [
                GridCell(1, at, 1, at, lead if at == 1 else self._heads[column].quote)
                for column, at in heads.items()
            ]
            yield TextGrid([*top, *cells], header_rows=1, is_list=True)

    def _cell(self, row: int, column: Column) -> GridCell | None:
        head = self._heads.get(bare(str(column)))
        return None if head is None else self._grid.at(row, head.left)

    def _add(self, row: int) -> None:
        self._rows += [
            GridCell(self._next + 1, c.left, self._next + 1, c.right, c.quote)
            for c in self._grid.across(row)
            if c.text.strip() and self._is_read(c.left)
        ]
        self._next += 1

    def _is_read(self, left: int) -> bool:
        column = next((name for name, head in self._heads.items() if head.left == left), "")
        left_out = (*(c for c in _NOT_READ if c is not Column.TEXT), OPINION_COLUMN, "判定(自動)")
        return bool(column) and column not in map(bare, map(str, left_out))

    def _table(self) -> Iterator[Piece]:
        """The indicators so far as a table: 項目名・本文 is the column of their names."""
        if self._rows:
            columns = {cell.left for cell in self._rows}
            heads = {
                head.left: self._named(column, head)
                for column, head in self._heads.items()
                if head.left in columns or self._is_read(head.left)
            }
            # Without a gap: a table ends where a column is missing.
            at = {left: number for number, left in enumerate(sorted(heads), 1)}
            top = [GridCell(1, at[left], 1, at[left], quote) for left, quote in heads.items()]
            below = [
                replace(c, left=at[c.left], right=at[max(n for n in at if c.left <= n <= c.right)])
                for c in self._rows
            ]
            yield TextGrid([*top, *below], header_rows=1)
        self._rows, self._next = [], 1

    def _named(self, column: str, head: GridCell) -> Quote:
        is_name = column == bare(str(Column.TEXT))
        return Quote(_INDICATOR, head.quote.origin) if is_name else head.quote


def _place(number: str) -> tuple[int, ...]:
    parts = number.strip().split("-")
    return tuple(int(part) if part.isdecimal() else _LAST for part in parts)


def _part(sheet: str, title: str) -> str:
    """What a sheet is of the report: a chapter, or its opening or closing."""
    target = of_whole(title)
    return PLACE_SPELLINGS.get(sheet) or (OF_WHOLE[target] if target else "章")


def rest_of(grid: TextGrid, pieces: Sequence[Piece]) -> Iterator[Quote]:
    """What a sheet of ours says besides its records: opinions, whom it came from."""
    records = _Records(grid, _head_row(grid), {}) if pieces else None
    said = {quote.origin for piece in pieces for quote in _quotes(piece)}
    for cell in sorted(grid.cells, key=lambda c: (c.top, c.left)):
        if (
            not cell.text.strip()
            or cell.quote.origin in said
            or (records and records.is_guidance(cell))
        ):
            continue
        yield cell.quote


def _quotes(piece: Piece) -> Iterator[Quote]:
    if isinstance(piece, TextGrid):
        yield from (cell.quote for cell in piece.cells)
    elif isinstance(piece, Labelled):
        yield from (piece.label, *piece.values)
    else:
        yield piece.quote
