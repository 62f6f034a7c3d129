"""Numbers of parts: counted on in the style of the first, and those that repeat the numbers above."""

from pathlib import Path

import pytest

from kumareport.model.numbering import below, numbered, numbers_in
from kumareport.workbook.read import read_report
from tests.make_workbook import workbook

THIRD = [
    ("第１節", (2,), "第３節"),
    ("第一節", (2,), "第三節"),
    ("(1)", (2,), "(3)"),
    ("①", (2,), "③"),
    ("（ア）", (2,), "（ウ）"),
    ("A", (2,), "C"),
    ("1-1-1", (2, 4), "2-4-3"),
    ("１－１", (12,), "１２－３"),
    ("1-(1)-①", (2, 4), "2-(4)-③"),
    ("1-ア", (2,), "2-ウ"),
    ("Ⅰ－１", (2,), "Ⅱ－３"),
    ("施策1-1", (2,), "施策2-3"),
    ("1-1", (2, 4), "4-3"),
    ("基本目標1/施策1-1", (2,), "基本目標2/施策2-3"),
    ("アクション1", (2,), "アクション3"),
    ("重点", (2,), "重点"),
]


@pytest.mark.parametrize(("form", "above", "third"), THIRD)
def test_the_third_below_others(form: str, above: tuple[int, ...], third: str) -> None:
    assert numbered(below(form, above), 3) == third


def test_a_number_is_read() -> None:
    assert numbers_in("基本目標Ⅱ－３－（十二）－④") == (2, 3, 12, 4)


KINDS = [(), ("記録の区分",), ("区分", "形", "付くところ", "役", "見出しの言葉", "記入", "年度更新", "必須", "文字数の目安"),
         ("施策", "見出し", "", "", "施策１－１"), ("事業", "見出し", "", "", "１－１－１"), ("指標", "指標")]  # fmt: skip


def test_parts_repeat_the_numbers_of_those_above(tmp_path: Path) -> None:
    rows = [(kind, None, "企画課", None, f"題{n}") for n, kind in enumerate(("施策", "事業", "施策", "事業", "事業"))]  # fmt: skip
    report = read_report(workbook(tmp_path / "x.xlsx", rows, extra_settings=KINDS))
    (chapter,) = report.chapters
    numbers = ["施策１－１", "１－１－１", "施策１－２", "１－２－１", "１－２－２"]
    assert [part.number for part in chapter.parts] == numbers
    assert [chapter.number_of(part) for part in chapter.parts] == numbers
