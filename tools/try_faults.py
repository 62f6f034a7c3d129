"""Stop every writing command in every way and print the table of docs/analysis/faults.md.

``python tools/try_faults.py [kills]``; on Linux, as root (a small disk, another user).
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from itertools import islice
from pathlib import Path

from tests.cli.faults import (
    BEGUN,
    WRITING,
    Ended,
    broken,
    kill,
    leftovers,
    moments,
    prepare,
    run,
    start,
)
from tests.conftest import ROOT

_KILLS = 25
_NOBODY = 65534


def main(kills: int) -> None:
    """Try everything and print a line for each command."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        prepared = prepare(base / "もと")
        for command, words in WRITING.items():
            cells = [
                _killed(prepared, base / "k", command, kills),
                _full(prepared, base / "f", words),
                _read_only(prepared, base / "r", words),
                _closed(prepared, base / "c", words),
                _two(prepared, base / "t", words),
            ]
            print("|", " | ".join([command, *cells]), "|", flush=True)


@contextlib.contextmanager
def _copy(prepared: Path, place: Path) -> Generator[Path]:
    shutil.copytree(prepared, place)
    try:
        yield place
    finally:
        shutil.rmtree(place)


def _verdict(endings: list[Ended], faulty: list[str], wanted: tuple[int, ...]) -> str:
    tracebacks = sum("Traceback" in ended.said for ended in endings)
    odd = sorted({ended.code for ended in endings} - set(wanted))
    codes = "・".join(str(code) for code in sorted({ended.code for ended in endings}))
    if tracebacks or faulty or odd:
        return f"**だめ**（{codes}、{tracebacks}、{faulty}）"
    return f"○（終了コード {codes}）"


def _killed(prepared: Path, place: Path, command: str, kills: int) -> str:
    words = WRITING[command]
    with _copy(prepared, place) as folder:
        began = time.monotonic()
        run(words, folder)
        longest = time.monotonic() - began
        faulty: list[str] = []
        endings: list[Ended] = []
        for seconds in islice(moments(11, longest), kills):
            if command in BEGUN:
                shutil.rmtree(folder / "out")
            ended = kill(words, folder, seconds)
            faulty += broken(folder / "out")
            leftovers(folder)
            if "Traceback" in ended.said:
                endings.append(ended)
            if command not in BEGUN or ended.code:
                endings.append(run(words, folder))
        left = [path.name for path in leftovers(folder)]
    wanted = (0, 2) if command in BEGUN else (0,)
    return f"{kills} 回：{_verdict(endings, faulty + left, wanted)}"


def _full(prepared: Path, place: Path, words: tuple[str, ...]) -> str:
    with _copy(prepared, place) as folder:
        out = folder / "out"
        out.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(out)], check=True)
        try:
            ended = run(words, folder)
            return _verdict([ended], broken(out), (2,))
        finally:
            subprocess.run(["umount", str(out)], check=True)


def _read_only(prepared: Path, place: Path, words: tuple[str, ...]) -> str:
    with _copy(prepared, place) as folder:
        (folder / "out").mkdir()
        command = [
            "setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups",
            sys.executable, "-m", "kumareport", *words,
        ]  # fmt: skip
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "HOME": "/nonexistent"},
        )  # fmt: skip
        left = [path.name for path in (folder / "out").iterdir()]
        return _verdict([Ended(done.returncode, done.stdout + done.stderr)], left, (2,))


def _closed(prepared: Path, place: Path, words: tuple[str, ...]) -> str:
    with _copy(prepared, place) as folder:
        endings: list[Ended] = []
        for ending in (">&- 2>&-", "| true", ">/dev/full"):
            shutil.rmtree(folder / "out", ignore_errors=True)
            line = " ".join([sys.executable, "-m", "kumareport", *words, ending, "2>err"])
            done = subprocess.run(
                ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"], cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            )  # fmt: skip
            said = (folder / "err").read_text("utf-8", "replace")
            endings.append(Ended(done.returncode, said))
            if not any((folder / "out").iterdir()):
                return f"**だめ**（{ending}：何もない）"
        return _verdict(endings, broken(folder / "out"), (0, 2))


def _two(prepared: Path, place: Path, words: tuple[str, ...]) -> str:
    with _copy(prepared, place) as folder:
        both = [start(words, folder) for _ in range(2)]
        return _verdict([one.end() for one in both], broken(folder / "out"), (0, 2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _KILLS)
