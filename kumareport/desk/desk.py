"""The state of one start: the workbooks that are open, what their checks said, the orders."""

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, field

from kumareport.desk.guard import Guard
from kumareport.desk.jobs import Jobs, Task
from kumareport.desk.memory import Broken, Memory
from kumareport.desk.orders.checking import LookOrder
from kumareport.desk.orders.making import PublishOrder
from kumareport.desk.outcome import Checkup
from kumareport.desk.places import Folders
from kumareport.desk.typed import KeptForms
from kumareport.scratch import sweep

Show = Callable[[Path, bool], None]
"""Opens a file with its program, or (True) shows it in its folder."""
_Stamp = tuple[int, int]


class OpenBook(Struct):
    """A workbook that was chosen.

    Attributes:
        number: its name in addresses.
        path: the file.
        job: the check that was begun last.
        stamp: of the file as that check read it.
        before: what the last check of another content found; None where none is known.
        checkup: what the last check said.
        preview, preview_stamp: the order that makes the preview, and of what.
    """

    number: int
    path: Path
    job: Task | None = None
    stamp: _Stamp | None = None
    before: frozenset[str] | None = None
    checkup: Checkup | None = None
    preview: Task | None = None
    preview_stamp: _Stamp | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Desk:
    """What the pages work on.

    Args:
        guard: who may come in.
        places: the folders that may be looked into.
        memory: what is remembered from one start to the next.
        show: opens files and folders.
    """

    def __init__(self, guard: Guard, places: Folders, memory: Memory, show: Show) -> None:
        self.guard = guard
        self.places = places
        self.memory = memory
        self.show = show
        self._open = contextlib.ExitStack()
        self._work = self._open.enter_context(memory.work())
        self.jobs = Jobs(memory, self._work)
        self.broken: Sequence[Broken] = memory.broken()
        for one in self.broken:
            _sweep_beside(Path(one.book))
        self.forms = KeptForms()
        self.last_seen = time.monotonic()
        self.is_closing = threading.Event()
        self.imported: dict[Path, tuple[Path, ...]] = {}
        """What was read for each folder of results, to read it again with the mapping corrected."""
        self._books: list[OpenBook] = []
        self._windows: set[str] = set()
        self._had_windows = False
        for book in memory.recent():
            places.allow(book.parent)

    def open(self, path: Path) -> OpenBook:
        """Open a workbook; the same again where it is open."""
        self.memory.opened(path)
        for book in self._books:
            if book.path == path:
                return book
        self._books.append(OpenBook(len(self._books), path))
        return self._books[-1]

    def book(self, number: int) -> OpenBook | None:
        """An open workbook."""
        return self._books[number] if 0 <= number < len(self._books) else None

    def look(self, book: OpenBook) -> Task:
        """The check of a workbook as it is now; begun where the file is another than at the last.

        Raises:
            KumareportError: too much goes on already.
        """
        with book.lock:
            stamp = stamp_of(book.path)
            if book.job is None or stamp != book.stamp:
                if book.job is not None:
                    self.jobs.stop(book.job)
                book.before = self.memory.last_keys(book.path)
                book.job, book.stamp = self.jobs.start(LookOrder(book.path), book.path), stamp
            found = book.job.outcome.checkup if book.job.outcome else None
            if found is not None and found is not book.checkup:
                book.checkup = found
                self.memory.checked(book.path, found.keys)
            return book.job

    def preview(self, book: OpenBook) -> tuple[Path, Task]:
        """The pages of a workbook as it is now: their folder, and the order that makes them.

        Raises:
            KumareportError: too much goes on already.
        """
        with book.lock:
            folder = self._work / "下見" / str(book.number)
            stamp = stamp_of(book.path)
            if book.preview is None or (stamp != book.preview_stamp and book.preview.over.is_set()):
                order = PublishOrder(book.path, None, True, folder, "下見")
                book.preview, book.preview_stamp = self.jobs.start(order, book.path), stamp
            return folder, book.preview

    def close(self) -> None:
        """Stop what goes on, and take away what nobody needs any more."""
        self.jobs.stop_all()
        self._open.close()

    def seen(self) -> None:
        """Somebody is there."""
        self.last_seen = time.monotonic()

    def window(self, name: str, *, is_open: bool) -> None:
        """A page of the browser has come or gone."""
        (self._windows.add if is_open else self._windows.discard)(name)
        self._had_windows = True

    def is_left(self, now: float, left: float, idle: float) -> bool:
        """Whether nobody is there any more.

        Args:
            now: the time, in seconds of a clock that only goes forward.
            left: seconds after the last page was closed.
            idle: seconds without any sign, whatever pages are open.
        """
        silent = now - self.last_seen
        return silent > idle or (self._had_windows and not self._windows and silent > left)


def _sweep_beside(book: Path) -> None:
    """Take away what an order has left that was killed: beside its workbook and one folder below."""
    if not book.is_file():
        return
    with contextlib.suppress(OSError):
        for folder in (book.parent, *(path for path in book.parent.iterdir() if path.is_dir())):
            sweep(folder)


def stamp_of(path: Path) -> _Stamp | None:
    """Changes when a file is saved; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
