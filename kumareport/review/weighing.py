"""The second reading of a returned form: what the first one did not claim is told, whatever it is.

It does not understand rows or columns. It knows what was issued, what the first reading said, and
what stands in the file; a content of the file that is in neither was overlooked.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from kumareport.language.signs import MINUS_SIGNS
from kumareport.model.holding import left_over
from kumareport.model.location import Location
from kumareport.ooxml.spreadsheet import Cell, Sheet
from kumareport.review.edits import Harvest
from kumareport.review.issued import Issued
from kumareport.review.returned import ReturnedFile
from kumareport.review.sameness import quote
from kumareport.workbook.seen import quoted, seen, struck

_OVERLOOKED = "読み取りの対象にならない所に書かれています"
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
    said = _said(returned, harvest)
    for sheet in returned.raw:
        known = _issued_tokens(issued, sheet.name)
        for cell in _excess(sheet, known):
            place = str(Location(sheet.name, cell.row, cell.column))
            parts = seen(cell) or cell.kept, struck(cell)
            if place not in harvest.same and not all(_bare(part) in said for part in parts):
                yield place, _OVERLOOKED, quoted(cell)


def _excess(sheet: Sheet, known: Counter[str]) -> Iterator[Cell]:
    """The cells of a sheet whose content stands there more often than when it was issued."""
    for _, cell in sorted(sheet.cells.items()):
        token = _token(quoted(cell))
        if known[token] > 0:
            known[token] -= 1
        elif token:
            yield cell


def _issued_tokens(issued: Issued, sheet: str) -> Counter[str]:
    """What a sheet was issued with. Texts around the tables are known without their number."""
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


def _said(returned: ReturnedFile, harvest: Harvest) -> str:
    """All that the first reading says, in one piece."""
    parts: list[str] = [*returned.answers.values()]
    for edit in harvest.edits:
        contents = [edit.issued, edit.proposed, *(content for _, content in edit.cells)]
        target = edit.target
        parts += [quote(target.column, target.unit, content) for content in contents]
        parts += [content.text for content in contents] + [content.struck for content in contents]
    parts += [opinion.text for opinion in harvest.opinions]
    parts += [unread.text for unread in harvest.unread]
    return "\0".join(map(_bare, parts))


def _bare(text: str) -> str:
    """A text without its width, its spaces and its way of writing minus: a number that is proposed as
    it is stored (-3.2) may be seen with another sign (▲3.2)."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())


def _token(text: str) -> str:
    """A text by which it is the same however it was typed: 44.60, ４４．６ and 44.6 are."""
    bare = _bare(text).replace(",", "")
    try:
        return f"{Decimal(bare).normalize():f}" if len(bare) < 40 else bare
    except InvalidOperation:
        return bare
