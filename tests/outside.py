"""What programs of others say about a workbook."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import ROOT, need

Counts = Counter[Any]
_seen: dict[tuple[str, str, bytes], Counts] = {}


def load(file: Path, *, data_only: bool = False) -> openpyxl.Workbook:
    """A workbook as openpyxl reads it; it warns of all that it would lose on saving."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(file, data_only=data_only)


def validator_problems(file: Path) -> Counter[tuple[str, str]]:
    """What Microsoft's Open XML SDK objects to: (part, description)."""
    return _once(_validator_problems, file)


def integrity_problems(file: Path) -> Counter[str]:
    """What ooxml-integrity objects to."""
    return _once(_integrity_problems, file)


def _once(look: Callable[[Path], Counts], file: Path) -> Counts:
    """The same bytes are looked at once: each of these programs takes seconds to start."""
    key = look.__name__, file.suffix, hashlib.sha256(file.read_bytes()).digest()
    if key not in _seen:
        _seen[key] = look(file)
    return Counter(_seen[key])


def _validator_problems(file: Path) -> Counter[tuple[str, str]]:
    node = shutil.which("node")
    validator = ROOT / ".ci" / "node_modules" / ".bin" / "ooxml-validator"
    need(node if validator.exists() else None, "ooxml-validator（npm）")
    # It runs for a second: .NET would take half of that again to watch what to compile better.
    environment = {**os.environ, "DOTNET_TieredPGO": "0"}
    done = subprocess.run(
        [str(validator), str(file)], capture_output=True, text=True, env=environment
    )
    return Counter((e["path"], e["description"]) for e in json.loads(done.stdout)["errors"])


def _integrity_problems(file: Path) -> Counter[str]:
    tool = Path(sys.executable).parent / "ooxml-integrity"
    done = subprocess.run([str(tool), "check", str(file)], capture_output=True, text=True)
    assert "error(s)" in done.stdout
    return Counter(line for line in done.stdout.splitlines() if line.startswith("  "))


def poppler(program: str, *words: str) -> str:
    """What a program of poppler says about a PDF."""
    found = shutil.which(program)
    need(found, f"{program}（poppler）")
    return subprocess.run(
        [str(found), *words], capture_output=True, encoding="utf-8", check=True
    ).stdout
