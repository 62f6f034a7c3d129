"""Lists of projects (一覧), and texts with fields, go all the way round."""

import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.cell.cell import Cell
from openpyxl.styles import Protection

from kumareport import pipeline
from kumareport.comparison.compare import compare_reports
from kumareport.marks import Judged
from kumareport.opendata.report_json import from_json, to_json
from kumareport.opendata.tables import tables
from kumareport.workbook.read import read_report
from tests.conftest import TEMPLATE
from tests.opendata.test_export import VALIDATOR
from tests.review.lists import ROWS, line, lists_workbook
from tests.review.office import TODAY, Office, columns, distribute, put
from tests.review.test_apply import AT, decide
from tests.review.test_levels import in_word

PROJECTS = [
    [
        "事務事業一覧",
        "事業費（千円）\nR4",
        "事業費（千円）\nR5",
        "一次評価",
        "方向",
        "費用計（千円）",
    ],
    ["融資あっせん", "1,000", "1,250", "△", "拡充", "2,250"],
    ["経営相談", "300", "280", "○", "継続", "580"],
    ["合計", "1,300", "1,530", "", "", "2,830"],
]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("一覧")
    return distribute(lists_workbook(folder / "ブック.xlsx"), folder / "照会", template=TEMPLATE)


@pytest.fixture
def office(sent: Office, tmp_path: Path) -> Office:
    shutil.copytree(sent.forms, tmp_path / "照会")
    shutil.copy(sent.book, tmp_path / "ブック.xlsx")
    return Office(tmp_path / "ブック.xlsx", tmp_path / "照会")


def said(file: Path) -> dict[str, tuple[str, dict[str, str]]]:
    """The texts of a workbook and their fields, by ID."""
    return {
        text.id: (text.text, {value.key: value.text for value in text.fields})
        for _, part in read_report(file).parts()
        for text in part.texts
    }


def printed(file: Path) -> list[list[list[str]]]:
    return [
        [[c.text for c in row.cells] for row in table.rows]
        for table in docx.Document(str(file)).tables
    ]


def test_it_is_checked_without_a_finding_about_its_form(sent: Office) -> None:
    found = pipeline.check(sent.book).findings
    told = [(f.code, f.message) for f in found if f.code[0] in "SC"]
    assert told == [("C20", "「観光案内所の事業費」の R4 が空欄です")]


def test_the_standard_template_prints_lists_as_tables(sent: Office, tmp_path: Path) -> None:
    target = tmp_path / "報告書.docx"
    pipeline.build(sent.book, target, template=TEMPLATE)
    found = printed(target)
    assert PROJECTS in found
    assert [["事務事業一覧", "事業費（千円）\nR4", "事業費（千円）\nR5", "一次評価", "方向", "費用計（千円）"],
            ["総合調整事務", "10", "12", "○", "継続", "22"]] in found  # fmt: skip
    assert [
        ["外部評価委員の意見", "対応"],
        ["小規模な店にも目を配られたい。", "訪問を始めた。"],
    ] in found
    assert [["取組実績", "相談窓口を開いた。"]] in found


def test_an_own_template_names_the_lines_and_their_fields(sent: Office, tmp_path: Path) -> None:
    own = docx.Document()
    for words in (
        "{%p for 章 in 報告書.章 %}", "{%p for 節 in 章.部 %}", "{%p for 事業 in 節.事務事業 %}",
        "{{ 事業.名前 }}は{{ 事業.方向 }}、{% for 年 in 事業.事業費 %}{{ 年.年度 }}＝{{ 年.表示 }}、{% endfor %}",
        "{%p endfor %}", "{%p for 文 in 節.取組実績 %}", "{{ 文 }}", "{%p endfor %}", "{%p endfor %}", "{%p endfor %}",
    ):  # fmt: skip
        own.add_paragraph(words)
    own.save(str(tmp_path / "様式.docx"))
    # Its names are known; that it leaves out the headings is told.
    assert [f.code for f in pipeline.check_template(tmp_path / "様式.docx", sent.book)] == ["T12"]
    unseen = pipeline.check_template(tmp_path / "様式.docx")
    # Without the workbook nobody can know them: that is said of each.
    assert [("事務事業" in f.message or "取組実績" in f.message) for f in unseen] == [True, True]
    assert all("--book でブックを指すと確かめます" in f.message for f in unseen)
    target = tmp_path / "報告書.docx"
    pipeline.build(sent.book, target, template=tmp_path / "様式.docx")
    assert [p.text for p in docx.Document(str(target)).paragraphs] == [
        "総合調整事務は継続、R4＝10、R5＝12、", "融資あっせんは拡充、R4＝1,000、R5＝1,250、",
        "経営相談は継続、R4＝300、R5＝280、", "合計は、R4＝1,300、R5＝1,530、", "相談窓口を開いた。", "観光案内所は縮小、R4＝、R5＝0、", "催しを３回開いた。",
    ]  # fmt: skip


def test_a_line_belongs_to_whoever_it_names(sent: Office) -> None:
    form = openpyxl.load_workbook(sent.form("財政課"))["第１章"]
    of = columns(form)
    unlocked = {
        str(form.cell(row, of["項目名・本文"]).value)
        for row in range(4, form.max_row + 1)
        if form.cell(row, of["区分"]).value == "事務事業"
        and form.cell(row, of["方向"]).protection == Protection(locked=False)
    }
    assert unlocked == {"経営相談", "観光案内所", "None"}


def test_what_comes_back_untouched_proposes_nothing(office: Office) -> None:
    found = office.collect()
    assert (found.proposals, found.unread, found.opinions) == ((), (), ())


