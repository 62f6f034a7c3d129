"""How long ``collect`` takes for Word drafts: 60 departments' drafts, 60 whole reports, and one long one.

``python benchmarks/collect_word.py``: distributes input.xlsx's sections over 60 departments with
``--word``, edits every draft (recorded or not), and times the command as a process of its own.
"""

import datetime
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bench import enlarge  # noqa: E402
from benchmarks.collect import workbook  # noqa: E402
from kumareport import pipeline  # noqa: E402
from tests.review.word_editor import Editor  # noqa: E402

TEMPLATE = ROOT / "templates" / "report.docx"
DEPARTMENTS = 60
CODE = (
    "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
)


def edit(draft: Path, seed: int, times: int) -> None:
    """Make random edits to a draft."""
    editor = Editor(draft, random.Random(seed))
    editor.edit(times)
    editor.save(draft)


def timed(what: str, source: Path, *returned: Path) -> None:
    """Collect in a process of its own."""
    command = [sys.executable, "-m", "kumareport", "collect", str(source), *map(str, returned)]
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CODE, *command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    seconds = time.perf_counter() - start
    lines = done.stdout.splitlines()
    print(f"{what}: collect {seconds:.1f} s、{lines[-1]} MB、{lines[-3]}")


def main() -> None:
    """Time the three."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "book.xlsx"
        workbook(source, DEPARTMENTS)
        start = time.perf_counter()
        drafts = pipeline.distribute(
            source,
            folder / "forms",
            name="照会",
            deadline=datetime.date(2026, 12, 10),
            contact="内線 1",
            issued_at=datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC),
            template=TEMPLATE,
        ).drafts
        print(f"distribute --word: {len(drafts)} 課 {time.perf_counter() - start:.1f} s")
        for number, draft in enumerate(drafts):
            edit(draft, number, 8)
        timed("課ごとの案 60 件", source, *drafts)
        for number in range(DEPARTMENTS):
            report = folder / "whole" / f"{number}.docx"
            report.parent.mkdir(exist_ok=True)
            if number == 0:
                pipeline.build(source, report, TEMPLATE, draft=True)
            else:
                report.write_bytes((folder / "whole" / "0.docx").read_bytes())
        for number in range(DEPARTMENTS):
            edit(folder / "whole" / f"{number}.docx", number, 8)
        timed("全体の報告書 60 件", source, folder / "whole")
        long = enlarge(14, folder / "long.xlsx")
        report = folder / "long.docx"
        pipeline.build(long, report, TEMPLATE, draft=True)
        edit(report, 0, 300)
        timed("約 320 ページの案 1 件", long, report)


if __name__ == "__main__":
    main()
