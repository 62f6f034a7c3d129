"""Rows without a way to go: base equal to target, zeros, one year for all. Nothing is divided by it."""

from itertools import product
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.marks import judge
from kumareport.model.mark import Direction, RateMethod, Scheme, three_marks
from kumareport.model.settings import Settings
from kumareport.workbook.scheme_presets import PRESETS
from tests.make_workbook import indicator, text, workbook
from tests.marks.rows import HEADERS, row, scheme

VALUES = ("-1", "0", "10", "12", "維持", "上昇", "-")
ONE_YEAR = ("基準値 R5", "実績 R4", "実績 R5", "検証値 R5")
ZERO_LIMITS = scheme("a：計画比0％超", "b：達成率0％超", "c：改善0％超", "d：改善0ポイント超", "e：それ以外")  # fmt: skip
SCHEMES = [three_marks(), ZERO_LIMITS, *(one for found in PRESETS.values() for one in found)]


@pytest.mark.parametrize("marks", SCHEMES, ids=lambda marks: marks.marks[0].symbol)
def test_every_row_gets_a_mark_or_a_reason(marks: Scheme) -> None:
    ways = product(VALUES, VALUES, VALUES, (None, *Direction), RateMethod, (HEADERS, ONE_YEAR))
    for base, actual, target, direction, method, headers in ways:
        settings = Settings(method=method, schemes=(marks,))
        found = judge(row(base, actual, target, direction, headers=headers), settings)
        assert (found.mark is None) == (found.undecided is not None), (base, actual, target)
        assert found.explanation


@pytest.mark.parametrize("method", list(RateMethod))
@pytest.mark.parametrize("base", [10, 0, -3])
def test_a_workbook_whose_base_is_its_target_goes_through(
    tmp_path: Path, method: RateMethod, base: int
) -> None:
    def edit(book: Workbook, _: Worksheet) -> None:
        settings = book["設定"]
        for number in range(1, 21):
            if settings.cell(number, 1).value == "達成率の計算方法":
                settings.cell(number, 2, method)

    values = indicator(values=(base, 11, 12, base), direction="減少")
    rows = [
        ["節", None, None, None, "題"],
        values,
        text("検証と課題", "文。"),
        text("方向性", "文。"),
    ]
    book = workbook(tmp_path / "book.xlsx", rows, edit=edit)
    result = pipeline.check(book)
    target = tmp_path / "点検結果.xlsx"
    pipeline.write_check_result(result, book, target)
    assert openpyxl.load_workbook(target)["判定一覧"].max_row > 1
