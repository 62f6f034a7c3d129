"""The sheet 意見 of a 反映案 read back: what departments ask, and what was answered."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.review.decide.decisions import DecisionHeader, header_of
from kumareport.review.decide.proposal_columns import OpinionColumn
from kumareport.workbook.ledger import is_ledger


class ListedOpinion(Struct, frozen=True):
    """An opinion as the sheet lists it.

    Attributes:
        row: its row in the sheet.
        about: where it stands, in words: chapter, section, record and box.
        text: what is asked.
        department, person: who asks.
        is_resolved: whether the comment was closed in Word or Excel.
        answer: what was answered; empty where nothing was.
    """

    row: int
    about: tuple[str, ...]
    text: str
    department: str
    person: str
    is_resolved: bool
    answer: str


def read_opinions(path: Path) -> tuple[ListedOpinion, ...]:
    """The opinions in the order of the sheet; none where there is no such sheet.

    Raises:
        InputFileError: no workbook.
    """
    found = _sheet_of(read_workbook(path))
    return () if found is None else tuple(_opinions(*found))


def write_answers(
    patch: WorkbookPatch, sheets: Sequence[Sheet], answers: Mapping[int, str]
) -> None:
    """Fill in answers.

    Args:
        patch: the 反映案 being changed.
        sheets: its sheets.
        answers: by the opinion's row; an empty one empties the cell.

    Raises:
        InputFileError: there is no such opinion.
    """
    found = _sheet_of(sheets)
    rows = set[int]() if found is None else {one.row for one in _opinions(*found)}
    if found is None or not set(answers) <= rows:
        raise InputFileError("反映案に、その意見の行がありません。")
    sheet, header = found
    for row, answer in answers.items():
        patch.set_value(sheet.name, row, header.columns[OpinionColumn.ANSWER], answer)


def _sheet_of(sheets: Sequence[Sheet]) -> tuple[Sheet, DecisionHeader] | None:
    for sheet in sheets:
        header = None if is_ledger(sheet) else header_of(sheet, tuple(OpinionColumn))
        if header is not None:
            return sheet, header
    return None


def _opinions(sheet: Sheet, header: DecisionHeader) -> Iterator[ListedOpinion]:
    named = {
        cell.text.strip(): column
        for (row, column), cell in sheet.cells.items()
        if row == header.row
    }
    for row in sorted({row for row, _ in sheet.cells if row > header.row}):

        def text(name: str, row: int = row) -> str:
            cell = sheet.cells.get((row, named.get(name, 0)))
            return cell.text.strip() if cell else ""

        if not text(OpinionColumn.OPINION):
            continue
        yield ListedOpinion(
            row=row,
            about=tuple(filter(None, map(text, ("章", "節", "対象", "欄")))),
            text=text(OpinionColumn.OPINION),
            department=text(OpinionColumn.DEPARTMENT),
            person=text("提出者"),
            is_resolved=bool(text("状態")),
            answer=text(OpinionColumn.ANSWER),
        )
