"""Writing Office files so that equal input gives equal bytes."""

import datetime
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import IO

from kumareport.errors import OutputFileError
from kumareport.own_digest import with_digest
from kumareport.patterns import regex

_MODIFIED = regex(r"(<dcterms:modified[^>]*>)[^<]*(<)")
_PACKED_ALREADY = (".xlsx", ".png", ".jpg", ".jpeg")
"""An embedded workbook is a zip itself: packing it twice costs time and gains nothing."""
# The zip format: APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16.
_LOCAL, _CENTRAL, _END = (
    struct.Struct("<4s5H3L2H"),
    struct.Struct("<4s6H3L5H2L"),
    struct.Struct("<4s4H2LH"),
)
_VERSION, _UTF8, _DEFLATED = 20, 0x800, 8
_TIME, _DATE = 0, 1 << 5 | 1
"""The oldest time that a zip file can state, 1980-01-01: no clock in the output."""
_MODE = 0o600 << 16
_MOST_ENTRIES, _MOST_BYTES = 0xFFFF - 1, 0xFFFFFFFF - 1
_SMALL = 2_000
"""Bytes. Some fifty graphs have small parts in common."""


def write_package(
    parts: Iterable[tuple[str, bytes]], file: IO[bytes], *, is_result: bool = True
) -> None:
    """Write parts as a zip with fixed times, in the order given, and for a result their digest. Each is
    written before the next is asked for.

    Raises:
        OutputFileError: it is larger than a zip can be that every program opens.
    """
    entries: list[bytes] = []
    at = 0
    for name, data in with_digest(parts) if is_result else parts:
        is_stored = name.endswith(_PACKED_ALREADY)
        packed = data if is_stored else _deflated(data)
        coded = name.encode()
        flags = 0 if name.isascii() else _UTF8
        facts = (
            flags, 0 if is_stored else _DEFLATED, _TIME, _DATE, zlib.crc32(data), len(packed), len(data),
            len(coded), 0,
        )  # fmt: skip
        if at + len(packed) + len(coded) > _MOST_BYTES or len(entries) >= _MOST_ENTRIES:
            raise OutputFileError("ファイルが大きすぎます。", "章を分けて作ってください。")
        entries.append(
            _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, 0, 0, 0, _MODE, at) + coded
        )
        head = _LOCAL.pack(b"PK\3\4", _VERSION, *facts) + coded
        file.write(head)
        file.write(packed)
        at += len(head) + len(packed)
    directory = b"".join(entries)
    file.write(directory)
    count = len(entries)
    file.write(_END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0))


def _deflated(data: bytes) -> bytes:
    return _small(data) if len(data) <= _SMALL else _pack(data)


def _pack(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


_small = lru_cache(64)(_pack)


def repack(
    source: IO[bytes],
    file: IO[bytes],
    modified: datetime.datetime | None = None,
    change: Callable[[str, bytes], bytes] | None = None,
    *,
    is_result: bool = True,
) -> None:
    """Write a zip again with fixed times, for libraries that stamp the clock into theirs.

    Args:
        source: the zip.
        file: where to write.
        modified: the time to put in place of the one that the library took from the clock.
        change: what to write instead of a part's bytes, for what the library cannot say.
        is_result: whether it may be written over while nobody has edited it; a template may not.
    """
    stamp = f"{modified:%Y-%m-%dT%H:%M:%SZ}" if modified else ""
    with zipfile.ZipFile(source) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    if change is not None:
        parts = [(name, change(name, data)) for name, data in parts]
    write_package(
        (
            (name, _MODIFIED.sub(rf"\g<1>{stamp}\g<2>", data.decode()).encode())
            if modified and name == "docProps/core.xml"
            else (name, data)
            for name, data in parts
        ),
        file,
        is_result=is_result,
    )
