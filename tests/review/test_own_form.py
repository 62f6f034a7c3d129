"""A form of an office's own, declared in 設定: its kinds of text go all the way round, and no code knows
them. A return under a form that has changed since is matched by its keys."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.cell.cell import Cell, MergedCell

from kumareport import pipeline
from kumareport.document.tags import SectionTags
from kumareport.model.form import STANDARD, Form
from kumareport.model.form_record import UNDECLARED, form_text, read_form
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn
from kumareport.review.returns.collection import Collection
from kumareport.workbook.kind_table import TAGS_OF_A_SECTION
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.read import read_report
from kumareport.workbook.write import write_workbook
from tests.conftest import TEMPLATE
from tests.review.office import PERIODS, TODAY, Office, columns, distribute, edit, indicator, put
from tests.review.test_apply import AT, decide

FORM = Form(
    (
        *STANDARD.of_shape(Shape.HEADING, Shape.INDICATOR),
        RecordKind("取組実績", Shape.TEXT, heading="主な取組", turn=Turn.MOVE, is_required=True),
        RecordKind("成果", Shape.TEXT, role=TextRole.VERIFICATION, turn=Turn.MOVE, length=200),
        RecordKind("外部評価", Shape.TEXT, role=TextRole.OPINION, author=Author.OUTSIDE),
        *STANDARD.of_shape(Shape.NOTE),
    )
)
ROWS = [
    Record("節", "1-1", "節の一", department="企画課"),
    indicator("1-1-指1", "指標甲", 10, 44.6, 45.5, 50.5, unit="％"),
    Record("取組実績", "1-1-取1", "説明会を三回開いた。"),
    Record("成果", "1-1-成1", "指標甲は前年度より増加した。"),
    Record("外部評価", "1-1-外1", "周知を続けることが望まれる。"),
    Record("注記", "1-1-注1", "※甲の注。"),
]


def workbook(path: Path, form: Form = FORM, rows: list[Record] = ROWS) -> Path:
    chapter = ChapterSheet("第１章", "第１章", "章の題名", PERIODS, rows, form=form)
    departments = [("企画課", "政策局", "内線 1")]
    new = NewWorkbook({Setting.TITLE: "評価書"}, [chapter], departments, form=form)
    write_workbook(new, path)
    return path


def template(path: Path) -> Path:
    """The standard template with two kinds of this form instead of its own."""
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                text = data.decode().replace("検証と課題", "取組実績").replace("方向性", "成果")
                data = text.encode()
            target.writestr(name, data)
    return path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    book = workbook(tmp_path / "ブック.xlsx")
    return distribute(book, tmp_path / "照会", template=template(tmp_path / "様式.docx"))


def collect(office: Office, target: Path | None = None) -> Collection:
    return pipeline.collect(office.book, [office.forms], target, today=TODAY).collection


def write(office: Office, key: str, text: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, key, "項目名・本文", text)

    office.edit("企画課", change)


def add(office: Office, kind: str, text: str) -> None:
    """Write into the last blank row that the form has ready for a kind, below its texts."""

    def change(book: openpyxl.Workbook) -> None:
        sheet, of = book["第１章"], columns(book["第１章"])
        row = next(
            row
            for row in range(sheet.max_row, 3, -1)
            if sheet.cell(row, of["区分"]).value == kind and not sheet.cell(row, of["ID"]).value
        )
        cell = sheet.cell(row, of["項目名・本文"])
        assert isinstance(cell, Cell)
        cell.value = text

    office.edit("企画課", change)


def test_a_kind_of_its_own_is_read_checked_and_printed(office: Office, tmp_path: Path) -> None:
    report = read_report(office.book)
    assert report.settings.form.kinds == FORM.kinds
    (section,) = report.chapters[0].parts
    assert [(text.kind.name, text.text) for text in section.texts] == [
        (row.kind, row.text) for row in (ROWS[5], *ROWS[2:5])
    ]
    assert {f.code for f in pipeline.check(office.book).findings} & {"S08", "S14", "S16"} == set()
    target = tmp_path / "報告書.docx"
    pipeline.build(office.book, target, template=tmp_path / "様式.docx")
    printed = "\n".join(
        p.text for t in docx.Document(str(target)).tables for r in t.rows for c in r.cells
        for p in c.paragraphs
    )  # fmt: skip
    assert "説明会を三回開いた。" in printed
    assert "指標甲は前年度より増加した。" in printed


def test_a_missing_text_that_the_form_requires_is_told(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", rows=[row for row in ROWS if row.kind != "取組実績"])
    told = [f for f in pipeline.check(book).findings if f.code in ("S23", "S24")]
    assert [(f.code, "「取組実績」の行がありません" in f.message) for f in told] == [("S23", True)]


def test_edits_of_its_kinds_come_back_into_the_workbook(office: Office, tmp_path: Path) -> None:
    write(office, "1-1-取1", "説明会を四回開いた。")
    add(office, "成果", "参加者も増えた。")
    proposals, target = tmp_path / "反映案.xlsx", tmp_path / "反映後.xlsx"
    collect(office, proposals)
    pipeline.apply(office.book, decide(proposals, 判断="採用", 判断した人="佐藤"), target, AT)
    (section,) = read_report(target).chapters[0].parts
    assert [text.text for text in section.texts] == [
        "※甲の注。", "説明会を四回開いた。", "指標甲は前年度より増加した。", "参加者も増えた。",
        "周知を続けることが望まれる。",
    ]  # fmt: skip


def is_locked(cell: Cell | MergedCell) -> bool:
    """Whether a protected sheet refuses to change a cell."""
    return bool(cell.protection.locked)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def test_a_kind_that_others_fill_in_is_locked_in_the_form(office: Office) -> None:
    sheet = openpyxl.load_workbook(office.form("企画課"))["第１章"]
    kind, text = (columns(sheet)[name] for name in ("区分", "項目名・本文"))
    rows = range(4, sheet.max_row + 1)
    cells = ((sheet.cell(r, kind).value, sheet.cell(r, text)) for r in rows)
    locked = [(name, is_locked(cell)) for name, cell in cells]
    assert [closed for name, closed in locked if name == "外部評価"] == [True]
    assert [closed for name, closed in locked if name == "成果"] == [False] * 4
    write(office, "1-1-外1", "勝手に直した。")
    (proposal,) = collect(office).proposals
    assert proposal.remarks == ("この課が記入する行ではありません",)


def test_a_return_under_a_form_that_has_changed_since(office: Office) -> None:
    """The kind 成果 is called 成果と課題 now: its record is known by its key, a new one has no place."""
    write(office, "1-1-成1", "指標甲は大きく増加した。")
    add(office, "成果", "参加者も増えた。")
    kinds = tuple(replace(k, name="成果と課題") if k.name == "成果" else k for k in FORM.kinds)
    rows = [replace(r, kind="成果と課題") if r.kind == "成果" else r for r in ROWS]
    workbook(office.book, Form(kinds), rows)
    found = collect(office)
    assert [(p.target.record, p.proposed.text) for p in found.proposals] == [
        ("1-1-成1", "指標甲は大きく増加した。")
    ]
    (unread,) = found.unread
    assert (unread.reason, unread.text) == (
        "ブックの様式に、区分「成果」がなくなっています", "参加者も増えた。",
    )  # fmt: skip


def test_the_names_that_no_kind_may_have_are_the_tags_of_a_section() -> None:
    assert set(TAGS_OF_A_SECTION) == set(SectionTags.__struct_fields__)


def test_the_words_of_a_form_survive_being_carried() -> None:
    assert read_form(form_text(FORM)) == FORM
    assert read_form(form_text(STANDARD)) == STANDARD
    for forged in ("", "{}", "[" * 10_000, '{"kinds":[1],"fields":[],"words":[]}'):
        assert read_form(forged) == UNDECLARED


@pytest.mark.parametrize(
    ("column", "word", "said"),
    [
        ("B", "表", "形は"),
        ("D", "要約", "役は"),
        ("A", "成果", "２度"),
        ("A", "枠", "ほかのところを指す"),
        ("A", "値", "ほかのところを指す"),
        ("A", "成果・課題", "タグにできない"),
        ("C", "施策", "付くところは 章・報告書・報告書の末尾・節 から"),
    ],
)
def test_a_cell_of_the_declaration_that_cannot_be_used_is_told(
    tmp_path: Path, column: str, word: str, said: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["設定"]
        title = next(row for row in range(1, 99) if sheet.cell(row, 1).value == "記録の区分")
        sheet[f"{column}{title + 4}"].value = word

    book = edit(workbook(tmp_path / "b.xlsx"), change)
    (finding,) = [f for f in pipeline.check(book).findings if f.code == "S16"]
    assert said in finding.message
    assert (finding.location.sheet, finding.location.column) == ("設定", "ABCD".index(column) + 1)
