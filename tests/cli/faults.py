"""Killing commands that write, at any moment, and looking at what they leave."""

import functools
import multiprocessing
import os
import pkgutil
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

import kumareport
from kumareport.cli.main import main
from kumareport.own_digest import is_untouched
from kumareport.scratch import PREFIX
from tests.make_workbook import indicator, text, workbook

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

ROWS = [
    ["節", None, "企画課", None, "題"],
    indicator(),
    text("検証と課題", "文。"),
    text("方向性", "文。"),
]
PLAN = ("--plan", "計画", "--baseline", "R5", "--actual", "R6", "--target", "R9")
WRITING = {
    "build": ("build", "book.xlsx", "-o", "out/報告書.docx"),
    "build --draft": ("build", "book.xlsx", "--draft", "-o", "out/案.docx"),
    "check -o": ("check", "book.xlsx", "-o", "out/点検結果.xlsx"),
    "--marked-copy": ("check", "book.xlsx", "--marked-copy", "out/写し.xlsx"),
    "init": ("init", "out/計画", *PLAN),
    "distribute": ("distribute", "book.xlsx", "out/照会", "--deadline", "2098-1-1", "--contact", "x", "--word"),
    "collect": ("collect", "book.xlsx", "book.xlsx", "-o", "out/反映案.xlsx"),
    "apply": ("apply", "book.xlsx", "反映案.xlsx", "-o", "out/反映後.xlsx"),
    "compare": ("compare", "book.xlsx", "old.xlsx", "-o", "out/新旧.docx"),
    "--redline": ("compare", "book.xlsx", "old.xlsx", "--redline", "-o", "out/見え消し.docx"),
    "rollover": ("rollover", "book.xlsx", "-o", "out/次年度.xlsx"),
    "export": ("export", "book.xlsx", "-o", "out/データ"),
}  # fmt: skip
"""Every command and option that writes."""
BEGUN = ("init", "distribute")
"""What is never done again over a whole result."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    said: str


def prepare(folder: Path) -> Path:
    """A folder with what the commands read."""
    folder.mkdir(parents=True)
    workbook(folder / "book.xlsx", ROWS)
    workbook(folder / "old.xlsx", [*ROWS[:2], text("検証と課題", "別の文。"), ROWS[3]])
    assert run(("collect", "book.xlsx", "book.xlsx", "-o", "反映案.xlsx"), folder).code == 0
    return folder


@dataclass(frozen=True)
class Running:
    """A command in a process of its own."""

    process: BaseProcess
    said: Path

    def end(self) -> Ended:
        """Wait for its end."""
        self.process.join()
        said = self.said.read_text(encoding="utf-8")
        self.said.unlink()
        code = self.process.exitcode
        assert code is not None
        return Ended(code, said)


def start(words: tuple[str, ...], folder: Path) -> Running:
    """Start a command in a process of its own."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    process = _processes().Process(target=_command, args=(words, folder, Path(name)))
    process.start()
    return Running(process, Path(name))


@functools.cache
def _processes() -> "ForkServerContext | SpawnContext":
    """Each process begins as a copy of one that has loaded the program (where there is ``fork``).

    Loading takes longer than what most commands do: most moments would fall into it, before
    anything is written.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    found = pkgutil.walk_packages(kumareport.__path__, "kumareport.")
    names = [module.name for module in found if not module.name.endswith(".__main__")]
    context.set_forkserver_preload([__name__, *names])
    return context


def _command(words: tuple[str, ...], folder: Path, said: Path) -> None:
    """What the process does; what it says goes to a file."""
    os.chdir(folder)
    file = said.open("w", encoding="utf-8")
    for descriptor in (1, 2):
        os.dup2(file.fileno(), descriptor)
    sys.stdout = sys.stderr = file
    sys.exit(main(list(words)))


def run(words: tuple[str, ...], folder: Path) -> Ended:
    """A command from its beginning to its end."""
    return start(words, folder).end()


def kill(words: tuple[str, ...], folder: Path, seconds: float) -> Ended:
    """A command that is killed after some time, if it has not ended by then."""
    running = start(words, folder)
    time.sleep(seconds)
    running.process.kill()
    return running.end()


def results(folder: Path) -> Iterator[Path]:
    """What stands in a folder by a name that people look for."""
    for path in folder.rglob("*"):
        below = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((PREFIX, ".kumareport")) for part in below):
            yield path


def broken(folder: Path) -> list[str]:
    """The results that are not whole."""
    found: list[str] = []
    for path in results(folder):
        if path.name == "report.docx":
            is_whole = zipfile.ZipFile(path).testzip() is None
        else:
            is_whole = is_untouched(path)
        if not is_whole:
            found.append(path.name)
    return found


def leftovers(folder: Path) -> list[Path]:
    """Files and folders in the making, aged so that the next run may sweep them up."""
    found = list(folder.rglob(f"{PREFIX}*"))
    for path in found:
        os.utime(path, (1, 1))
    return found


def moments(seed: int, longest: float) -> Iterator[float]:
    """Random moments up to the time that a run takes."""
    chance = random.Random(seed)
    while True:
        yield chance.uniform(0.0, longest)
