"""Kill a desk in the middle of each of its jobs: ``python -m tools.try_desk_kills [kills]``.

Half of the time the desk alone is killed (its orders end with it), half of the time all at once, as
when the power goes off. Then: is the workbook as it was, is every result whole, does the next start
say what happened, and does the same job work again and leave nothing in the making?
"""

import contextlib
import datetime
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from kumareport.desk.jobs import outcome_of
from kumareport.desk.memory import Memory
from kumareport.desk.orders.importing import ImportOrder
from kumareport.desk.orders.making import BuildOrder, PublishOrder
from kumareport.desk.orders.order import Order
from kumareport.desk.orders.round import ApplyOrder, CollectOrder, DistributeOrder
from kumareport.desk.orders.years import RolloverOrder
from tests.cli.faults import broken, leftovers
from tests.conftest import ROOT
from tests.review.office import office_workbook

_KILLS = 12
_RUN = """
import pickle, sys
from pathlib import Path
from kumareport.desk.jobs import Jobs
from kumareport.desk.memory import Memory
if __name__ == "__main__":
    book, order = pickle.load(sys.stdin.buffer)
    memory = Memory(book.parent.parent / "控え")
    with memory.work() as work:
        job = Jobs(memory, work).start(order, book)
        print("begun", flush=True)
        job.over.wait()
"""


def orders(book: Path) -> Mapping[str, Order]:
    """Every job that writes."""
    folder = book.parent
    day = datetime.date(2099, 12, 10)
    return {
        "配る": DistributeOrder(book, folder / "照会", "照会", day, "内線", True, False),
        "集める": CollectOrder(book, (folder / "返送",), only_status=False),
        "反映する": ApplyOrder(book, folder / "反映案.xlsx"),
        "案と PDF": BuildOrder(book, is_draft=True, pdf=True),
        "ウェブページ": PublishOrder(book, None, is_draft=True),
        "年度更新": RolloverOrder(book, "", keep_texts=False),
        "取り込み": ImportOrder((folder / "返送",), folder / "取り込み"),
    }


def prepare(folder: Path) -> Path:
    """A workbook with forms that came back."""
    (folder / "年度").mkdir(parents=True)
    book = office_workbook(folder / "年度" / "input.xlsx")
    day = datetime.date(2099, 12, 10)
    issued = DistributeOrder(book, folder / "年度" / "返送", "照会", day, "内線", False, False)
    assert outcome_of(issued).is_done
    assert outcome_of(CollectOrder(book, (issued.folder,), only_status=False)).is_done
    shutil.move(folder / "年度" / "output" / "反映案.xlsx", folder / "年度" / "反映案.xlsx")
    return book


def killed(book: Path, name: str, seconds: float, *, all_at_once: bool) -> bool:
    """Begin a job and kill it; whether it was still going on."""
    script = book.parent.parent / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    desk = subprocess.Popen(
        [sys.executable, "-X", "utf8", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert desk.stdin is not None
    assert desk.stdout is not None
    desk.stdin.write(pickle.dumps((book, orders(book)[name])))
    desk.stdin.close()
    desk.stdout.readline()
    time.sleep(seconds)
    was_going = desk.poll() is None
    below = children(desk.pid) if all_at_once else []
    for process in (desk.pid, *below):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    desk.wait()
    desk.stdout.close()
    # An order ends with its desk.
    time.sleep(0.3)
    return was_going


def children(process: int) -> list[int]:
    """All that a process has started, with what those have."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        for child in path.read_text().split():
            found += [int(child), *children(int(child))]
    return found


def tried(base: Path, name: str, kills: int) -> tuple[int, list[str]]:
    """How often a job was killed while it went on, and what was wrong afterwards."""
    faults: list[str] = []
    book = prepare(base)
    begun = time.monotonic()
    assert outcome_of(orders(book)[name]).is_done
    # A process of its own imports all anew.
    longest = time.monotonic() - begun + 1.5
    chance, going = random.Random(name), 0
    for number in range(kills):
        shutil.rmtree(base)
        book = prepare(base)
        before = book.read_bytes()
        was = killed(book, name, chance.uniform(0, longest), all_at_once=number % 2 == 1)
        going += was
        if book.read_bytes() != before:
            faults.append("ブックが変わった")
        faults += broken(book.parent)
        told = Memory(base / "控え").broken()
        if was and len(told) != 1:
            faults.append(f"次の起動で {len(told)} 件を知らせた")
        leftovers(base)
        again = outcome_of(orders(book)[name])
        if not again.is_done and "すでにファイルがあります" not in again.lines[0]:
            faults.append(f"もう一度：{again.lines}")
        with Memory(base / "控え").work():
            pass
        if left := leftovers(base):
            faults.append(f"書きかけ：{[path.name for path in left]}")
    return going, faults


def main(kills: int) -> int:
    """Try every job and print a line for each; 0 where nothing was wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        names = list(orders(Path("x/y.xlsx")))
        for number, name in enumerate(names):
            going, faults = tried(Path(work) / str(number), name, kills)
            wrong += len(faults)
            print(f"| {name} | {kills} | {going} | {'、'.join(faults) or 'なし'} |", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else _KILLS))
