"""``init --departments``: a list of departments as offices keep it, or the reason why it is none."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.cli.main import main
from kumareport.errors import InputFileError
from kumareport.workbook.department_list import read_departments

THREE = (
    ("防災課", "総務部", "内線 101"),
    ("危機管理課", "総務部", "内線 102"),
    ("福祉課", "健康福祉部", "内線 201"),
)


def workbook(path: Path, *lines: list[Any], merges: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in lines:
        sheet.append(line)
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def test_a_list_with_titles_numbers_and_merged_cells(tmp_path: Path) -> None:
    listed = read_departments(
        workbook(
            tmp_path / "組織一覧.xlsx",
            ["令和８年度　組織一覧表"],
            ["（令和８年４月１日現在）"],
            ["№", "部局名", "課等名", "係", "内線番号"],
            [1, "総務部", "防災課", "防災係", "内線 101"],
            [2, None, "危機管理課", "管理係", "内線 102"],
            [3, "健康福祉部", "福祉課", "福祉係", "内線 201"],
            [4, None, "（廃止）生活課", None, None],
            [5, "議会事務局", None, None, None],
            merges=["B4:B5"],
        )
    )
    assert listed.departments == THREE
    assert (
        listed.taken
        == "シート「Sheet」の課＝「課等名」の列、局＝「部局名」の列、連絡先＝「内線番号」の列"
    )
    assert listed.left == (
        "7 行目「（廃止）生活課」（廃止された課のようです）",
        "8 行目「議会事務局」（課の名前がありません）",
    )


def test_a_department_over_several_rows_is_one(tmp_path: Path) -> None:
    listed = read_departments(
        workbook(
            tmp_path / "a.xlsx",
            ["部", "課", "係"],
            ["総務部", "防災課", "防災係"],
            [None, None, "消防係"],
            merges=["B2:B3"],
        )
    )
    assert [name for name, _, _ in listed.departments] == ["防災課"]


def test_heads_in_the_second_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    book.active["A1"] = "この一覧の使い方"
    book.create_sheet("課").append(["担当課", "部"])
    book["課"].append(["防災課", "総務部"])
    book.save(tmp_path / "a.xlsx")
    listed = read_departments(tmp_path / "a.xlsx")
    assert listed.departments == (("防災課", "総務部", ""),)


TABLE = "部局,課名,連絡先\n" + "\n".join(f"{b},{n},{c}" for n, b, c in THREE)


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode("cp932"),
        TABLE.encode("utf-8"),
        TABLE.encode("utf-8-sig"),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace(",", "\t").encode("utf-16-le"),
        TABLE.replace(",", "\t").encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode("cp932"),
    ],
)
def test_texts_of_every_encoding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "課.csv").write_bytes(data)
    assert read_departments(tmp_path / "課.csv").departments == THREE


@pytest.mark.parametrize(
    ("text", "departments"),
    [
        ("防災課\n福祉課\n", (("防災課", "", ""), ("福祉課", "", ""))),
        ("防災課,総務部,内線101\n消防局,,内線201\n福祉課,健康福祉部,\n", (
            ("防災課", "総務部", "内線101"), ("消防局", "総務部", "内線201"), ("福祉課", "健康福祉部", ""),
        )),
        ("総務部,防災課\n健康福祉部,福祉課\n", (("防災課", "総務部", ""), ("福祉課", "健康福祉部", ""))),
        ("組織一覧\n防災課\n福祉課\n", (("防災課", "", ""), ("福祉課", "", ""))),
    ],
)  # fmt: skip
def test_a_list_without_heads(
    tmp_path: Path, text: str, departments: tuple[tuple[str, str, str], ...]
) -> None:
    (tmp_path / "課.csv").write_text(text, encoding="cp932")
    listed = read_departments(tmp_path / "課.csv")
    assert listed.departments == departments
    assert "見出しがないので" in listed.taken


def test_one_name_in_two_bureaus_is_told(tmp_path: Path) -> None:
    (tmp_path / "課.csv").write_text("部,課\n東部,総務課\n西部,総務課\n", encoding="utf-8")
    listed = read_departments(tmp_path / "課.csv")
    assert listed.departments == (("総務課", "東部", ""),)
    assert listed.left == ("3 行目「総務課」（同じ名前の課が、上にあります）",)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", "品名,数量\nえんぴつ,3\n".encode(), "所管課の一覧ではないようです"),
        ("a.csv", b"", "所管課の一覧ではないようです"),
        ("a.csv", bytes(range(256)), "文字の一覧として読めません"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "古い形式"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputFileError) as error:
        read_departments(tmp_path / name)
    assert said in error.value.message + error.value.hint


def test_a_workbook_that_is_no_list_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["品名", "数量"], ["えんぴつ", 3])
    with pytest.raises(InputFileError, match="「品名」「数量」などを読みました"):
        read_departments(file)


def test_what_was_taken_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "課.csv").write_text("部,課\n総務部,防災課\n,1\n", encoding="utf-8")
    command = ["init", str(tmp_path / "x"), "--form", "行政評価", "--example", "--departments"]
    assert main([*command, str(tmp_path / "課.csv")]) == 0
    told = capsys.readouterr().out
    assert "所管課 1 課（課＝「課」の列、局＝「部」の列）：防災課" in told
    assert "載せなかった行：3 行目「1」（数だけです）" in told
