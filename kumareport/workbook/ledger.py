"""The 控え: a very hidden sheet by which a workbook that we issued is known when it comes back.

It holds the kind of workbook, named fields, and lines of texts. A digest over all of them shows
whether somebody changed it; it is no signature and keeps nobody from forging one.
"""

import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook.cell_text import pieces
from kumareport.workbook.values import sanitize

LEDGER_SHEET = "控え（変更しないでください）"
_MARK = "kumareport 控え 1"
_DIGEST = "照合値"
_FIELD, _LINE, _MORE = "項目", "行", "続き"


class LedgerKind(StrEnum):
    """What kind of workbook carries it."""

    FORM = "照会票"
    ISSUE = "配付一覧"
    PROPOSALS = "反映案"
    CHECK = "点検結果"


class Ledger(Struct, frozen=True):
    """What a workbook was issued with.

    Attributes:
        kind: the kind of workbook.
        fields: single facts by name.
        lines: the records, each some texts long.
        intact: whether it is as it was written.
    """

    kind: LedgerKind
    fields: Mapping[str, str]
    lines: Sequence[Sequence[str]]
    intact: bool = True


def ledger_rows(ledger: Ledger) -> list[list[str]]:
    """The texts of the sheet, row by row."""
    body = _body(ledger)
    return [[_MARK, ledger.kind], [_DIGEST, _digest(body)], *body]


def read_ledger(sheets: Sequence[Sheet]) -> Ledger | None:
    """The ledger of a workbook, whatever its sheet is called now; None where there is none."""
    for sheet in sheets:
        if _is_marked(sheet):
            return _read(sheet)
    return None


def is_ledger(sheet: Sheet) -> bool:
    """Whether a sheet is the ledger."""
    return _is_marked(sheet) and _kind(sheet) in set(LedgerKind)


def _is_marked(sheet: Sheet) -> bool:
    start = sheet.cells.get((1, 1))
    return start is not None and start.text.strip() == _MARK


def _kind(sheet: Sheet) -> str:
    beside = sheet.cells.get((1, 2))
    return beside.text if beside is not None else ""


def _read(sheet: Sheet) -> Ledger | None:
    kind = _kind(sheet)
    if kind not in set(LedgerKind):
        return None
    grid: dict[int, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        texts = grid.setdefault(row, [])
        texts += [""] * (column - 1 - len(texts)) + [cell.text]
    body = [texts for row, texts in grid.items() if row > 2]
    whole = _joined(body)
    fields = {texts[1]: texts[2] for texts in whole if texts[0] == _FIELD and len(texts) > 2}
    lines = [tuple(texts[1:]) for texts in whole if texts[0] == _LINE]
    digest = grid.get(2, [])
    intact = digest == [_DIGEST, _digest(body)]
    return Ledger(LedgerKind(kind), fields, lines, intact)


def _body(ledger: Ledger) -> list[list[str]]:
    """The rows as they come back: line breaks of one kind, without trailing blanks."""
    fields = [[_FIELD, name, text] for name, text in sorted(ledger.fields.items()) if text]
    rows = fields + [[_LINE, *line] for line in ledger.lines]
    body: list[list[str]] = []
    for row in rows:
        texts = [_comes_back(text) for text in row]
        while texts and not texts[-1]:
            texts.pop()
        split = [pieces(text) for text in texts]
        body.append([parts[0] for parts in split])
        for place, parts in enumerate(split):
            body += [[_MORE, str(place), part] for part in parts[1:]]
    return body


# The same names stand in hundreds of lines.
@lru_cache(maxsize=4096)
def _comes_back(text: str) -> str:
    return sanitize(text)[0].replace("\r\n", "\n").replace("\r", "\n")


def _joined(body: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows with what did not fit into their cells: it follows below them."""
    rows: list[list[str]] = []
    for texts in body:
        place = int(texts[1]) if texts[0] == _MORE and texts[1].isdecimal() else -1
        if rows and 0 <= place < len(rows[-1]):
            rows[-1][place] += texts[2]
        else:
            rows.append(list(texts))
    return rows


def _digest(body: Sequence[Sequence[str]]) -> str:
    joined = "\x1e".join("\x1f".join(texts) for texts in body)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
