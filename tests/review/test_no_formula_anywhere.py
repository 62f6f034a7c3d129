"""What people typed stays text in every workbook that comes out, wherever it stands there."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.starting import Plan
from kumareport.workbook.write import write_workbook
from tests.conftest import TEMPLATE
from tests.review.office import ISSUED_AT, PERIODS, TODAY, edit, put
from tests.review.test_apply import AT, decide

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
DANGEROUS = "=+-@"


def hostile(name: str) -> str:
    """A text that is a formula to a program that trusts it, with a name to know it by."""
    return f'=HYPERLINK("http://example.invalid","{name}")'


def hostile_workbook(path: Path) -> Path:
    """A workbook with a formula in the place of every text that anybody may type."""
    numbers = [(value, "0") for value in (10, 11, 12, 20)]
    records = [
        Record("節", "1-1", "@SUM(A1)", department="-1+1課"),
        Record(
            "指標", "1-1-指1", "+1+1", unit="=1", values=numbers, group="=2+2",
            mark="○", reason=hostile("理由"), chart="有", chart_title="-2+3", memo="\t=1+1",
        ),
        Record("指標", "1-1-指2", "=A1", unit="件", chart="有",
               values=[("=1+1", "General"), ("@A1", "General"), (12, "0"), (20, "0")]),
        Record("注記", "1-1-注1", hostile("注記")),
        Record("検証と課題", "1-1-検1", "=cmd|' /C calc'!A0", memo="=1+1"),
        Record("検証と課題", "1-1-検2", "+2341人に増加した。"),
        Record("方向性", "1-1-方1", "-1+1", previous="=1+1"),
    ]  # fmt: skip
    chapter = ChapterSheet("第１章", "=1", "@章", PERIODS, records, has_previous=True)
    settings: dict[Setting, str | int] = {
        Setting.TITLE: "=1+1",
        Setting.LABEL: "@SUM(1)",
        Setting.LEGEND_ACHIEVED: hostile("達成"),
        Setting.LEGEND_NEARLY: "+1+1",
        Setting.LEGEND_MISSED: "-1+1",
    }
    departments = [("-1+1課", "=局()", "@内線(1)"), ("=2+2課", "+1局", "=1")]
    write_workbook(NewWorkbook(settings, [chapter], departments), path)
    return path


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the commands write of such a workbook."""
    folder = tmp_path_factory.mktemp("hostile")
    book = hostile_workbook(folder / "book.xlsx")
    pipeline.distribute(
        book, folder / "forms", name="=1+1回", deadline=datetime.date(2026, 12, 10),
        contact='=WEBSERVICE("http://example.invalid")', issued_at=ISSUED_AT, template=TEMPLATE,
    )  # fmt: skip
    form = next((folder / "forms").rglob("照会票*.xlsx"))
    edit(form, answer)
    proposals = folder / "反映案.xlsx"
    pipeline.collect(book, [folder / "forms"], proposals, today=TODAY)
    decide(proposals, 判断="採用", 判断した人="佐藤")
    pipeline.apply(book, proposals, folder / "反映後.xlsx", AT)
    checked = pipeline.check(book)
    pipeline.write_check_result(checked, book, folder / "点検結果.xlsx")
    pipeline.write_marked_copy(checked, book, folder / "色付き.xlsx")
    pipeline.rollover(book, folder / "次年度.xlsx")
    pipeline.export(book, folder / "公開")
    report = pipeline.build(book, folder / "報告書.docx", TEMPLATE, draft=True)
    assert report.written
    proposals.unlink()  # written by openpyxl now, to decide; made anew as the tool writes it
    pipeline.collect(book, [folder / "forms"], proposals, today=TODAY)
    return folder


def answer(book: openpyxl.Workbook) -> None:
    """A department's answer, every part of it a formula."""
    put(book, "1-1-検2", "項目名・本文", "=1+1+1")
    put(book, "1-1-検1", "事務局への意見", '=DDE("cmd","/C calc","x")')
    cover = book["表紙"]
    rows = {str(line[0].value): line[0].row for line in cover.iter_rows(max_col=1)}
    for label in ("記入者", "記入者の連絡先", "全体への意見"):
        cover.cell(rows[label] or 0, 2, hostile(label)).data_type = "s"


def workbooks(folder: Path) -> Iterator[tuple[str, zipfile.ZipFile]]:
    """Every workbook below a folder, and those inside the Word files."""
    for path in sorted(folder.rglob("*.xlsx")):
        yield str(path.relative_to(folder)), zipfile.ZipFile(path)
    for path in sorted(folder.rglob("*.docx")):
        with zipfile.ZipFile(path) as document:
            for name in document.namelist():
                if name.endswith(".xlsx"):
                    inner = zipfile.ZipFile(io.BytesIO(document.read(name)))
                    yield f"{path.relative_to(folder)}!{name}", inner


def test_no_workbook_has_a_formula_or_a_link(results: Path) -> None:
    seen: list[str] = []
    for name, package in workbooks(results):
        seen.append(name)
        for part in package.namelist():
            assert not part.startswith(("xl/externalLinks", "xl/connections")), (name, part)
            if part.startswith("xl/worksheets/sheet"):
                assert not FORMULA.search(package.read(part)), (name, part)
    assert sum("照会票" in name for name in seen) == 1
    assert sum("embeddings" in name for name in seen) == 2
    made = {"反映案", "反映後", "点検結果", "色付き", "次年度", "配付一覧", "確認表"}
    assert {word for word in made if any(word in name for name in seen)} == made


def test_the_texts_are_there_and_stay_text_when_edited(results: Path) -> None:
    """In the sheets that people see; Excel keeps the mark of a cell that it is typed into."""
    texts: set[str] = set()
    for path in results.rglob("*.xlsx"):
        if path.name == "照会票_-1+1課.xlsx":  # saved by openpyxl, to answer it
            continue
        for sheet in openpyxl.load_workbook(path).worksheets:
            if sheet.sheet_state == "veryHidden":
                continue
            for line in sheet.iter_rows():
                for cell in line:
                    value = str(cell.value or "").strip()
                    if isinstance(cell.value, str) and len(value) > 1 and value[0] in DANGEROUS:
                        texts.add(value)
                        assert cell.data_type == "s", (path.name, sheet.title, cell)
                        assert cell.quotePrefix, (path.name, sheet.title, cell)
    assert {"=1+1+1", "=1+1", "@SUM(A1)", "-1+1課", hostile("理由")} <= texts


def test_no_line_of_open_data_starts_a_formula(results: Path) -> None:
    number = re.compile(r"-?[0-9.]+")
    found = list((results / "公開").glob("*.csv"))
    assert found
    for path in found:
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            for text in row:
                assert not text.lstrip().startswith(tuple(DANGEROUS)) or number.fullmatch(text)


def test_a_new_plan_with_a_formula_for_a_name(tmp_path: Path) -> None:
    from kumareport.model.period import parse_year

    years = [parse_year(text) for text in ("H27", "R5", "R8")]
    base, actual, target = (year for year in years if year is not None)
    plan = Plan(
        "=1+1\x01", ["@章", "+1+1"], base, [actual], [target],
        departments=[("=課()", "+1+1", "-1+1")], label="=2",
    )  # fmt: skip
    made = pipeline.init(tmp_path / "新", plan, TEMPLATE)
    assert made
    for name, package in workbooks(tmp_path):
        for part in package.namelist():
            if part.startswith("xl/worksheets/sheet"):
                assert not FORMULA.search(package.read(part)), (name, part)
