"""Saves as office programs do them, and the command that builds at each."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.pipeline.saves import SavedFile, saves
from tests.conftest import TEMPLATE
from tests.make_workbook import Row, indicator, text, workbook

# Seconds after which a process must hang; none of the tests waits for a time.
_HUNG = 600


def until_stopped(builds: Iterator[pipeline.Rebuilt]) -> list[pipeline.Rebuilt]:
    found: list[pipeline.Rebuilt] = []
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            found.append(next(builds))
    return found


def rows(sentence: str) -> list[Row]:
    return [text("節", "題"), indicator(), text("検証と課題", sentence), text("方向性", "文。")]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return workbook(tmp_path / "様式.xlsx", rows("指標甲は未達成となった。"))


@pytest.fixture
def other(tmp_path: Path) -> bytes:
    (tmp_path / "別").mkdir()
    return workbook(
        tmp_path / "別" / "様式.xlsx", rows("指標甲は、まだ届いていない。")
    ).read_bytes()


def by_excel(path: Path, data: bytes) -> None:
    """A temporary file of eight hexadecimal digits, the old file away, the new one in its place."""
    temporary = path.with_name("5A3F0C1E")
    temporary.write_bytes(data)
    path.unlink()
    os.replace(temporary, path)


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.parametrize("save", [by_excel, in_place])
def test_a_save_is_noticed_once(
    book: Path, other: bytes, save: Callable[[Path, bytes], None]
) -> None:
    file = SavedFile(book)
    assert not file.is_saved()
    save(book, other)
    assert file.is_saved()
    assert not file.is_saved()


def test_the_same_content_is_no_save(book: Path) -> None:
    file = SavedFile(book)
    by_excel(book, book.read_bytes())
    os.utime(book, ns=(1, 1))
    assert not file.is_saved()


def test_half_a_file_is_none(book: Path, other: bytes) -> None:
    file = SavedFile(book)
    seen: list[bool] = []
    for end in range(0, len(other), 700):
        book.write_bytes(other[:end])
        seen.append(file.is_saved())
    assert not any(seen)
    book.write_bytes(other)
    assert file.is_saved()


def test_a_file_that_is_away_and_back(book: Path, other: bytes) -> None:
    file = SavedFile(book)
    old = book.read_bytes()
    book.unlink()
    assert not file.is_saved()
    book.write_bytes(old)
    assert not file.is_saved()
    book.unlink()
    assert not file.is_saved()
    book.write_bytes(other)
    assert file.is_saved()


def test_damage_inside_is_no_whole_file(book: Path, other: bytes) -> None:
    file = SavedFile(book)
    place = other.index(b"xl/worksheets") + 60
    book.write_bytes(other[:place] + b"\0\0\0\0" + other[place + 4 :])
    assert not file.is_saved()


def test_lock_files_beside_do_not_matter(book: Path) -> None:
    steps = iter(range(3))

    def wait() -> None:
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        (book.parent / ("~$様式.xlsx", ".~lock.様式.xlsx#", "4F2A9B10")[step]).write_bytes(
            b"\5user"
        )

    with pytest.raises(KeyboardInterrupt):
        next(saves([book], wait))


def test_what_is_new_and_what_is_gone(book: Path, other: bytes, tmp_path: Path) -> None:
    states = iter(
        [workbook(tmp_path / "別の.xlsx", rows("数は12㎜となった。")).read_bytes(), other]
    )

    def wait() -> None:
        data = next(states, None)
        if data is None:
            raise KeyboardInterrupt
        by_excel(book, data)

    found = until_stopped(pipeline.watch(book, tmp_path / "報告書.docx", TEMPLATE, wait))
    assert len(found) == 3
    assert "P01" in [f.code for f in found[1].new]
    assert "P01" in [f.code for f in found[2].gone]
    assert "P01" not in [f.code for f in found[2].new]


def test_errors_are_told_and_watching_goes_on(book: Path, tmp_path: Path) -> None:
    good = book.read_bytes()
    no_settings = openpyxl.Workbook()
    no_settings.save(tmp_path / "空.xlsx")
    states = iter([(tmp_path / "空.xlsx").read_bytes(), good])

    def wait() -> None:
        data = next(states, None)
        if data is None:
            raise KeyboardInterrupt
        by_excel(book, data)

    found = until_stopped(pipeline.watch(book, tmp_path / "報告書.docx", TEMPLATE, wait))
    assert found[1].error is not None
    assert "「設定」シートがありません" in found[1].error.message
    assert found[2].result is not None
    assert found[2].new == found[2].gone == ()


# Who started the tests may ignore Ctrl+C, as a shell does for its work in the background.
_WATCH = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("kumareport", run_name="__main__", alter_sys=True)
"""


@contextlib.contextmanager
def watching(*words: str) -> Generator[subprocess.Popen[str]]:
    """The command in a process of its own, which ends with the test even if it hangs."""
    with subprocess.Popen(
        [sys.executable, "-c", _WATCH, "watch", *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
    ) as process:  # fmt: skip
        hung = threading.Timer(_HUNG, process.kill)
        hung.start()
        try:
            yield process
        finally:
            hung.cancel()
            process.kill()


def until(words: str, lines: Iterator[str]) -> None:
    """Read to a line with these words; the end comes first where the process ends without it."""
    said: list[str] = []
    for line in lines:
        said.append(line)
        if words in line:
            return
    pytest.fail("".join(said))


def test_the_command(book: Path, other: bytes, tmp_path: Path) -> None:
    """A save by Excel's steps in the middle, then Ctrl+C."""
    target = tmp_path / "報告書.docx"
    with watching(str(book), "-o", str(target)) as process:
        assert process.stdout is not None
        lines = iter(process.stdout)
        until("作りました", lines)
        first = target.read_bytes()
        by_excel(book, other)
        until("作りました", lines)
        assert target.read_bytes() != first
        process.send_signal(signal.SIGINT)
        assert list(lines)[-1] == "終わりました。\n"
        assert process.wait() == 0
    assert not list(tmp_path.glob(".作成中-*"))


def test_a_missing_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kumareport.cli.main import main

    assert main(["watch", str(tmp_path / "ない.xlsx")]) == 2
    assert "見つかりません" in capsys.readouterr().err


def test_a_report_held_open_gets_another_name(
    book: Path,
    other: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Windows lets nobody replace a file that Word holds open."""
    from kumareport.cli.main import main

    target = tmp_path / "報告書.docx"
    assert main(["build", str(book), "-o", str(target)]) == 0
    first = target.read_bytes()
    by_excel(book, other)
    shutil.copyfile(TEMPLATE, tmp_path / "報告書（2）.docx")
    real = os.replace

    def replace(source: str, path: Path) -> None:
        if Path(path) == target:
            raise PermissionError
        real(source, path)

    monkeypatch.setattr(os, "replace", replace)
    assert main(["build", str(book), "-o", str(target)]) == 0
    out = capsys.readouterr().out
    assert "報告書（3）.docx" in out
    assert "「報告書.docx」はほかのソフトで開かれているので、そのまま残しました。" in out
    assert target.read_bytes() == first
    assert not list(tmp_path.glob(".作成中-*"))
