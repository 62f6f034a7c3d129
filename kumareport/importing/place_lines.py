"""The sheet 「場所で直す」 of a 取込対応表: each table, label and text where it stands, and what people say of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.importing.found import Found, FoundHeading, FoundLabel, FoundLine, FoundTable
from kumareport.importing.places import Bounds, Pointed
from kumareport.importing.placing import Placing
from kumareport.importing.quote import Origin, Quote
from kumareport.importing.targets import Choice, Goes
from kumareport.model.form import FieldType
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook.listing import (
    Align,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    Row,
)
from kumareport.workbook.seen import seen

SHEET = "場所で直す"
_PLACE, _TARGET, _TEXT = "場所", "取り込み先", "書き換える文字"
_MOST = 3_000
_MOST_BLANK = 20
"""Blank lines below, for places that people add."""
_LONGEST_SHOWN = 60
_FEWEST_IN_BLOCK = 4
_OPEN = "FFFFE0"
_LEAD = (
    "「取込対応表」のシートでは直せないとき（表の範囲が違う、表やラベルが見つかっていない、１か所だけ違う）に使います。"
    "違うところの行の黄色い欄だけを入れます。空欄なら「今の読み方」のままです。\n"
    "場所を直すか、下の空いた行に書けば、ほかの場所も指せます：一覧!A4:H9（シートの名前がなければ、すべてのシートの同じ範囲）。"
    "表にするには「取り込み先」を「表」に、「名前」に見出しの行数（2 など）を入れます。"
    "「書き換える文字」に書くと、その場所の文字の代わりに読みます（空のセルにも書けます）。"
)


class _Here(Struct, frozen=True):
    """Something in a sheet or document: where, what, and how it is read now."""

    sheet: str
    place: str
    what: str
    sample: str
    now: str


def place_sheet(sources: Iterable[Sequence[Found]], placing: Placing) -> ListSheet:
    """The sheet, with everything as it is read now.

    Args:
        sources: what has been found.
        placing: what became of it.
    """
    blank = ListingCell("", fill=_OPEN)
    rows: list[Row] = [
        (place, here.what, here.sample, count, here.now, *[blank] * 5)
        for place, here, count in _grouped(_all(sources, placing))
    ]
    left = max(0, len(rows) - _MOST)
    rows = rows[:_MOST]
    rows += [(blank, "", "", "", "", *[blank] * 5)] * _MOST_BLANK
    targets = [str(t) for t in Goes if t is not Goes.TAKE]
    columns = (
        ListingColumn(_PLACE, 26), ListingColumn("見つけたもの", 16), ListingColumn("見本", 44),
        ListingColumn("枚数", 6, Align.RIGHT), ListingColumn("今の読み方", 34),
        ListingColumn(_TARGET, 14, choices=targets), ListingColumn("名前", 18), ListingColumn("年度", 9),
        ListingColumn("型", 13, choices=[str(kind) for kind in FieldType]), ListingColumn(_TEXT, 30),
    )  # fmt: skip
    more = f"\n多いので、あと {left} 行は載せていません。" if left else ""
    table = ListingTable(columns, rows, is_list=True)
    return ListSheet(SHEET, SHEET, _LEAD + more, (table,), frozen_columns=1, is_wide=True)


def pointed_in(
    sheets: Iterable[Sheet],
    choice_of: Callable[[Callable[[str], str], int, Path], Choice],
    path: Path,
) -> list[Pointed]:
    """What people say of places in a mapping; the lines that they left blank say nothing.

    Args:
        sheets: those of the mapping.
        choice_of: reads what a line says.
        path: the mapping, for messages.

    Raises:
        InputFileError: a word that is none of the choices, or a year that is none.
    """
    found: list[Pointed] = []
    for sheet in sheets:
        header, columns = _header(sheet)
        for row in sorted({r for r, _ in sheet.cells if header and r > header}):

            def text(
                name: str, row: int = row, sheet: Sheet = sheet, at: Mapping[str, int] = columns
            ) -> str:
                cell = sheet.cells.get((row, at.get(name, 0)))
                return "" if cell is None else seen(cell).strip()

            place, target, new = text(_PLACE), text(_TARGET), text(_TEXT)
            if place and (target or new):
                found.append(Pointed(place, choice_of(text, row, path) if target else None, new))
    return found


def _header(sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    """The row of the header, and where its columns are; 0 where the sheet is another."""
    for row in sorted({row for row, _ in sheet.cells})[:20]:
        names = {seen(c).strip(): column for (r, column), c in sheet.cells.items() if r == row}
        if {_PLACE, _TARGET, _TEXT} <= set(names):
            return row, names
    return 0, {}


def _grouped(all_here: Iterable[_Here]) -> Iterator[tuple[str, _Here, int]]:
    """The same thing at the same place of several sheets is one line."""
    groups: dict[tuple[str, str], list[_Here]] = {}
    for here in all_here:
        groups.setdefault((here.place, here.what), []).append(here)
    for (place, _), group in groups.items():
        first = group[0]
        is_one = len({here.sheet for here in group}) == 1
        mark = "!" if "!" in first.sheet else ""
        own = f"{first.sheet.removesuffix('!')}{mark}{place}" if is_one else place
        yield own.strip("　"), first, len(group)


def _all(sources: Iterable[Sequence[Found]], placing: Placing) -> Iterator[_Here]:
    seen_tables: set[str] = set()
    for things in sources:
        blocks = list(_blocks(things, placing))
        yield from (
            _here(block, "表やラベルが見つからない所", _now(placing, block[0])) for block in blocks
        )
        grouped = {quote for block in blocks for quote in block}
        for thing in things:
            if isinstance(thing, FoundLine) and thing.quote in grouped:
                continue
            if isinstance(thing, FoundTable):
                key = f"{thing.origin.file}　{thing.place}"
                if key not in seen_tables:
                    seen_tables.add(key)
                    yield _of_table(thing)
            elif isinstance(thing, FoundLabel) and thing.values:
                yield _here(
                    thing.values,
                    f"ラベル「{_short(thing.label.text, 12)}」",
                    _now(placing, thing.values[0]),
                )
            elif isinstance(thing, FoundLabel):
                yield _here(
                    (thing.label,), "ラベル（値が見つからない）", _now(placing, thing.label)
                )
            elif isinstance(thing, FoundHeading | FoundLine):
                what = "見出し" if isinstance(thing, FoundHeading) else "文"
                yield _here((thing.quote,), what, _now(placing, thing.quote))


def _blocks(things: Sequence[Found], placing: Placing) -> Iterator[list[Quote]]:
    """The cells in which nothing was found, as far as they lie side by side: perhaps a table."""
    loose: dict[tuple[int, int], Quote] = {}
    for thing in things:
        if isinstance(thing, FoundLine) and thing.quote not in placing.ledger.placed:
            bounds = Pointed(_parted(thing.quote.origin)[1], None).bounds
            if bounds is not None:
                loose[bounds.top, bounds.left] = thing.quote
    while loose:
        found: dict[tuple[int, int], Quote] = {}
        queue = [min(loose)]
        while queue:
            row, column = at = queue.pop()
            if at in loose:
                found[at] = loose.pop(at)
                queue += [(row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1)]
        if len(found) >= _FEWEST_IN_BLOCK:
            yield [found[at] for at in sorted(found)]


def _of_table(table: FoundTable) -> _Here:
    sheet, place = _parted(Origin(table.origin.file, table.place))
    heads = "／".join(" ".join(column.text.split()) for column in table.columns)
    now = f"表（見出し {table.header_rows} 行、{len(table.columns)} 列）"
    return _Here(sheet, place, "表", _short(heads), now)


def _here(quotes: Sequence[Quote], what: str, now: str) -> _Here:
    sheet, place = _parted(quotes[0].origin)
    bounds = [Pointed(_parted(quote.origin)[1], None).bounds for quote in quotes]
    known = [b for b in bounds if b is not None]
    if len(known) > 1 and len(known) == len(bounds):
        place = str(
            Bounds(
                min(b.top for b in known),
                min(b.left for b in known),
                max(b.bottom for b in known),
                max(b.right for b in known),
            )
        )
    return _Here(sheet, place, what, _short("／".join(quote.text for quote in quotes)), now)


def _parted(origin: Origin) -> tuple[str, str]:
    """The file and sheet of an origin, and the place in it."""
    sheet, mark, place = origin.place.rpartition("!")
    return (f"{origin.file}　{sheet}{mark}", place) if mark else (f"{origin.file}　", place)


def _now(placing: Placing, quote: Quote) -> str:
    where = placing.ledger.placed.get(quote)
    if where is not None:
        return where
    return f"取り込まない（{placing.ledger.left.get(quote, 'どのラベルや列にも当たりません')}）"


def _short(text: str, most: int = _LONGEST_SHOWN) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most]}…"
