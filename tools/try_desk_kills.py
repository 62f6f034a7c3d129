"""Kill a desk in the middle of each of its jobs: ``python -m tools.try_desk_kills [kills [job]]``.

Each job is killed so often while it was going on; kills that came too late are tried again, sooner.
Half of the time the desk alone is killed (its orders end with it), half of the time all at once, as
when the power goes off. Then: is the workbook as it was, is every result whole, does the next start
say what happened, and does the same job work again and leave nothing in the making?
"""

import contextlib
import datetime
import functools
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
from kumareport.desk.orders.checking import AcceptOrder, ListOrder, checkup
from kumareport.desk.orders.importing import ImportOrder
from kumareport.desk.orders.making import BuildOrder, ExportOrder, PublishOrder
from kumareport.desk.orders.order import Order
from kumareport.desk.orders.round import ApplyOrder, CollectOrder, DistributeOrder
from kumareport.desk.orders.years import CompareOrder, NewPlanOrder, RolloverOrder
from kumareport.pipeline import check
from tests.cli.faults import broken, leftovers
from tests.conftest import ROOT
from tests.review.office import office_workbook

_KILLS = 12
_TRIES = 6
"""Of those that come too late, for each that does not."""
_RUN = """
import pickle, sys
from pathlib import Path
from kumareport.desk.jobs import Jobs
from kumareport.desk.memory import Memory
if __name__ == "__main__":
    memory, book, order = pickle.load(sys.stdin.buffer)
    memory = Memory(memory)
    with memory.work() as work:
        job = Jobs(memory, work).start(order, book)
        print("begun", flush=True)
        job.over.wait()
"""


def orders(book: Path) -> Mapping[str, Order]:
    """Every job that writes."""
    folder = book.parent
    day = datetime.date(2099, 12, 10)
    before, mapped = folder / "前.xlsx", folder / "取込元" / "取り込み"
    return {
        "点検結果": ListOrder(book, before, marked_copy=True),
        "確認済": AcceptOrder(book, _keys(book), "山", "確かめた"),
        "配る": DistributeOrder(book, folder / "照会", "照会", day, "内線", True, False),
        "集める": CollectOrder(book, (folder / "返送",), only_status=False),
        "反映する": ApplyOrder(book, folder / "反映案.xlsx"),
        "案と PDF": BuildOrder(book, is_draft=True, pdf=True),
        "報告書": BuildOrder(book, is_draft=False, pdf=False),
        "ウェブページ": PublishOrder(book, None, is_draft=True),
        "公開データ": ExportOrder(book, "utf-8"),
        "新旧対照表": CompareOrder(before, book, redline=False),
        "見え消し版": CompareOrder(before, book, redline=True),
        "年度更新": RolloverOrder(book, "", keep_texts=False),
        "取込対応表": ImportOrder((folder / "返送",), folder / "取り込み"),
        "取り込み": ImportOrder((folder / "返送",), mapped),
        "新しい計画": NewPlanOrder(folder / "新", "施策評価シート", True, "", "", "", "", (), None),
    }


@functools.cache
def _keys(book: Path) -> tuple[str, ...]:
    if not book.is_file():
        return ()
    return tuple(one.key for one in checkup(check(book)).findings if one.key)


def prepare(folder: Path) -> Path:
    """A workbook with forms that came back."""
    (folder / "年度" / "取込元").mkdir(parents=True)
    book = office_workbook(folder / "年度" / "input.xlsx")
    shutil.copy(book, folder / "年度" / "前.xlsx")
    day = datetime.date(2099, 12, 10)
    issued = DistributeOrder(book, folder / "年度" / "返送", "照会", day, "内線", False, False)
    assert outcome_of(issued).is_done
    assert outcome_of(CollectOrder(book, (issued.folder,), only_status=False)).is_done
    shutil.move(folder / "年度" / "output" / "反映案.xlsx", folder / "年度" / "反映案.xlsx")
    mapped = ImportOrder((issued.folder,), folder / "年度" / "取込元" / "取り込み")
    assert outcome_of(mapped).is_done
    return book


def begun(book: Path, name: str) -> "subprocess.Popen[bytes]":
    """A desk of its own that has begun a job."""
    base = book.parent.parent
    script = base / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    desk = subprocess.Popen(
        [sys.executable, "-X", "utf8", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert desk.stdin is not None
    assert desk.stdout is not None
    # These two begin without a workbook.
    of = None if name in ("取込対応表", "取り込み", "新しい計画") else book
    desk.stdin.write(pickle.dumps((base / "控え", of, orders(book)[name])))
    desk.stdin.close()
    desk.stdout.readline()
    return desk


def killed(book: Path, name: str, seconds: float, *, all_at_once: bool) -> bool:
    """Begin a job and kill it; whether it was still going on."""
    desk = begun(book, name)
    time.sleep(seconds)
    was_going = desk.poll() is None
    below = children(desk.pid) if all_at_once else []
    for process in (desk.pid, *below):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    desk.wait()
    assert desk.stdout is not None
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


def tried(base: Path, name: str, kills: int) -> tuple[int, int, list[str]]:
    """How often a job was killed at all and while it went on, and what was wrong afterwards."""
    faults: list[str] = []
    whole = base.with_name("はじめ")
    book = base / "年度" / "input.xlsx"

    def anew() -> None:
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(whole, base)

    anew()
    start = time.monotonic()
    begun(book, name).wait()
    longest = time.monotonic() - start
    chance, going, tries = random.Random(name), 0, 0
    while going < kills and tries < kills * _TRIES:
        anew()
        before = book.read_bytes()
        seconds = chance.uniform(0, longest)
        alive = killed(book, name, seconds, all_at_once=tries % 2 == 1)
        told = Memory(base / "控え").broken()
        # A desk that is only ending has taken its note away: its job was over.
        was, tries = alive and bool(told), tries + 1
        going += was
        longest = longest if was else max(seconds, longest / 2)
        if book.read_bytes() != before:
            faults.append("ブックが変わった")
        faults += broken(book.parent)
        if len(told) > 1 or (told and not alive):
            faults.append(f"次の起動で {len(told)} 件を知らせた")
        leftovers(base)
        again = outcome_of(orders(book)[name])
        if not again.is_done and "すでに" not in again.lines[0]:
            faults.append(f"もう一度：{again.lines}")
        with Memory(base / "控え").work():
            pass
        if left := leftovers(base):
            faults.append(f"書きかけ：{[path.name for path in left]}")
    return tries, going, faults


def main(kills: int, only: str = "") -> int:
    """Try every job and print a line for each; 0 where nothing was wrong and each was killed enough."""
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        prepare(Path(work) / "はじめ")
        for name in orders(Path("x/y.xlsx")):
            if only in name:
                tries, going, faults = tried(Path(work) / "年", name, kills)
                wrong += len(faults) + (going < kills)
                print(f"| {name} | {tries} | {going} | {'、'.join(faults) or 'なし'} |", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(int(words[0]) if words else _KILLS, *words[1:2]))
