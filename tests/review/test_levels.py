"""A form of four levels goes all the way round: a goal's own indicators and texts above its first
heading, and headings below headings."""

import json
import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.cell.cell import Cell

from kumareport import pipeline
from kumareport.errors import TemplateError
from kumareport.marks import Judged
from kumareport.model.form import STANDARD
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.read import read_report
from tests.conftest import TEMPLATE
from tests.opendata.test_export import VALIDATOR
from tests.review.levels import FORM, ROWS, levels_workbook
from tests.review.office import TODAY, Office, columns, distribute, put
from tests.review.test_apply import AT, decide

PARTS = [
    (1, "政策１", "しごとをつくる", "", ""),
    (2, "施策１", "産業の振興", "企画課", ""),
    (3, "基本事業１", "経営の支援", "企画課", "1-1"),
    (4, "（１）", "融資あっせん", "企画課", "1-1-1"),
    (4, "（２）", "経営相談", "財政課", "1-1-1"),
    (3, "基本事業２", "創業の支援", "財政課", "1-1"),
    (2, "施策２", "観光の振興", "財政課", ""),
]
HEADINGS = [
    (1, "政策１ しごとをつくる"), (2, "施策１ 産業の振興"), (3, "基本事業１ 経営の支援"),
    (4, "（１） 融資あっせん"), (4, "（２） 経営相談"), (3, "基本事業２ 創業の支援"), (2, "施策２ 観光の振興"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("段")
    return distribute(levels_workbook(folder / "ブック.xlsx"), folder / "照会", template=TEMPLATE)


@pytest.fixture
def office(sent: Office, tmp_path: Path) -> Office:
    shutil.copytree(sent.forms, tmp_path / "照会")
    shutil.copy(sent.book, tmp_path / "ブック.xlsx")
    return Office(tmp_path / "ブック.xlsx", tmp_path / "照会")


def headings(file: Path) -> list[tuple[int, str]]:
    return [
        (int(name[-1]), p.text)
        for p in docx.Document(str(file)).paragraphs
        if p.style is not None and (name := p.style.name or "").startswith("Heading")
    ]


def texts(file: Path) -> dict[str, list[str]]:
    """The texts of each part, by its ID."""
    return {part.id: [text.text for text in part.texts] for _, part in read_report(file).parts()}


def in_word(file: Path, old: str, new: str) -> None:
    """Type over a text of a draft, with the tracking switched off."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode()
    assert document.count(old) == 1
    parts["word/document.xml"] = document.replace(old, new).encode()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_the_outline_is_flat_and_tells_depth_parent_and_number(sent: Office) -> None:
    result = pipeline.check(sent.book)
    assert [
        (p.depth, p.number, p.title, p.department, p.parent) for _, p in result.report.parts()
    ] == PARTS
    assert [f.code for f in result.findings if f.code.startswith("S")] == []
    front = result.report.chapters[0].parts[0]
    assert [row.name for row in front.indicators] == ["目標の指標"]
    assert [text.text for text in front.texts] == ["目標はおおむね達成した。"]


def test_the_standard_template_prints_it_without_being_edited(sent: Office, tmp_path: Path) -> None:
    target = tmp_path / "報告書.docx"
    pipeline.build(sent.book, target, template=TEMPLATE)
    assert headings(target) == HEADINGS
    tables = [[c.text for r in t.rows for c in r.cells] for t in docx.Document(str(target)).tables]
    names = {kind.name for kind in FORM.boxes}
    boxes = [cells for cells in tables if cells[0] in names]
    assert boxes == [
        ["総括", "目標はおおむね達成した。"],
        ["目的", "中小企業の経営を支える。", "今後の方向性", "相談窓口を増やす。"],
        ["取組実績", "相談会を12回開いた。"],
        ["取組実績", "452件をあっせんした。", "今後の方向性", "続ける。"],
        ["取組実績", "専門家を派遣した。", "今後の方向性", ""],
        ["取組実績", "講座を3回開いた。"],
        ["目的", "", "今後の方向性", "周遊を促す。"],
    ]


def test_a_template_without_a_place_for_the_parts_is_refused(sent: Office, tmp_path: Path) -> None:
    old = tmp_path / "古い様式.docx"
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(old, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.decode().replace("章.部", "章.節").encode()
            target.writestr(name, data)
    built = pipeline.build(sent.book, tmp_path / "報告書.docx", template=old)
    (fault,) = (finding for finding in built.checked.findings if finding.code == "T09")
    assert built.written == ()
    assert "「章１ 章」の、最初の見出しより上の内容を載せるところがありません" in fault.message
    # What stands in the front without a word of it in the form is only seen with the workbook.
    kinds = (FORM.kinds[0], replace(FORM.kinds[3], under=()))
    rows = [row for row in ROWS if row.kind in {kind.name for kind in kinds}]
    flat = levels_workbook(tmp_path / "浅い.xlsx", rows, replace(FORM, kinds=kinds))
    with pytest.raises(
        TemplateError, match="「政策１ しごとをつくる」の、最初の見出しより上の内容"
    ):
        pipeline.build(flat, tmp_path / "報告書.docx", template=old)


def test_a_department_sees_its_parts_below_the_headings_that_they_belong_to(sent: Office) -> None:
    sheet = openpyxl.load_workbook(sent.form("財政課"))["第１章"]
    kind, key, text = (columns(sheet)[name] for name in ("区分", "ID", "項目名・本文"))
    rows = [
        tuple(sheet.cell(row, column).value for column in (kind, text))
        for row in range(4, sheet.max_row + 1)
        if sheet.cell(row, key).value
    ]
    assert rows == [
        ("施策", "産業の振興"), ("基本事業", "経営の支援"), ("事務事業", "経営相談"),
        ("取組実績", "専門家を派遣した。"), ("基本事業", "創業の支援"), ("取組実績", "講座を3回開いた。"),
        ("施策", "観光の振興"), ("指標", "観光客数"), ("今後の方向性", "周遊を促す。"),
    ]  # fmt: skip
    ready = [
        str(sheet.cell(row, kind).value)
        for row in range(4, sheet.max_row + 1)
        if sheet.cell(row, kind).value and not sheet.cell(row, key).value
    ]
    assert sorted(ready) == sorted(["取組実績"] * 6 + ["今後の方向性"] * 5 + ["目的"] * 2)
    assert headings(sent.draft("財政課")) == [HEADINGS[i] for i in (0, 1, 2, 4, 5, 6)]


def test_what_comes_back_untouched_proposes_nothing(office: Office) -> None:
    found = office.collect()
    assert (found.proposals, found.unread, found.opinions) == ((), (), ())


def test_edits_of_every_depth_come_back(office: Office, tmp_path: Path) -> None:
    def in_excel(book: openpyxl.Workbook) -> None:
        put(book, "1-総1", "項目名・本文", "目標は達成した。")
        put(book, "1-指1", "実績 R5", 51)
        put(book, "1-1-1-1-取1", "項目名・本文", "460件をあっせんした。")
        sheet, of = book["第１章"], columns(book["第１章"])
        below = False
        for row in range(4, sheet.max_row + 1):
            below = below or sheet.cell(row, of["ID"]).value == "1-1-1-1"
            is_ready = not sheet.cell(row, of["ID"]).value
            if below and is_ready and sheet.cell(row, of["区分"]).value == "今後の方向性":
                cell = sheet.cell(row, of["項目名・本文"])
                assert isinstance(cell, Cell)
                cell.value = "対象を広げる。"
                break

    office.edit("企画課", in_excel)
    in_word(office.draft("財政課"), "専門家を派遣した。", "専門家を10回派遣した。")
    in_word(office.draft("財政課"), "講座を3回開いた。", "講座を4回開いた。")
    proposals, target = tmp_path / "反映案.xlsx", tmp_path / "反映後.xlsx"
    found = pipeline.collect(office.book, [office.forms], proposals, today=TODAY).collection
    assert found.unread == ()
    places = {p.target.record: (p.target.section, p.proposed.text) for p in found.proposals}
    added = next(key for key in places if key.startswith("追-"))
    assert places == {
        "1-総1": ("第１章", "目標は達成した。"),
        "1-指1": ("第１章", "51"),
        "1-1-1-1-取1": ("1-1-1-1", "460件をあっせんした。"),
        added: ("1-1-1-1", "対象を広げる。"),
        "1-1-1-2-取1": ("1-1-1-2", "専門家を10回派遣した。"),
        "1-1-2-取1": ("1-1-2", "講座を4回開いた。"),
    }
    pipeline.apply(office.book, decide(proposals, 判断="採用", 判断した人="佐藤"), target, AT)
    assert texts(target) == {
        "第１章": ["目標は達成した。"],
        "1-1": ["中小企業の経営を支える。", "相談窓口を増やす。"],
        "1-1-1": ["相談会を12回開いた。"],
        "1-1-1-1": ["460件をあっせんした。", "対象を広げる。", "続ける。"],
        "1-1-1-2": ["専門家を10回派遣した。"],
        "1-1-2": ["講座を4回開いた。"],
        "1-2": ["周遊を促す。"],
    }
    table = tmp_path / "対照表.docx"
    pipeline.compare(office.book, target, table)
    shown = "\n".join(
        c.text for t in docx.Document(str(table)).tables for r in t.rows for c in r.cells
    )
    for said in (
        "政策１ しごとをつくる",
        "（１） 融資あっせん",
        "基本事業２ 創業の支援",
        "対象を広げる。",
    ):
        assert said in shown


def test_indicators_are_called_as_the_form_calls_them() -> None:
    own = replace(FORM, kinds=(RecordKind("成果指標", Shape.INDICATOR),))
    none = replace(FORM, kinds=())
    words = [form.indicator_word for form in (STANDARD, FORM, own, none)]
    assert words == ["検証指標", "指標", "成果指標", "検証指標"]


def test_a_new_year_keeps_the_outline_and_moves_the_texts(sent: Office, tmp_path: Path) -> None:
    target = tmp_path / "次年度.xlsx"
    pipeline.rollover(sent.book, target)
    report = read_report(target)
    # A part of which only texts were written that moved is still there by its heading.
    assert [(p.depth, p.title) for _, p in report.parts()] == [(d, t) for d, _, t, _, _ in PARTS]
    assert {k: v for k, v in texts(target).items() if v} == {"1-1": ["中小企業の経営を支える。"]}


def test_its_open_data_is_of_version_2_and_comes_back(sent: Office) -> None:
    report = read_report(sent.book)
    document = to_json(report, Judged(report, {}))
    VALIDATOR.validate(json.loads(document))
    assert json.loads(document)["version"] == 2
    back = from_json(document)
    assert back.settings.form == report.settings.form
    assert [
        (p.id, p.depth, p.parent, p.heading, p.kind, [t.text for t in p.texts])
        for _, p in back.parts()
    ] == [
        (p.id, p.depth, p.parent, p.heading, p.kind, [t.text for t in p.texts])
        for _, p in report.parts()
    ]
