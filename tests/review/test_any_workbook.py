"""Arbitrary workbooks through the whole round trip: forms, untouched and saved, ask for nothing."""

import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport import pipeline
from kumareport.errors import KumareportError
from tests.conftest import scaled
from tests.review.office import TODAY, distribute
from tests.review.test_apply import AT, decide
from tests.rules.test_random_workbooks import Sheets, cells, kinds, workbooks, write

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

DEPARTMENTS = st.sampled_from(
    ["企画課", "総務課、企画課", "../x", "CON", "課／別課", "", "あ" * 50]
)


@st.composite
def offices(draw: st.DrawFn):
    """A workbook whose sections somebody answers for."""
    sheets = draw(workbooks())
    head = ["区分", "ID", "所管課", "大項目", "項目名・本文", "単位", "実績 R4", "実績 R5", "備考"]
    rows = [["節", None, draw(DEPARTMENTS), None, draw(cells)]]
    for _ in range(draw(st.integers(0, 8))):
        row = [draw(kinds), draw(st.sampled_from([None, "a", "b", "c"])), draw(DEPARTMENTS), None]
        rows.append([*row, *draw(st.lists(cells, max_size=5))])
    sheets["第１章"] = [["第１章"], [], head, *rows]
    return sheets


def rewritten(file: Path) -> None:
    """The same parts in another archive. (openpyxl would change texts such as ``_x0041_`` and CR.)"""
    with zipfile.ZipFile(file) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new:
        for name, data in reversed(parts):
            new.writestr(name, data)


@scaled(0.06)
@given(sheets=offices(), data=st.data())
def test_any_workbook_goes_out_and_comes_back(sheets: Sheets, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "book.xlsx"
        write(book, sheets)
        try:
            office = distribute(book, Path(name) / "forms")
        except KumareportError:
            return
        files = sorted(office.forms.glob("*/*.xlsx"))
        for file in files:
            rewritten(file)
        collection = office.collect()
        assert [(p.issued, p.proposed) for p in collection.proposals] == []
        assert collection.unread == ()
        assert collection.rejected == ()
        assert all(entry.has_answered for entry in collection.answered)
        if not files:
            return
        # One cell of one form, typed over.
        form = openpyxl.load_workbook(files[0], rich_text=True)
        sheet = form["第１章"]
        row = data.draw(st.integers(4, sheet.max_row))
        column = data.draw(st.integers(1, sheet.max_column))
        sheet.cell(row, column, "打ち替えた文である。")
        form.save(files[0])
        proposals, target = Path(name) / "反映案.xlsx", Path(name) / "反映後.xlsx"
        collection = pipeline.collect(book, [office.forms], proposals, today=TODAY).collection
        typed = [p.proposed.text for p in collection.proposals] + [
            o.text for o in collection.opinions
        ]
        typed += [u.text for u in collection.unread] + [
            c.text for p in collection.proposals for _, c in p.cells
        ]
        is_id = sheet.cell(3, column).value == "ID"
        assert is_id or any("打ち替えた文である。" in text for text in typed)
        done = pipeline.apply(book, decide(proposals, 判断="採用"), target, AT)
        assert done.carried_out == len(collection.proposals)
