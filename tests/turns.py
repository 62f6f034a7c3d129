"""Turns between the processes of a test run."""

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

# Seconds that no turn takes: the process that has it must hang.
_HUNG = 3600


@contextlib.contextmanager
def turn(path: Path) -> Generator[None]:
    """One process at a time, by SQLite's lock of a file, which a process that dies lets go."""
    with contextlib.closing(sqlite3.connect(path, timeout=_HUNG, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield
