"""What a department has filled in on the cover of its form; reading it needs no openpyxl."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook.seen import quoted

COVER_SHEET = "表紙"
DEPARTMENT_LABEL = "所管課"


class Answer(StrEnum):
    """What a department fills in on the cover."""

    PERSON = "記入者"
    CONTACT = "記入者の連絡先"
    RESULT = "回答"
    OPINION = "全体への意見"


ANSWER_CHOICES = ("修正なし", "修正あり")


def read_answers(sheet: Sheet) -> Mapping[Answer, str]:
    """What stands beside the labels of the answers, wherever these are now."""
    answers: dict[Answer, str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        label = cell.text.strip()
        if label not in set(Answer) or label in answers:
            continue
        beside = sheet.cells.get((row, column + 1))
        if beside is not None and quoted(beside).strip():
            answers[Answer(label)] = quoted(beside).strip()
    return answers


def department_named(sheets: Sequence[Sheet]) -> str:
    """The department that a cover names; empty where there is no cover."""
    for sheet in sheets:
        for (row, column), cell in sorted(sheet.cells.items()):
            beside = sheet.cells.get((row, column + 1))
            if cell.text.strip() == DEPARTMENT_LABEL and beside is not None:
                return beside.text.strip()
    return ""


def answer_cells(sheet: Sheet) -> set[tuple[int, int]]:
    """Where the answers stand."""
    return {
        (row, column + 1)
        for (row, column), cell in sheet.cells.items()
        if cell.text.strip() in set(Answer)
    }
