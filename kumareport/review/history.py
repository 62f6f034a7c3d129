"""The sheet 変更履歴: who proposed what, and who decided."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import astuple

from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.workbook.cell_text import MAX_LENGTH, pieces
from kumareport.workbook.layout import HISTORY_SHEET

_REST = "…（長いため途中までです。全文は反映案にあります）"
_HEADER = (
    "日時", "章・節", "対象", "項目", "種別", "変更前", "変更後", "提案した課", "判断した人", "対応方針", "出典",
)  # fmt: skip
_WIDTHS = (16, 24, 22, 12, 9, 44, 44, 22, 14, 26, 34)


class HistoryLine(Struct, frozen=True):
    """One change that was carried out. The fields are the columns, in their order."""

    at: str
    heading: str
    target: str
    item: str
    kind: str
    before: str
    after: str
    proposed_by: str
    decided_by: str
    policy: str
    source: str


def record_history(patch: WorkbookPatch, lines: Sequence[HistoryLine]) -> None:
    """Append lines to the sheet; make it where it is not there."""
    rows = [tuple(_shortened(text) for text in astuple(line)) for line in lines]
    if HISTORY_SHEET not in patch.sheet_names:
        patch.add_sheet(HISTORY_SHEET, [_HEADER, *rows], _WIDTHS)
        return
    for row in rows:
        patch.append_row(HISTORY_SHEET, row)


def _shortened(text: str) -> str:
    """What a row says may be longer than a cell; 反映案 has all of it."""
    parts = pieces(text, MAX_LENGTH - len(_REST))
    return text if len(parts) == 1 else parts[0] + _REST
