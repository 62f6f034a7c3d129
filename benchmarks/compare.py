"""How long ``compare`` and ``compare --redline`` take, on the real workbook and on ten times its chapters.

``python benchmarks/compare.py``: about 25 random edits in Excel, then each command as a process of its
own.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import openpyxl  # noqa: E402

from benchmarks.bench import enlarge  # noqa: E402
from tests.document.test_redline import drawn  # noqa: E402


def edited(source: Path, target: Path, times: int) -> Path:
    """A copy with that many texts changed."""
    chance = random.Random(1)
    book = openpyxl.load_workbook(source)
    sheets = [sheet for sheet in book.worksheets if sheet.cell(3, 1).value == "区分"]
    for _ in range(times):
        sheet = chance.choice(sheets)
        rows = [r for r in range(4, sheet.max_row + 1) if sheet.cell(r, 1).value == "検証と課題"]
        sheet.cell(chance.choice(rows), 5, f"書き直した文{chance.randrange(100)}。")
    book.save(target)
    return target


def timed(what: str, *words: str) -> None:
    """Run a command and print its time and last words."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kumareport", "compare", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    print(f"{what}: {time.perf_counter() - start:.1f} s、{done.stdout.splitlines()[0]}")


def main() -> None:
    """Time both commands."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        real = ROOT / "input.xlsx"
        long = enlarge(10, folder / "long.xlsx")
        pairs = {
            "実際のブック": (real, drawn(folder / "new.xlsx", 1, 25)),
            "章を 10 倍": (long, edited(long, folder / "new10.xlsx", 250)),
        }
        template = str(ROOT / "templates" / "report.docx")
        for what, (old, new) in pairs.items():
            out = str(folder / "out.docx")
            timed(f"{what} 新旧対照表", str(old), str(new), "-o", out)
            extra = ["--redline", "--template", template, "-o", out]
            timed(f"{what} --redline", str(old), str(new), *extra)


if __name__ == "__main__":
    main()
