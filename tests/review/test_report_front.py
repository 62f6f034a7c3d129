"""What belongs to the whole report, to a sheet itself, and to the end of a part: from the workbook, through
the departments, to the next year."""

import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from kumareport import pipeline
from kumareport.comparison.compare import compare_reports
from kumareport.document.elements import body_of
from kumareport.marks import Judged
from kumareport.model.form import STANDARD, FieldType, Form, FormField
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.read import read_report
from kumareport.workbook.write import write_workbook
from tests.conftest import TEMPLATE
from tests.make_workbook import type_in
from tests.opendata.test_export import VALIDATOR
from tests.review.office import PERIODS, TODAY, Office, columns, distribute, indicator
from tests.review.test_apply import AT, decide

FORM = Form(
    (
        RecordKind("施策", Shape.HEADING, depth=2, heading="施策１", author=Author.OFFICE),
        RecordKind("事業", Shape.HEADING, depth=3, heading="（１）", author=Author.OFFICE),
        RecordKind("はじめに", Shape.TEXT, under=("報告書",), author=Author.OFFICE, is_required=True),
        RecordKind("委員", Shape.LIST, under=("報告書",), heading="委員の名簿", author=Author.OFFICE),
        RecordKind("方法", Shape.TEXT, under=("報告書",), heading="点検・評価の方法"),
        RecordKind("指標", Shape.INDICATOR, under=("施策",), spellings=("検証指標",)),
        RecordKind("実績", Shape.TEXT, under=("事業",), role=TextRole.NONE, turn=Turn.MOVE),
        RecordKind("意見", Shape.TEXT, under=("施策の末尾",), role=TextRole.OPINION),
        RecordKind("総括", Shape.TEXT, under=("章の末尾",), turn=Turn.CLEAR),
        RecordKind("おわりに", Shape.TEXT, under=("報告書の末尾",), author=Author.OFFICE, turn=Turn.CLEAR),
    ),
    (
        *STANDARD.fields,
        FormField("開催日", FieldType.DATE, ("報告書",)),
        FormField("所属", FieldType.TEXT, ("委員",)),
        FormField("重点", FieldType.CHOICE, ("章",), ("重点", "通常"), author=Author.DEPARTMENT),
    ),
    STANDARD.words,
)  # fmt: skip


def said(field: str, text: str) -> dict[str, tuple[str, str]]:
    return {field: (text, "General")}


FRONT = [
    Record("報告書", "", "", fields=said("開催日", "令和６年８月５日")),
    Record("はじめに", "頭-1", "この報告書は、施策の結果をまとめたものです。"),
    Record("委員", "頭-2", "大学教授", fields=said("所属", "経済学部")),
    Record("委員", "頭-3", "元校長", fields=said("所属", "中学校")),
    Record("方法", "頭-4", "施策ごとに点検した。", department="企画課"),
]
ROWS = [
    Record("章", "", "", department="企画課", fields=said("重点", "重点")),
    Record("施策", "1-1", "産業の振興", department="企画課"),
    indicator("1-1-指1", "融資件数", 100, 110, 120, 130),
    Record("事業", "1-1-1", "融資あっせん"),
    Record("実績", "1-1-1-実1", "窓口を開いた。"),
    Record("事業", "1-1-2", "経営相談"),
    Record("実績", "1-1-2-実1", "相談を受けた。"),
    Record("意見", "1-1-意1", "着実に進んでいる。"),
    Record("施策", "1-2", "観光の振興", department="財政課"),
    Record("事業", "1-2-1", "案内所"),
    Record("実績", "1-2-1-実1", "案内所を開いた。"),
    Record("総括", "1-総1", "全体として進んでいる。", department="企画課"),
]
BACK = [Record("おわりに", "尾-1", "次の年度も続けます。")]
SHEETS = [
    ("巻末", "報告書の末尾", "おわりに", BACK, (), ()),
    ("第１章", "政策１", "しごと", ROWS, PERIODS, ("重点",)),
    ("巻頭", "報告書", "はじめに", FRONT, (), ("開催日", "所属")),
]
"""Wherever they are listed, the front is first and what ends the report last."""
WORDS = [
    "はじめに", "開催日", "令和６年８月５日", "この報告書は、施策の結果をまとめたものです。", "委員の名簿", "所属", "大学教授",
    "経済学部", "元校長", "中学校", "点検・評価の方法", "施策ごとに点検した。", "政策１ しごと", "重点", "重点", "施策１ 産業の振興",
    "融資件数", "（１） 融資あっせん", "窓口を開いた。", "（２） 経営相談", "相談を受けた。", "着実に進んでいる。",
    "施策２ 観光の振興", "（１） 案内所", "案内所を開いた。", "全体として進んでいる。", "おわりに", "次の年度も続けます。",
]  # fmt: skip


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("巻頭")
    sheets = [
        ChapterSheet(name, number, title, periods, rows, form=FORM, fields=fields,
                     kind=number if number.startswith("報告書") else "章")
        for name, number, title, rows, periods, fields in SHEETS
    ]  # fmt: skip
    departments = [("企画課", "政策局", "内線 1"), ("財政課", "総務局", "内線 2")]
    settings: dict[Setting, str | int] = {Setting.TITLE: "評価・検証", Setting.YEAR: "R5"}
    book = folder / "ブック.xlsx"
    write_workbook(NewWorkbook(settings, sheets, departments, form=FORM), book)
    return distribute(book, folder / "照会", template=TEMPLATE)


