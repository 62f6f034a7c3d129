"""Texts that no cell holds: 反映案 has all of them, and nothing is carried out in part."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from kumareport import pipeline
from kumareport.review.decide.decisions import read_proposal_book
from tests.make_package import pack, parts
from tests.review.office import TODAY, Office, edit
from tests.review.test_apply import AT, bullets, decide

LONG = "".join(f"{number:05}、" for number in range(6_700))
WIDE = "𠮷" * 20_000
"""Excel counts each of these twice."""
OLD = "目標には届いていない状況である。"


@pytest.fixture
def office(drafted: Office, tmp_path: Path) -> Office:
    shutil.copytree(drafted.book.parent, tmp_path / "book")
    shutil.copytree(drafted.forms, tmp_path / "forms")
    return Office(tmp_path / "book" / drafted.book.name, tmp_path / "forms")


def typed(office: Office, text: str) -> Path:
    """企画課's draft with another text for a bullet, and its next one edited."""
    draft = office.draft("企画課")
    content: dict[str, bytes | str] = {**parts(draft)}
    body = content["word/document.xml"]
    assert isinstance(body, bytes)
    said = body.decode().replace(OLD, text).replace("引き続き周知が必要", "周知が必要")
    content["word/document.xml"] = said
    return pack(draft, content)


def collect(office: Office, target: Path) -> Path:
    pipeline.collect(office.book, [office.forms], target, today=TODAY)
    return target


def long_texts(file: Path) -> dict[tuple[str, str, str], str]:
    """The sheet 長い文: the whole texts by sheet, No and column."""
    found: dict[tuple[str, str, str], str] = {}
    for sheet, number, column, _, text in openpyxl.load_workbook(file)["長い文"].iter_rows(
        min_row=5, values_only=True
    ):
        key = str(sheet), str(number), str(column)
        found[key] = found.get(key, "") + str(text)
    return found


@pytest.mark.parametrize("text", [LONG, WIDE], ids=["long", "beyond U+FFFF"])
def test_a_proposal_is_whole(office: Office, tmp_path: Path, text: str) -> None:
    typed(office, text)
    file = collect(office, tmp_path / "反映案.xlsx")
    assert long_texts(file)["修正案", "1", "修正案"] == text
    shown = openpyxl.load_workbook(file)["修正案"].cell(5, 7).value
    assert str(shown).endswith("…（長いため途中までです。全文は「長い文」シートにあります）")
    assert len(str(shown).encode("utf-16-le")) // 2 <= 32_767
    read = read_proposal_book(file)
    assert [p.proposed.text for p in read.proposals.values()] == [text, "周知が必要である。"]
    assert read.faults == {}


def test_what_no_cell_holds_is_refused_and_the_rest_carried_out(
    office: Office, tmp_path: Path
) -> None:
    typed(office, LONG)
    file = decide(collect(office, tmp_path / "反映案.xlsx"), 判断="採用")
    done = pipeline.apply(office.book, file, tmp_path / "反映後.xlsx", AT)
    (refused,) = done.refused
    assert str(refused).startswith("No 1：文章が 40,200 字あり")
    assert bullets(tmp_path / "反映後.xlsx")[1:3] == [OLD, "周知が必要である。"]
    decide(file, 判断="採用", 直して採用する文="短くした文である。")
    done = pipeline.apply(office.book, file, tmp_path / "二度目.xlsx", AT)
    assert done.refused == ()
    assert "短くした文である。" in bullets(tmp_path / "二度目.xlsx")


def test_an_opinion_and_its_answer_are_kept(office: Office, tmp_path: Path) -> None:
    def note(book: openpyxl.Workbook) -> None:
        book["第１章"]["E7"].comment = Comment(LONG, "課の人")

    office.edit("企画課", note)
    file = collect(office, tmp_path / "反映案.xlsx")
    assert long_texts(file)["意見", "1", "意見"] == LONG

    def answer(book: openpyxl.Workbook) -> None:
        sheet = book["意見"]
        column = next(cell.column for cell in sheet[4] if cell.value == "回答")
        sheet.cell(5, column, "検討します。")

    edit(file, answer)
    collect(office, file)
    sheet = openpyxl.load_workbook(file)["意見"]
    assert "検討します。" in [cell.value for cell in sheet[5]]


def test_what_is_unread_is_whole(office: Office, tmp_path: Path) -> None:
    def beside(book: openpyxl.Workbook) -> None:
        book["第１章"]["AB40"] = LONG[:32_000]
        book["第１章"]["AB41"] = LONG[:32_000]

    office.edit("企画課", beside)
    file = collect(office, tmp_path / "反映案.xlsx")
    texts = [line[4] for line in openpyxl.load_workbook(file)["読取不能"].iter_rows(min_row=5, values_only=True)]  # fmt: skip
    # What paper cuts is said before the text.
    said = "［長いため、紙には途中まで載ります。セルを選ぶと全文が読めます］\n"
    assert texts == [said + LONG[:32_000]] * 2
