"""Work on many things, with other processes' help where there is enough of it.

A worker is this Python started anew. It gets the work once and then one item after the other through
a pipe that nobody else has, and gives back what came of each. It writes nothing: files are this
process's alone to write, so that a batch stays whole whatever happens to a worker. What a worker
cannot do, because it died, ran out of memory or met a fault, is done here in its turn, where its
error is told as if there were no workers.
"""

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType
from typing import IO, Any, Generic, TypeVar

from kumareport.last_resort import in_advance

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_FEWEST = 16
"""Items below which no worker is started: its start takes as long as some items."""
_MOST = 3
"""However many processors there are: each takes memory, and what is done in turn stays."""
_START = (
    "import gc, pickle, sys; sys.path[:], often = pickle.load(sys.stdin.buffer); "
    "gc.set_threshold(*often); from kumareport.workers import main; main()"
)


class Crew(Generic[_Item, _Result]):
    """This process and its workers, doing one kind of work.

    To be used as a context: at its end the workers are gone.

    Args:
        work: what to do with an item. It and its results can be pickled, and whoever does it, an
            item gives the same result.
        count: how many items there will be.
    """

    def __init__(self, work: Callable[[_Item], _Result], count: int) -> None:
        self._work = work
        self._items: Sequence[_Item] = ()
        self._are_given = threading.Event()
        self._next = 0
        self._done: dict[int, tuple[_Result] | None] = {}
        self._change = threading.Condition()
        most = min(_MOST, (os.cpu_count() or 1) - 1) if count >= _FEWEST else 0
        self._workers = [worker for _ in range(most) if (worker := _started()) is not None]
        self._threads = [
            threading.Thread(target=self._employ, args=(worker,), daemon=True)
            for worker in self._workers
        ]

    @property
    def has_others(self) -> bool:
        """Whether other processes take part."""
        return bool(self._workers)

    def __enter__(self) -> "Crew[_Item, _Result]":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._change:
            self._next = len(self._items)
        self._are_given.set()
        for worker in self._workers:
            worker.kill()
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            # What it was not told any more cannot be told.
            with worker, contextlib.suppress(OSError):
                _pipes(worker)[0].close()

    def give(self, items: Sequence[_Item]) -> None:
        """Say what there is to do; once."""
        self._items = items
        self._are_given.set()

    def result(self, place: int) -> _Result:
        """What came of an item, by its place; asked for once each, in order.

        While a worker has it, this process does what comes behind.

        Raises:
            whatever the work raises.
        """
        while (mine := self._mine(place)) is not None:
            if mine == place:
                return self._work(self._items[place])
            self._keep(mine, in_advance(partial(self._work, self._items[mine])))
        done = self._done.pop(place)
        return self._work(self._items[place]) if done is None else done[0]

    def _mine(self, place: int) -> int | None:
        """What this process does until an item is done; None when it is."""
        with self._change:
            while place not in self._done:
                mine = self._claimed()
                if mine is not None:
                    return mine
                self._change.wait()
        return None

    def _claimed(self) -> int | None:
        """The next item that nobody has begun; None where there is none."""
        if self._next >= len(self._items):
            return None
        self._next += 1
        return self._next - 1

    def _keep(self, place: int, done: tuple[_Result] | None) -> None:
        """Keep what came of an item; None for what is to be done in its turn."""
        with self._change:
            self._done[place] = done
            self._change.notify()

    def _employ(self, worker: "subprocess.Popen[bytes]") -> None:
        """Give a worker one item after the other as long as it answers; what a thread does."""
        goes_on = in_advance(partial(self._introduce, worker))
        while goes_on == (True,):
            goes_on = in_advance(partial(self._ask, worker))

    def _introduce(self, worker: "subprocess.Popen[bytes]") -> bool:
        questions, _ = _pipes(worker)
        _send(questions, ([str(path) for path in sys.path], gc.get_threshold()))
        _send(questions, self._work)
        return self._are_given.wait()

    def _ask(self, worker: "subprocess.Popen[bytes]") -> bool:
        """Have a worker do an item; whether there was one."""
        questions, answers = _pipes(worker)
        with self._change:
            place = self._claimed()
        if place is None:
            return False
        done: tuple[_Result] | None = None
        try:
            _send(questions, self._items[place])
            done = pickle.load(answers)
        finally:
            self._keep(place, done)
        return True


def _started() -> "subprocess.Popen[bytes] | None":
    """A worker; None where the system starts none."""
    # Isolated: it loads what this process would, and nothing that lies in the folder of the command.
    words = [sys.executable, "-I", "-X", f"utf8={sys.flags.utf8_mode}", "-c", _START]
    no_window: Any = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=no_window,
        )
    except OSError:
        return None


def _pipes(worker: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    return worker.stdin, worker.stdout


def _send(to: IO[bytes], thing: object) -> None:
    pickle.dump(thing, to, pickle.HIGHEST_PROTOCOL)
    to.flush()


def main() -> None:
    """What runs in a worker."""
    # Ctrl+C reaches all processes of a terminal: the one that was asked ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints is no answer.
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Take the work, then items until there are no more, and tell what comes of each."""
    with contextlib.suppress(EOFError, OSError):
        work: Callable[[object], object] = pickle.load(questions)
        while True:
            item: object = pickle.load(questions)
            _send(answers, in_advance(partial(work, item)))
