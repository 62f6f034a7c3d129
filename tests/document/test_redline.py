"""compare --redline: accepting all changes gives the new report, rejecting all gives the old one."""

import datetime
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from kumareport import pipeline
from kumareport.document.build import build_document
from kumareport.marks import Judged
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.read import read_report
from tests.conftest import INPUT, TEMPLATE, libreoffice_runs
from tests.document.redline_edits import edit_real
from tests.document.redline_judge import stories
from tests.document.resolving import accepted, body, rejected, story
from tests.make_workbook import Row, indicator, text, type_in, workbook
from tests.outside import integrity_problems, validator_problems

AT = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Redlined:
    """A redline, and both reports without one."""

    target: Path
    before: Path
    after: Path


def report_of(source: Path, path: Path) -> Path:
    """The report of a workbook, whatever its findings."""
    report = read_report(source)
    judged = Judged(report, MARK_SPELLINGS)
    build_document(report, judged, TEMPLATE.read_bytes(), path, lambda _: None)
    return path


def redlined(folder: Path, old: Path, new: Path, before: Path | None = None) -> Redlined:
    """The redline of two workbooks; ``before`` is the old one's report where it is made already."""
    target = folder / "見え消し版.docx"
    pipeline.redline(old, new, target, TEMPLATE, at=AT)
    before = before or report_of(old, folder / "旧.docx")
    return Redlined(target, before, report_of(new, folder / "新.docx"))


def lines(cell: list[Any]) -> list[str]:
    return [json.dumps(item, ensure_ascii=False) for item in cell]


def check_laws(made: Redlined) -> Path:
    assert lines(accepted(made.target)) == lines(story(body(made.after)))
    assert lines(rejected(made.target)) == lines(story(body(made.before)))
    # A second judge looks at merged cells, headers and what the graphs show, too.
    assert stories(made.target, accept=True) == stories(made.after)
    assert stories(made.target, accept=False) == stories(made.before)
    return made.target


def changes(file: Path) -> list[tuple[str, str]]:
    xml = zipfile.ZipFile(file).read("word/document.xml").decode()
    found = re.findall(r"<w:(ins|del) [^>]*[^/]>(.*?)</w:\1>", xml)
    return [(kind, re.sub(r"<[^>]*>", "", inside)) for kind, inside in found]


# --- single changes, by hand --------------------------------------------------------------------

ROWS = [
    text("節", "子育て"),
    indicator("定員", "人", (1001, 1002, 1003, 1004)),
    indicator("待機", "人", (31, 32, 33, 34)),
    text("検証と課題", "定員は計画どおりに増えた。"),
    text("検証と課題", "待機児童は44.6％減った。"),
    text("検証と課題", "課題がある。"),
    text("方向性", "定員を増やす。"),
]


def rows() -> list[Row]:
    made = [list(row) for row in ROWS]
    for number, row in enumerate(made):
        row[1] = f"R{number}"
    return made


def of(tmp_path: Path, change: Callable[[list[Row]], object]) -> Path:
    old = workbook(tmp_path / "旧.xlsx", rows(), title="題")
    after = rows()
    change(after)
    new = workbook(tmp_path / "新.xlsx", after, title="題")
    return check_laws(redlined(tmp_path, old, new))


def put(row: int, words: str) -> Callable[[list[Row]], None]:
    def change(made: list[Row]) -> None:
        made[row][4] = words

    return change


def test_a_changed_number_is_one_change_of_the_whole_number(tmp_path: Path) -> None:
    file = of(tmp_path, put(4, "待機児童は45.1％減った。"))
    assert changes(file) == [("del", "44.6％"), ("ins", "45.1％")]


def test_whole_words_are_marked(tmp_path: Path) -> None:
    file = of(tmp_path, put(3, "定員は計画どおりに減少した。"))
    assert changes(file) == [("del", "増え"), ("ins", "減少し")]


