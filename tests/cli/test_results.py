"""Results go where they may: never over what a person did, whole, and with what people typed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import openpyxl
import pytest
from docx import Document

from kumareport.cli.main import main
from kumareport.output import Left, newest, write_result
from kumareport.own_digest import is_untouched
from kumareport.scratch import PREFIX
from tests.conftest import ROOT
from tests.make_workbook import indicator, text, workbook

PLAN = ["--plan", "計画", "--baseline", "R5", "--actual", "R6", "--target", "R9"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows = [text("節", "題"), indicator(values=(1, 2, "x3", 3)), text("検証と課題", "文。")]
    return workbook(tmp_path / "様式.xlsx", [*rows, text("方向性", "文。")])


def run(*words: object) -> int:
    return main([str(word) for word in words])


def edit_docx(path: Path) -> bytes:
    document = Document(str(path))
    document.add_paragraph("人が足した文")
    document.save(str(path))
    return path.read_bytes()


def edit_xlsx(path: Path) -> bytes:
    opened = openpyxl.load_workbook(path)
    opened.worksheets[-1]["Z99"] = "人のメモ"
    opened.save(path)
    return path.read_bytes()


def edit_text(path: Path) -> bytes:
    path.write_bytes(path.read_bytes() + b"\n")
    return path.read_bytes()


COMMANDS = {
    "build --draft": (["build", "{book}", "--draft", "-o", "{out}"], "out.docx", edit_docx),
    "check -o": (["check", "{book}", "-o", "{out}"], "out.xlsx", edit_xlsx),
    "--marked-copy": (["check", "{book}", "--marked-copy", "{out}"], "out.xlsx", edit_xlsx),
    "compare": (["compare", "{book}", "{book}", "-o", "{out}"], "out.docx", edit_docx),
    "--redline": (["compare", "{book}", "{book}", "--redline", "-o", "{out}"], "out.docx", edit_docx),
    "rollover": (["rollover", "{book}", "-o", "{out}"], "out.xlsx", edit_xlsx),
    "collect": (["collect", "{book}", "{book}", "-o", "{out}"], "out.xlsx", edit_xlsx),
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_own_results_are_replaced_and_those_of_people_are_not(
    command: str, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, name, edit = COMMANDS[command]
    out = tmp_path / "結果" / name
    filled = [word.format(book=book, out=out) for word in words]
    assert run(*filled) in (0, 1)
    first = out.read_bytes()
    assert run(*filled) in (0, 1)
    assert out.read_bytes() == first
    assert newest(out) == out
    edited = edit(out)
    capsys.readouterr()
    assert run(*filled) in (0, 1)
    assert out.read_bytes() == edited
    other = out.with_stem(f"{out.stem}（2）")
    assert is_untouched(other)
    said = capsys.readouterr().out
    assert f"作りました：{other}" in said
    assert f"「{out.name}」は人が直したもの" in said
    assert run(*filled) in (0, 1)
    assert newest(out) == other


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "rollover"])
def test_a_file_of_somebody_else_stays(command: str, book: Path, tmp_path: Path) -> None:
    words, name, _ = COMMANDS[command]
    out = tmp_path / name
    out.write_bytes(b"not ours")
    assert run(*[word.format(book=book, out=out) for word in words]) in (0, 1)
    assert out.read_bytes() == b"not ours"
    assert newest(out) == out.with_stem("out（2）")


@pytest.mark.parametrize(
    "words",
    [
        ["build", "{book}", "--draft", "-o", "{d}/a.pdf"],
        ["check", "{book}", "-o", "{d}/a.docx"],
        ["check", "{book}", "--marked-copy", "{d}/a.docx"],
        ["compare", "{book}", "{book}", "-o", "{d}/a.xlsx"],
        ["compare", "{book}", "{book}", "--redline", "-o", "{d}/a.xlsx"],
        ["rollover", "{book}", "-o", "{d}/a.docx"],
        ["collect", "{book}", "{book}", "-o", "{d}/a.csv"],
    ],
)
def test_another_extension_is_refused(words: list[str], book: Path, tmp_path: Path) -> None:
    assert run(*[word.format(book=book, d=tmp_path / "neu") for word in words]) == 2
    assert not (tmp_path / "neu").exists()


def test_data_stays_together(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "データ"
    assert run("export", book, "-o", folder) == 1
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert run("export", book, "-o", folder) == 1
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before
    edited = edit_text(folder / "本文.csv")
    assert run("export", book, "-o", folder) == 1
    assert (folder / "本文.csv").read_bytes() == edited
    other = tmp_path / "データ（2）"
    assert {p.name: p.read_bytes() for p in other.iterdir() if p.is_file()} == before


def test_what_was_typed_into_a_check_result_is_carried_over(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [text("節", "題"), indicator(), text("検証と課題", "数は12㎜。"), text("方向性", "ア㍉")]
    book = workbook(tmp_path / "様式.xlsx", rows)
    out = tmp_path / "点検結果.xlsx"
    run("check", book, "-o", out)
    opened = openpyxl.load_workbook(out)
    sheet = opened["点検結果"]
    heads = {cell.value: number for number, cell in enumerate(sheet[5], 1)}
    lines = {sheet.cell(row, heads["規則"]).value: row for row in range(6, sheet.max_row + 1)}
    row = lines["P01"]
    sheet.cell(row, heads["確認した人"], "企画課 甲")
    sheet.cell(row, heads["確認の理由"], "原文のまま")
    opened.save(out)
    capsys.readouterr()
    run("check", book, "-o", out)
    assert "前の点検結果に記入されていた 1 件を引き継ぎました" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(out)["点検結果"]
    assert sheet.cell(row, heads["確認した人"]).value == "企画課 甲"
    assert sheet.cell(row, heads["確認の理由"]).value == "原文のまま"
    # The finding goes; what was typed for it does not.
    workbook(
        book, [text("節", "題"), indicator(), text("検証と課題", "数は。"), text("方向性", "ア。")]
    )
    run("check", book, "-o", out)
    kept = openpyxl.load_workbook(out)["引き継げなかった記入"]
    assert "原文のまま" in [cell.value for line in kept.iter_rows() for cell in line]
    assert newest(out) == out


def test_leftovers_are_swept_up_and_files_in_the_making_are_not(tmp_path: Path) -> None:
    left, folder = tmp_path / f"{PREFIX}a.tmp", tmp_path / f"{PREFIX}b.tmp"
    left.write_bytes(b"half")
    folder.mkdir()
    (folder / "x").write_bytes(b"half")
    mine = tmp_path / "作成中-.tmp"
    mine.write_bytes(b"mine")
    for path in (left, folder):
        os.utime(path, (1, 1))

    def write(file: IO[bytes]) -> None:
        file.write(b"1")
        for path in tmp_path.glob(f"{PREFIX}*"):
            os.utime(path, (1, 1))
        write_result(tmp_path / "other.csv", lambda inner: inner.write(b"2"))

    assert write_result(tmp_path / "one.csv", write).why is None
    assert not left.exists()
    assert not folder.exists()
    assert {p.name for p in tmp_path.iterdir()} == {
        "one.csv", "other.csv", ".kumareport", "作成中-.tmp",
    }  # fmt: skip


def test_the_record_holds_before_and_after_the_move(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_result(path, lambda file: file.write(b"1"))
    assert is_untouched(path)
    write_result(path, lambda file: file.write(b"2"))
    assert is_untouched(path)
    path.write_bytes(b"1")
    assert is_untouched(path)
    path.write_bytes(b"3")
    assert not is_untouched(path)
    assert write_result(path, lambda file: file.write(b"4")).why is Left.PERSONS


def test_a_new_folder_appears_at_once(tmp_path: Path) -> None:
    assert run("init", tmp_path / "計画", *PLAN) == 0
    assert {p.name for p in tmp_path.iterdir()} == {"計画"}
    assert {p.name for p in (tmp_path / "計画").iterdir()} == {"input.xlsx", "templates"}
    # Interrupted between the two files: simply run again.
    (tmp_path / "計画" / "input.xlsx").unlink()
    assert run("init", tmp_path / "計画", *PLAN) == 0


def test_a_deadline_that_is_over(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["distribute", book, tmp_path / "照会", "--deadline", "2020-04-01", "--contact", "x"]
    assert run(*words) == 2
    assert "締切が過ぎています：令和２年４月１日" in capsys.readouterr().err
    assert not (tmp_path / "照会").exists()
    assert run(*words, "--past-deadline") == 0


def test_two_at_once(book: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kumareport", "build", str(book), "--draft"]
    runs = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    outputs = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [1, 1]
    assert not any(b"Traceback" in error for _, error in outputs)
    made = [p.name for p in (tmp_path / "output").iterdir()]
    assert made == ["様式（案）.docx"]
    assert is_untouched(tmp_path / "output" / "様式（案）.docx")


def test_the_template_is_nobodys_result() -> None:
    """A copy of the standard template is an owner's file, edited or not."""
    assert not is_untouched(ROOT / "templates" / "report.docx")


@pytest.mark.parametrize("method", [1, 9, 12, 14, 99])
def test_a_strange_archive_is_nobodys_result(tmp_path: Path, method: int) -> None:
    """Compressed in a way that it is not, known or unknown."""
    path = tmp_path / "結果.xlsx"
    whole = (ROOT / "input.xlsx").read_bytes()
    path.write_bytes(whole)
    assert is_untouched(path)
    path.write_bytes(
        whole.replace(b"\x08\x00\x00\x00!\x00", bytes([method]) + b"\x00\x00\x00!\x00")
    )
    assert path.read_bytes() != whole
    assert not is_untouched(path)
