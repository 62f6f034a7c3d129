"""新旧対照表 in Word, as python-docx, LibreOffice and the validators of others read it."""

import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kumareport import pipeline
from kumareport.document.change_document import write_comparison
from kumareport.model.change import (
    Change,
    ChangeKind,
    ChapterChanges,
    Comparison,
    SectionChanges,
    Topic,
)
from tests.comparison.states import bullets, table_rows
from tests.conftest import INPUT, soffice
from tests.make_workbook import indicator, text, workbook
from tests.outside import integrity_problems, poppler, validator_problems

ODD = "＆ & <タグ> \"引用\" 'x' ]]> &amp;\n改行\tタブ \x0b\ufdd0\ud800𠮷野家 é ①"
PRINTED = "＆ & <タグ> \"引用\" 'x' ]]> &amp;\n改行\tタブ 𠮷野家 é ①"


def many(count: int, long: str = "") -> Comparison:
    changes = tuple(
        Change(Topic.TEXT, ChangeKind.EDITED, f"検証と課題\n{n}つ目", f"{long}古い文{n}。", f"{long}新しい文{n}。")
        for n in range(count)
    )  # fmt: skip
    return Comparison("題名", (ChapterChanges("第１章", (), (SectionChanges("第１節", changes),)),))


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    old = [text("節", "節の題名"), indicator(), *bullets("古い文です。", "消える文です。")]
    new = [text("節", "節の題名"), indicator(values=(10, 11, 20, 20)), *bullets("新しい文です。"),
           *bullets("方向を加える。", kind="方向性")]  # fmt: skip
    return workbook(tmp_path / "旧 年度.xlsx", old), workbook(tmp_path / "新 年度.xlsx", new)


def test_the_table(two: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "t.docx"
    pipeline.compare(*two, target)
    assert list(table_rows(target)) == [
        [("項目", ""), ("新（変更後）", ""), ("旧（変更前）", ""), ("種別・備考", "")],
        [("第１章 章の題名", "")],
        [("第１節 節の題名", "")],
        [("検証指標\n指標甲\n実績 R5", ""), ("20", "20"), ("12", "12"), ("修正", "")],
        [("検証指標\n指標甲\n進捗", ""), ("○", "○"), ("×", "×"), ("修正", "")],
        [("検証と課題\n1つ目", ""), ("新しい文です。", "新しい"), ("古い文です。", "古い"), ("修正", "")],
        [("検証と課題\n2つ目", ""), ("（削除）", ""), ("消える文です。", "消える文です。"), ("削除", "")],
        [("方向性\n1つ目", ""), ("方向を加える。", "方向を加える。"), ("（新設）", ""), ("追加", "")],
    ]  # fmt: skip
    texts = [paragraph.text for paragraph in docx.Document(str(target)).paragraphs]
    assert texts == [
        "新旧対照表", "報告書", "新：新 年度.xlsx\n旧：旧 年度.xlsx",
        "変更 5 件（値 1 件、進捗 1 件、本文 3 件）。下線は、変わったところです。",
    ]  # fmt: skip
    assert str(tmp_path) not in zipfile.ZipFile(target).read("word/document.xml").decode()


def test_the_page(two: tuple[Path, Path], tmp_path: Path) -> None:
    pipeline.compare(*two, tmp_path / "t.docx")
    document = docx.Document(str(tmp_path / "t.docx"))
    (part,) = document.sections
    assert part.page_width is not None
    assert part.page_height is not None
    assert (round(part.page_width.mm), round(part.page_height.mm)) == (297, 210)
    rows = list(document.element.iter(qn("w:tr")))
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert heads == [True] + [False] * 7
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    kept = [next(row.iter(qn("w:keepNext")), None) is not None for row in rows]
    assert kept == [False, True, True, *[False] * 5]
    fonts = document.styles.element.findall(f".//{qn('w:rFonts')}")
    assert {font.get(qn("w:eastAsia")) for font in fonts} == {"BIZ UDPゴシック"}


def test_a_long_row_may_split(tmp_path: Path) -> None:
    write_comparison(many(1, "長い文。" * 300), "a", "b", tmp_path / "t.docx")
    *_, last = docx.Document(str(tmp_path / "t.docx")).element.iter(qn("w:tr"))
    assert last.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None


@pytest.mark.no_cover
def test_no_changes(tmp_path: Path) -> None:
    result = pipeline.compare(INPUT, INPUT, tmp_path / "t.docx")
    assert not result.comparison.counts()
    document = docx.Document(str(tmp_path / "t.docx"))
    assert document.paragraphs[-1].text == "変更はありません。"
    assert not document.tables
    assert not validator_problems(tmp_path / "t.docx")


def test_equal_input_gives_equal_bytes(two: tuple[Path, Path], tmp_path: Path) -> None:
    pipeline.compare(*two, tmp_path / "a.docx")
    # A ZIP holds times to two seconds: a time of the clock in it would show.
    time.sleep(2.1)
    pipeline.compare(*two, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_odd_content(tmp_path: Path) -> None:
    kinds = [
        Change(Topic.TEXT, kind, f"{ODD}", ODD if kind is not ChangeKind.ADDED else "",
               f"{ODD}。" if kind is not ChangeKind.REMOVED else "", ODD) for kind in ChangeKind
    ]  # fmt: skip
    comparison = Comparison(ODD, (ChapterChanges(ODD, tuple(kinds)),))
    target = tmp_path / "t.docx"
    write_comparison(comparison, f"{ODD}.xlsx", "b", target)
    rows = list(table_rows(target))
    assert rows[2][0] == (PRINTED, "")
    assert rows[2][1:3] == [(f"{PRINTED}。", "。"), (PRINTED, "")]
    assert rows[2][3][0] == f"修正\n{PRINTED}"
    assert not validator_problems(target)
    assert not integrity_problems(target)


@pytest.mark.no_cover
def test_two_thousand_changes(tmp_path: Path) -> None:
    target = tmp_path / "t.docx"
    write_comparison(many(2000), "a", "b", target)
    assert sum(1 for _ in table_rows(target)) == 2000 + 3
    assert not validator_problems(target)


def test_libreoffice_shows_it(two: tuple[Path, Path], tmp_path: Path) -> None:
    pipeline.compare(*two, tmp_path / "t.docx")
    assert not validator_problems(tmp_path / "t.docx")
    assert not integrity_problems(tmp_path / "t.docx")
    pdf = soffice(tmp_path / "t.docx", "pdf", tmp_path)
    shown = "".join(poppler("pdftotext", "-layout", str(pdf), "-").split())
    for word in ("新旧対照表", "新（変更後）", "新しい文です。", "（削除）", "（新設）", "1/1"):
        assert word in shown
