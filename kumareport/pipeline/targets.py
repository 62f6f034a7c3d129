"""Where a result may be written."""

from pathlib import Path

from kumareport.errors import InputFileError, OutputFileError
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.output import check_target
from kumareport.workbook.ledger import LedgerKind, read_ledger


def check_not_a_source(target: Path, *sources: Path) -> None:
    """Refuse a target that is a folder, or one of the inputs."""
    check_target(target)
    _check_not_issued(target)
    for source in sources:
        if target.exists() and source.exists() and target.samefile(source):
            raise InputFileError(
                "出力先が入力のブックと同じです。", "出力先に別のファイル名を指定してください。"
            )


def _check_not_issued(target: Path) -> None:
    """Refuse to write over what departments got: it cannot be made again."""
    if target.suffix.lower() != ".xlsx" or not target.is_file():
        return
    try:
        ledger = read_ledger(read_workbook(target))
    except InputFileError:
        return
    if ledger is not None and ledger.kind in (LedgerKind.FORM, LedgerKind.ISSUE):
        raise OutputFileError(
            f"{ledger.kind}のブックがあります：{target}",
            "課に配ったものの控えなので、上書きしません。別のファイル名を指定してください。",
        )


def check_is_new(target: Path) -> None:
    """Refuse to write over a file that people go on working in."""
    check_target(target)
    if target.exists():
        raise OutputFileError(
            f"すでにあります：{target}",
            "上書きはしません。別の名前を指定するか、今あるファイルを移してください。",
        )


def check_same_type(source: Path, target: Path, name: str) -> None:
    """Refuse a copy of another file type than its source."""
    if target.suffix.lower() != source.suffix.lower():
        raise OutputFileError(
            f"{name}は、元のブックと同じ形式で作ります：{target}",
            f"ファイル名の終わりを {source.suffix} にしてください。",
        )


def check_list_workbook(target: Path, name: str) -> None:
    """Refuse a list workbook that is no ``.xlsx``."""
    if target.suffix.lower() != ".xlsx":
        raise OutputFileError(
            f"{name}は Excel のブックです：{target}",
            f"ファイル名の終わりを .xlsx にしてください（例：{name}.xlsx）。",
        )


def check_word(target: Path, name: str) -> None:
    """Refuse a Word document that is no ``.docx``."""
    if target.suffix.lower() != ".docx":
        raise OutputFileError(
            f"{name}は Word 文書です：{target}",
            f"ファイル名の終わりを .docx にしてください（例：{name}.docx）。",
        )