def in_order(words: list[str], text: str) -> list[str]:
    """The words that do not stand behind the ones before them."""
    lacking: list[str] = []
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            lacking.append(word)
        else:
            at = found + len(word)
    return lacking


def body_text(file: Path) -> str:
    return "\n".join(map(str, body_of(docx.Document(str(file))).itertext()))


def test_the_sheets_stand_first_and_last_and_hold_what_the_form_puts_there(sent: Office) -> None:
    report = pipeline.check(sent.book).report
    assert [(c.kind, c.heading) for c in report.chapters] == [
        ("報告書", "はじめに"), ("章", "政策１ しごと"), ("報告書の末尾", "おわりに"),
    ]  # fmt: skip
    assert [(p.kind, p.id, p.number) for _, p in report.parts()][2:] == [
        ("施策", "1-1", "施策１"), ("事業", "1-1-1", "（１）"), ("事業", "1-1-2", "（２）"),
        ("施策の末尾", "1-1の末尾", "施策１"), ("施策", "1-2", "施策２"), ("事業", "1-2-1", "（１）"),
        ("施策の末尾", "1-2の末尾", "施策２"), ("章の末尾", "第１章の末尾", "政策１"), ("報告書の末尾", "巻末", ""),
    ]  # fmt: skip
    assert [f.code for f in pipeline.check(sent.book).findings if f.code[0] in "SC"] == []


def test_the_standard_template_prints_all_of_it_in_order(sent: Office, tmp_path: Path) -> None:
    target = tmp_path / "報告書.docx"
    pipeline.build(sent.book, target, template=TEMPLATE)
    assert in_order(WORDS, body_text(target)) == []


def test_a_template_without_a_place_prints_them_as_chapters(sent: Office, tmp_path: Path) -> None:
    own = docx.Document()
    for words in (
        "{%p for 章 in 報告書.章 %}", "{{ 章.見出し }}", "{%p for 節 in 章.部 %}",
        "{% if 節.深さ == 2 %}{{ 節.見出し }}{% endif %}",
        "{%p for 枠 in 節.並び %}", "{%p for 文 in 枠.文 %}", "{{ 文 }}", "{%p endfor %}",
        "{%p for 行 in 枠.行 %}", "{{ 行.名前 }}：{{ 行.所属 }}", "{%p endfor %}", "{%p endfor %}",
        "{{ 節.開催日 }}{{ 節.重点 }}", "{%p endfor %}", "{%p endfor %}",
    ):  # fmt: skip
        own.add_paragraph(words)
    own.save(str(tmp_path / "様式.docx"))
    # It leaves the indicators out, which is told.
    told = pipeline.check_template(tmp_path / "様式.docx", sent.book)
    assert {finding.code for finding in told} == {"T12"}
    target = tmp_path / "報告書.docx"
    pipeline.build(sent.book, target, template=tmp_path / "様式.docx")
    printed = [p.text for p in docx.Document(str(target)).paragraphs if p.text]
    assert printed == [
        "はじめに", "この報告書は、施策の結果をまとめたものです。", "大学教授：経済学部", "元校長：中学校",
        "施策ごとに点検した。", "令和６年８月５日", "政策１ しごと", "重点", "施策１ 産業の振興", "窓口を開いた。",
        "相談を受けた。", "着実に進んでいる。", "施策２ 観光の振興", "案内所を開いた。", "全体として進んでいる。",
        "おわりに", "次の年度も続けます。",
    ]  # fmt: skip