def test_a_new_last_bullet(tmp_path: Path) -> None:
    """A cell's last paragraph keeps its end: the mark stands at the end of the one before it."""
    file = of(
        tmp_path, lambda made: made.insert(6, ["検証と課題", "neu", None, None, "新しい課題。"])
    )
    assert changes(file) == [("ins", "新しい課題。")]


def test_a_bullet_gone_from_the_middle_and_from_the_end(tmp_path: Path) -> None:
    assert changes(of(tmp_path, lambda made: made.pop(4))) == [("del", ROWS[4][4])]
    assert changes(of(tmp_path, lambda made: made.pop(5))) == [("del", "課題がある。")]


def test_all_bullets_replaced(tmp_path: Path) -> None:
    def change(made: list[Row]) -> None:
        made[3:6] = [["検証と課題", f"N{n}", None, None, f"まったく別の{n}。"] for n in range(2)]

    of(tmp_path, change)


def test_an_indicator_gone_takes_its_row_and_its_graph(tmp_path: Path) -> None:
    file = of(tmp_path, lambda made: made.pop(2))
    xml = zipfile.ZipFile(file).read("word/document.xml").decode()
    assert len(re.findall(r"<w:trPr>(?:(?!</w:trPr>).)*<w:del ", xml)) == 1
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
    assert any("_old" in name and "/charts/chart" in name for name in names)
    assert not validator_problems(file)


def test_a_section_more(tmp_path: Path) -> None:
    def change(made: list[Row]) -> None:
        made += [["節", "neu", None, None, "高齢者"], ["検証と課題", "neu1", None, None, "文。"]]

    of(tmp_path, change)


def test_no_difference_is_no_change(tmp_path: Path) -> None:
    book = workbook(tmp_path / "旧.xlsx", rows(), title="題")
    assert pipeline.redline(book, book, tmp_path / "同.docx", TEMPLATE, at=AT)[0] == 0
    assert "<w:ins " not in zipfile.ZipFile(tmp_path / "同.docx").read("word/document.xml").decode()


def test_the_same_twice_is_the_same_bytes(tmp_path: Path) -> None:
    old = workbook(tmp_path / "旧.xlsx", rows(), title="題")
    after = rows()
    put(4, "別の文。")(after)
    new = workbook(tmp_path / "新.xlsx", after, title="題")
    for name in ("一", "二"):
        pipeline.redline(old, new, tmp_path / f"{name}.docx", TEMPLATE, at=AT)
    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()


ODD = ("a < b & c > d", "一行目\n二行目", "　前の空白", "①㎜〇", "x" * 3000)


def test_odd_content(tmp_path: Path) -> None:
    """Each in the place of a text, the last as a new one."""

    def change(made: list[Row]) -> None:
        for row, words in enumerate(ODD[:4], 3):
            made[row][4] = words
        made.append(["方向性", "neu", None, None, ODD[4]])

    file = of(tmp_path, change)
    assert not validator_problems(file)
    inserted = "".join(words for kind, words in changes(file) if kind == "ins")
    assert inserted.endswith(ODD[4])


# --- many changes of the real workbook ----------------------------------------------------------


