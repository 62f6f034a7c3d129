"""check and doctor say the same of a file that is no workbook of ours, and what to do with it."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.cli.main import main
from tests.conftest import TEMPLATE
from tests.make_workbook import workbook
from tests.review.office import distribute, office_workbook


def own_list(folder: Path, sheet: str = "KPI一覧") -> Path:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.title = sheet
    book.active.append(["No.", "指標名", "単位", "R5"])
    book.save(folder / "一覧.xlsx")
    return folder / "一覧.xlsx"


def form(folder: Path) -> Path:
    return distribute(office_workbook(folder / "ブック.xlsx"), folder / "照会").form("企画課")


def issue_list(folder: Path) -> Path:
    return distribute(office_workbook(folder / "ブック.xlsx"), folder / "照会").list


def renamed(folder: Path) -> Path:
    def edit(book: openpyxl.Workbook, _: object) -> None:
        book["設定"].title = "設定（旧）"

    return workbook(folder / "a.xlsx", edit=edit)


def word(folder: Path) -> Path:
    return TEMPLATE


CASES: list[tuple[Callable[[Path], Path], str, str]] = [
    (own_list, "kumareport のブックではありません（「設定」シートがありません）", "kumareport import 一覧.xlsx"),
    (lambda d: own_list(d, "設定"), "「設定」シートに「報告書の題名」も「章一覧」もありません", "kumareport import"),
    (form, "照会票です", "kumareport collect"),
    (issue_list, "配付一覧です", "kumareport collect"),
    (renamed, "「設定」シートがありません", "「設定」に戻してください"),
    (word, "Word 文書です", "kumareport import report.docx"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "said", "advice"), CASES)
def test_both_say_the_same_and_what_to_do(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[Path], Path],
    said: str,
    advice: str,
) -> None:
    file = make(tmp_path)
    assert main(["check", str(file)]) == 2
    checked = capsys.readouterr().err
    assert main(["doctor", str(file), "--template", str(TEMPLATE)]) == 1
    diagnosed = capsys.readouterr().out
    for words in (said, advice):
        assert words in checked
        assert words in diagnosed
