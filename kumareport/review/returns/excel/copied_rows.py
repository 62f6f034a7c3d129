"""Rows of a form that somebody copied into another workbook, without the header that tells the columns."""

import unicodedata
from collections.abc import Sequence

from kumareport.model.location import Location
from kumareport.model.row import RowSheet
from kumareport.number_format import displayed_number
from kumareport.review.book.computed_marks import is_computed
from kumareport.review.book.ownership import Ownership
from kumareport.review.merge.edits import Sender, Unread
from kumareport.review.returns.excel.returned import ReturnedFile
from kumareport.workbook.seen import quoted

COPIED_ROWS = "照会票の見出しのない Excel ブックです。配付した文と同じ文があるため、違うところを読取不能に示しました"
_REASON = "照会票の見出しがないため、どの欄か決められません（配付した内容と違う行です）"
_LEAST, _LONG = 2, 8
"""How many texts, of how many characters, a workbook must share with what was issued."""


def copied_rows(form: ReturnedFile, sheets: Sequence[RowSheet], owners: Ownership) -> list[Unread]:
    """The rows of a workbook that say something else than what was issued; none where it shares too
    little with that to be a copy.

    Args:
        form: the workbook.
        sheets: the rows as issued, or as they are now.
        owners: who answers for them.
    """
    known: set[str] = set()
    sections: dict[str, str] = {}
    for row in (row for sheet in sheets for row in sheet.rows):
        for key, content in row.cells.items():
            number = content.number_format
            shown = displayed_number(content.text, number) if number else content.text
            known |= {_key(key), _key(content.text), _key(shown)}
            if len(_key(content.text)) >= _LONG:
                sections[_key(content.text)] = row.section
        known |= {_key(row.kind), _key(row.id)}
    lines: dict[tuple[str, int], list[str]] = {}
    for sheet in form.raw:
        for (row, _), cell in sorted(sheet.cells.items()):
            if quoted(cell).strip() and not is_computed(quoted(cell)):
                lines.setdefault((sheet.name, row), []).append(quoted(cell))
    shared = [
        sections[key] for line in lines.values() for t in line if (key := _key(t)) in sections
    ]
    if len(shared) < _LEAST:
        return []
    shares = {n: sum(s in owners.sections(n) for s in shared) for n in owners.departments()}
    department = max(shares, key=lambda name: shares[name], default="")
    return [
        Unread(
            Sender(department, form.person, form.time, f"{form.name}　{Location(sheet)} {row}行"),
            _REASON,
            " ／ ".join(line),
        )
        for (sheet, row), line in lines.items()
        if any(_key(text) not in known for text in line)
    ]


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
