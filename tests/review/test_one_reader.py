"""The law of the one reader: report, Excel form and Word draft say the same of every text cell."""

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.anchor import Kind
from kumareport.model.row import RowSheet
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.office.word.word_document import read_word
from kumareport.review.book.book import Book, read_book
from kumareport.workbook.row_sheets import read_row_sheet, said
from tests.conftest import TEMPLATE, scaled
from tests.review.office import Office, columns, distribute, edit, office_workbook, row_of

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

WORDS = st.text("市民割合が増加した。、 （０1.5）\n%▲", min_size=1, max_size=12).map(
    lambda text: f"文{text}"
)


def struck(kept: str, gone: str) -> CellRichText:
    """A text of which a part is struck through."""
    return CellRichText(kept, TextBlock(InlineFont(strike=True), gone))


STRUCK = st.builds(struck, WORDS, WORDS)
NUMBERS = st.tuples(st.sampled_from((0.446, 1234, -3.5)), st.sampled_from(("0.0%", "#,##0", "0.0")))
CELLS = st.one_of(WORDS, STRUCK, NUMBERS)
KEYS = ("1-1-指1", "1-1-指2", "1-1-検1", "1-1-検2", "1-1-方1")


def put(sheet: Worksheet, row: int, content: str | CellRichText | tuple[float, str]) -> None:
    """A content into 項目名・本文."""
    cell = sheet.cell(row, columns(sheet)["項目名・本文"])
    assert isinstance(cell, Cell)
    cell.value, cell.number_format = content if isinstance(content, tuple) else (content, "General")


def changed(
    folder: Path, contents: dict[str, str | CellRichText | tuple[float, str]], without_kind: bool
) -> Office:
    """The office's workbook with other contents, sent out in both kinds of file."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        for key, content in contents.items():
            put(sheet, row_of(sheet, key), content)
        if without_kind:
            row = row_of(sheet, "1-1-検2")
            sheet.cell(row, columns(sheet)["区分"]).value = None

    book = edit(office_workbook(folder / "もと.xlsx"), change, folder / "ブック.xlsx")
    return distribute(book, folder / "照会", template=TEMPLATE)


def in_report(book: Book) -> dict[str, str]:
    """What the report says of each record that prints one text."""
    found: dict[str, str] = {}
    for section in (section for _, section in book.report.parts()):
        found |= {text.id: text.text for text in section.texts}
        found |= {row.id: "\n".join((row.name, *row.notes)) for row in section.indicators}
    return found


def in_form(sheets: list[RowSheet]) -> dict[str, str]:
    """What a form says of each record with an ID."""
    return {row.id: said(row.cells[TEXT]) for s in sheets for row in s.rows if row.id}


def in_draft(path: Path) -> dict[str, str]:
    """What a draft says of each bullet and each indicator's name."""
    issued = read_word(path).issued
    assert issued is not None
    found: dict[str, list[str]] = {}
    for part in (part for paragraph in issued.paragraphs for part in paragraph.anchored):
        anchor = part.anchor
        if anchor is not None and anchor.kind in (Kind.TEXT, Kind.NAME, Kind.NAME_NOTE):
            found.setdefault(anchor.record, []).append(part.text)
    return {record: "\n".join(texts) for record, texts in found.items()}


TEXT = "項目名・本文"


@scaled(0.04)
@given(st.fixed_dictionaries(dict.fromkeys(KEYS, CELLS)), st.booleans())
def test_report_form_and_draft_say_the_same_of_every_cell(
    contents: dict[str, str | CellRichText | tuple[float, str]], without_kind: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        office = changed(Path(name), contents, without_kind)
        report = in_report(read_book(office.book))
        read = [read_row_sheet(sheet) for sheet in read_workbook(office.form("企画課"))]
        form = in_form([sheet for sheet in read if sheet is not None])
        draft = in_draft(office.draft("企画課"))
    assert set(KEYS) <= report.keys() & form.keys() & draft.keys()
    for key in KEYS:
        assert draft[key] == report[key]
        if "指" not in key:
            assert form[key] == report[key]
