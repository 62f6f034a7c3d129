"""How long after a save of the real workbook its report is there: ``python benchmarks/watch.py [RUNS]``."""

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport import pipeline  # noqa: E402
from kumareport.office.excel.workbook_patch import WorkbookPatch  # noqa: E402


def main() -> None:
    """Save as Excel does, and wait for the build; the first run warms the program up."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book, target = folder / "input.xlsx", folder / "報告書.docx"
        shutil.copyfile(ROOT / "input.xlsx", book)
        saved: list[float] = []
        times: list[float] = []
        looks = 0

        def wait() -> None:
            nonlocal looks
            time.sleep(0.1)
            looks += 1
            if looks % 5 == 3:
                with WorkbookPatch(book) as patch:
                    patch.set_value(
                        "第１章", 5, 5, f"人権が尊重されていると感じる市民の割合{looks}"
                    )
                    patch.save(folder / "4F2A9B10")
                os.replace(folder / "4F2A9B10", book)
                saved.append(time.perf_counter())

        template = ROOT / "templates" / "report.docx"
        for rebuilt in pipeline.watch(book, target, template, wait):
            assert rebuilt.result is not None
            if saved:
                times.append(time.perf_counter() - saved[-1])
            if len(times) > runs:
                break
    times = times[1:]
    middle = statistics.median(times)
    print(f"save → report: min {min(times):.2f} s, median {middle:.2f} s, max {max(times):.2f} s")


if __name__ == "__main__":
    main()
