"""The package's regular expressions, kept compiled beside its bytecode.

Python keeps compiled modules in ``__pycache__``, but compiles every regular expression anew in every
process: for the four hundred that a check uses that was a fifth of its time (on Python 3.11 each
``[一-龠]`` counts through twenty thousand letters). :func:`regex` takes the code of a pattern from a
store in ``__pycache__``, where there is one that this very interpreter's compiler has made, and
compiles as ever where there is none.

The store is read and made by private means of CPython: the module ``_sre`` takes, and ``re._compiler``
gives, the code of a pattern. Whatever is not as it was in CPython 3.11 to 3.14, and whatever is
damaged, leads to ``re.compile``.
"""

import contextlib
import re
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from kumareport.kept import UNLIKE, Table, beside_bytecode, read_kept, write_kept

_Key: TypeAlias = tuple[str, int]
_Code: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
# The flags that result, the code as 32-bit numbers, the groups, their names, the name of each.

_MOST = 2000
"""Entries: where patterns were changed again and again, the old ones are dropped at last."""


class PatternStore:
    """Compiled patterns in a file.

    Args:
        path: the file, which need not be there; None for no file.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._table = read_kept(path, _stamp())
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
            with contextlib.suppress(*UNLIKE):
                return _from_code(key[0], code)
        made = re.compile(*key)
        self._new.append(key)
        return made

    def keep(self) -> None:
        """Put what had to be compiled into the file; nothing where no bytecode is written either."""
        if self._new:
            write_kept(self._path, _stamp(), self._all)
            self._new.clear()

    def _all(self) -> Table:
        """What is to be kept: what was new here, and what other processes have put there meanwhile."""
        made = _coded(self._new)
        table = {**read_kept(self._path, _stamp()), **made}
        return table if len(table) <= _MOST else made


def _stamp() -> bytes:
    """By what a store is known to be of this interpreter."""
    sre: Any = import_module("_sre")
    marks = (
        sys.implementation.name, sys.hexversion, sys.byteorder, sre.MAGIC, sre.CODESIZE,
        int(sre.MAXREPEAT), int(sre.MAXGROUPS),
    )  # fmt: skip
    return f"kumareport patterns 1 {marks}\n".encode("ascii")


def _coded(keys: Iterable[_Key]) -> Table:
    """The code of each pattern, as ``re._compiler.compile`` makes it."""
    parser: Any = import_module("re._parser")
    compiler: Any = import_module("re._compiler")
    table: Table = {}
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


_OWN = PatternStore(beside_bytecode(__spec__.cached, ".patterns"))
regex = _OWN.regex
keep = _OWN.keep