def drawn(target: Path, seed: int, times: int) -> Path:
    """The real workbook after random edits in Excel."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(INPUT)
    sheets = [sheet for sheet in book.worksheets if sheet.cell(3, 1).value == "区分"]
    for _ in range(times):
        sheet = chance.choice(sheets)
        columns = {str(cell.value): number for number, cell in enumerate(sheet[3], 1) if cell.value}
        kinds = {row: sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)}
        bullets = [row for row, kind in kinds.items() if kind in ("検証と課題", "方向性")]
        indicators = [row for row, kind in kinds.items() if kind == "指標"]
        what = chance.choice(("text", "text", "add", "delete", "swap", "value", "value", "row"))
        row, column = chance.choice(bullets), columns["項目名・本文"]
        if what == "text":
            said = str(sheet.cell(row, column).value)
            at = chance.randrange(len(said))
            new = chance.choice(("市民", "と<&>", "\n改行", "12.3％", ""))
            type_in(sheet, row, column, said[:at] + new + said[at + chance.choice((0, 1, 5)) :])
        elif what == "add":
            sheet.insert_rows(row)
            type_in(sheet, row, 1, kinds[row])
            sheet.cell(row, column, f"新しい文{chance.randrange(1000)}。")
        elif what == "delete":
            sheet.delete_rows(row)
        elif what == "swap" and kinds.get(row - 1) == kinds[row]:
            for c in (columns["ID"], column):
                pair = sheet.cell(row, c).value, sheet.cell(row - 1, c).value
                type_in(sheet, row - 1, c, pair[0])
                type_in(sheet, row, c, pair[1])
        elif what == "value":
            periods = [c for name, c in columns.items() if name.startswith("実績")]
            cell = sheet.cell(chance.choice(indicators), chance.choice(periods))
            if isinstance(cell, Cell):
                cell.value = chance.choice((12, 3.5, "-", "▲1.2"))
        elif what == "row" and len(indicators) > 2:
            sheet.delete_rows(chance.choice(indicators))
    sections = [
        row for row in range(4, sheets[-1].max_row + 1) if sheets[-1].cell(row, 1).value == "節"
    ]
    if chance.random() < 0.4:
        sheets[-1].delete_rows(sections[1], sections[2] - sections[1])
    book.save(target)
    return target


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the real workbook, without a look at its findings."""
    return report_of(INPUT, tmp_path_factory.mktemp("公表") / "旧.docx")


@pytest.fixture(scope="module", params=["year", "75 draws", "75 others"])
def real(
    request: pytest.FixtureRequest, published: Path, tmp_path_factory: pytest.TempPathFactory
) -> Redlined:
    """Many changes of the real workbook: what a year brings (new columns, rows and sections, sections
    gone, a group in another order, another title), and random ones."""
    folder = tmp_path_factory.mktemp("見え消し")
    new = folder / "新.xlsx"
    if request.param == "year":
        edit_real(INPUT, new)
    else:
        drawn(new, ["75 draws", "75 others"].index(request.param), 75)
    return redlined(folder, INPUT, new, published)


@pytest.mark.no_cover
def test_many_changes_of_the_real_report(real: Redlined) -> None:
    file = check_laws(real)
    assert not validator_problems(file)
    # Where the columns of a table changed, rows of both numbers stand in one table.
    problems = Counter(integrity_problems(file))
    assert not [p for p in problems if "TBL002" not in p and "-> tbl" not in p]


def paragraphs(cell: list[Any]) -> list[str]:
    """The texts from top to bottom, without pictures and blank paragraphs."""
    found: list[str] = []
    for item in cell:
        if isinstance(item, str):
            plain = re.sub(r"［[^］]*］", "", item).strip()
            found += [plain] if plain else []
        else:
            found += [text for row in item for inner in row for text in paragraphs(inner)]
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("real", ["year", "75 others"], indirect=True, scope="module")
def test_libreoffice_agrees(real: Redlined, tmp_path: Path) -> None:
    results = {what: tmp_path / f"{what}.docx" for what in ("accept", "reject")}
    jobs = [word for what, path in results.items() for word in (str(real.target), what, str(path))]
    libreoffice_runs(Path(__file__).with_name("libreoffice_changes.py"), *jobs)
    assert paragraphs(story(body(results["accept"]))) == paragraphs(story(body(real.after)))
    assert paragraphs(story(body(results["reject"]))) == paragraphs(story(body(real.before)))
    for file in results.values():
        assert not re.search(
            r"<w:(ins|del) ", zipfile.ZipFile(file).read("word/document.xml").decode()
        )


def test_titles_in_the_front_matter(tmp_path: Path) -> None:
    old = workbook(tmp_path / "旧.xlsx", rows(), title="令和４年度の評価")
    new = workbook(tmp_path / "新.xlsx", rows(), title="令和５年度の評価")
    check_laws(redlined(tmp_path, old, new))
