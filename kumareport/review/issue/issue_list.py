"""配付一覧.xlsx: which department got which form. It carries the whole round's 控え for ``collect``."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.review.issue.issued import Addressee, Issued, from_ledger, to_ledger
from kumareport.review.issue.japanese_date import date_text
from kumareport.workbook.ledger import LedgerKind, read_ledger
from kumareport.workbook.links import link_to
from kumareport.workbook.listing import (
    Align,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    write_listing,
)

ISSUE_LIST = "配付一覧.xlsx"
"""What it is called where we put it."""


class FormEntry(Struct, frozen=True):
    """One form.

    Attributes:
        addressee: whose.
        path: the form.
        draft: the Word draft beside it; None where none was made.
        sections: its sections as people know them.
        questions: how many open findings its cover shows.
    """

    addressee: Addressee
    path: Path
    sections: Sequence[str]
    questions: int
    draft: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """What the department gets."""
        return (self.path,) if self.draft is None else (self.path, self.draft)


def read_issue_list(path: Path) -> Issued:
    """What an earlier round sent out.

    Raises:
        InputFileError: no 配付一覧, or one whose 控え is gone or was changed.
    """
    ledger = read_ledger(read_workbook(path))
    is_one = ledger is not None and ledger.kind is LedgerKind.ISSUE and ledger.intact
    issued = from_ledger(ledger) if ledger is not None and is_one else None
    if issued is None:
        raise InputFileError(
            f"配付一覧として読めません：{path}",
            "distribute が作った 配付一覧.xlsx を、そのまま指定してください。",
        )
    return issued


def write_issue_list(issued: Issued, entries: Sequence[FormEntry], path: Path) -> None:
    """Write the list, with one line for each file.

    Raises:
        OutputFileError: it cannot be written.
    """
    columns = (
        ListingColumn("No", 5, Align.CENTER),
        ListingColumn("所管課", 22),
        ListingColumn("局", 18),
        ListingColumn("連絡先", 16),
        ListingColumn("配るファイル（押すと開きます）", 40),
        ListingColumn("節", 52),
        ListingColumn("確認事項", 9, Align.CENTER),
    )
    folder = path.absolute().parent
    rows = [
        (
            number,
            entry.addressee.name,
            entry.addressee.bureau,
            entry.addressee.contact,
            ListingCell(f"{path.parent.name}/{path.name}", link=link_to(path.absolute(), folder)),
            "\n".join(entry.sections) if path == entry.path else "〃",
            entry.questions,
        )
        for number, entry in enumerate(entries, 1)
        for path in entry.files
    ]
    lead = (
        f"{issued.round.name}　締切：{date_text(issued.round.deadline)}　返送先：{issued.round.contact}\n"
        "返送されたファイルを取りまとめる（collect）ときは、この一覧も返送ファイルといっしょに指定してください。"
        "未提出の課と、控えを消して返送されたファイルの発出時の内容が、この一覧から分かります。"
    )
    listed = {entry.addressee.name for entry in entries}
    earlier = [one.name for one in issued.addressees if one.name not in listed]
    if earlier:
        lead += f"\nこの回で前に配った課（{len(earlier)}）：{'、'.join(earlier)}"
    sheet = ListSheet(
        "配付一覧",
        f"配付一覧（{len(entries)} 課）",
        lead,
        (ListingTable(columns, rows, is_list=True),),
        frozen_columns=2,
    )
    write_listing((sheet,), path, "配付一覧", to_ledger(issued))
