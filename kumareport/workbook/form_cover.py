"""The cover of a form: what is asked by when, where the answer goes, and what to look at."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.workbook.cell_text import lines_needed
from kumareport.workbook.form_answers import ANSWER_CHOICES, COVER_SHEET, Answer
from kumareport.workbook.form_needs import FormNeeds, named
from kumareport.workbook.known_looks import merge_row
from kumareport.workbook.layout import GUIDE_SHEET
from kumareport.workbook.looks import (
    BOX,
    HEAD_ALIGNMENT,
    HEAD_FILL,
    HEAD_FONT,
    OPEN_FILL,
    UNLOCKED,
    add_dropdown,
    letters,
    put,
    set_up_print,
    write_title,
)

_LOOK_ALSO = "下の「確かめていただきたいこと」も、押してその場所を開き、直してください。"
_SEND = "上の「回答」で「修正なし」か「修正あり」を選び、上書き保存して、このファイルを返送してください。"
QUESTIONS_HEADER = ("場所（押すと開きます）", "見出し", "見つかったこと", "していただくこと")
_TEXT_FONT, _LABEL_FONT = letters(10), letters(10, bold=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)
_LABEL_FILL = PatternFill("solid", fgColor="DDEBF7")
_WIDTHS = (16, 18, 45, 45)
_LETTERS = 7 / 6
_LINE, _PADDING = 13.5, 8


class Question(Struct, frozen=True):
    """A finding that the department should look at.

    Attributes:
        heading: its chapter and section.
        place: the cell, as ``第１章!H12``; empty for none.
        message: what was found.
        hint: what to do.
    """

    heading: str
    place: str
    message: str
    hint: str


class Cover(Struct, frozen=True):
    """The cover's content.

    Attributes:
        title: the heading.
        facts: label and text of each line at the top.
        questions: the open findings.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    questions: Sequence[Question]


def _steps(needs: FormNeeds, *, has_questions: bool) -> Iterator[str]:
    """What to do, in order."""
    also = _LOOK_ALSO if has_questions else ""
    yield f"{named(needs.sheets)}のシートの黄色のセルを見て、空いているところに記入し、直すところを直してください。{also}"
    yield _SEND
    more = "、".join(
        [
            *(["行の足し方・消し方"] if needs.texts else []),
            *(["値の書き方"] if needs.actual else []),
        ]
    )
    yield f"{more or 'くわしい記入のしかた'}は「{GUIDE_SHEET}」のシートにあります。"


def write_cover(sheet: Worksheet, cover: Cover, needs: FormNeeds) -> None:
    """Fill the sheet in."""
    sheet.title = COVER_SHEET
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    write_title(sheet, cover.title, "黄色のセルだけに入力し、このファイルを返送してください。")
    row = 4
    for label, text in cover.facts:
        row = _pair(sheet, row, label, text)
    row = _subtitle(sheet, row + 1, "ご回答")
    for answer in Answer:
        _pair(sheet, row, answer, "", is_open=True)
        if answer is Answer.RESULT:
            choices = ",".join(ANSWER_CHOICES)
            add_dropdown(sheet, f'"{choices}"', f"B{row}", "一覧から選んでください。")
        if answer is Answer.OPINION:
            sheet.row_dimensions[row].height = 60
        row += 1
    row = _subtitle(sheet, row + 1, "記入のしかた")
    for number, step in enumerate(_steps(needs, has_questions=bool(cover.questions)), 1):
        row = _pair(sheet, row, str(number), step)
    row = _subtitle(sheet, row + 1, "確かめていただきたいこと")
    if not cover.questions:
        _text(sheet, row, 1, "自動の点検で見つかったことはありません。")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
    else:
        _write_questions(sheet, row, cover.questions)
    set_up_print(sheet, landscape=False, paper=sheet.PAPERSIZE_A4, repeat="1:1")
    sheet.sheet_view.showGridLines = False


def _pair(sheet: Worksheet, row: int, label: str, text: str, *, is_open: bool = False) -> int:
    head = _text(sheet, row, 1, label)
    head.font = _LABEL_FONT
    head.fill = _LABEL_FILL
    head.border = BOX
    value = _text(sheet, row, 2, text)
    for column in (2, 3, 4):
        cell = sheet.cell(row, column)
        cell.border = BOX
        if is_open:
            cell.fill = OPEN_FILL
            cell.protection = UNLOCKED
    merge_row(sheet, row, 2, 4)
    value.alignment = _MIDDLE
    lines = lines_needed(text, sum(_WIDTHS[1:]) * _LETTERS)
    sheet.row_dimensions[row].height = _LINE * lines + _PADDING
    return row + 1


def _subtitle(sheet: Worksheet, row: int, text: str) -> int:
    put(sheet, row, 1, text).font = letters(12, "1F3864", bold=True)
    sheet.row_dimensions[row].height = 20
    return row + 1


def _write_questions(sheet: Worksheet, row: int, questions: Sequence[Question]) -> None:
    for column, name in enumerate(QUESTIONS_HEADER, 1):
        cell = _text(sheet, row, column, name)
        cell.font = HEAD_FONT
        cell.fill = HEAD_FILL
        cell.border = BOX
        cell.alignment = HEAD_ALIGNMENT
    for question in questions:
        row += 1
        texts = (question.place, question.heading, question.message, question.hint)
        for column, text in enumerate(texts, 1):
            _text(sheet, row, column, text).border = BOX
        if question.place:
            name, _, cell = question.place.rpartition("!")
            quoted = name.replace("'", "''")
            place = sheet.cell(row, 1)
            place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{quoted}'!{cell}")
            place.font = letters(10, "0563C1", underlined=True)
        widths = zip(texts, _WIDTHS, strict=True)
        lines = max(lines_needed(text, width * _LETTERS) for text, width in widths)
        sheet.row_dimensions[row].height = _LINE * lines + _PADDING


def _text(sheet: Worksheet, row: int, column: int, text: str):
    cell = put(sheet, row, column, text)
    cell.font = _TEXT_FONT
    cell.alignment = _MIDDLE
    return cell
