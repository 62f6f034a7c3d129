"""Damaged files through their commands: no traceback, no hang, no flood of memory.

    python benchmarks/mutants.py                       # 1,000 of each kind, about 20 minutes
    python benchmarks/mutants.py --kind draft --count 50 --seed 7

Each kind runs in a process of its own, with a limit of memory; a file that takes longer than
two minutes counts as a hang and the process is started again behind it. What went wrong is kept in
``output/mutants``. The exit code is 1 where anything did.
"""

import argparse
import contextlib
import datetime
import gc
import io
import json
import os
import queue
import resource
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

KINDS = ("ブック", "照会票", "報告書案", "反映案", "テンプレート")
KEPT = ROOT / "output" / "mutants"
TEMPLATE = ROOT / "templates" / "report.docx"
HANG = 120
"""Seconds. The slowest command on such small files takes two."""
ADDRESS_SPACE = 3 * 1024**3
"""Bytes, a last wall: what is measured is the resident memory."""


class Bench:
    """A small office in a folder, and the commands that each kind of file goes through."""

    def __init__(self, folder: Path, kind: str) -> None:
        from kumareport import pipeline
        from tests.review.office import TODAY, distribute, office_workbook, put
        from tests.review.test_apply import decide

        office = distribute(
            office_workbook(folder / "ブック.xlsx"), folder / "forms", template=TEMPLATE
        )
        self._book, self._list, self._folder, self._kind = office.book, office.list, folder, kind
        self._out = folder / "out"
        whole = {
            "ブック": office.book,
            "照会票": office.form("企画課"),
            "報告書案": office.draft("企画課"),
            "テンプレート": TEMPLATE,
        }
        if kind == "反映案":
            office.edit("企画課", lambda book: put(book, "1-1-検1", "項目名・本文", "直した文。"))
            whole[kind] = folder / "反映案.xlsx"
            pipeline.collect(office.book, [office.forms], whole[kind], today=TODAY)
            decide(whole[kind], 判断="採用", 判断した人="佐藤")
        self._whole = whole[kind].read_bytes()
        self._suffix = whole[kind].suffix

    def run(self, seed: int) -> tuple[int, str]:
        """Damage a file and run its command.

        Returns:
            The exit code, and the traceback where there is one.
        """
        from tests.mutants import mutant

        for old in (p for p in self._folder.iterdir() if p.name.startswith("out")):
            old.unlink()
        self.file = self._folder / f"変異{self._suffix}"
        self.file.write_bytes(mutant(self._whole, seed))
        file, code, fault = str(self.file), 0, ""
        for words in self._commands(file):
            if code == 0 or (code == 1 and self._kind == "ブック"):
                code, fault = self._command(words)
        return code, fault

    def _commands(self, file: str) -> list[list[str]]:
        book, out = str(self._book), str(self._out)
        collected = ["collect", book, file, str(self._list), "-o", f"{out}.xlsx"]
        return {
            "ブック": [["check", file], ["build", file, "--draft", "-o", f"{out}.docx"]],
            "照会票": [collected],
            "報告書案": [collected],
            "反映案": [["apply", book, file, "-o", f"{out}.xlsx"]],
            "テンプレート": [
                ["template", "check", file],
                ["build", book, "--template", file, "-o", f"{out}.docx"],
            ],
        }[self._kind]

    def _command(self, words: list[str]) -> tuple[int, str]:
        from kumareport.cli.main import main

        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = main(words)
        except BaseException:  # the very thing that is looked for
            return 4, traceback.format_exc()
        text = said.getvalue()
        return code, text if code not in (0, 1, 2) or "Traceback" in text else ""


def work(kind: str, first: int, last: int) -> None:
    """The worker: one line of JSON before and after each file."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Libraries may write to the real streams too.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), kind)
        for seed in range(first, last):
            gc.collect()  # as the end of a command's process does
            print(json.dumps({"begin": seed}), file=lines, flush=True)
            start = time.monotonic()
            code, fault = bench.run(seed)
            spent = time.monotonic() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            if fault:
                KEPT.mkdir(parents=True, exist_ok=True)
                kept = KEPT / f"{kind}-{seed}{bench.file.suffix}"
                kept.write_bytes(bench.file.read_bytes())
                kept.with_suffix(".txt").write_text(fault, encoding="utf-8")
            done = {
                "done": seed,
                "code": code,
                "fault": fault[-400:],
                "seconds": spent,
                "peak": peak,
            }
            print(json.dumps(done), file=lines, flush=True)


def watch(kind: str, first: int, last: int, say: Callable[[str], None]) -> bool:
    """Run the worker until all files are through; whether nothing went wrong."""
    codes: Counter[int] = Counter()
    hangs: list[int] = []
    faults: list[int] = []
    slowest, peak, at = 0.0, 0, first
    begun = time.monotonic()
    while at < last:
        command = [sys.executable, __file__, "--worker", kind, str(at), str(last)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        lines = _lines(process)
        while (line := _next(lines)) is not None:
            said = json.loads(line)
            if "begin" in said:
                at = said["begin"]
                continue
            codes[said["code"]] += 1
            slowest, peak = max(slowest, said["seconds"]), max(peak, said["peak"])
            if said["fault"]:
                faults.append(said["done"])
                say(f"{kind} {said['done']}: {said['fault'].strip().splitlines()[-1]}")
            at = said["done"] + 1
            if (at - first) % 100 == 0:
                say(
                    f"{kind} {at - first} 件まで：トレースバック {len(faults)}、停止 {len(hangs)}、{peak} MB"
                )
        if at < last:  # it hangs, or it died
            process.kill()
            hangs.append(at)
            say(f"{kind} {at}: 止まったか、落ちました")
            at += 1
        process.wait()
    minutes = (time.monotonic() - begun) / 60
    say(
        f"{kind}：{last - first} 件、終了コード {dict(sorted(codes.items()))}、トレースバック {len(faults)}、"
        f"停止 {len(hangs)}、最長 {slowest:.1f} 秒、メモリー {peak} MB（{minutes:.1f} 分）"
    )
    return not faults and not hangs


def _lines(process: "subprocess.Popen[str]") -> "queue.Queue[str | None]":
    found: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            found.put(line)
        found.put(None)

    threading.Thread(target=read, daemon=True).start()
    return found


def _next(lines: "queue.Queue[str | None]") -> str | None:
    try:
        return lines.get(timeout=HANG)
    except queue.Empty:
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--worker", nargs=3, metavar=("KIND", "FIRST", "LAST"))
    wanted = parser.parse_args()
    if wanted.worker:
        kind, first, last = wanted.worker
        work(kind, int(first), int(last))
        return 0
    started = f"{datetime.datetime.now().astimezone():%H:%M}"
    print(f"{started} に始めました", flush=True)
    kinds = wanted.kind or KINDS
    good = [
        watch(kind, wanted.seed, wanted.seed + wanted.count, lambda line: print(line, flush=True))
        for kind in kinds
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
