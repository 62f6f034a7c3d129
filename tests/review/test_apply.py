"""From a department's edit into the workbook, and nothing else of it touched."""

import datetime
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.formula import ArrayFormula

from kumareport import pipeline
from kumareport.errors import InputFileError
from kumareport.model.record_kind import Shape, TextRole
from kumareport.model.row import Content
from kumareport.review.apply import Applied
from kumareport.review.apply import apply as carry_out
from kumareport.review.book.book import read_book
from kumareport.review.decide.decisions import read_proposal_book
from kumareport.workbook.read import read_report
from tests.conftest import ROOT, soffice
from tests.make_package import parts
from tests.make_workbook import type_in
from tests.outside import integrity_problems, validator_problems
from tests.review.office import TODAY, Office, distribute, edit, put, row_of
from tests.review.test_collect import Change, delete, insert, move, typed

AT = datetime.datetime(2026, 12, 1, 10, 0, tzinfo=datetime.UTC)


def decide(file: Path, **columns: str) -> Path:
    """Fill columns in for every proposal."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["修正案"]
        header = {cell.value: number for number, cell in enumerate(sheet[4], 1)}
        for row in range(5, sheet.max_row + 1):
            for name, value in columns.items():
                type_in(sheet, row, header[name], value)

    return edit(file, change)


def proposals(office: Office, **columns: str) -> Path:
    """The 反映案 of what came back, everything accepted unless said otherwise."""
    target = office.book.with_name("反映案.xlsx")
    pipeline.collect(office.book, [office.forms], target, today=TODAY)
    return decide(target, **(columns or {"判断": "採用", "判断した人": "佐藤"}))


def apply(office: Office, file: Path, source: Path | None = None) -> tuple[Path, Applied]:
    target = (source or office.book).with_name("反映後.xlsx" if source is None else "二度目.xlsx")
    return target, pipeline.apply(source or office.book, file, target, AT)


def bullets(file: Path) -> list[str]:
    """The texts of the first section, in order."""
    section = read_report(file).chapters[0].parts[0]
    return [text.text for text in section.of_shape(Shape.TEXT)]


ONE, TWO, THREE, FOUR = (
    "指標甲は前年度より増加した。", "目標には届いていない状況である。", "引き続き周知が必要である。", "事業者と連携して取り組む。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (typed("1-1-検1", "項目名・本文", "直した文。"), ["直した文。", TWO, THREE, FOUR]),
        (delete("1-1-検2"), [ONE, THREE, FOUR]),
        (insert("1-1-検1", "検証と課題", "足した文。"), [ONE, "足した文。", TWO, THREE, FOUR]),
        (move("1-1-検3", "1-1-指2"), [THREE, ONE, TWO, FOUR]),
        (move("1-1-検1", "1-1-検2"), [TWO, ONE, THREE, FOUR]),
    ],
)  # fmt: skip
def test_an_accepted_edit_stands_in_the_workbook(
    office: Office, change: Change, expected: list[str]
) -> None:
    office.edit("企画課", change)
    target, done = apply(office, proposals(office))
    assert done.carried_out == 1
    assert bullets(target) == expected


def test_numbers_typed_as_text_become_numbers_with_their_decimals(office: Office) -> None:
    office.edit("企画課", typed("1-1-指1", "実績 R5", "４６．５０"))
    target, _ = apply(office, proposals(office))
    cell = openpyxl.load_workbook(target)["第１章"]["I5"]
    assert (cell.value, cell.number_format) == (46.5, "0.00")


def test_only_the_parts_concerned_change(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "直した文。"))
    target, _ = apply(office, proposals(office))
    before, after = parts(office.book), parts(target)
    changed = {name for name in before if before[name] != after[name]}
    history = set(after) - set(before)
    assert changed == {
        "xl/worksheets/sheet3.xml",  # 第１章
        "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml",
    }  # fmt: skip
    assert len(history) == 1
    assert validator_problems(target) == validator_problems(office.book)
    assert integrity_problems(target) == integrity_problems(office.book)


def test_twice_is_once(office: Office) -> None:
    for change in (
        typed("1-1-検1", "項目名・本文", "直した文。"), delete("1-1-検2"),
        insert("1-1-検3", "検証と課題", "足した文。"), typed("1-1-指1", "実績 R5", 46.5, "0.0"),
    ):  # fmt: skip
        office.edit("企画課", change)
    file = proposals(office)
    once, done = apply(office, file)
    twice, again = apply(office, file, once)
    assert (done.carried_out, done.already, again.carried_out, again.already) == (4, 0, 0, 4)
    assert parts(once) == parts(twice)


@pytest.mark.parametrize("mark", [{}, {"customHeight": "1"}])
def test_a_row_grows_with_the_text_applied_to_it(
    office: Office, tmp_path: Path, mark: dict[str, str]
) -> None:
    """A new text and an added row below rows of a fixed height; LibreOffice judges how high they are."""
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "長い文である。" * 60))
    office.edit("企画課", insert("1-1-検2", "検証と課題", "足した長い文である。" * 50))
    file = proposals(office)
    fix_heights(office.book, mark)
    target, done = apply(office, file)
    assert done.carried_out == 2
    seen = openpyxl.load_workbook(soffice(target, "xlsx:Calc MS Excel 2007 XML", tmp_path))[
        "第１章"
    ]
    lines: Any = seen.row_dimensions
    heights = {row: lines[row].height for row in (4, 7, 8, 9)}
    assert heights[4] == 19.5
    assert heights[7] > 60
    assert heights[8] == 19.5
    assert heights[9] > 60


def fix_heights(file: Path, mark: dict[str, str]) -> None:
    """Give every row of a workbook a height of 19.5 points, set by hand or not."""
    given = "".join(f' {name}="{value}"' for name, value in {"ht": "19.5", **mark}.items())

    def change(data: bytes) -> bytes:
        bare = re.sub(rb' (ht|customHeight)="[^"]*"', b"", data)
        return bare.replace(b'<row r="', b"<row" + given.encode() + b' r="')

    kept = {
        name: change(data) if name.startswith("xl/worksheets/") else data
        for name, data in parts(file).items()
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in kept.items():
            package.writestr(name, data)


def test_history_says_who_proposed_and_who_decided(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "直した文。"))
    first, _ = apply(office, proposals(office))
    sheet = openpyxl.load_workbook(first)["変更履歴"]
    line = dict(zip([c.value for c in sheet[1]], [c.value for c in sheet[2]], strict=True))
    assert line["変更前"] == ONE
    assert line["変更後"] == "直した文。"
    assert line["提案した課"] == "企画課"
    assert line["判断した人"] == "佐藤"
    assert line["日時"] == "2026-12-01 10:00"
    # A second round appends.
    second = distribute(first, office.book.parent / "forms2")
    second.edit("福祉課", typed("2-1-検1", "項目名・本文", "福祉課の文。"))
    target, _ = apply(second, proposals(second), first)
    sheet = openpyxl.load_workbook(target)["変更履歴"]
    assert [line[6].value for line in sheet.iter_rows(min_row=2)] == ["直した文。", "福祉課の文。"]


def test_wording_of_the_one_who_decides(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    file = proposals(office, 判断="採用", 直して採用する文="言い回しを直した文。")
    target, _ = apply(office, file)
    assert bullets(target)[0] == "言い回しを直した文。"


def test_nothing_but_what_is_accepted_is_done(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    for decision in ("不採用", "保留", ""):
        target, done = apply(office, proposals(office, 判断=decision))
        assert done.carried_out == 0
        assert parts(target) == parts(office.book)


def refusal(office: Office, file: Path) -> str:
    target = office.book.with_name("反映後.xlsx")
    with pytest.raises(InputFileError) as error:
        pipeline.apply(office.book, file, target, AT)
    assert not target.exists()
    return error.value.message + (error.value.hint or "")


def test_a_workbook_that_changed_since_is_refused(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    file = proposals(office)
    edit(office.book, typed("1-1-検1", "項目名・本文", "事務局がその後に直した文。"))
    message = refusal(office, file)
    assert "No 1：ブックの値が変わっています（今は「事務局がその後に直した文。」）" in message
    assert "collect をもう一度" in message


def test_one_bad_line_stops_no_other(office: Office) -> None:
    """Four lines: the workbook changed under one, one decision is none, one text was altered."""
    for key in ("1-1-検1", "1-1-検2", "1-1-検3", "1-1-方1"):
        office.edit("企画課", typed(key, "項目名・本文", f"{key} の案。"))
    file = proposals(office)
    edit(office.book, typed("1-1-検1", "項目名・本文", "事務局がその後に直した文。"))

    def damage(book: openpyxl.Workbook) -> None:
        sheet = book["修正案"]
        header = {cell.value: number for number, cell in enumerate(sheet[4], 1)}
        rows = {str(sheet.cell(r, header["修正案"]).value): r for r in range(5, sheet.max_row + 1)}
        sheet.cell(rows["1-1-検2 の案。"], header["判断"], "たぶん採用")
        sheet.cell(rows["1-1-検3 の案。"], header["修正案"], "すり替えた文。")

    target, done = apply(office, edit(file, damage))
    assert bullets(target) == ["事務局がその後に直した文。", TWO, THREE, "1-1-方1 の案。"]
    assert done.carried_out == 1
    told = sorted(str(refused) for refused in done.refused)
    assert [line.partition("：")[0] for line in told] == ["No 1", "No 2", "No 3"]
    assert "ブックの値が変わっています" in told[0]
    assert "採用・不採用・保留 から選びます" in told[1]
    assert "書き換えられています" in told[2]
    history = openpyxl.load_workbook(target)["変更履歴"]
    assert [line[6].value for line in history.iter_rows(min_row=2)] == ["1-1-方1 の案。"]


def test_a_text_that_no_cell_holds_is_told_and_the_others_applied(office: Office) -> None:
    for key in ("1-1-検1", "1-1-検2"):
        office.edit("企画課", typed(key, "項目名・本文", f"{key} の案。"))
    file = proposals(office)
    decisions = read_proposal_book(file)
    decided = {
        key: replace(d, wording="長" * 40_000, content=Content("長" * 40_000))
        if d.number == "No 1"
        else d
        for key, d in decisions.decided.items()
    }
    target = office.book.with_name("反映後.xlsx")
    done = carry_out(read_book(office.book), replace(decisions, decided=decided), target, AT)
    assert bullets(target)[:2] == [ONE, "1-1-検2 の案。"]
    assert [str(refused) for refused in done.refused] == [
        "No 1：文章が 40,000 字あり、Excel のセルに入る 32,767 字を超えます。「直して採用する文」に短くした文を書くか、"
        "複数の行に分けてください"
    ]


def test_a_cell_that_cannot_be_written_is_told_and_the_others_applied(office: Office) -> None:
    """One array formula of the office fills two cells of the column 備考 of other rows."""
    office.edit("企画課", typed("1-1-検1", "備考", "課の備考。"))
    office.edit("企画課", typed("1-1-検2", "項目名・本文", "課の案。"))
    file = proposals(office)

    def fill(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        row = row_of(sheet, "1-1-検1")
        place = f"P{row}"
        sheet[place] = ArrayFormula(f"P{row}:P{row + 1}", "=T1:T2")

    edit(office.book, fill)
    target, done = apply(office, file)
    assert bullets(target)[1] == "課の案。"
    (refused,) = done.refused
    assert refused.number == "No 1"


def test_a_row_that_is_gone_is_refused(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    file = proposals(office)
    edit(office.book, delete("1-1-検1"))
    assert "対象の行が、今のブックにありません" in refusal(office, file)


def test_altered_proposals_are_refused(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    file = proposals(office)
    assert "書き換えられています" in refusal(office, decide(file, 修正案="すり替えた文。"))


def test_an_altered_ledger_is_refused(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))

    def change(book: openpyxl.Workbook) -> None:
        for line in book["控え（変更しないでください）"].iter_rows():
            for cell in line:
                if cell.value == "課の案。":
                    cell.value = "すり替えた文。"

    assert "控えが書き換えられている" in refusal(office, edit(proposals(office), change))


def test_both_sides_of_a_conflict_are_refused(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "企画課の案。"))
    office.edit("総務課", typed("1-1-検1", "項目名・本文", "総務課の案。"))
    assert "同じ場所への違う修正" in refusal(office, proposals(office))


def test_decisions_that_are_none_are_refused(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    assert "採用・不採用・保留 から選びます" in refusal(
        office, proposals(office, 判断="たぶん採用")
    )


def test_decisions_survive_a_second_collect_and_those_that_fit_no_more_are_quoted(
    office: Office,
) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    file = proposals(office, 判断="採用", 対応方針="了承")
    office.edit("福祉課", typed("2-1-検1", "項目名・本文", "福祉課の案。"))
    kept = pipeline.collect(office.book, [office.forms], file, today=TODAY).carried_over
    assert kept == 1
    sheet = openpyxl.load_workbook(file)["修正案"]
    header = {cell.value: number for number, cell in enumerate(sheet[4], 1)}
    decided = {
        sheet.cell(r, header["修正案"]).value: sheet.cell(r, header["判断"]).value for r in (5, 6)
    }
    assert decided == {"課の案。": "採用", "福祉課の案。": None}
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の新しい案。"))
    pipeline.collect(office.book, [office.forms], file, today=TODAY)
    quoted = [
        c.value for line in openpyxl.load_workbook(file)["読取不能"].iter_rows() for c in line
    ]
    assert any("課の案。 ／ 採用 ／" in str(value) and "了承" in str(value) for value in quoted)


def test_rows_without_an_id_get_theirs_when_they_change(office: Office) -> None:
    """A row that staff inserted has an ID from its text, which is about to change."""
    edit(office.book, insert("1-1-検3", "検証と課題", "事務局が挿入した行である。"))
    again = distribute(office.book, office.book.parent / "forms2")

    def change(book: openpyxl.Workbook) -> None:
        for line in book["第１章"].iter_rows(min_row=4):
            if line[4].value == "事務局が挿入した行である。":
                line[4].value = "課が直した行である。"

    again.edit("企画課", change)
    file = proposals(again)
    target, _ = apply(again, file)
    assert bullets(target)[3] == "課が直した行である。"
    twice, done = apply(again, file, target)
    assert done.already == 1
    assert parts(twice) == parts(target)


@pytest.mark.no_cover
def test_the_real_workbook_keeps_every_other_part(tmp_path: Path) -> None:
    book = tmp_path / "input.xlsx"
    book.write_bytes((ROOT / "input.xlsx").read_bytes())
    real = distribute(book, tmp_path / "forms")

    def change(form: openpyxl.Workbook) -> None:
        put(form, "7-1-検1", "項目名・本文", "農業産出額が増加した。")
        sheet = form["第７章"]
        sheet.cell(10, 5, "空いた行に足した文である。")
        type_in(sheet, 9, 5, None)

    real.edit("農業政策課", change)
    target, done = apply(real, proposals(real))
    assert done.carried_out == 3
    before, after = parts(book), parts(target)
    assert {
        name for name in before if name.startswith("xl/worksheets/") and before[name] != after[name]
    } == {"xl/worksheets/sheet9.xml"}
    assert validator_problems(target) == validator_problems(book)
    section = read_report(target).chapters[6].parts[0]
    assert [text.text for text in section.of_role(TextRole.VERIFICATION)] == [
        "農業産出額が増加した。",
        "空いた行に足した文である。",
    ]


def test_a_column_that_the_workbook_has_not_is_refused_by_number(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-指1", "実績 R5", 49, "0")
        put(book, "1-1-検1", "項目名・本文", "指標甲は前年度より大きく増加した。")
        for cell in book["第１章"][3]:
            if cell.value == "実績\nR5":
                type_in(book["第１章"], 3, cell.column or 0, "実績\nR6")

    office.edit("企画課", change)
    _, applied = apply(office, proposals(office))
    refused = [one.reason for one in applied.refused]
    assert refused
    assert all("「実績 R6」の列が、今のブックの「第１章」シートにありません" in r for r in refused)
    assert applied.carried_out == 1
