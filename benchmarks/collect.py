"""How long ``collect`` takes, and how much memory, for the forms of 60 departments.

``python benchmarks/collect.py [課の数]``: makes a workbook with so many departments from input.xlsx's
chapters, distributes, edits every form, saves it with openpyxl, and times ``kumareport collect``.
"""

import datetime
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport import pipeline  # noqa: E402


def workbook(target: Path, departments: int) -> None:
    """input.xlsx with its sections and indicators spread over so many departments."""
    book = openpyxl.load_workbook(ROOT / "input.xlsx")
    count = 0
    for sheet in book.worksheets:
        headers = {cell.value: number for number, cell in enumerate(sheet[3], 1)}
        if "区分" not in headers:
            continue
        for row in range(4, sheet.max_row + 1):
            if sheet.cell(row, headers["区分"]).value in ("節", "指標"):
                sheet.cell(row, headers["所管課"], f"第{count % departments + 1}課")
                count += 1
    book.save(target)


def main() -> None:
    """Time it."""
    departments = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "book.xlsx"
        workbook(source, departments)
        start = time.perf_counter()
        forms = pipeline.distribute(
            source,
            folder / "forms",
            name="照会",
            deadline=datetime.date(2026, 12, 10),
            contact="内線 1",
            issued_at=datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC),
        ).forms
        print(f"distribute: {len(forms)} 課 {time.perf_counter() - start:.1f} s")
        for form in forms:
            book = openpyxl.load_workbook(form)
            for sheet in book.worksheets[1:-2]:
                for row in range(4, sheet.max_row + 1):
                    if sheet.cell(row, 1).value == "検証と課題" and sheet.cell(row, 5).value:
                        sheet.cell(row, 5, f"{sheet.cell(row, 5).value}（追記）")
            book.save(form)
        command = [
            sys.executable,
            "-m",
            "kumareport",
            "collect",
            str(source),
            str(folder / "forms"),
        ]
        start = time.perf_counter()
        code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True);"
        code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
        done = subprocess.run(
            [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True
        )
        lines = done.stdout.splitlines()
        print(f"collect: {time.perf_counter() - start:.1f} s、{lines[-1]} MB、{lines[-3]}")


if __name__ == "__main__":
    main()
