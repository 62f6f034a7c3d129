"""What is worked out of a template and of nothing else, kept for the next command.

An office builds with one template all year, and each command checked it, took it apart and compiled
it again. :func:`prepared` gives what an earlier process came to with the same template, where this
very program ran then: not a file of it, or of the libraries that read and print templates, is another
since. A process takes part once it has called :func:`begin`; without that, all is worked out anew.
"""

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from kumareport import __version__
from kumareport.kept import Table, beside_bytecode, read_kept, write_kept

_Made = TypeVar("_Made")
_MOST = 8 * 1024 * 1024
"""Bytes. The standard template comes to 140,000."""
_LIBRARIES = ("docx", "docxtpl", "jinja2", "lxml", "markupsafe")
_OWN = Path(__file__).resolve().parent


class PreparedStore:
    """Results in a file, which is read when something is asked for.

    Args:
        path: the file, which need not be there; None for no file.
        program: says by what the program is known that makes them.
    """

    def __init__(self, path: Path | None, program: Callable[[], bytes]) -> None:
        self._path = path
        self._program = program
        self._used: Table = {}
        self._has_new = False

    @cached_property
    def _stamp(self) -> bytes:
        return f"kumareport templates 1 {self._program().hex()}\n".encode("ascii")

    @cached_property
    def _table(self) -> Table:
        if self._path is None:
            return {}
        try:
            return read_kept(self._path, self._stamp)
        except OSError:
            # A program whose files cannot be looked at is not known again.
            self._path = None
            return {}

    def prepared(
        self, kind: str, sources: Iterable[bytes | str], make: Callable[[], _Made]
    ) -> _Made:
        """What ``make`` comes to, from the file or by calling it.

        Args:
            kind: what it makes.
            sources: all that this depends on.
            make: makes it: something that ``marshal`` can write and nobody changes.
        """
        key = _key(kind, sources)
        known = self._table.get(key)
        if known is not None:
            self._used[key] = known
            return marshal.loads(known)
        made = make()
        thing: Any = made
        self._used[key] = marshal.dumps(thing)
        self._has_new = True
        return made

    def keep(self) -> None:
        """Put what is new into the file."""
        if self._has_new and self._path is not None:
            write_kept(self._path, self._stamp, self._all)
            self._has_new = False

    def _all(self) -> Table:
        """What is to be kept: what was used here, and the rest where it is not too much."""
        table = {**read_kept(self._path, self._stamp), **self._used}
        return table if sum(map(len, table.values())) <= _MOST else self._used


def _key(kind: str, sources: Iterable[bytes | str]) -> bytes:
    digest = hashlib.sha256()
    for source in (kind, *sources):
        data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.digest()


def _program() -> bytes:
    """By what this program is known: its interpreter, and each file of its own and each library, with
    the time of its last change and its size."""
    facts = [__version__, sys.version, str(sys.flags.optimize), *sorted(_files(_OWN))]
    for name in _LIBRARIES:
        spec = find_spec(name)
        facts.append(_state(spec.origin, os.stat(spec.origin)) if spec and spec.origin else name)
    return hashlib.sha256("\n".join(facts).encode("utf-8", "surrogatepass")).digest()


def _files(folder: str | Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield _state(entry.path, entry.stat())
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _files(entry.path)


def _state(path: str, state: os.stat_result) -> str:
    return f"{path} {state.st_mtime_ns} {state.st_size}"


_store: PreparedStore | None = None


def begin() -> None:
    """Let this process use what earlier ones have kept."""
    global _store
    _store = PreparedStore(beside_bytecode(__spec__.cached, ".templates"), _program)


def prepared(kind: str, sources: Iterable[bytes | str], make: Callable[[], _Made]) -> _Made:
    """What ``make`` comes to, as an earlier process has kept it where this one may use that (see
    :meth:`PreparedStore.prepared`)."""
    return make() if _store is None else _store.prepared(kind, sources, make)


def keep() -> None:
    """Keep what this process has worked out, for the next."""
    if _store is not None:
        _store.keep()
