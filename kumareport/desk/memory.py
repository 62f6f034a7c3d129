"""What the desk remembers from one start to the next: recent workbooks, the last checks, and which
order was going on, so that a start after a crash can say what happened."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from msgspec import Struct

from kumareport.scratch import hold, is_held, new_scratch, new_scratch_folder

_MOST = 8
"""Workbooks that are remembered."""
_MOST_BYTES = 4 * 1024 * 1024


def state_folder() -> Path:
    """The user's own folder for such things."""
    if sys.platform == "win32":
        place = os.environ.get("LOCALAPPDATA")
    else:
        place = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return Path(place or tempfile.gettempdir()) / "kumareport" / "desk"


class Broken(Struct, frozen=True):
    """An order that ended with its desk."""

    title: str
    book: str
    started: str


class Memory:
    """The files in the user's folder. What cannot be read or written there is forgotten.

    Args:
        folder: where.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, IO[bytes]] = {}

    @contextlib.contextmanager
    def work(self) -> Generator[Path]:
        """A folder for as long as the desk is open; what a killed one has left is swept up."""
        with contextlib.ExitStack() as stack:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                made = stack.enter_context(new_scratch_folder(self._folder))
            except OSError:
                made = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kumareport-")))
            yield made

    def recent(self) -> list[Path]:
        """The workbooks that were opened last and still exist, the newest first."""
        found = _texts(self._read().get("books"))
        return [path for path in map(Path, found) if path.is_absolute() and path.is_file()]

    def opened(self, book: Path) -> None:
        """Note that a workbook was opened."""
        state = self._read()
        others = [one for one in _texts(state.get("books")) if one != str(book)]
        self._write({**state, "books": [str(book), *others][:_MOST]})

    def last_keys(self, book: Path) -> frozenset[str] | None:
        """What the last check of a workbook with another content found; None for no such check."""
        checks = _table(self._read().get("checks"))
        return frozenset(_texts(checks[str(book)])) if str(book) in checks else None

    def checked(self, book: Path, keys: frozenset[str]) -> None:
        """Note what a check found."""
        state = self._read()
        checks = {k: v for k, v in _table(state.get("checks")).items() if k != str(book)}
        newest = dict([*checks.items()][-(_MOST - 1) :])
        self._write({**state, "checks": {**newest, str(book): sorted(keys)}})

    def begun(self, name: str, order: Broken) -> None:
        """Note that an order goes on; :meth:`ended` takes the note away."""
        with contextlib.suppress(OSError):
            self._running.mkdir(parents=True, exist_ok=True)
            file = (self._running / name).open("w+b")
            hold(file)
            words = {"title": order.title, "book": order.book, "started": order.started}
            file.write(json.dumps(words).encode())
            file.flush()
            self._held[name] = file

    def ended(self, name: str) -> None:
        """Note that an order is over."""
        with contextlib.suppress(KeyError, OSError):
            self._held.pop(name).close()
            (self._running / name).unlink()

    def broken(self) -> list[Broken]:
        """The orders that were going on when their desk was killed. They are told once."""
        found: list[Broken] = []
        for path in sorted(self._running.glob("*.json")) if self._running.is_dir() else ():
            if path.name in self._held or is_held(path):
                continue
            with contextlib.suppress(OSError):
                words = _loaded(path)
                # On Windows a note that another desk holds open cannot be deleted.
                path.unlink()
                texts = [str(words.get(name, "")) for name in ("title", "book", "started")]
                found.append(Broken(*texts))
        return found

    @property
    def _running(self) -> Path:
        return self._folder / "running"

    def _read(self) -> Mapping[str, object]:
        return _loaded(self._folder / "memory.json")

    def _write(self, state: Mapping[str, object]) -> None:
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with new_scratch(self._folder) as scratch:
                scratch.file.write(json.dumps(state).encode("ascii"))
                scratch.close()
                os.replace(scratch.path, self._folder / "memory.json")


def _loaded(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            return _table(json.loads(file.read(_MOST_BYTES)))
    except (OSError, ValueError, RecursionError):
        return {}


def _table(found: object) -> Mapping[str, object]:
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}


def _texts(found: object) -> list[str]:
    if not isinstance(found, list):
        return []
    return [one for one in cast("list[object]", found) if isinstance(one, str)]
