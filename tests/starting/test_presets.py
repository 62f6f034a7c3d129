"""Each form of ``init --form`` goes the whole year round, from its example: nothing in the code knows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.cell.cell import Cell

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.marks import Judged
from kumareport.marks.totals import counted_marks
from kumareport.model.finding import Severity
from kumareport.model.record_kind import Author
from kumareport.model.report import Part, Report, Text
from kumareport.office.package.package import Package
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.preset import presets
from kumareport.workbook.read import read_report
from tests.conftest import ROOT
from tests.outside import integrity_problems, validator_problems
from tests.review.office import TODAY, Office, distribute
from tests.review.test_apply import AT, decide
from tests.review.test_levels import in_word

PRESETS = presets()


@dataclass
class Year:
    """A preset's example, and what a year's work made of it.

    Attributes:
        office: its workbook and the files that went out.
        report: what it says before anybody has changed it.
        typed: what was typed over, old text → new.
        back: the workbook with what came back.
    """

    office: Office
    report: Report
    typed: dict[str, str]
    back: Path
    proposals: int


def example(name: str, folder: Path) -> Path:
    """The example workbook of a preset, in a folder with its template."""
    assert main(["init", str(folder), "--form", name, "--example"]) == 0
    return folder / "input.xlsx"


def template(book: Path) -> Path:
    return book.parent / "templates" / "report.docx"


def owned(report: Report) -> Iterator[tuple[Part, Text]]:
    """The texts that departments write."""
    for _, part in report.parts():
        for text in part.texts:
            if text.kind.author is Author.DEPARTMENT and part.department:
                yield part, text


def in_excel(office: Office, department: str, old: str, new: str) -> None:
    """Type over a cell of a department's form."""

    def change(book: openpyxl.Workbook) -> None:
        seen = [sheet for sheet in book if sheet.sheet_state == "visible"]
        cells = [c for sheet in seen for row in sheet.iter_rows() for c in row if c.value == old]
        assert len(cells) == 1
        (cell,) = cells
        assert isinstance(cell, Cell)
        cell.value = new

    office.edit(department, change)


@pytest.fixture(scope="module", params=PRESETS)
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Distributed, edited by two departments, one in Excel and one in Word, collected and applied."""
    folder = tmp_path_factory.mktemp("様式")
    book = example(request.param, folder / "計画")
    report = read_report(book)
    office = distribute(book, folder / "照会", template=template(book))
    (first, one), *others = owned(report)
    second, two = next((p, t) for p, t in others if p.department != first.department)
    typed = {text.text: f"{text.text}（追記）" for text in (one, two)}
    in_excel(office, first.department, one.text, typed[one.text])
    in_word(office.draft(second.department), two.text, typed[two.text])
    proposals, back = folder / "反映案.xlsx", folder / "反映後.xlsx"
    found = pipeline.collect(book, [office.forms], proposals, today=TODAY).collection
    assert found.unread == ()
    pipeline.apply(book, decide(proposals, 判断="採用", 判断した人="佐藤"), back, AT)
    return Year(office, report, typed, back, len(found.proposals))


def texts(report: Report) -> list[str]:
    return [text.text for _, part in report.parts() for text in part.texts]


def test_the_example_has_no_fault_and_the_report_is_valid(year: Year, tmp_path: Path) -> None:
    result = pipeline.check(year.office.book)
    told = [f for f in result.findings if f.severity is not Severity.NOTE]
    assert told == []
    target = tmp_path / "報告書.docx"
    assert pipeline.build(year.office.book, target, template(year.office.book)).written == (target,)
    assert not integrity_problems(target)
    assert not validator_problems(target)
    printed = words(target)
    lacking = [said for said in everything(year.report) if said not in printed]
    assert lacking == []


def test_only_marks_that_indicators_can_have_are_counted(year: Year) -> None:
    """The marks that people give to 施策 and 事務事業 are no column of the totals."""
    symbols = "".join(mark.symbol for mark in counted_marks(year.report))
    assert symbols == ("ＡＢＣＤ" if "総合戦略" in str(year.report.settings.title) else "○△×")


def words(file: Path) -> str:
    """All that a document's body says."""
    with Package(file, "報告書") as package:
        body = package.xml("word/document.xml")
    return "\n".join("".join(p.itertext()) for p in body.iter(qn("w:p")))


def everything(report: Report) -> Iterator[str]:
    """What a report has to print: headings, texts, names, and what stands in its own columns."""
    for chapter in report.chapters:
        yield chapter.title
    for _, part in report.parts():
        yield part.title
        yield from (text.text for text in part.texts)
        yield from (row.name for row in part.indicators)
        yield from (value.text for value in part.fields)
        yield from (value.text for row in part.indicators for value in row.fields)


