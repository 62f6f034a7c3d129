"""Places that really cannot be written: exit code 2, a Japanese message, the old file whole."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.conftest import INPUT, ROOT, TEMPLATE
from tests.make_workbook import workbook

NOBODY = 65534
# A first build loads every module while root may read them: the interpreter itself may stand in a
# folder that is closed to others.
AS_NOBODY = f"""
import os, sys
from kumareport.cli.main import main
source, template, first, target = sys.argv[1:]
assert main(["build", source, "--template", template, "-o", first]) == 0
os.setgroups([])
os.setgid({NOBODY})
os.setuid({NOBODY})
sys.exit(main(["build", source, "--template", template, "-o", target]))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may read; pytest's own are closed to other users."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_folder_without_permission(open_folder: Path, tmp_path: Path) -> None:
    if not hasattr(os, "geteuid"):
        pytest.skip("フォルダーの権限は POSIX だけで試せます")
    source = workbook(open_folder / "a.xlsx")
    template = Path(shutil.copy(TEMPLATE, open_folder / "report.docx"))
    closed = open_folder / "書けない"
    closed.mkdir()
    old = closed / "out.docx"
    old.write_bytes(b"old")
    closed.chmod(0o555)
    try:
        if os.geteuid() == 0:
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY, source, template, tmp_path / "first.docx", old],
                capture_output=True, cwd=open_folder, encoding="utf-8",
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            )  # fmt: skip
        else:
            done = run("build", source, "--template", template, "-o", old, cwd=open_folder)
    finally:
        closed.chmod(0o755)
    assert done.returncode == 2, done
    assert f"書き込めません：{old}" in done.stderr
    assert "権限" in done.stderr
    assert "Traceback" not in done.stderr
    assert old.read_bytes() == b"old"
    assert list(closed.iterdir()) == [old]


@contextlib.contextmanager
def small_disk(folder: Path) -> Generator[Path, None, None]:
    """A disk of 64 KB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("小さなディスクを用意できるのは、Linux の root だけです")
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"小さなディスクを用意できません：{done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_disk_that_is_really_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        old = disk / "out.docx"
        old.write_bytes(b"old")
        done = run("build", INPUT, "-o", old)
        assert done.returncode == 2, done
        assert f"書き込みに失敗しました：{old}" in done.stderr
        assert "空き容量" in done.stderr
        assert "Traceback" not in done.stderr
        assert old.read_bytes() == b"old"
        assert list(disk.iterdir()) == [old]
