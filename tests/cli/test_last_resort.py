"""Whatever happens: a Japanese message, an exit code, no traceback; and a record to send."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kumareport.cli.last_resort import guarded
from kumareport.last_resort import Breakdown, attempt
from tests.conftest import INPUT, ROOT, TEMPLATE
from tests.make_workbook import indicator, text, workbook

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX だけにある仕組みです")
ROWS = [text("節", "題"), indicator(), text("検証と課題", "文。"), text("方向性", "文。")]


def shell(line: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """A line of a shell in which ``$K`` is the command, with its output in a buffer as usual."""
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL,
        env={**outside, "PYTHONPATH": str(ROOT), "K": f"{sys.executable} -m kumareport", **environment},
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workbook(tmp_path / "book.xlsx", ROWS)
    return tmp_path


def test_a_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))

    def deep() -> int:
        return deep()

    assert guarded(deep, debug=False) == 3
    shown = capsys.readouterr().err
    assert "ソフトの不具合で止まりました（RecursionError）" in shown
    assert "Traceback" not in shown
    (record,) = (tmp_path / "kumareport").iterdir()
    assert str(record) in shown
    written = record.read_text(encoding="utf-8")
    for words in ("Traceback", "RecursionError", "版：", "環境：", "コマンド："):
        assert words in written
    assert guarded(deep, debug=True) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "メモリーが足りません"),
        (KeyboardInterrupt(), "中止しました"),
        (OSError(36, "File name too long", "あ.xlsx"), "ファイルを扱えません：あ.xlsx（名前が長すぎます）"),
    ],
)  # fmt: skip
def test_what_is_no_fault_of_ours(
    error: BaseException, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> int:
        raise error

    assert guarded(command, debug=False) == 2
    shown = capsys.readouterr().err
    assert words in shown
    assert "Traceback" not in shown


def test_one_piece_of_a_batch() -> None:
    done = attempt(lambda: 1 // 0)
    assert isinstance(done, Breakdown)
    assert isinstance(done.error, ZeroDivisionError)
    assert attempt(lambda: 1) == 1
    assert done.record is not None
    done.record.unlink()


@POSIX
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$K check --all book.xlsx >&-", 0),
        ("$K check --all book.xlsx >&- 2>&-", 0),
        ("$K build book.xlsx -o a.docx >&- 2>&- && test -s a.docx", 0),
        ("$K check --all book.xlsx | true; exit ${PIPESTATUS[0]}", 0),
        ("$K check --all book.xlsx >/dev/full", 2),
        ("$K check --all book.xlsx >/dev/full 2>/dev/full", 2),
        ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $K build book.xlsx -o 報告書.docx && test -s 報告書.docx", 0),
        ("PYTHONIOENCODING=ascii $K check --all book.xlsx", 0),
        ("PYTHONIOENCODING=cp932 $K check --all book.xlsx", 0),
        ("cp book.xlsx $'\\xff.xlsx' && $K check $'\\xff.xlsx' -o $'\\xfe.xlsx' && test -s $'\\xfe.xlsx'", 0),
        ("cp book.xlsx $'\\xff.xlsx' && $K build $'\\xff.xlsx' && test -s output/$'\\xff.docx'", 0),
        ("mkfifo a.xlsx && $K check a.xlsx", 2),
        ("mkfifo a.docx && $K build book.xlsx --template a.docx -o b.docx", 2),
        ("mkfifo a.docx && $K collect book.xlsx a.docx -o b.xlsx", 0),
        ("mkfifo a.csv && $K init neu --plan p --baseline R5 --actual R6 --target R9 --departments a.csv", 2),
        ("$K check book.xlsx -o /dev/null", 2),
        ("mkfifo a.docx && $K build book.xlsx -o a.docx && test -p a.docx", 2),
    ],
)  # fmt: skip
def test_odd_surroundings(line: str, code: int, folder: Path) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("/dev/full がありません")
    done = shell(line, folder)
    assert done.returncode == code, (done.stdout.decode(errors="replace"), done.stderr)
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        "check {long}.xlsx",
        "build book.xlsx -o {long}.docx",
        "check book.xlsx -o {long}.xlsx",
        "check book.xlsx --marked-copy {long}.xlsx",
        "distribute book.xlsx {long} --deadline 2098-1-1 --contact x",
        "export book.xlsx -o {long}",
        "rollover book.xlsx -o {long}.xlsx",
        "collect book.xlsx {long} -o a.xlsx",
        "init {long} --plan p --baseline R5 --actual R6 --target R9",
        "build book.xlsx --template {long}.docx",
    ],
)
def test_names_that_are_too_long(
    words: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kumareport.cli.main import main

    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    assert main(words.format(long="あ" * 300).split()) == 2
    assert "エラー：" in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


def test_one_bad_file_never_ends_a_batch(folder: Path) -> None:
    """A number of 401 digits, half a file, an empty one, another program's: each has its line."""
    returned = folder / "返送"
    returned.mkdir()
    workbook(returned / "桁.xlsx", [ROWS[0], indicator(values=(10, 11, "9" * 401, 20)), *ROWS[2:]])
    (returned / "半分.docx").write_bytes(TEMPLATE.read_bytes()[:5000])
    (returned / "空.xlsx").write_bytes(b"")
    shutil.copy(INPUT, returned / "別.xlsx")
    done = shell("$K collect book.xlsx 返送 -o a.xlsx", folder, PYTHONUTF8="1")
    assert done.returncode == 0
    said = done.stdout.decode()
    for name in ("桁.xlsx", "半分.docx", "空.xlsx", "別.xlsx"):
        assert f"取り込まなかったファイル　{name}" in said