def test_what_departments_type_comes_back_and_nothing_else(year: Year) -> None:
    assert year.proposals == len(year.typed)
    assert texts(read_report(year.back)) == [
        year.typed.get(text, text) for text in texts(year.report)
    ]


def test_the_next_year_and_the_data(year: Year, tmp_path: Path) -> None:
    following = tmp_path / "次年度.xlsx"
    pipeline.rollover(year.back, following)
    turned = pipeline.check(following)
    assert {f.code for f in turned.findings if f.severity is Severity.ERROR} <= {"S36"}
    assert [p.title for _, p in turned.report.parts()] == [p.title for _, p in year.report.parts()]
    report = read_report(year.back)
    again = from_json(to_json(report, Judged(report, {})))
    assert (texts(again), again.settings.form) == (texts(report), report.settings.form)
    pipeline.export(year.back, tmp_path / "データ")
    pipeline.publish(year.back, tmp_path / "ページ", ROOT / "templates" / "web")
    assert (tmp_path / "ページ" / "index.html").is_file()


MARKS: list[list[str]] = [[], *(["--marks", word] for word in ("ABCD", "abc", "SABC", "○△×"))]


@pytest.mark.parametrize(("name", "marks"), list(zip(PRESETS, MARKS, strict=True)))
def test_an_empty_workbook_of_each_form_only_waits(
    name: str, marks: list[str], tmp_path: Path
) -> None:
    arguments = [
        "--plan",
        "計画",
        "--baseline",
        "R4",
        "--actual",
        "R5,R6",
        "--target",
        "R8",
        *marks,
    ]
    assert main(["init", str(tmp_path), "--form", name, *arguments, "--chapters", "2"]) == 0
    result = pipeline.check(tmp_path / "input.xlsx")
    assert {finding.code for finding in result.findings} == {"S30"}
    built = pipeline.build(tmp_path / "input.xlsx", tmp_path / "空.docx", template(tmp_path / "a"))
    assert built.written
    assert result.report.settings.form == PRESETS[name].form
    if marks and PRESETS[name].schemes:
        # The marks that people give to a measure or a project are no indicators' marks: they stay.
        kept = [s for s in PRESETS[name].schemes if s in result.report.settings.schemes]
        assert [scheme.name for scheme in kept] == EVALUATIONS[name]


EVALUATIONS = {
    "施策評価シート": ["施策の評価"],
    "総合戦略（KPI）": [],
    "教育委員会の点検・評価": ["自己評価"],
    "行政評価": ["総合評価"],
}


def test_a_wrong_name_lists_them_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--form", "総合戦略", "--example"]) == 2
    told = capsys.readouterr().err
    assert "もしかして：総合戦略（KPI）" in told
    for preset in PRESETS.values():
        assert f"{preset.name} … {preset.summary}" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "「--plan」が指定されていません"),
        (["--plan", "計画", "--baseline", "R4", "--target", "R8"], "「--actual」が指定されていません"),
        (["--example", "--actual", "R6"], "いっしょには使えません"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["init", str(tmp_path / "x"), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


ONLY_INDICATORS = ("大項目", "単位", "進捗", "判定の理由", "望ましい方向", "グラフ", "グラフ題名")


def test_a_form_without_indicators_needs_no_years(tmp_path: Path) -> None:
    source = example("教育委員会の点検・評価", tmp_path / "計画")
    book = openpyxl.load_workbook(source)
    for sheet in book:
        for row in reversed(range(1, sheet.max_row + 1)):
            if sheet.cell(row, 1).value == "指標":
                sheet.delete_rows(row)
        for column in reversed(range(1, sheet.max_column + 1)):
            head = str(sheet.cell(3, column).value)
            if sheet.title.startswith("基本方針") and (head in ONLY_INDICATORS or "\n" in head):
                sheet.delete_cols(column)
            elif sheet.title.startswith("基本方針") and head == "所管課":
                sheet.cell(3, column, "担当課")
    book.save(source)
    before = pipeline.check(source)
    assert not before.findings
    assert {part.department for _, part in before.report.parts()} >= {"学校教育課", "生涯学習課"}
    pipeline.rollover(source, tmp_path / "次.xlsx")
    # S30: the opinion of the whole report is to be written anew.
    codes = {f.code for f in pipeline.check(tmp_path / "次.xlsx").findings}
    assert codes == {"S30", "S36", "S40"}
