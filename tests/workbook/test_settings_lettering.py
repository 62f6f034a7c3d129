"""How the letters of 設定 stand is told, as in a chapter: what is printed are plain letters."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from kumareport import pipeline
from tests.review.office import office_workbook


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (InlineFont(vertAlign="superscript"), "C25"),
        (InlineFont(b=True), "C26"),
        (InlineFont(strike=True), "C02"),
    ],
)
def test_a_part_of_the_title(tmp_path: Path, look: InlineFont, code: str) -> None:
    file = office_workbook(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(file)
    book["設定"]["B4"] = CellRichText("評価", TextBlock(look, "検証2"))
    book.save(file)
    found = {f.code: str(f.location) for f in pipeline.check(file).findings}
    assert found.get(code) == "設定 B4"


def test_a_setting_struck_through_as_a_whole(tmp_path: Path) -> None:
    file = office_workbook(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(file)
    book["設定"]["B12"].font = Font(strike=True)
    book["設定"]["C12"].font = Font(strike=True)
    book.save(file)
    found = [str(f.location) for f in pipeline.check(file).findings if f.code == "C02"]
    assert found == ["設定 B12"]