def test_what_comes_back_finds_its_place(sent: Office, tmp_path: Path) -> None:
    """New texts below and at the ends of parts, a field of the sheet, a text of the report's front; the
    other department writes into the empty box of its draft."""
    shutil.copytree(sent.forms, tmp_path / "照会")
    shutil.copy(sent.book, tmp_path / "ブック.xlsx")
    office = Office(tmp_path / "ブック.xlsx", tmp_path / "照会")

    def change(book: openpyxl.Workbook) -> None:
        for sheet, where, old, column, new in (
            ("第１章", "意見", "", "項目名・本文", "窓口を増やされたい。"), ("第１章", "総括", "", "項目名・本文", "次の年度も続ける。"),
            ("第１章", "章", "", "重点", "通常"), ("巻頭", "方法", "施策ごとに点検した。", "項目名・本文", "事業ごとに点検した。"),
        ):  # fmt: skip
            of = columns(book[sheet])
            rows = [
                row for row in range(4, book[sheet].max_row + 1)
                if book[sheet].cell(row, of["区分"]).value == where
                and (book[sheet].cell(row, of["項目名・本文"]).value or "") == old
            ]  # fmt: skip
            type_in(book[sheet], rows[-1], of[column], new)

    office.edit("企画課", change)
    draft = docx.Document(str(office.draft("財政課")))
    boxes = [
        row.cells[1] for table in draft.tables for row in table.rows if row.cells[0].text == "意見"
    ]
    assert [box.text for box in boxes] == [""]
    boxes[0].paragraphs[0].add_run("案内を多言語にされたい。")
    draft.save(str(office.draft("財政課")))
    file = tmp_path / "反映案.xlsx"
    found = pipeline.collect(office.book, [office.forms], file, today=TODAY).collection
    assert found.unread == ()
    back = tmp_path / "反映後.xlsx"
    pipeline.apply(office.book, decide(file, 判断="採用", 判断した人="佐藤"), back, AT)
    report = read_report(back)
    texts = {p.id: [t.text for t in p.texts] for _, p in report.parts()}
    assert texts["1-1の末尾"] == ["着実に進んでいる。", "窓口を増やされたい。"]
    assert texts["1-2の末尾"] == ["案内を多言語にされたい。"]
    assert texts["第１章の末尾"] == ["全体として進んでいる。", "次の年度も続ける。"]
    assert texts["巻頭"][-1] == "事業ごとに点検した。"
    assert {v.key: v.text for v in report.chapters[1].parts[0].fields} == {"重点": "通常"}
    assert len(list(compare_reports(read_report(office.book), report).changes())) == 5


def test_the_published_data_and_the_next_year_hold_it(sent: Office, tmp_path: Path) -> None:
    report = read_report(sent.book)
    document = to_json(report, Judged(report, {}))
    VALIDATOR.validate(json.loads(document))
    back = from_json(document)
    assert [(c.kind, [(p.id, p.kind) for p in c.parts]) for c in back.chapters] == [
        (c.kind, [(p.id, p.kind) for p in c.parts]) for c in report.chapters
    ]
    following = tmp_path / "次年度.xlsx"
    pipeline.rollover(sent.book, following)
    texts = {p.id: [t.text for t in p.texts] for _, p in read_report(following).parts()}
    assert texts["巻頭"][0] == "この報告書は、施策の結果をまとめたものです。"
    assert texts["巻末"] == texts["第１章の末尾"] == []
