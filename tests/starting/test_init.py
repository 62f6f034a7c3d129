"""An empty workbook for any plan, and a second plan from there to the report."""

from pathlib import Path

import openpyxl
import pypdf
import pytest
from docx import Document

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.defaults import letter_template
from kumareport.errors import InputFileError
from kumareport.model.finding import Severity
from kumareport.model.numbering import numbered
from kumareport.years import years
from tests.conftest import ROOT, SOFFICE, need, soffice
from tests.outside import integrity_problems, validator_problems
from tests.starting.plan8 import VISIONS, expected_marks, fill

PLAN8 = [
    "--plan", "第８次総合計画の評価・検証", "--baseline", "R5", "--actual", "R6", "--target", "R9,R13",
    *(word for vision in VISIONS for word in ("--chapter", vision)),
    "--chapter-number", "ビジョン１", "--section-number", "施策１", "--marks", "ABCD",
]  # fmt: skip


def started(tmp_path: Path, *more: str, arguments: list[str] = PLAN8) -> Path:
    departments = tmp_path / "課.csv"
    departments.write_text("所管課,局,連絡先\n企画課,政策局,2035\n", encoding="cp932")
    command = [
        "init",
        str(tmp_path / "計画"),
        *arguments,
        "--departments",
        str(departments),
        *more,
    ]
    assert main(command) == 0
    return tmp_path / "計画" / "input.xlsx"


@pytest.mark.parametrize("marks", ["○△×", "SABC", "ABCD", "abc"])
def test_an_empty_workbook_only_waits_to_be_filled_in(
    tmp_path: Path, marks: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "--plan", "計画", "--baseline", "H27", "--actual", "H28-R1", "--target", "R1、R5",
        "--chapters", "3", "--marks", marks,
    ]  # fmt: skip
    book = started(tmp_path, arguments=arguments)
    result = pipeline.check(book)
    assert {finding.code for finding in result.findings} == {"S30"}
    assert result.count(Severity.NOTE) == len(result.findings) == 3
    assert main([str(book)]) == 0
    texts = [
        paragraph.text for paragraph in Document(str(book.parent / "output/input.docx")).paragraphs
    ]
    assert "第３章" in texts
    headers = [cell.value for cell in openpyxl.load_workbook(book)["第１章"][3]]
    assert headers[6:13] == [
        "基準値\nH27", "実績\nH28", "実績\nH29", "実績\nH30", "実績\nR1", "検証値\nR1", "検証値\nR5",
    ]  # fmt: skip


def test_a_second_plan_to_the_report(tmp_path: Path) -> None:
    book = started(tmp_path)
    fill(book)
    assert main(["check", str(book)]) == 0
    result = pipeline.check(book)
    assert not result.has_errors
    groups = [result.judged.mark(group) for _, _, group in result.report.groups()]
    assert [mark and mark.symbol for mark in groups] == expected_marks()
    target = tmp_path / "報告書.docx"
    need(SOFFICE, "LibreOffice")
    assert main([str(book), "-o", str(target), "--pdf"]) == 0
    outline = pypdf.PdfReader(target.with_suffix(".pdf")).outline
    assert [entry.title for entry in outline if not isinstance(entry, list)] == [
        f"ビジョン{chr(ord('０') + number)} {vision}" for number, vision in enumerate(VISIONS, 1)
    ]
    assert not integrity_problems(target)
    assert not validator_problems(target)
    document = Document(str(target))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "ビジョン８ 行政" in texts
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("施策２ こどもの施策その2" in text for text in (*texts, *cells))
    assert not any("第１節" in text for text in (*texts, *cells))
    legend = [text for text in (*texts, *cells) if "概ね達成（80％以上）" in text]
    assert legend


def test_what_is_there_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = started(tmp_path)
    before = book.read_bytes()
    assert main(["init", str(book.parent), *PLAN8]) == 2
    assert "すでにあります" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_departments_of_another_workbook(tmp_path: Path) -> None:
    first = started(tmp_path)
    folder = tmp_path / "次"
    assert main(["init", str(folder), *PLAN8, "--departments", str(first)]) == 0
    report = pipeline.check(folder / "input.xlsx").report
    assert [d.name for d in report.settings.departments] == ["企画課"]


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["R6,R7"], ["R6", "R7"]),
        (["H30-R2"], ["H30", "R1", "R2"]),
        (["令和６年度", "2025"], ["R6", "2025"]),
        (["Ｒ６～Ｒ８"], ["R6", "R7", "R8"]),
    ],
)
def test_years_as_people_list_them(texts: list[str], labels: list[str]) -> None:
    assert [year.label for year in years(texts)] == labels


@pytest.mark.parametrize("text", ["", "来年", "R9-R6", "R1-R99", "R1-R2-R3"])
def test_lists_that_are_no_years(text: str) -> None:
    with pytest.raises(InputFileError):
        years([text])


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("第１節", 12, "第１２節"),
        ("施策1", 3, "施策3"),
        ("第一節", 21, "第二十一節"),
        ("第一節", 10, "第十節"),
        ("①", 20, "⑳"),
        ("Ⅰ", 4, "Ⅳ"),
        ("はじめに", 2, "はじめに"),
    ],
)
def test_numbers_in_the_style_of_the_first(form: str, number: int, text: str) -> None:
    assert numbered(form, number) == text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--marks", "XYZ"], "--marks に「XYZ」は使えません"),
        (["--departments", "ない.csv"], "所管課の一覧を読めません"),
    ],
)
def test_bad_arguments_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["init", str(tmp_path / "x"), *PLAN8, *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "x" / "input.xlsx").exists()


def test_the_letter_that_was_copied_is_the_one_that_goes_out(tmp_path: Path) -> None:
    book = started(tmp_path)
    letter = book.parent / "templates" / "letter.docx"
    assert letter.read_bytes() == (ROOT / "templates" / "letter.docx").read_bytes()
    own = Document(str(letter))
    own.add_paragraph("市の決まり文句")
    own.save(str(letter))
    assert letter_template(book) == letter.read_bytes()


def test_a_department_written_below_the_list_is_offered(tmp_path: Path) -> None:
    path = started(tmp_path)
    book = openpyxl.load_workbook(path)
    settings = book["設定"]
    last = next(row for row in range(1, 200) if settings.cell(row, 1).value == "企画課")
    settings.cell(last + 1, 1, "福祉課")
    book.create_sheet("数")["A1"] = "=ROWS(所管課名)"
    book["数"]["A2"] = "=INDEX(所管課名,2)"
    book.save(path)
    seen = openpyxl.load_workbook(soffice(path, "xlsx", tmp_path), data_only=True)["数"]
    assert (seen["A1"].value, seen["A2"].value) == (2, "福祉課")
