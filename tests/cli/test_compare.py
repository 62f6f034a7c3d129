"""``kumareport compare``, as people start it."""

from pathlib import Path

import pytest

from kumareport.cli.main import main
from tests.conftest import TEMPLATE
from tests.make_workbook import indicator, text, workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two states of a workbook."""
    workbook(tmp_path / "old.xlsx")
    rows = [
        text("節", "節の題名"),
        indicator(values=(10, 11, 13, 20)),
        text("検証と課題", "別の文。"),
    ]
    workbook(tmp_path / "new.xlsx", [*rows, text("方向性", "方向の文。")])
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    return tmp_path


def test_it_writes_the_table_and_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "new.xlsx").read_bytes()
    assert main(["compare", str(folder / "old.xlsx"), str(folder / "new.xlsx")]) == 0
    assert capsys.readouterr().out == (
        f"変更 3 件（値 1 件、本文 2 件）\n作りました：{folder / 'output' / '新旧対照表.docx'}\n"
    )
    assert (folder / "new.xlsx").read_bytes() == before


def test_no_changes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, target = str(folder / "old.xlsx"), folder / "t.docx"
    assert main(["compare", book, book, "-o", str(target)]) == 0
    assert capsys.readouterr().out == f"変更はありません。\n作りました：{target}\n"


def test_the_redline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", str(folder / "old.xlsx"), str(folder / "new.xlsx"), "--redline"]
    assert main([*words, "--template", str(TEMPLATE)]) == 0
    target = folder / "output" / "見え消し版.docx"
    out = capsys.readouterr().out
    assert "変更履歴 " in out
    assert f"作りました：{target}" in out
    assert target.exists()
    book = str(folder / "old.xlsx")
    assert main(["compare", book, book, "--redline", "--template", str(TEMPLATE)]) == 0
    assert "変更はありません。" in capsys.readouterr().out


def test_rows_that_no_report_prints_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [text("節", "節の題名"), text("謎の区分", "載らない文。")]
    workbook(folder / "new.xlsx", rows)
    assert main(["compare", str(folder / "old.xlsx"), str(folder / "new.xlsx")]) == 0
    assert (
        "new.xlsx には、報告書に載らない行や列があり、比べていません。" in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["{f}/old.xlsx", "{f}/new.xlsx", "-o", "{f}/old.xlsx"], "出力先が入力のブックと同じです"),
        (["{f}/old.xlsx", "{f}/new.xlsx", "-o", "{f}/new.xlsx"], "出力先が入力のブックと同じです"),
        (["{f}/old.xlsx", "{f}/new.xlsx", "-o", "{f}/t.xlsx"], "新旧対照表は Word 文書です"),
        (["{f}/old.xlsx", "{f}/new.xlsx", "-o", "{f}"], "出力先がフォルダーです"),
        (["{f}/ない.xlsx", "{f}/new.xlsx"], "見つかりません"),
        (["{f}/old.xlsx", "{f}/note.txt"], "エラー"),
        (["{f}/old.xlsx", str(TEMPLATE)], "Word 文書です"),
        (["{f}/old.xlsx"], "「新ブック」が指定されていません"),
        (
            ["{f}/old.xlsx", "{f}/new.xlsx", "--redline", "-o", "{f}/t.xlsx"],
            "見え消し版は Word 文書です",
        ),
        (
            ["{f}/old.xlsx", "{f}/new.xlsx", "--redline", "--template", "{f}/ない.docx"],
            "見つかりません",
        ),
    ],
)
def test_bad_calls_say_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert main(["compare", *(word.format(f=folder) for word in words)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "　→ " in error
    assert not (folder / "output").exists()


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", "--help"])
    out = capsys.readouterr().out
    assert "旧ブック" in out
    assert "新旧対照表" in out
