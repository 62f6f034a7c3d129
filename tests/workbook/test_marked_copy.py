"""The copy with findings beside what they are about."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from kumareport import pipeline
from kumareport.errors import InputFileError
from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.workbook.marked_copy import write_marked_copy
from tests.conftest import INPUT, soffice
from tests.make_package import bare, parts, rich, worksheet
from tests.make_workbook import indicator, text, workbook
from tests.outside import integrity_problems, load, validator_problems


def finding(
    severity: Severity,
    row: int,
    column: int,
    *,
    code: str = "C01",
    sheet: str = "評価",
    message: str = "読めません。",
    hint: str = "",
):
    return Finding(code, severity, Location(sheet, row, column), message, hint)


def test_the_worst_fills_and_all_are_told(tmp_path: Path) -> None:
    findings = [
        finding(Severity.NOTE, 1, 1, code="S14", message="使われません。"),
        finding(Severity.ERROR, 1, 1, hint="数を書いてください。"),
        finding(Severity.WARNING, 2, 6, code="M04", message="記号が違います。"),
        finding(Severity.NOTE, 3, 6, code="S13", message="隠れています。"),
    ]
    assert write_marked_copy(rich(tmp_path / "元.xlsx"), findings, tmp_path / "後.xlsx")[0] == 4
    sheet = load(tmp_path / "後.xlsx")["評価"]
    notes = {c.coordinate: c.comment.text for row in sheet for c in row if c.comment}
    assert notes == {
        "A1": "［エラー C01］読めません。\n→ 数を書いてください。\n［参考 S14］使われません。",
        "F2": "［警告 M04］記号が違います。",
        "F3": "［参考 S13］隠れています。",
        "B2": "前からあるメモ",
        "D4": "［スレッド化されたコメント］",
    }
    assert sheet["A1"].comment.author == "kumareport"
    fills = [sheet[cell].fill.fgColor.rgb for cell in ("A1", "F2", "F3", "B2")]
    assert fills == ["FFFFC7CE", "FFFFEB9C", "FFDDEBF7", "00000000"]


def test_places_without_a_cell_of_their_own(tmp_path: Path) -> None:
    findings = [
        finding(Severity.ERROR, 4, 0, message="行"),  # D4 is the first used cell: a thread
        finding(Severity.ERROR, 3, 0, message="行"),  # F3
        finding(Severity.ERROR, 30, 0, message="空の行"),  # A30
        finding(Severity.ERROR, 6, 4, message="結合の中"),  # B6:D6
        finding(Severity.ERROR, 0, 0, message="シート"),
        finding(Severity.ERROR, 1, 1, sheet="別のシート"),
        finding(Severity.ERROR, 1, 1, sheet=""),
        Finding("T01", Severity.ERROR, Location("評価", 1, 1, file="report.docx"), "テンプレート"),
    ]
    assert write_marked_copy(rich(tmp_path / "元.xlsx"), findings, tmp_path / "後.xlsx")[0] == 3
    sheet = load(tmp_path / "後.xlsx")["評価"]
    notes = {c.coordinate: c.comment.text for row in sheet for c in row if c.comment}
    assert {cell: note for cell, note in notes.items() if "エラー" in note} == {
        "F3": "［エラー C01］行",
        "A30": "［エラー C01］空の行",
        "B6": "［エラー C01］結合の中",
    }
    assert sheet["D4"].fill.fgColor.rgb == "FFFFC7CE"


def test_no_findings_is_a_plain_copy(tmp_path: Path) -> None:
    assert write_marked_copy(INPUT, [], tmp_path / "写し.xlsx")[0] == 0
    assert parts(tmp_path / "写し.xlsx") == parts(INPUT)


def test_the_source_is_never_written(tmp_path: Path) -> None:
    source = rich(tmp_path / "元.xlsx")
    before = source.read_bytes()
    with pytest.raises(InputFileError):
        write_marked_copy(source, [finding(Severity.ERROR, 1, 1)], source)
    write_marked_copy(source, [finding(Severity.ERROR, 1, 1)], tmp_path / "後.xlsx")
    assert source.read_bytes() == before


def test_what_check_finds_lands_where_it_says(tmp_path: Path) -> None:
    """A value that cannot be read and a section without a title, through the whole tool."""
    rows = [
        text("節", "節の題名"),
        indicator(values=(10, 11, "１２．３．４", 20)),
        text("検証と課題", "検証の文。"),
        text("方向性", None),
    ]
    source = workbook(tmp_path / "元.xlsx", rows)
    found = pipeline.check(source).findings
    placed, _ = write_marked_copy(source, found, tmp_path / "後.xlsx")
    assert placed == sum(f.location.row > 0 for f in found) > 0
    sheet = load(tmp_path / "後.xlsx")["第１章"]
    assert sheet["I5"].comment.text.startswith("［エラー C01］")
    assert "１２．３．４" in sheet["I5"].comment.text
    assert sheet["I5"].fill.fgColor.rgb == "FFFFC7CE"
    again = pipeline.check(tmp_path / "後.xlsx").findings
    assert [str(f) for f in again] == [str(f) for f in found]


# Thirty cells of the real workbook: texts, numbers, marks, empty and grey ones.
PLACES = [
    (sheet, row, column)
    for sheet in ("第１章", "第２章", "第５章")
    for row, column in ((4, 1), (4, 4), (5, 4), (5, 7), (5, 11), (6, 4), (6, 9), (8, 1), (9, 16), (12, 2))
]  # fmt: skip


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory):
    """The real workbook with thirty findings."""
    message = "値「１２．３．４」を数として読めません。"
    hint = "数だけを半角で書くか、値がないときは「―」にしてください。"
    findings = [
        Finding("C01", list(Severity)[n % 3], Location(*place), message, hint)
        for n, place in enumerate(PLACES)
    ]
    target = tmp_path_factory.mktemp("marked") / "点検済.xlsx"
    assert write_marked_copy(INPUT, findings, target)[0] == 30
    again = target.with_name("再.xlsx")
    write_marked_copy(INPUT, findings, again)
    assert again.read_bytes() == target.read_bytes()
    return target


def test_the_real_workbook_keeps_what_it_has(marked: Path) -> None:
    before, after = parts(INPUT), parts(marked)
    changed = {name for name in before if after[name] != before[name]}
    sheets = {name for name in changed if name.startswith("xl/worksheets/")}
    assert changed - sheets == {"xl/styles.xml", "[Content_Types].xml"}
    assert len(sheets) == 3
    assert len(set(after) - set(before)) == 9  # notes, boxes and relationships of three sheets
    theirs, ours = load(INPUT), load(marked)
    for sheet in theirs:
        other = ours[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert (twin.value, twin.number_format) == (cell.value, cell.number_format)
                for look in ("font", "border", "alignment", "protection"):
                    assert repr(getattr(twin, look)) == repr(getattr(cell, look))
    assert pipeline.check(marked).findings == pipeline.check(INPUT).findings


def test_checkers_find_nothing_new_in_the_real_workbook(marked: Path) -> None:
    assert validator_problems(marked) - validator_problems(INPUT) == {}
    ours = integrity_problems(marked) - integrity_problems(INPUT)
    assert ours == {}


def test_libreoffice_shows_thirty_notes_and_the_fills(marked: Path, tmp_path: Path) -> None:
    saved = soffice(marked, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    book = load(saved)
    notes = [c.comment for sheet in book for row in sheet for c in row if c.comment]
    assert len(notes) == 30
    assert all("［" in note.text and "→ 数だけを" in note.text for note in notes)
    colours = re.findall(rb'fgColor rgb="FF(FFC7CE|FFEB9C|DDEBF7)"', parts(saved)["xl/styles.xml"])
    assert set(colours) == {b"FFC7CE", b"FFEB9C", b"DDEBF7"}


def _calls(work: Callable[[], object]) -> int:
    """How many calls of functions a piece of work makes: the same on any machine."""
    count = 0

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_many_findings_are_not_looked_at_once_for_each(tmp_path: Path) -> None:
    """A whole column can be wrong: twice the findings are twice the work."""

    def work(number: int) -> int:
        cells = range(1, number + 1)
        rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in cells)
        source = bare(tmp_path / f"{number}.xlsx", worksheet(rows))
        found = [finding(Severity.ERROR, n, 1, sheet="表") for n in cells]
        written: list[int] = []
        copy = tmp_path / f"{number}_後.xlsx"
        calls = _calls(lambda: written.append(write_marked_copy(source, found, copy)[0]))
        assert written == [number]
        return calls

    work(10)
    few, twice = work(400), work(800)
    assert twice < 2.2 * few
