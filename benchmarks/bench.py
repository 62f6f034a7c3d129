"""How long a report takes: the command, a warm process, 1×/10×/100× chapters, bare docxtpl.

``python benchmarks/bench.py`` prints a table; Linux only. Compare the ratios within one run: machines
differ.
"""

import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

COLD_RUNS = 7
# VmHWM is the process's own peak; ru_maxrss would count the parent's memory at the time of the fork.
CHILD = """
import json, sys, time
sys.path.insert(0, {root!r})
start = time.perf_counter()
{code}
seconds = time.perf_counter() - start
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
print(json.dumps([seconds, peak]))
"""
BUILD = """
from kumareport.cli.main import main
assert main(["build", {source!r}, "-o", {target!r}, "--template", {template!r}]) == 0
"""
BARE = """
from docxtpl import DocxTemplate
from kumareport import pipeline
from pathlib import Path
from kumareport.document.context import report_tags
result = pipeline.check(Path({source!r}))
tags = report_tags(result.report, result.judged)
start = time.perf_counter()
document = DocxTemplate({template!r})
document.render({{"報告書": tags}}, autoescape=True)
document.save({target!r})
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A process: its wall seconds from start to end, those of its last timed stretch, peak MB."""

    whole: float
    inner: float
    peak: float


def child(code: str) -> Measured:
    """Run a piece of code in a process of its own; setting ``start`` anew begins the inner time."""
    text = CHILD.format(root=str(ROOT), code=code)
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    whole = time.perf_counter() - start
    return Measured(whole, *json.loads(done.stdout.splitlines()[-1]))


def enlarge(times: int, path: Path) -> Path:
    """The real workbook with its chapters repeated."""
    import openpyxl

    book = openpyxl.load_workbook(ROOT / "input.xlsx")
    settings = book["設定"]
    first = next(r for r in range(1, 60) if settings.cell(r, 1).value == "章一覧") + 2
    chapters = [[settings.cell(first + n, c).value for c in (1, 2, 3)] for n in range(9)]
    for copy in range(1, times):
        for offset, (name, number, title) in enumerate(chapters):
            sheet = book.copy_worksheet(book[str(name)])
            sheet.title = f"{name}-{copy}"
            for row in range(4, sheet.max_row + 1):
                if sheet.cell(row, 2).value:
                    sheet.cell(row, 2, f"{copy}-{sheet.cell(row, 2).value}")
            settings.insert_rows(first + copy * 9 + offset)
            for column, value in enumerate((sheet.title, number, title), 1):
                settings[f"{'ABC'[column - 1]}{first + copy * 9 + offset}"] = value
    packed = io.BytesIO()
    book.save(packed)
    path.write_bytes(packed.getvalue())
    return path


def main() -> None:
    """Measure and print."""
    template = str(ROOT / "templates" / "report.docx")
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "out.docx")
        code = {"source": str(ROOT / "input.xlsx"), "target": target, "template": template}
        pairs = [
            (child(BUILD.format(**code)), child(BARE.format(**code))) for _ in range(COLD_RUNS)
        ]
        cold = [ours.whole for ours, _ in pairs]
        print(f"cold process, real input: median {statistics.median(cold):.2f} s", end="")
        print(
            f" (min {min(cold):.2f}, max {max(cold):.2f}), peak {max(o.peak for o, _ in pairs):.0f} MB"
        )
        bare = statistics.median(b.inner for _, b in pairs)
        print(f"bare docxtpl render and save of the same template: median {bare:.2f} s")
        from kumareport import pipeline

        warm: list[float] = []
        for _ in range(COLD_RUNS):
            start = time.perf_counter()
            pipeline.build(ROOT / "input.xlsx", Path(target), Path(template))
            warm.append(time.perf_counter() - start)
        print(f"warm, in one process: median {statistics.median(warm[1:]):.2f} s")
        for times in (1, 10, 100):
            source = enlarge(times, Path(folder) / f"{times}.xlsx")
            code["source"] = str(source)
            done = child(BUILD.format(**code))
            size = Path(target).stat().st_size / 1e6
            print(
                f"{times:>4}× chapters: {done.whole:6.2f} s, peak {done.peak:5.0f} MB, {size:.1f} MB written"
            )


if __name__ == "__main__":
    main()
