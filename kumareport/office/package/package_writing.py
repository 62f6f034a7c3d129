"""Writing Office files so that equal input gives equal bytes."""

import datetime
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import IO
from zlib import crc32

from kumareport.errors import OutputFileError
from kumareport.own_digest import with_digest
from kumareport.patterns import regex

_MODIFIED = regex(r"(<dcterms:modified[^>]*>)[^<]*(<)")
_PACKED_ALREADY = (".xlsx", ".png", ".jpg", ".jpeg")
"""An embedded workbook is a zip itself: packing it twice costs time and gains nothing."""
_LEVEL = 6
"""Of packing: zlib's own."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest time that a zip file can state: no clock in the output."""
_REMEMBERED = 512 * 1024
"""Bytes: larger parts are packed each time anew."""


def write_package(
    parts: Iterable[tuple[str, bytes]], file: IO[bytes], *, is_result: bool = True
) -> None:
    """Write parts as a zip with fixed times, in the order given, and for a result their digest. Each is
    written before the next is asked for.

    Raises:
        OutputFileError: it is larger than a zip can be that every program opens.
    """
    try:
        with zipfile.ZipFile(file, "w", allowZip64=False, compresslevel=_LEVEL) as out:
            for name, data in with_digest(parts) if is_result else parts:
                info = zipfile.ZipInfo(name, _EPOCH)
                info.create_system = 0
                if name.endswith(_PACKED_ALREADY):
                    out.writestr(info, data)
                elif len(data) > _REMEMBERED:
                    out.writestr(info, data, zipfile.ZIP_DEFLATED)
                else:
                    _write_packed(out, file, info, data)
    except zipfile.LargeZipFile as error:
        raise OutputFileError("ファイルが大きすぎます。", "章を分けて作ってください。") from error


def _write_packed(
    out: zipfile.ZipFile, file: IO[bytes], info: zipfile.ZipInfo, data: bytes
) -> None:
    """What ``out.writestr`` writes: zipfile has no way for what is packed already but to store it, and
    to be told afterwards what that was."""
    out.writestr(info, _known_packed(data))
    info.compress_type, info.CRC, info.file_size = zipfile.ZIP_DEFLATED, crc32(data), len(data)
    file.seek(info.header_offset)
    file.write(info.FileHeader(zip64=False))


def packed(data: bytes) -> bytes:
    """A part as it stands in a zip."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


# The files of a round have most of their parts in common.
_known_packed = lru_cache(64)(packed)


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
