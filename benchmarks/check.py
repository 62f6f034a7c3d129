"""How long ``kumareport check`` takes: cold on the real workbook, and with 1×, 10× and 100× rows.

``python benchmarks/check.py`` prints a table. Compare the ratios within one run: machines differ.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import ROOT, child, enlarge

RUNS = 9
CHECK = """
from pathlib import Path
from kumareport import pipeline
result = pipeline.check(Path({source!r}))
"""


def cold() -> list[float]:
    """Wall seconds of the whole command, each in a new process."""
    times: list[float] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "kumareport", "check", "input.xlsx"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print the table."""
    times = cold()
    print("| 測ったもの | 値 |\n|---|---|")
    print(f"| check（新しいプロセス、実際のブック）の中央値 | {statistics.median(times):.2f} 秒"
          f"（{min(times):.2f}〜{max(times):.2f}） |")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for size in (1, 10, 100):
            source = enlarge(size, Path(folder) / f"{size}.xlsx")
            measured = child(CHECK.format(source=str(source)))
            print(f"| 章を {size} 倍にしたとき | {measured.whole:.2f} 秒、{measured.peak:.0f} MB |")


if __name__ == "__main__":
    main()
