"""The package's regular expressions, kept compiled beside its bytecode.

Python keeps compiled modules in ``__pycache__``, but compiles every regular expression anew in every
process: for the four hundred that a check uses that was a fifth of its time (on Python 3.11 each
``[一-龠]`` counts through twenty thousand letters). :func:`regex` takes the code of a pattern from a
store in ``__pycache__``, where there is one that this very interpreter's compiler has made, and
compiles as ever where there is none.

The store is read and made by private means of CPython: the module ``_sre`` takes, and ``re._compiler``
gives, the code of a pattern. Whatever is not as it was in CPython 3.11 to 3.14, and whatever is
damaged, leads to ``re.compile``. Whoever may write into ``__pycache__`` may run what he likes in any
case, so the store is trusted as bytecode is.
"""

import contextlib
import marshal
import os
import re
import sys
import zlib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

_Key: TypeAlias = tuple[str, int]
_Code: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
# The flags that result, the code as 32-bit numbers, the groups, their names, the name of each.
_Table: TypeAlias = dict[_Key, _Code]

_DIFFERENT = (
    AttributeError, ImportError, IndexError, KeyError, OverflowError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What is raised where an interpreter's private means are others, or refuse a code."""
_MOST = 2000
"""Entries: where patterns were changed again and again, the old ones are dropped at last."""


class PatternStore:
    """Compiled patterns in a file.

    Args:
        path: the file, which need not be there; None for no file.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._table = _read(path)
        self._made: dict[_Key, re.Pattern[str]] = {}
        self._new: list[_Key] = []

    def regex(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """The same as ``re.compile``, and sooner where the store has it; made once in a process.

        Args:
            pattern: a pattern of the program's own: it is kept. What comes out of people's files is
                compiled with ``re``.
            flags: those of ``re``, but for ``re.DEBUG``.

        Raises:
            re.error: it is no pattern.
        """
        key = (pattern, int(flags))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(key)
        return found

    def _make(self, key: _Key) -> re.Pattern[str]:
        if (code := self._table.get(key)) is not None:
            with contextlib.suppress(*_DIFFERENT):
                return _from_code(key[0], code)
        made = re.compile(*key)
        self._new.append(key)
        return made

    def keep(self) -> None:
        """Put what had to be compiled into the file; nothing where no bytecode is written either."""
        if not self._new or self._path is None or sys.dont_write_bytecode:
            return
        # Loaded only here: most processes have nothing to keep.
        from kumareport.scratch import new_scratch, sweep

        with contextlib.suppress(OSError, *_DIFFERENT):
            folder = self._path.parent
            folder.mkdir(parents=True, exist_ok=True)
            sweep(folder)
            # Whole or not at all, and made before the work: most folders of programs are read-only.
            with new_scratch(folder) as scratch:
                made = _coded(self._new)
                # What other processes have put there meanwhile.
                table = {**_read(self._path), **made}
                scratch.file.write(_written(table if len(table) <= _MOST else made))
                scratch.close()
                os.replace(scratch.path, self._path)
            self._new.clear()


def _stamp() -> bytes:
    """By what a store is known to be of this interpreter."""
    sre: Any = import_module("_sre")
    marks = (
        sys.implementation.name, sys.hexversion, sys.byteorder, sre.MAGIC, sre.CODESIZE,
        int(sre.MAXREPEAT), int(sre.MAXGROUPS),
    )  # fmt: skip
    return f"kumareport patterns 1 {marks}\n".encode("ascii")


def _read(path: Path | None) -> _Table:
    """What a file holds; nothing when it is not there, damaged, or another interpreter's."""
    with contextlib.suppress(OSError, EOFError, *_DIFFERENT):
        if path is not None and sys.implementation.name == "cpython":
            data = path.read_bytes()
            head = _stamp()
            start = len(head) + 4
            if data.startswith(head) and data[len(head) : start] == _sum(data[start:]):
                return dict(marshal.loads(data[start:]))
    return {}


def _written(table: _Table) -> bytes:
    data = marshal.dumps(table)
    return _stamp() + _sum(data) + data


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")


def _coded(keys: Iterable[_Key]) -> _Table:
    """The code of each pattern, as ``re._compiler.compile`` makes it."""
    parser: Any = import_module("re._parser")
    compiler: Any = import_module("re._compiler")
    table: _Table = {}
    for pattern, flags in keys:
        parsed = parser.parse(pattern, flags)
        code: list[int] = compiler._code(parsed, flags)
        names: dict[str, int] = parsed.state.groupdict
        of_groups: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            of_groups[number] = name
        table[pattern, flags] = (
            flags | parsed.state.flags,
            b"".join(number.to_bytes(4, sys.byteorder) for number in code),
            parsed.state.groups - 1,
            dict(names),
            tuple(of_groups),
        )
    return table


def _from_code(pattern: str, code: _Code) -> re.Pattern[str]:
    sre: Any = import_module("_sre")
    flags, numbers, groups, names, of_groups = code
    return sre.compile(
        pattern, flags, memoryview(numbers).cast("I").tolist(), groups, names, of_groups
    )


def _place() -> Path | None:
    """Beside this module's bytecode, under a name that tells the interpreter as bytecode's does."""
    cached = __spec__.cached
    return Path(cached).with_suffix(".patterns") if cached else None


_OWN = PatternStore(_place())
regex = _OWN.regex
keep = _OWN.keep
