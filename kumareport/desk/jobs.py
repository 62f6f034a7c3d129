"""Orders being carried out, each in a process of its own: it can be stopped at any moment, and what it
writes is whole or not there (:mod:`kumareport.output`)."""

import contextlib
import datetime
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from enum import StrEnum
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, field

from kumareport import patterns, prepared
from kumareport.desk.memory import Broken, Memory
from kumareport.desk.orders.order import Order
from kumareport.desk.outcome import WorkResult
from kumareport.desk.words import plain
from kumareport.errors import KumareportError, reason_of
from kumareport.last_resort import Breakdown, attempt

MOST_RUNNING = 3
_MOST_KEPT = 40
_GRACE = 3.0
"""Seconds that an order has to take its own things away before it is killed."""
# What a process sends: a step, or what came of it.
_Said: TypeAlias = str | WorkResult


class TaskState(StrEnum):
    """How far an order is."""

    RUNNING = "作業中"
    DONE = "できました"
    FAILED = "できませんでした"
    STOPPED = "中止しました"


class Task(Struct):
    """An order being carried out.

    Attributes:
        id: its name in addresses.
        order: the order.
        book: the workbook that it works on; None for none.
        started: when, as people read it.
        state: how far it is.
        step: what it does now.
        outcome: what came of it.
        over: set when it has ended.
        form: the page that it was asked for on, as it was left; empty for none.
    """

    id: str
    order: Order
    book: Path | None
    started: str
    state: TaskState = TaskState.RUNNING
    step: str = "準備しています"
    outcome: WorkResult | None = None
    over: threading.Event = field(default_factory=threading.Event)
    form: str = ""


class Jobs:
    """All orders of a desk.

    Args:
        memory: told what goes on.
        work: where orders put what they need for a while; None for the system's place.
    """

    def __init__(self, memory: Memory, work: Path | None = None) -> None:
        self._memory = memory
        self._work = work
        self._jobs: dict[str, Task] = {}
        self._processes: dict[str, SpawnProcess] = {}
        self._lock = threading.Lock()

    def start(self, order: Order, book: Path | None) -> Task:
        """Begin to carry out an order.

        Raises:
            KumareportError: too many go on.
        """
        with self._lock:
            if len(self.running()) >= MOST_RUNNING:
                raise KumareportError(
                    "ほかの作業が続いています。",
                    "終わるのを待つか、中止してから、もう一度押してください。",
                )
            now = datetime.datetime.now().astimezone()
            job = Task(secrets.token_hex(8), order, book, f"{now:%H:%M}")
            self._forget_old()
            self._jobs[job.id] = job
            context = get_context("spawn")
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(
                target=_carry_out, args=(sender, order, self._work), daemon=True
            )
            self._processes[job.id] = process
            note = Broken(order.title, str(book or ""), f"{now:%Y-%m-%d %H:%M}")
            self._memory.begun(f"{job.id}.json", note)
            process.start()
            # The other end is the process's alone: when it dies, reading here ends.
            sender.close()
        threading.Thread(target=self._listen, args=(job, process, receiver), daemon=True).start()
        return job

    def get(self, name: str) -> Task | None:
        """An order by its name."""
        return self._jobs.get(name)

    def running(self) -> list[Task]:
        """The orders that go on."""
        return [job for job in self._jobs.values() if job.state is TaskState.RUNNING]

    def stop(self, job: Task) -> None:
        """Stop an order; returns when it has ended."""
        if job.state is not TaskState.RUNNING:
            return
        job.state = TaskState.STOPPED
        _end(self._processes[job.id])
        job.over.wait(_GRACE)

    def stop_all(self) -> None:
        """Stop all, when the desk closes."""
        for job in self.running():
            self.stop(job)

    def _listen(self, job: Task, process: SpawnProcess, receiver: Connection) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                said: _Said = receiver.recv()
                if isinstance(said, str):
                    job.step = said
                else:
                    job.outcome = said
        process.join()
        if job.state is TaskState.RUNNING:
            if job.outcome is None:
                # What it has started, such as LibreOffice, does not go on without it.
                _end(process)
                job.outcome = WorkResult(
                    False,
                    ("作業が途中で止まりました。ファイルは、どれも元のままです。",),
                    "もう一度押してください。くり返すときは、パソコンの空きメモリーを確かめてください。",
                )
            job.state = TaskState.DONE if job.outcome.is_done else TaskState.FAILED
        self._memory.ended(f"{job.id}.json")
        job.over.set()

    def _forget_old(self) -> None:
        over = [job.id for job in self._jobs.values() if job.state is not TaskState.RUNNING]
        for name in over[: max(0, len(self._jobs) - _MOST_KEPT)]:
            del self._jobs[name]
            self._processes.pop(name, None)


def outcome_of(order: Order, tell: "connection.Connection | None" = None) -> WorkResult:
    """Carry out an order here and now; whatever happens ends in words."""

    def step(text: str) -> None:
        if tell is not None:
            tell.send(text)

    try:
        done = attempt(lambda: order.run(step))
    except KumareportError as error:
        return WorkResult(False, (plain(error.message),), plain(error.hint))
    except MemoryError:
        return WorkResult(
            False, ("メモリーが足りません。",), "ほかのソフトを閉じてから試してください。"
        )
    except OSError as error:
        place = f"：{error.filename}" if error.filename else ""
        message = f"ファイルを扱えません{place}（{reason_of(error)}）"
        hint = "ファイルの名前と場所、空き容量、権限を確かめてください。"
        return WorkResult(False, (message,), hint)
    if isinstance(done, Breakdown):
        kind = type(done.error).__name__
        message = f"ソフトの不具合で止まりました（{kind}）。元のファイルは変わっていません。"
        return WorkResult(False, (message,), done.hint)
    return done


def _carry_out(sender: Connection, order: Order, work: Path | None) -> None:
    """What runs in the process."""
    if work is not None:
        tempfile.tempdir = str(work)
    if sys.platform != "win32":
        # A group of its own, with the LibreOffice that it may start.
        os.setsid()
        signal.signal(signal.SIGTERM, _interrupt)
    threading.Thread(target=_end_with_desk, daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        prepared.begin()
        sender.send(outcome_of(order, sender))
        patterns.keep()
        prepared.keep()


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _end_with_desk() -> None:
    """Nobody waits for an order whose desk was killed."""
    desk = parent_process()
    assert desk is not None
    connection.wait([desk.sentinel])
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _end(process: SpawnProcess) -> None:
    if sys.platform == "win32":
        # With all that it has started.
        command = ["taskkill", "/PID", str(process.pid), "/T", "/F"]
        subprocess.run(command, capture_output=True, check=False)
        process.kill()
        return
    process.terminate()
    process.join(_GRACE)
    if process.pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
