"""Laws over generated forms and contents: what is declared is read, and the data give it back."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kumareport.marks import Judged
from kumareport.model.field_value import FieldValue
from kumareport.model.form import STANDARD, FieldType, Form, FormField
from kumareport.model.form_record import form_text, read_form
from kumareport.model.mark import Condition, Mark, Measure, Scheme, three_marks
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn
from kumareport.model.report import Part
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.read import read_report
from kumareport.workbook.write import write_workbook
from tests.conftest import scaled
from tests.review.office import PERIODS

DEPARTMENTS = ("企画課", "福祉課")
_WORDS = st.text("目的取組成果課題意見", min_size=1, max_size=4)
_SAID: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: _WORDS,
    FieldType.NUMBER: st.integers(0, 9999),
    FieldType.MONEY: st.integers(0, 9999),
    FieldType.CHOICE: st.sampled_from(("拡充", "継続")),
    FieldType.DATE: st.just("令和６年４月１日"),
    FieldType.MARK: st.nothing(),  # of its own scheme
    FieldType.CHOICES: st.sampled_from(("1、2", "2")),
    FieldType.YEARLY_MONEY: st.integers(0, 9999),
}
_CHOICES = {
    FieldType.CHOICE: ("拡充", "継続"),
    FieldType.CHOICES: ("1", "2"),
}


SCHEMES = (
    replace(three_marks(), name="達成度"),
    Scheme(
        "貢献度", tuple(Mark(s, f"貢献が{s}", Condition(Measure.TYPED), None) for s in "ＡＢＣ")
    ),
)
"""The usual marks, and those that people give."""


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
            draw(st.sampled_from((Shape.TEXT, Shape.LIST, Shape.NOTE, Shape.INDICATOR))),
            role=draw(st.sampled_from(TextRole)),
            author=draw(st.sampled_from(Author)),
            turn=draw(st.sampled_from(Turn)),
        )
        for n in range(1, draw(st.integers(1, 4)) + 1)
    ]
    others = [
        replace(kind, under=draw(st.sampled_from(((), ("段1の末尾",)))))
        if kind.shape in (Shape.TEXT, Shape.LIST)
        else kind
        for kind in others
    ]
    able = [kind.name for kind in (*headings, *others) if kind.shape is not Shape.NOTE]
    fields = [_field(draw, n, able) for n in range(1, draw(st.integers(0, 4)) + 1)]
    kinds = tuple(kind.name for kind in others if kind.shape is Shape.INDICATOR)
    usual = tuple(replace(f, of=kinds if f.of else ()) for f in STANDARD.fields)
    return Form((*headings, *others), (*usual, *fields))


def _field(draw: st.DrawFn, number: int, able: list[str]) -> FormField:
    kind = draw(st.sampled_from(list(_SAID)))
    of = draw(st.lists(st.sampled_from(able), min_size=1, unique=True))
    unit = draw(st.sampled_from(("", "千円")))
    turn = draw(st.sampled_from(Turn))
    author = draw(st.sampled_from(Author))
    scheme = draw(st.sampled_from(SCHEMES)) if kind is FieldType.MARK else None
    choices = tuple(m.symbol for m in scheme.marks) if scheme else _CHOICES.get(kind, ())
    how = scheme.name if scheme else ""
    return FormField(f"項{number}", kind, tuple(of), choices, unit, author, turn, how=how)


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


def headers(form: Form) -> list[str]:
    """What heads the columns of the form's own fields."""
    return [header for field in form.own for header in _headers_of(field)]


def _headers_of(field: FormField) -> list[str]:
    is_yearly = field.type is FieldType.YEARLY_MONEY
    return [f"{field.name} R4", f"{field.name} R5"] if is_yearly else [field.name]


def _said(field: FormField) -> st.SearchStrategy[Any]:
    return st.sampled_from(field.choices) if field.type is FieldType.MARK else _SAID[field.type]


def _record(draw: st.DrawFn, form: Form, kind: RecordKind, number: int) -> Record:
    said: dict[str, tuple[Any, str]] = {
        header: (draw(_said(field)), "General")
        for field in form.own
        if form.uses(kind, field.name)
        for header in _headers_of(field)
    }
    is_indicator = kind.shape is Shape.INDICATOR
    values = [(draw(st.integers(1, 9999)), "0") for _ in PERIODS] if is_indicator else []
    owner = draw(st.sampled_from(DEPARTMENTS)) if kind.shape is Shape.HEADING else ""
    return Record(
        kind.name,
        f"行{number}",
        f"{kind.name}の{draw(_WORDS)}{number}",
        owner,
        unit="件" if is_indicator else "",
        values=values,
        fields=said,
    )


def generated(form: Form, rows: list[Record], book: Path) -> None:
    """Write the workbook of a form."""
    chapter = ChapterSheet(
        "第１章", "章１", "題", PERIODS, rows, SCHEMES, form=form, fields=headers(form)
    )
    departments = [(name, "", "") for name in DEPARTMENTS]
    settings: dict[Setting, str | int] = {Setting.TITLE: "報告"}
    write_workbook(NewWorkbook(settings, [chapter], departments, SCHEMES, form), book)


def _records(part: Part) -> list[tuple[str, str, tuple[FieldValue, ...]]]:
    return [
        *([] if part.is_end else [(part.id, part.title, part.fields)]),
        *((text.id, text.text, text.fields) for text in part.texts),
        *((row.id, row.name, row.fields) for row in part.indicators),
    ]


def _told(part: Part) -> list[tuple[object, ...]]:
    return [
        (key, words, [(v.field, v.year, v.text, v.value) for v in fields])
        for key, words, fields in _records(part)
    ]


@scaled(0.5)
@given(reports())
def test_what_is_written_is_read_and_comes_back_from_the_data(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Form, list[Record]]
) -> None:
    form, rows = made
    assert read_form(form_text(form)) == form
    book: Path = tmp_path_factory.mktemp("様式") / "ブック.xlsx"
    generated(form, rows, book)
    report = read_report(book)
    assert report.settings.form.own == form.own
    assert report.settings.form.headings == form.headings
    found = {
        key: (words, {v.key: v.text.replace(",", "") for v in fields})
        for _, part in report.parts()
        for key, words, fields in _records(part)
    }
    years = {" R4": " 2022", " R5": " 2023"}
    assert found == {
        row.id: (
            row.text,
            {
                name[:-3] + years.get(name[-3:], name[-3:]): str(value)
                for name, (value, _) in row.fields.items()
            },
        )
        for row in rows
    }
    back = from_json(to_json(report, Judged(report, {})))
    assert [_told(part) for _, part in back.parts()] == [_told(part) for _, part in report.parts()]
