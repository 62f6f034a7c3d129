"""Every page of the documentation typed through, as it is written."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.conftest import INPUT, ROOT, TEMPLATE
from tests.importing.offices import measure_sheets
from tests.libreoffice.listener import SOFFICE

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

BLOCK = re.compile(r"^( *)```\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
PROMPT = "$ kumareport "
LEFT_OUT = "（中略）"


def typed(page: Path) -> list[tuple[str, list[str]]]:
    """What a reader types on this page, each with the lines that the page shows after it."""
    steps: list[tuple[str, list[str]]] = []
    for indent, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if PROMPT not in block:
            continue
        for line in block.splitlines():
            words = line.removeprefix(indent)
            if words.startswith(PROMPT):
                steps.append((words.removeprefix(PROMPT), []))
            elif words.strip():
                steps[-1][1].append(words)
    return steps


PAGES = [page for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")] if typed(page)]


def lay_out(folder: Path) -> None:
    """The folder of an office in the middle of its year."""
    for name in ("input.xlsx", "昨年のinput.xlsx"):
        shutil.copy(INPUT, folder / name)
    (folder / "templates").mkdir()
    shutil.copy(TEMPLATE, folder / "templates")
    for name in ("施策評価シート", "来年の資料"):
        (folder / name).mkdir()
        measure_sheets(folder / name)


def send_back(folder: Path) -> None:
    """What was distributed comes back as it went out."""
    issued, returned = folder / "照会", folder / "返送フォルダー"
    if issued.exists() and not returned.exists():
        shutil.copytree(issued, returned, ignore=shutil.ignore_patterns("配付一覧*", "依頼文*"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_the_page_says_happens(page: Path, tmp_path: Path) -> None:
    lay_out(tmp_path)
    for command, shown in typed(page):
        if "--pdf" in command and SOFFICE is None:
            continue
        done = run(*shlex.split(command), cwd=tmp_path)
        assert done.returncode in (0, 1), done.stderr
        said, at = done.stdout + done.stderr, 0
        for line in shown:
            if line != LEFT_OUT:
                at = said.find(line.rstrip(), at)
                assert at >= 0, f"{command}\n{line}\n--\n{said}"
        send_back(tmp_path)
