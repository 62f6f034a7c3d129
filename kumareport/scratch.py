"""Files and folders in the making, which are swept up when their maker was killed.

Whoever makes one holds it: by a lock on Linux and macOS, and by its being open on Windows, where an
open file cannot be deleted. What nobody holds any more was left behind.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from typing import IO

from msgspec import Struct

PREFIX = ".作成中-"
_SUFFIX = ".tmp"
_LOCK = f"{PREFIX}しるし{_SUFFIX}"
_YOUNG = 2.0
"""Seconds in which a new one may not be held yet."""


class Scratch(Struct):
    """A file in the making."""

    path: Path
    file: IO[bytes]

    def close(self) -> None:
        """Bring all to the disk; Windows moves no file that is open."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        # mkstemp makes files that only their owner may read; a shared folder's users need more.
        umask = os.umask(0)
        os.umask(umask)
        self.path.chmod(0o666 & ~umask)


@contextlib.contextmanager
def new_scratch(folder: Path) -> Generator[Scratch, None, None]:
    """A new file in a folder; it is gone at the end, unless it was moved."""
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=_SUFFIX, dir=folder)
    scratch = Scratch(Path(name), os.fdopen(handle, "wb"))
    try:
        hold(scratch.file)
        yield scratch
    finally:
        with contextlib.suppress(OSError):
            scratch.file.close()
        with contextlib.suppress(OSError):
            scratch.path.unlink()


@contextlib.contextmanager
def new_scratch_folder(place: Path) -> Generator[Path, None, None]:
    """A new folder in another; it is gone at the end, with whatever was not moved away."""
    sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, suffix=_SUFFIX, dir=place))
    try:
        with (folder / _LOCK).open("wb") as lock:
            hold(lock)
            inner = folder / "中身"
            inner.mkdir()
            yield inner
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def has_leftovers(folder: Path) -> bool:
    """Whether a run in a folder was interrupted, or goes on."""
    return any(folder.glob(f"{PREFIX}*{_SUFFIX}"))


def sweep(folder: Path) -> None:
    """Delete what killed runs have left behind in a folder."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{PREFIX}*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _YOUNG:
                    _delete_unheld(path)


def _delete_unheld(path: Path) -> None:
    if not path.is_dir():
        if not is_held(path):
            path.unlink()
        return
    lock = path / _LOCK
    if lock.exists():
        if is_held(lock):
            return
        lock.unlink()
    shutil.rmtree(path, ignore_errors=True)


def hold(file: IO[bytes]) -> None:
    """Hold a file as long as it is open; on Windows its being open does."""
    try:
        import fcntl
    except ImportError:
        return
    # Some network file systems know no locks.
    with contextlib.suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_held(path: Path) -> bool:
    """Whether somebody holds a file; never on Windows, where deleting it will fail."""
    try:
        import fcntl
    except ImportError:
        return False  # Deleting it will fail.
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False