def test_edits_and_new_lines_come_back_and_are_applied(office: Office, tmp_path: Path) -> None:
    def in_excel(book: openpyxl.Workbook) -> None:
        put(book, "1-1-事1", "事業費 R5（千円）", 1300)
        put(book, "1-1-意1", "対応", "訪問を２回した。")
        sheet, of = book["第１章"], columns(book["第１章"])
        for row in range(4, sheet.max_row + 1):
            is_ready = not sheet.cell(row, of["ID"]).value
            if is_ready and sheet.cell(row, of["区分"]).value == "事務事業":
                for name, value in (
                    ("項目名・本文", "創業塾"),
                    ("方向", "継続"),
                    ("事業費 R5（千円）", 50),
                ):
                    cell = sheet.cell(row, of[name])
                    assert isinstance(cell, Cell)
                    cell.value = value
                break

    office.edit("企画課", in_excel)
    in_word(office.draft("財政課"), "観光案内所", "観光案内所の運営")
    in_word(office.draft("財政課"), ">280<", ">290<")
    proposals, target = tmp_path / "反映案.xlsx", tmp_path / "反映後.xlsx"
    found = pipeline.collect(office.book, [office.forms], proposals, today=TODAY).collection
    assert [str(unread) for unread in found.unread] == []
    pipeline.apply(office.book, decide(proposals, 判断="採用", 判断した人="佐藤"), target, AT)
    before, after = said(office.book), said(target)
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    new = next(key for key in changed if key not in before)
    assert changed == {
        "1-1-事1": (
            "融資あっせん",
            {**before["1-1-事1"][1], "事業費 2023": "1,300", "費用計": "2,300"},
        ),
        "1-1-意1": (before["1-1-意1"][0], {"対応": "訪問を２回した。"}),
        "1-1-事2": ("経営相談", {**before["1-1-事2"][1], "事業費 2023": "290", "費用計": "590"}),
        "1-2-事1": ("観光案内所の運営", before["1-2-事1"][1]),
        new: (
            "創業塾",
            {
                "事業費 2022": "",
                "事業費 2023": "50",
                "一次評価": "",
                "方向": "継続",
                "費用計": "50",
            },
        ),
    }


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("1,250千円", []),
        ("１，２５０ 千円", []),
        ("1,250円", [("項目", "1,250円")]),
        ("1,300千円", [("項目", "1,300千円")]),
    ],
)
def test_an_amount_with_its_unit_behind_it(
    office: Office, typed: str, proposed: list[tuple[str, str]]
) -> None:
    office.edit("企画課", lambda book: put(book, "1-1-事1", "事業費 R5（千円）", typed))
    collection = office.collect(office.form("企画課"), office.list)
    assert [(str(p.kind), p.proposed.text) for p in collection.proposals] == proposed
    assert collection.unread == ()


def test_what_follows_from_others_is_not_for_typing(office: Office) -> None:
    in_word(office.draft("財政課"), ">580<", ">600<")
    found = office.collect()
    assert found.proposals == ()
    assert [unread.reason for unread in found.unread] == [
        "ほかの値から計算して載せる項目です。もとの値を直してください"
    ]


def test_a_total_typed_over_in_a_draft_is_not_lost(office: Office) -> None:
    in_word(office.draft("財政課"), ">1,530<", ">1,600<")
    found = office.collect()
    assert found.proposals == ()
    assert ["1,600" in unread.text for unread in found.unread] == [True]


def test_a_change_of_a_line_is_told(tmp_path: Path, sent: Office) -> None:
    rows = [replace(r, text="経営相談・支援") if r.id == "1-1-事2" else r for r in ROWS]
    rows[5] = line(
        "事務事業", "1-1-事1", "融資あっせん", R4=1000, R5=1250, 一次評価="○", 方向="拡充"
    )
    new = read_report(lists_workbook(tmp_path / "新.xlsx", rows))
    changes = [
        (c.place, c.old, c.new)
        for chapter in compare_reports(read_report(sent.book), new).chapters
        for section in chapter.sections
        for c in section.changes
    ]
    assert changes == [
        ("事務事業：融資あっせん\n一次評価", "△", "○"),
        ("事務事業\n2つ目", "経営相談", "経営相談・支援"),
    ]


def test_a_new_year_moves_marks_and_adds_a_year_of_costs(sent: Office, tmp_path: Path) -> None:
    target = tmp_path / "次年度.xlsx"
    pipeline.rollover(sent.book, target)
    assert said(target)["1-1-事1"] == (
        "融資あっせん",
        {"事業費 2022": "1,000", "事業費 2023": "1,250", "事業費 2024": "", "一次評価": "", "前年度の一次評価": "△",
         "方向": "拡充", "費用計": "2,250"},
    )  # fmt: skip


def test_its_open_data_comes_back(sent: Office) -> None:
    report = read_report(sent.book)
    judged = Judged(report, {})
    document = to_json(report, judged)
    VALIDATOR.validate(json.loads(document))
    back = from_json(document)
    assert back.settings.form == report.settings.form
    told = [
        [(t.id, t.text, [(v.key, v.text, v.value) for v in t.fields]) for t in part.texts]
        for one in (report, back)
        for _, part in one.parts()
    ]
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    table = next(table for table in tables(report, judged) if table.name == "項目")
    assert ("1-1-事1", "融資あっせん", "事業費", "R5", "2023", "千円", "1250", "1,250") in [
        tuple(row[-8:]) for row in table.rows
    ]
