"""What one process has worked out, kept beside the bytecode for the next.

A store is one file with a table, as ``marshal`` writes it. It is made by private means of an
interpreter or holds code, so it is used only by the very program that made it, which its first line
tells, and only when it is whole. Whoever may write into ``__pycache__`` may run what he likes in any
case, so a store is trusted as bytecode is; where no bytecode is written, none is kept either.
"""

import contextlib
import marshal
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

Table: TypeAlias = dict[Any, Any]
"""Keys and values are of the kinds that ``marshal`` knows."""

UNLIKE = (
    AttributeError, ImportError, IndexError, KeyError, OverflowError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What is raised where an interpreter is not as expected, or a table is not what it should be."""


def beside_bytecode(source: str | None, suffix: str) -> Path | None:
    """The place of a store: beside the bytecode of a module, and named after it.

    Args:
        source: the place of the module's bytecode (``__spec__.cached``); None where it has none.
        suffix: what the file ends with.
    """
    return Path(source).with_suffix(suffix) if source else None


def read_kept(path: Path | None, stamp: bytes) -> Table:
    """What a store holds; nothing when it is not there, is damaged, or has another stamp.

    Args:
        path: the file; None for no file.
        stamp: a line that tells for which program it was made.
    """
    with contextlib.suppress(OSError, EOFError, *UNLIKE):
        if path is not None and sys.implementation.name == "cpython":
            data = path.read_bytes()
            start = len(stamp) + 4
            if data.startswith(stamp) and data[len(stamp) : start] == _sum(data[start:]):
                return dict(marshal.loads(data[start:]))
    return {}


def write_kept(path: Path | None, stamp: bytes, make: Callable[[], Table]) -> None:
    """Write a store, whole or not at all; nothing where no bytecode is written either.

    Args:
        path: the file; None for no file.
        stamp: the line for which program it is.
        make: the table; asked for only where the file can be written, as most folders of programs
            cannot.
    """
    if path is None or sys.dont_write_bytecode:
        return
    # Loaded only here: most processes have nothing to keep.
    from kumareport.scratch import new_scratch, sweep

    with contextlib.suppress(OSError, *UNLIKE):
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        with new_scratch(path.parent) as scratch:
            data = marshal.dumps(make())
            scratch.file.write(stamp + _sum(data) + data)
            scratch.close()
            os.replace(scratch.path, path)


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")
