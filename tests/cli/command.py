"""The command as people give it, in this process or, where that matters, in one of its own."""

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kumareport.cli.main import main
from tests.conftest import ROOT


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: object, cwd: Path = ROOT) -> Done:
    """The command in this process: starting Python takes longer than most commands do."""
    kept = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(inner, "utf-8", write_through=True) for inner in kept)
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Done(code, kept[0].getvalue().decode(), kept[1].getvalue().decode())


def run_apart(
    *arguments: object, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kumareport", *map(str, arguments)],
        capture_output=True, cwd=cwd, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
    )  # fmt: skip
