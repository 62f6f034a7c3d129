"""The second reading of a returned form: what the first one did not claim is told, whatever it is.

It does not understand rows or columns. It knows what was issued, what the first reading said, and
what stands in the file; a content of the file that is in neither was overlooked.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from kumareport.language.signs import MINUS_SIGNS
from kumareport.model.holding import left_over
from kumareport.model.location import Location
from kumareport.office.excel.spreadsheet import Cell, CellKind, Sheet
from kumareport.patterns import regex
from kumareport.review.issue.issued import Issued
from kumareport.review.merge.edits import Harvest
from kumareport.review.merge.sameness import quote
from kumareport.review.returns.excel.returned import ReturnedFile
from kumareport.workbook.seen import quoted, seen, stored, struck

_OVERLOOKED = "読み取りの対象にならない所に書かれています"
_CELL = regex(r"(.*) ([A-Z]*)(\d+)(行?)")
# What no text of ours can hold.
_CONTROLS = regex("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
# Each text is met several times: as issued, as returned, and as it was proposed.
_MOST_KEPT = 20_000
_MINUS = str.maketrans(dict.fromkeys(MINUS_SIGNS, "-"))


def overlooked(
    returned: ReturnedFile, issued: Issued, harvest: Harvest
) -> Iterator[tuple[str, str, str]]:
    """What stands in a return that was not issued and that nothing in the harvest says.

    Args:
        returned: the file.
        issued: what it was issued with.
        harvest: what the first reading found.

    Yields:
        Place, reason and full text of each.
    """
    # Our forms hold nothing beside their cells (tests/review/test_weighing.py).
    for thing in left_over(returned.holdings, ()):
        what = thing.text or f"（{thing.kind}）"
        yield thing.place, f"{thing.kind}が置かれています。元のファイルで見てください", what
    said = _Said(returned, harvest)
    of_file = _issued_tokens(issued)
    for sheet in returned.raw:
        for cell in _excess(sheet, of_file.copy(), said):
            at = Location(sheet.name, cell.row, cell.column)
            if str(at) not in harvest.same and not said.has(at, cell):
                yield str(at), _OVERLOOKED, quoted(cell)


def _excess(sheet: Sheet, known: Counter[str], said: "_Said") -> Iterator[Cell]:
    """The cells of a sheet whose content stands there more often than when it was issued.

    Those that the first reading proposes word for word are told: what was issued does not stand in
    them.
    """
    for _, cell in sorted(sheet.cells.items()):
        token = _token(quoted(cell))
        if said.proposes(Location(sheet.name, cell.row, cell.column), token):
            continue
        if known[token] > 0:
            known[token] -= 1
        elif token:
            yield cell


def _issued_tokens(issued: Issued) -> Counter[str]:
    """What a file was issued with. Texts around the tables are known without their number."""
    found: Counter[str] = Counter()
    for rows in issued.sheets:
        for row in rows.rows:
            found[_token(row.id)] += 1
            found.update(_token(quote("", "", content)) for content in row.cells.values())
            found[_token(row.kind)] += 1_000
    # Rows to write into stand ready for every kind of text, whether it had one or not.
    found.update(dict.fromkeys((_token(kind.name) for kind in issued.form.kinds), 1_000))
    for texts in issued.fixed.values():
        found.update(dict.fromkeys(map(_token, texts), 1_000))
    return found


class _Said:
    """All that the first reading says: of a cell, of a row, and of no place in particular."""

    def __init__(self, returned: ReturnedFile, harvest: Harvest) -> None:
        self._file = returned.name
        self._texts: dict[str, list[str]] = {"": [*map(_bare, returned.answers.values())]}
        self._proposed: set[tuple[str, str]] = set()
        for edit in harvest.edits:
            target = edit.target
            place = self._key(edit.sender.source, is_row=not target.column)
            proposed = (edit.proposed, *(content for _, content in edit.cells))
            self._proposed |= {(place, _token(quote("", "", content))) for content in proposed}
            contents = [edit.issued, edit.proposed, *(content for _, content in edit.cells)]
            texts = [quote(target.column, target.unit, content) for content in contents]
            texts += [content.text for content in contents] + [c.struck for c in contents]
            self._add(edit.sender.source, texts, is_row=not target.column)
        for opinion in harvest.opinions:
            self._add(opinion.sender.source, [opinion.text])
        for unread in harvest.unread:
            # A row that cannot be placed is quoted in one piece, at its text.
            self._add(unread.sender.source, [unread.text], is_row=True)

    def _add(self, source: str, texts: list[str], *, is_row: bool = False) -> None:
        self._texts.setdefault(self._key(source, is_row=is_row), []).extend(map(_bare, texts))

    def _key(self, source: str, *, is_row: bool) -> str:
        """The cell or the row that a source names; empty for no place in particular."""
        place = source.removeprefix(self._file).strip("　")
        found = _CELL.fullmatch(place)
        if found and (is_row or found[4] or not found[2]):
            return f"{found[1]} {found[3]}"
        return "" if found is None else place

    def proposes(self, at: Location, token: str) -> bool:
        """Whether a cell's content is proposed just so, of the cell or of its row."""
        return any((key, token) in self._proposed for key in (str(at), f"{at.sheet} {at.row}"))

    def has(self, at: Location, cell: Cell) -> bool:
        """Whether a cell's content is told: at the cell, with its row, or without a place."""
        keys = (str(at), f"{at.sheet} {at.row}", "")
        told = "\0".join(text for key in keys for text in self._texts.get(key, ()))
        if cell.kind is CellKind.NUMBER and not cell.struck and _bare(stored(cell)) in told:
            return True
        parts = [seen(cell) or cell.kept, struck(cell)]
        return all(_bare(part) in told for part in (parts if any(parts) else [quoted(cell)]))


@lru_cache(_MOST_KEPT)
def _bare(text: str) -> str:
    """A text without its width, its spaces and its way of writing minus: a number that is proposed as
    it is stored (-3.2) may be seen with another sign (▲3.2)."""
    plain = _CONTROLS.sub("", unicodedata.normalize("NFKC", text).translate(_MINUS))
    return "".join(plain.split())


@lru_cache(_MOST_KEPT)
def _token(text: str) -> str:
    """A text by which it is the same however it was typed: 44.60, ４４．６ and 44.6 are."""
    bare = _bare(text).replace(",", "")
    try:
        return f"{Decimal(bare).normalize():f}" if len(bare) < 40 else bare
    except InvalidOperation:
        return bare
