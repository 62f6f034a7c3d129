"""Laws over generated forms and contents: what is declared is read, and the data give it back."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.marks import Judged
from kumareport.model.form import (
    STANDARD,
    Author,
    FieldType,
    Form,
    FormField,
    RecordKind,
    Shape,
    TextRole,
    Turn,
)
from kumareport.model.form_record import form_text, read_form
from kumareport.model.report import Part
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.read import read_report
from kumareport.workbook.write import write_workbook
from tests.review.office import PERIODS

_WORDS = st.text("目的取組成果課題意見", min_size=1, max_size=4)
_SAID: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: _WORDS,
    FieldType.NUMBER: st.integers(0, 9999),
    FieldType.MONEY: st.integers(0, 9999),
    FieldType.CHOICE: st.sampled_from(("拡充", "継続")),
    FieldType.DATE: st.just("令和６年４月１日"),
    FieldType.MARK: st.sampled_from(("○", "△", "×")),
}
_CHOICES = {FieldType.CHOICE: ("拡充", "継続"), FieldType.MARK: ("○", "△", "×")}


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of one to three headings, with texts, lists and fields on any of them."""
    headings = [
        RecordKind(f"段{n}", Shape.HEADING, depth=n + 1)
        for n in range(1, draw(st.integers(1, 3)) + 1)
    ]
    others = [
        RecordKind(
            f"区分{n}",
            draw(st.sampled_from((Shape.TEXT, Shape.LIST, Shape.NOTE))),
            role=draw(st.sampled_from(TextRole)),
            author=draw(st.sampled_from(Author)),
            turn=draw(st.sampled_from(Turn)),
        )
        for n in range(1, draw(st.integers(1, 4)) + 1)
    ]
    able = [kind.name for kind in (*headings, *others) if kind.shape is not Shape.NOTE]
    fields = [_field(draw, n, able) for n in range(1, draw(st.integers(0, 4)) + 1)]
    return Form((*headings, *others), (*STANDARD.fields, *fields))


def _field(draw: st.DrawFn, number: int, able: list[str]) -> FormField:
    kind = draw(st.sampled_from(list(_SAID)))
    of = draw(st.lists(st.sampled_from(able), min_size=1, unique=True))
    unit = draw(st.sampled_from(("", "千円")))
    turn = draw(st.sampled_from(Turn))
    author = draw(st.sampled_from(Author))
    return FormField(f"項{number}", kind, tuple(of), _CHOICES.get(kind, ()), unit, author, turn)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Form, list[Record]]:
    """A form, and the rows of a sheet: each heading with some records below it."""
    form = draw(forms())
    others = [kind for kind in form.kinds if kind.shape is not Shape.HEADING]
    rows: list[Record] = []
    for kind in form.headings:
        rows.append(_record(draw, form, kind, len(rows)))
        for other in draw(st.lists(st.sampled_from(others), max_size=4)):
            rows.append(_record(draw, form, other, len(rows)))
    return form, rows


def _record(draw: st.DrawFn, form: Form, kind: RecordKind, number: int) -> Record:
    said: dict[str, tuple[Any, str]] = {
        field.name: (draw(_SAID[field.type]), "General")
        for field in form.own
        if form.uses(kind, field.name)
    }
    return Record(kind.name, f"行{number}", f"{kind.name}の{draw(_WORDS)}", fields=said)


def _told(part: Part) -> list[tuple[object, ...]]:
    records = [(part.id, part.title, part.fields)]
    records += [(text.id, text.text, text.fields) for text in part.texts]
    return [
        (key, words, [(v.field, v.text, v.value) for v in fields]) for key, words, fields in records
    ]


@given(reports())
def test_what_is_written_is_read_and_comes_back_from_the_data(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Form, list[Record]]
) -> None:
    form, rows = made
    assert read_form(form_text(form)) == form
    book: Path = tmp_path_factory.mktemp("様式") / "ブック.xlsx"
    names = [field.name for field in form.own]
    chapter = ChapterSheet("第１章", "章１", "題", PERIODS, rows, form=form, fields=names)
    settings: dict[Setting, str | int] = {Setting.TITLE: "報告"}
    write_workbook(NewWorkbook(settings, [chapter], [("企画課", "", "")], form=form), book)
    report = read_report(book)
    assert report.settings.form.own == form.own
    assert report.settings.form.headings == form.headings
    found = {
        key: (words, {v.field.name: v.text.replace(",", "") for v in fields})
        for _, part in report.parts()
        for key, words, fields in (
            (part.id, part.title, part.fields),
            *((text.id, text.text, text.fields) for text in part.texts),
        )
    }
    assert found == {
        row.id: (row.text, {name: str(value) for name, (value, _) in row.fields.items()})
        for row in rows
    }
    back = from_json(to_json(report, Judged(report, {})))
    assert [_told(part) for _, part in back.parts()] == [_told(part) for _, part in report.parts()]
