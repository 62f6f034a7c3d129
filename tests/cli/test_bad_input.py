"""Bad input: a Japanese message, exit code 2, no traceback, nothing else touched."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO

import openpyxl
import pytest

from tests.cli.command import run, run_apart
from tests.conftest import INPUT, ROOT, TEMPLATE
from tests.make_workbook import indicator, text, workbook


@cache
def bomb() -> bytes:
    """600 MB in a package of less than one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("xl/workbook.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b" " * 1024 * 1024)
    return packed.getvalue()


def stored(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def xxe(path: Path) -> Path:
    with zipfile.ZipFile(INPUT) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = (
                    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                    + data.split(b"?>")[-1]
                )
            new.writestr(name, data)
    return path


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda d: d / "ない.xlsx", "見つかりません"),
    "xls": (lambda d: stored(d / "a.xls", OLE), "古い形式"),
    "encrypted": (lambda d: stored(d / "a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")), "パスワード"),
    "csv": (lambda d: stored(d / "a.xlsx", "区分,ID\n".encode("cp932")), "拡張子だけ"),
    "empty": (lambda d: stored(d / "a.xlsx", b""), "空のファイル"),
    "truncated": (lambda d: stored(d / "a.xlsx", INPUT.read_bytes()[:9000]), "壊れている"),
    "bomb": (lambda d: stored(d / "a.xlsx", bomb()), "大きすぎる"),
    "word": (lambda d: TEMPLATE, "Word 文書です"),
    "folder": (lambda d: d, "フォルダー"),
    "doctype": (lambda d: xxe(d / "a.xlsx"), "DOCTYPE"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("command", ["check", "build"])
def test_unreadable_input(tmp_path: Path, case: str, command: str) -> None:
    make, words = CASES[case]
    done = run(command, make(tmp_path))
    assert done.returncode == 2, done
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_workbook_without_settings(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", edit=lambda book, _: book.remove(book["設定"]))
    done = run("build", source)
    assert (done.returncode, "「設定」シートがありません" in done.stderr) == (2, True)


def test_output_that_is_a_folder_keeps_everything(tmp_path: Path) -> None:
    done = run("build", INPUT, "-o", tmp_path)
    assert (done.returncode, "出力先がフォルダーです" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_errors_stop_the_final_report(tmp_path: Path) -> None:
    rows = [text("節", "題"), indicator(values=(10, 11, "(50)", 20))]
    source = workbook(tmp_path / "a.xlsx", rows)
    old = stored(tmp_path / "out.docx", b"old")
    done = run("build", source, "-o", old)
    assert done.returncode == 1
    assert old.read_bytes() == b"old"
    assert "C01" in done.stdout
    assert "I4" in done.stdout or "I5" in done.stdout


def test_bare_workbook_builds_and_names_what_it_wrote(tmp_path: Path) -> None:
    source = workbook(tmp_path / "様式 その１.xlsx")
    done = run(source)
    assert done.returncode == 0, done
    assert (tmp_path / "output" / "様式 その１.docx").exists()
    assert "作りました" in done.stdout


def test_cp932_console_does_not_stop(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", [text("節", "題"), indicator(values=(1, 2, "⚫⚫", 3))])
    done = subprocess.run(
        [sys.executable, "-m", "kumareport", "check", str(source)], capture_output=True, cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "cp932", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "〓〓" in done.stdout.decode("cp932")


def test_json(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", [text("節", "題"), indicator(values=(1, 2, "x3", 3))])
    document = json.loads(run("check", source, "--format", "json").stdout)
    assert document["counts"]["error"] == 1
    errors = [found for found in document["findings"] if found["severity"] == "error"]
    assert errors[0]["location"] == {"sheet": "第１章", "cell": "I5"}


def test_chapter_choice(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    assert run("build", INPUT, "-o", target, "--chapter", "3").returncode == 0
    with zipfile.ZipFile(target) as package:
        text_of_it = package.read("word/document.xml").decode()
    assert "生涯を通して" in text_of_it
    assert "自然環境の保全と地球環境" not in text_of_it
    done = run("build", INPUT, "-o", target, "--chapter", "第99章")
    assert (done.returncode, "指定できる章" in done.stderr) == (2, True)


def test_pdf_without_libreoffice_says_so(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")
    done = run_apart("build", source, "--pdf", KUMAREPORT_SOFFICE=str(tmp_path / "none"))
    assert (done.returncode, "LibreOffice が見つかりません" in done.stderr) == (2, True)


def test_help_and_usage_errors_are_japanese() -> None:
    shown = run("--help").stdout + run("build", "--help").stdout
    for english in ("Usage", "Options", "Commands", "Arguments", "Show this message"):
        assert english not in shown
    done = run("check")
    assert done.returncode == 2
    assert "Missing" not in done.stderr


@pytest.mark.parametrize("code", ["C01", "m02", "T03"])
def test_explain(code: str) -> None:
    done = run("explain", code)
    assert done.returncode == 0
    assert "どうするか" in done.stdout


def test_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    old = stored(tmp_path / "out.docx", b"old")
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom kumareport.output import write_result\n"
        "def write(f):\n    f.write(b'new'); f.flush(); os._exit(9)\n"
        "write_result(Path(sys.argv[1]), write)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(old)], cwd=ROOT, check=False)
    assert old.read_bytes() == b"old"


def test_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    from kumareport.errors import OutputFileError
    from kumareport.output import write_result

    def write(_: IO[bytes]) -> None:
        raise OSError(28, "No space left on device")

    old = stored(tmp_path / "out.docx", b"old")
    with pytest.raises(OutputFileError, match=r"書き込みに失敗.*空き容量"):
        write_result(old, write)
    assert old.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.docx"]


def test_marked_copy(tmp_path: Path) -> None:
    source = workbook(tmp_path / "様式.xlsx", [text("節", "題"), indicator(values=(1, 2, "x3", 3))])
    before = source.read_bytes()
    done = run("check", source, "--marked-copy", tmp_path / "点検済み.xlsx")
    assert done.returncode == 1
    assert "点検済み.xlsx" in done.stdout
    sheet = openpyxl.load_workbook(tmp_path / "点検済み.xlsx")["第１章"]
    assert "［エラー C01］" in sheet["I5"].comment.text
    assert sheet["I5"].fill.fgColor.rgb == "FFFFC7CE"
    assert source.read_bytes() == before


@pytest.mark.parametrize("name", ["様式.xlsx", "写し.docx"])
def test_marked_copy_never_replaces_the_workbook_or_takes_another_form(
    tmp_path: Path, name: str
) -> None:
    source = workbook(tmp_path / "様式.xlsx")
    done = run("check", source, "--marked-copy", tmp_path / name)
    assert done.returncode == 2
    assert "エラー：" in done.stderr
