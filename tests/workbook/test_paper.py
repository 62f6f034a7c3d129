"""The smallest letter of every sheet that we print, in points: font size × print scale."""

import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.workbook.preset import presets
from tests.conftest import INPUT
from tests.review.office import ISSUED_AT

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

PAPERS = {"9": (210, 297), "8": (297, 420)}
"""Millimetres of A4 and A3 (ECMA-376, 18.3.1.63)."""


def printed_columns(sheet: Worksheet) -> list[int]:
    area = str(sheet.print_area or "").rpartition("!")[2].replace("$", "")
    first, last = (1, sheet.max_column)
    if area:
        left, _, right, _ = range_boundaries(area)
        first, last = int(left or 1), int(right or 1)
    return [
        n
        for n in range(first, last + 1)
        if not sheet.column_dimensions[get_column_letter(n)].hidden
    ]


def scale(sheet: Worksheet) -> float:
    """What the sheet is shrunk by so that it fits the width of its pages."""
    columns = printed_columns(sheet)
    width = sum(int(sheet.column_dimensions[get_column_letter(n)].width * 7 + 5) for n in columns)
    short, long = PAPERS[str(sheet.page_setup.paperSize)]
    paper = long if sheet.page_setup.orientation == "landscape" else short
    inches = paper / 25.4 - sheet.page_margins.left - sheet.page_margins.right
    pages = sheet.page_setup.fitToWidth or 1
    repeated = str(sheet.print_title_cols or "").replace("$", "")
    again = 0
    if repeated and pages > 1:
        left, right = (range_boundaries(f"{end}1")[0] for end in repeated.split(":"))
        titles = [n for n in columns if int(left or 1) <= n <= int(right or 1)]
        again = sum(
            int(sheet.column_dimensions[get_column_letter(n)].width * 7 + 5) for n in titles
        )
    return min(1.0, pages * inches * 96 / (width + again * (pages - 1)))


def smallest(sheet: Worksheet) -> float:
    columns = set(printed_columns(sheet))
    sizes = [
        float(cast(Any, cell.font).sz)
        for line in sheet.iter_rows()
        for cell in line
        if cell.value not in (None, "") and cell.column in columns
    ]
    return min(sizes, default=11) * scale(sheet)


def sheets(path: Path) -> list[Worksheet]:
    return [s for s in load_workbook(path).worksheets if s.sheet_state == "visible"]


def test_forms_are_legible_on_a4(real_round: Path) -> None:
    found = sorted(real_round.rglob("照会票_*.xlsx"))
    assert len(found) == 44
    for form in found:
        for sheet in sheets(form):
            assert str(sheet.page_setup.paperSize) == "9"
            assert smallest(sheet) >= 8, (form.name, sheet.title)


@pytest.mark.parametrize("name", sorted(presets()))
def test_forms_with_many_columns_are_legible_too(name: str, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "計画"), "--form", name, "--example"]) == 0
    pipeline.distribute(
        tmp_path / "計画" / "input.xlsx", tmp_path / "照会", name="照会",
        deadline=datetime.date(2027, 12, 10), contact="内線", issued_at=ISSUED_AT,
    )  # fmt: skip
    for form in (tmp_path / "照会").rglob("照会票_*.xlsx"):
        for sheet in sheets(form):
            assert smallest(sheet) >= 8, (form.name, sheet.title)
            long = [
                cast(Any, cell)
                for line in sheet.iter_rows(min_row=4, min_col=6)
                for cell in line
                if isinstance(cell.value, str) and len(cell.value) > 20
            ]
            assert all(cell.alignment.wrap_text for cell in long)


def test_the_list_of_forms_is_legible(real_round: Path) -> None:
    for sheet in sheets(real_round / "配付一覧.xlsx"):
        assert smallest(sheet) >= 8, sheet.title


def test_the_proposals_are_legible(real_round: Path, tmp_path: Path) -> None:
    target = tmp_path / "反映案.xlsx"
    pipeline.collect(INPUT, [real_round], target, today=datetime.date(2026, 12, 1))
    for sheet in sheets(target):
        assert str(sheet.page_setup.paperSize) == "9"
        assert smallest(sheet) >= 8, sheet.title


def test_the_lists_of_a_check_and_a_rollover_are_legible(
    tmp_path: Path, checked: pipeline.CheckResult
) -> None:
    pipeline.write_check_result(checked, INPUT, tmp_path / "点検結果.xlsx")
    made = pipeline.rollover(INPUT, tmp_path / "R6.xlsx")
    for path in (tmp_path / "点検結果.xlsx", made.checklist):
        for sheet in sheets(path):
            assert str(sheet.page_setup.paperSize) == "9"
            assert smallest(sheet) >= 8, (path.name, sheet.title)


def test_the_workbook_and_its_next_year_are_legible(tmp_path: Path) -> None:
    pipeline.rollover(INPUT, tmp_path / "R6.xlsx")
    for path in (INPUT, tmp_path / "R6.xlsx"):
        for sheet in sheets(path):
            assert smallest(sheet) >= 8, (path.name, sheet.title)


def test_a_form_shows_its_texts_in_a_wide_column(real_round: Path) -> None:
    """The text's column is by far the widest, a value's as narrow as its number."""
    sheet = load_workbook(real_round / "農業政策課" / "照会票_農業政策課.xlsx")["第７章"]
    named = {
        str(cell.value).replace("\n", " "): get_column_letter(number)
        for number, cell in enumerate(sheet[3], 1)
    }
    widths = {name: sheet.column_dimensions[letter].width for name, letter in named.items()}
    assert widths["項目名・本文"] >= 3 * widths["実績 R4"]
    assert widths["実績 R4"] < 13
