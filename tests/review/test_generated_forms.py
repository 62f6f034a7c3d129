"""Laws over generated forms: form, draft and report say the same of every cell, and what departments
write comes back, whatever the office has declared."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell

from kumareport import pipeline
from kumareport.document.build import make_document
from kumareport.marks import Judged
from kumareport.model.anchor import Kind
from kumareport.model.field_columns import field_column
from kumareport.model.form import FieldType, Form
from kumareport.model.period import Role
from kumareport.model.record_kind import Author, Shape
from kumareport.office.word.word_document import read_word
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.new_workbook import Record
from kumareport.workbook.read import read_report
from tests.conftest import TEMPLATE, scaled
from tests.review.office import TODAY, Office, columns, distribute, row_of
from tests.review.test_apply import AT, decide
from tests.workbook.test_any_form import DEPARTMENTS, generated, reports

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

_OTHER = {
    FieldType.TEXT: "書き直した",
    FieldType.NUMBER: 12345,
    FieldType.MONEY: 12345,
    FieldType.YEARLY_MONEY: 12345,
    FieldType.CHOICES: "1",
    FieldType.DATE: "令和７年５月２日",
}
_CHOSEN = {
    "拡充": "継続",
    "継続": "拡充",
    "○": "△",
    "△": "×",
    "×": "○",
    "Ａ": "Ｂ",
    "Ｂ": "Ｃ",
    "Ｃ": "Ａ",
}


def _theirs(form: Form, rows: list[Record]) -> Iterator[tuple[str, str, str, object]]:
    """Every cell that a department fills in: the department, record, header, and another content."""
    owner = ""
    for row in rows:
        owner = row.department or owner
        kind = form.kind(row.kind)
        assert kind is not None
        if kind.shape is not Shape.HEADING and kind.author is not Author.DEPARTMENT:
            continue
        if kind.shape in (Shape.TEXT, Shape.LIST, Shape.NOTE):
            yield owner, row.id, "項目名・本文", f"{row.text}と書き足した"
        if kind.shape is Shape.INDICATOR:
            yield owner, row.id, "実績 R5", 54321
        for header, (said, _) in row.fields.items():
            column = field_column(form, header, 1)
            assert column is not None
            if column.field.author is Author.DEPARTMENT:
                other = _CHOSEN.get(str(said)) or _OTHER[column.field.type]
                if str(said) != str(other):
                    yield owner, row.id, header, other


def _type(office: Office, department: str, key: str, header: str, content: object) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = next(sheet for sheet in book if sheet.title == "第１章")
        labels = {label.split("（")[0]: number for label, number in columns(sheet).items()}
        cell = sheet.cell(row_of(sheet, key), labels[header])
        assert isinstance(cell, Cell)
        cell.value = content  # pyright: ignore[reportAttributeAccessIssue]

    office.edit(department, change)


def _drafted(draft: Path) -> set[tuple[str, str, str]]:
    """What a draft says at each place that it names: the record, the column, and the content."""
    issued = read_word(draft).issued
    assert issued is not None
    found: set[tuple[str, str, str]] = set()
    for part in (part for paragraph in issued.paragraphs for part in paragraph.anchored):
        anchor = part.anchor
        if anchor is not None and anchor.kind in (Kind.TEXT, Kind.NAME, Kind.FIELD):
            is_field = anchor.kind is Kind.FIELD
            column = _typed(anchor.detail) if is_field else "項目名・本文"
            found.add((anchor.record, column, part.text.replace(",", "")))
    return found


def _check_printed(book: Path, said: dict[tuple[str, str], str]) -> None:
    """The final report says of every cell what the workbook says, and leaves out no text and no field."""
    report = read_report(book)
    target = book.with_suffix(".docx")
    judged = Judged(report, MARK_SPELLINGS)
    target.write_bytes(make_document(report, judged, TEMPLATE.read_bytes(), lambda _: None).data)
    printed = {(record, column): text for record, column, text in _drafted(target)}
    titles = {(part.id, "項目名・本文") for _, part in report.parts()}
    told = {
        place: text
        for place, text in said.items()
        if text and place not in titles and not place[1].startswith(tuple(Role))
    }
    assert {place: text for place, text in printed.items() if text} == told


def _typed(key: str) -> str:
    """The header of a column by its lasting name: 項1 2023 → 項1 R5."""
    name, _, year = key.partition(" ")
    return f"{name} R{int(year) - 2018}" if year else name


def _said(book: Path) -> dict[tuple[str, str], str]:
    """What a workbook says, cell by cell."""
    found: dict[tuple[str, str], str] = {}
    for _, part in read_report(book).parts():
        found[part.id, "項目名・本文"] = part.title
        for text in part.texts:
            found[text.id, "項目名・本文"] = text.text
        for row in part.indicators:
            found[row.id, "項目名・本文"] = row.name
            for entry in row.entries:
                found[row.id, entry.period.label] = entry.value.raw.replace(",", "")
        records = (part, *part.texts, *part.indicators)
        for record in records:
            for value in record.fields:
                year = f" {value.year}" if value.year else ""
                found[record.id, value.field.name + year] = value.text.replace(",", "")
    return found


@scaled(0.03)
@given(reports(), st.data())
def test_what_departments_write_comes_back_and_nothing_else(
    made: tuple[Form, list[Record]], data: st.DataObject
) -> None:
    form, rows = made
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "ブック.xlsx"
        generated(form, rows, book)
        office = distribute(book, folder / "照会", template=TEMPLATE)
        before = _said(book)
        for department in DEPARTMENTS:
            if office.draft(department).exists():
                for record, column, said in _drafted(office.draft(department)):
                    assert said == before[record, column]
        untouched = office.collect()
        assert (untouched.proposals, untouched.unread, untouched.opinions) == ((), (), ())
        cells = list(_theirs(form, rows))
        some = st.lists(st.sampled_from(cells), max_size=4, unique_by=lambda cell: cell[1:3])
        wanted = data.draw(some) if cells else []
        for department, key, header, content in wanted:
            _type(office, department, key, header, content)
        back, end = folder / "反映案.xlsx", folder / "反映後.xlsx"
        found = pipeline.collect(book, [office.forms], back, today=TODAY).collection
        assert found.unread == ()
        assert len(found.proposals) == len(wanted)
        pipeline.apply(book, decide(back, 判断="採用", 判断した人="佐藤"), end, AT)
        after = _said(end)
        _check_printed(end, after)
    assert after == before | {(key, header): str(content) for _, key, header, content in wanted}
