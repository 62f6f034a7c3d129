"""Forms of a workbook with marks of its own."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kumareport import pipeline
from tests.make_workbook import indicator, text, workbook
from tests.outside import validator_problems
from tests.review.office import TODAY
from tests.rollover.test_rollover import NOW
from tests.test_schemes import FUKUOKA, HUNDRED, with_schemes


def forms(tmp_path: Path, lines: Sequence[Sequence[object]]) -> Path:
    rows = [text("節", "題"), indicator(), text("検証と課題", "文。"), text("方向性", "文。")]
    rows[0][2] = "企画課"
    book = workbook(tmp_path / "様式.xlsx", rows, edit=with_schemes(lines))
    pipeline.distribute(
        book, tmp_path / "照会", name="照会", deadline=TODAY, contact="内線", issued_at=NOW
    )
    return next((tmp_path / "照会").glob("企画課/*.xlsx"))


@pytest.mark.parametrize(
    ("lines", "symbols"),
    [
        (HUNDRED, '"A,B,C,D,評価困難,未着手"'),
        (FUKUOKA, '"a,b,c"'),
        ((("A,B", "", "達成", "", ""), ('"', "", "それ以外", "", "")), None),
        ((("あ" * 300, "", "達成", "", ""), ("い", "", "それ以外", "", "")), None),
    ],
)
def test_the_marks_offered(
    tmp_path: Path, lines: Sequence[tuple[str, ...]], symbols: str | None
) -> None:
    form = forms(tmp_path, lines)
    sheet = openpyxl.load_workbook(form)["第１章"]
    offered = {v.formula1 for v in sheet.data_validations.dataValidation}
    assert (symbols in offered) is (symbols is not None)
    assert all(formula is None or formula.count('"') in (0, 2) for formula in offered)
    assert not [part for part, _ in validator_problems(form) if "worksheets" in part]
