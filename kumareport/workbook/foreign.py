"""Why a workbook is none in the 様式: what it is instead, and how to begin from it."""

from collections.abc import Sequence
from pathlib import Path

from kumareport.errors import InputFileError, import_advice
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook import layout
from kumareport.workbook.header import find_header
from kumareport.workbook.layout import Setting
from kumareport.workbook.ledger import LedgerKind, read_ledger

_ISSUED = {
    LedgerKind.FORM: "戻ってきた照会票は、kumareport collect で集めます。",
    LedgerKind.ISSUE: "配付一覧は、kumareport collect で照会票といっしょに指定します。",
    LedgerKind.PROPOSALS: "反映案は、kumareport apply でブックに反映します。",
    LedgerKind.CHECK: "点検結果を見てブックを直し、もう一度 kumareport check で点検します。",
}


def is_settings(sheet: Sheet) -> bool:
    """Whether a sheet called 設定 is that of the 様式: it has at least one line or table of it."""
    known = {*Setting, *layout.TABLE_TITLES}
    return any(
        column == 1 and cell.text.strip() in known for (_, column), cell in sheet.cells.items()
    )


def no_book(sheets: Sequence[Sheet], path: Path) -> InputFileError:
    """The error for a workbook without the 設定 of the 様式."""
    ledger = read_ledger(sheets)
    if ledger is not None:
        what = f"{ledger.kind}です（「{layout.SETTINGS_SHEET}」シートがありません）：{path}"
        return InputFileError(
            what, f"ブック（input.xlsx など）を指定してください。{_ISSUED[ledger.kind]}"
        )
    lacking = f"「{layout.SETTINGS_SHEET}」シートがありません"
    if any(sheet.name == layout.SETTINGS_SHEET for sheet in sheets):
        lacking = f"「{layout.SETTINGS_SHEET}」シートに「{Setting.TITLE}」も「{layout.CHAPTERS_TITLE}」もありません"
    elif any(find_header(sheet, []) for sheet in sheets):
        back = f"設定のシートの名前を変えたときは、「{layout.SETTINGS_SHEET}」に戻してください。"
        return InputFileError(f"{lacking}：{path}", back)
    return InputFileError(
        f"kumareport のブックではありません（{lacking}）：{path}",
        f"{import_advice(path.name)}空のブックから始めるなら kumareport init です。",
    )
