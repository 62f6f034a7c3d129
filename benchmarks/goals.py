"""Every goal of speed and memory, measured in one run.

``python benchmarks/goals.py`` prints a table in about five minutes; Linux only, on a machine that does
nothing else. F is a new process that imports openpyxl, docxtpl and typer and loads input.xlsx: what any
tool of these libraries pays. Commands are new processes too, in turn with F, after a first one that
leaves the bytecode behind; their figures are medians of wall time. The work of the template engines is
that of ``peers.py`` (``--install`` there puts the Node ones in), warm, in CPU time.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "input.xlsx"
BASE = "import openpyxl, docxtpl, typer; openpyxl.load_workbook({book!r})"
DEPARTMENTS, DRAFT_EDITS = 60, 8
COLD_RUNS, REVIEW_RUNS = 9, 3


class Spent(Struct, frozen=True):
    """What a process took: wall seconds and the peak in MB, that of its own helpers included."""

    seconds: float
    peak: float


def run(*words: str) -> Spent:
    """Run this Python."""
    allowed = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=allowed, stdout=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return Spent(time.perf_counter() - start, used.ru_maxrss / 1024)


def command(*words: object) -> Spent:
    """Run the command."""
    return run("-m", "kumareport", *map(str, words))


def prepare(name: str, *words: object) -> None:
    """Run a function of this file in a process of its own: what this one holds would count as theirs."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from benchmarks.goals import {name}; {name}(*sys.argv[1:])"
    run("-c", code, *map(str, words))


def enlarged(times: str, target: str) -> None:
    """input.xlsx with its chapters so many times."""
    from benchmarks.bench import enlarge

    enlarge(int(times), Path(target))


def shared(target: str) -> None:
    """input.xlsx, shared out to the departments."""
    from benchmarks.collect import workbook

    workbook(Path(target), DEPARTMENTS)


def edited(source: str, target: str) -> None:
    """The drafts of a round with edits in them."""
    from tests.review.word_editor import Editor

    folder = Path(target)
    folder.mkdir()
    for number, draft in enumerate(sorted(Path(source).rglob("*.docx"))):
        editor = Editor(draft, random.Random(number))
        editor.edit(DRAFT_EDITS)
        editor.save(folder / f"{number}-{draft.name}")


def median(runs: list[Spent]) -> float:
    """The median of the seconds."""
    return statistics.median(one.seconds for one in runs)


def in_turn(times: int, jobs: dict[str, Callable[[], Spent]]) -> dict[str, list[Spent]]:
    """Each job so many times, one after the other; a first time is not counted."""
    for job in jobs.values():
        job()
    found: dict[str, list[Spent]] = {name: [] for name in jobs}
    for _ in range(times):
        for name, job in jobs.items():
            found[name].append(job())
    return found


def row(what: str, value: str, goal: str, *, is_reached: bool) -> None:
    """A row of the table."""
    print(f"| {what} | {value} | {goal} | {'○' if is_reached else '届かない'} |", flush=True)


def of_one_report(folder: Path) -> None:
    """check and build of the real workbook."""
    target = folder / "報告書.docx"
    found = in_turn(
        COLD_RUNS,
        {
            "F": lambda: run("-c", BASE.format(book=str(BOOK))),
            "check": lambda: command("check", BOOK),
            "build": lambda: command("build", BOOK, "-o", target),
        },
    )
    base = median(found["F"])
    for name, goal in (("check", 1.2), ("build", 1.8)):
        seconds = median(found[name])
        value = f"{seconds:.2f} 秒、{seconds / base:.2f} F（F は {base:.2f} 秒）"
        row(f"`{name}`（実際のブック）", value, f"{goal} F", is_reached=seconds <= goal * base)
    peak = max(one.peak for one in found["build"])
    row("`build` のメモリーの最大", f"{peak:.0f} MB", "130 MB", is_reached=peak <= 130)


def of_a_round(folder: Path) -> None:
    """distribute and collect of 60 departments."""
    book, drafts = folder / "60.xlsx", folder / "戻った案"
    prepare("shared", book)
    rounds = iter(range(1000))

    def distribute() -> Spent:
        to = folder / f"照会{next(rounds)}"
        ask = ("--word", "--deadline", "2099-12-10", "--contact", "内線 1")
        spent = command("distribute", book, to, *ask)
        if drafts.exists():
            shutil.rmtree(to)
        else:
            prepare("edited", to, drafts)
        return spent

    def collect() -> Spent:
        listed = folder / "照会0" / "配付一覧.xlsx"
        # One that is there already would be read as well, for what has been decided in it.
        return command("collect", book, drafts, listed, "-o", folder / f"反映案{next(rounds)}.xlsx")

    base_code = BASE.format(book=str(BOOK))
    found = in_turn(
        REVIEW_RUNS,
        {"F": lambda: run("-c", base_code), "distribute --word": distribute, "collect": collect},
    )
    base = median(found["F"])
    for name, goal in (("distribute --word", 8), ("collect", 5)):
        seconds, peak = median(found[name]), max(one.peak for one in found[name])
        value = f"{seconds:.1f} 秒、{seconds / base:.1f} F、{peak:.0f} MB"
        row(f"`{name}`（60 課）", value, f"{goal} F", is_reached=seconds <= goal * base)


def of_many_chapters(folder: Path) -> None:
    """check and build of 10 and 100 times the chapters."""
    for times in (10, 100):
        prepare("enlarged", times, folder / f"{times}.xlsx")
    for name in ("check", "build"):
        ends = ("-o", folder / "大きい.docx") if name == "build" else ()
        small, large = (command(name, folder / f"{n}.xlsx", *ends) for n in (10, 100))
        ratio = large.seconds / small.seconds
        value = (
            f"{small.seconds:.1f} 秒 → {large.seconds:.1f} 秒、{ratio:.1f} 倍、{large.peak:.0f} MB"
        )
        goal = "10.5 倍、800 MB" if name == "build" else "10.5 倍"
        is_reached = ratio <= 10.5 and (name == "check" or large.peak <= 800)
        row(f"`{name}`、章を 10 倍 → 100 倍", value, goal, is_reached=is_reached)


def beside_engines(folder: Path) -> None:
    """check and build beside the template engine alone."""
    from peers import RUNS, SIZES, measure

    for size in SIZES:
        found = measure(size, RUNS, folder)
        base, check, build = (
            found[name][0] for name in ("docxtpl", "kumareport check", "kumareport build")
        )
        for what, seconds, goal in (("build − check", build - check, 3), ("build", build, 5)):
            value = f"{seconds:.2f} 秒、docxtpl（{base:.2f} 秒）の {seconds / base:.1f} 倍"
            row(
                f"{what}、{size}（温まったプロセス）",
                value,
                f"{goal} 倍",
                is_reached=seconds <= goal * base,
            )


def main() -> None:
    """Measure and print."""
    print("| 測ったもの | 値 | 目標 | |\n|---|---|---|---|", flush=True)
    for part in (of_one_report, of_a_round, beside_engines, of_many_chapters):
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))


if __name__ == "__main__":
    main()
