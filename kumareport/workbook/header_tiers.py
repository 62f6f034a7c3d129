"""A header of two rows: 実績値 over R4, R5 and R6, merged, and the other words beside it."""

from kumareport.model.period import year_in
from kumareport.model.period_words import bare_word, role_key
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook.seen import seen


def header_rows(sheet: Sheet, row: int) -> tuple[int, int]:
    """The first and the last row of the header to which a row with its fixed words belongs."""
    for above in (row - 1, row):
        if _stands_over_years(sheet, above):
            return above, above + 1
    return row, row


def _stands_over_years(sheet: Sheet, above: int) -> bool:
    """Whether a merged cell of a row stands over columns that name nothing but their years."""
    return any(
        _is_bare_year(_text(sheet, above + 1, column))
        for merge in sheet.merges
        if merge.top == merge.bottom == above and merge.left < merge.right
        for column in range(merge.left, merge.right + 1)
    )


def _is_bare_year(text: str) -> bool:
    found = year_in(text)
    return found is not None and not bare_word(found[1])


def joined_texts(sheet: Sheet, top: int, last: int) -> dict[int, str]:
    """What the two rows say over each column: the word, and below it the year."""
    upper = {column: _text(sheet, top, column) for row, column in sheet.cells if row == top}
    for merge in sheet.merges:
        if merge.top == merge.bottom == top:
            # Not over a whole sheet: a merge names every column it covers, filled or not.
            filled = (c for r, c in sheet.cells if r == last and merge.left <= c <= merge.right)
            upper |= dict.fromkeys(filled, _text(sheet, top, merge.left))
    lower = {column: _text(sheet, last, column) for row, column in sheet.cells if row == last}
    return {n: _both(upper.get(n, ""), lower.get(n, "")) for n in sorted({*upper, *lower})}


def _both(upper: str, lower: str) -> str:
    if not upper or not lower:
        return upper or lower
    return lower if role_key(upper) in role_key(lower) else f"{upper}\n{lower}"


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return seen(cell) if cell else ""
