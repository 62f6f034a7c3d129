"""Noticing that somebody saved a file.

Excel saves into a temporary file, takes the old file away and renames the new one; LibreOffice and
sync tools do the like, or write in place, piece by piece. For moments the file is absent, locked or
half. It is looked at a few times a second, which also works on network drives and synchronised
folders, where Windows tells programs of no changes. It counts as saved when it can be opened, is
whole to its last byte (an Office file is a ZIP archive, whose directory comes last and whose parts
have checksums), and holds something else than before.
"""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kumareport.own_digest import ZIP_ERRORS

Wait = Callable[[], None]

_Stamp = tuple[int, int, int]


class SavedFile:
    """One file being watched.

    Args:
        path: the file; it may be absent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: _Stamp | None = None
        self._content = ""
        self.is_saved()

    def is_saved(self) -> bool:
        """Whether the file was saved with another content since this was last asked."""
        stamp = _stamp(self._path)
        if stamp is None or stamp == self._stamp:
            return False
        content = _whole_content(self._path)
        if not content:
            # Locked or half written: to be looked at again, whatever its stamp.
            return False
        self._stamp = stamp
        is_other, self._content = content != self._content, content
        return is_other


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _whole_content(path: Path) -> str:
    """A digest of an Office file; empty where it cannot be read or is not whole."""
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.testzip() is not None:
                return ""
    except ZIP_ERRORS:
        return ""
    return hashlib.sha256(data).hexdigest()


def saves(paths: Sequence[Path], wait: Wait) -> Iterator[None]:
    """Whenever one of the files was saved with another content than now, for ever.

    Args:
        paths: the files, as they are at the time of the call.
        wait: lets a moment pass between two looks.
    """
    return _saves([SavedFile(path) for path in paths], wait)


def _saves(files: Sequence[SavedFile], wait: Wait) -> Iterator[None]:
    while True:
        wait()
        # Each is asked, whatever the others say: two files saved together are one save.
        answers = [file.is_saved() for file in files]
        if True in answers:
            yield
