"""By what a result is known as ours and untouched since.

An Office file carries a digest over its other parts, in a part that nothing refers to: every program
that saves the file drops it or leaves it behind with other parts. Any other file has a record beside
it, ``.kumareport/<its name>``: the digests of what we wrote there last and of what that replaced, so
that it holds before and after the file is moved into place.
"""

import contextlib
import hashlib
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kumareport.scratch import new_scratch, sweep

DIGEST_PART = "docProps/kumareport.xml"
RECORDS = ".kumareport"
_XML_IS_DECLARED = b'Extension="xml"'
_TYPES_PART = "[Content_Types].xml"
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, KeyError,
    ValueError, OverflowError, RuntimeError,
)  # fmt: skip
"""What zipfile raises over a damaged zip: of unknown compression (a RuntimeError), encrypted, cut, with
places before the file's beginning (OSError), names that cannot be decoded (ValueError), and more."""


def with_digest(parts: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The parts of an Office file, and behind them the part with their digest. Each is let go before the
    next is asked for.

    A package that gives ``.xml`` no content type could not hold it, and stays without.
    """
    digest = _PartsDigest()
    can_hold = False
    for name, data in parts:
        if name == DIGEST_PART:
            continue
        digest.take(name, data)
        if name == _TYPES_PART:
            can_hold = _XML_IS_DECLARED in data
        yield name, data
    if can_hold:
        yield DIGEST_PART, digest.part()


class _PartsDigest:
    """The digest over the parts of a file, one after another."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def take(self, name: str, data: bytes) -> None:
        """Take another part in."""
        self._digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        self._digest.update(data)

    def part(self) -> bytes:
        """The part that holds the digest."""
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<made xmlns="urn:kumareport:made" sha256="{self._digest.hexdigest()}"/>'
        ).encode()


def is_untouched(path: Path) -> bool:
    """Whether we wrote a file and nobody has changed it since; False where that is unknown."""
    try:
        recorded = _record(path).read_text("ascii").split()
        if hashlib.sha256(path.read_bytes()).hexdigest() in recorded:
            return True
    except (OSError, ValueError):
        pass
    try:
        with zipfile.ZipFile(path) as package:
            if DIGEST_PART not in package.NameToInfo:
                return False
            digest = _PartsDigest()
            for info in package.infolist():
                if info.filename != DIGEST_PART:
                    digest.take(info.filename, package.read(info))
            return package.read(DIGEST_PART) == digest.part()
    except ZIP_ERRORS:
        return False


def carries_digest(path: Path) -> bool:
    """Whether a file is an Office file with a digest, right or not."""
    try:
        with zipfile.ZipFile(path) as package:
            return DIGEST_PART in package.NameToInfo
    except ZIP_ERRORS:
        return False


def record(new: Path, target: Path) -> None:
    """Note that the file ``new`` is about to become ``target``.

    Without the note, as on a full disk, the file will count as a person's.
    """
    with contextlib.suppress(OSError):
        digests = [_file_digest(new)]
        if target.is_file():
            digests.append(_file_digest(target))
        note = _record(target)
        note.parent.mkdir(exist_ok=True)
        sweep(note.parent)
        # Whole or not at all: half a note would make a result of ours a person's.
        with new_scratch(note.parent) as scratch:
            scratch.file.write("\n".join(digests).encode("ascii"))
            scratch.close()
            os.replace(scratch.path, note)


def _record(path: Path) -> Path:
    return path.parent / RECORDS / path.name


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
