"""Parts of small zips of which a report holds many: what stays the same in all is packed once.

The bytes are those of :func:`kumareport.office.package.package_writing.write_package`.
"""

import struct
import zlib
from collections.abc import Iterable

from msgspec import Struct

from kumareport.office.package.package_writing import packed

_VERSION = 20
_FIRST_DAY = 33
"""1980-01-01, the oldest time that a zip file can state."""
_MODE = 0o600 << 16


class PackedPart(Struct, frozen=True):
    """A part as it lies in a zip.

    Attributes:
        name: in UTF-8.
        facts: what its own header and the zip's directory both say (APPNOTE.TXT 4.3.7, 4.3.12).
        data: packed.
    """

    name: bytes
    facts: bytes
    data: bytes

    @classmethod
    def of(cls, name: str, text: str) -> "PackedPart":
        """A part with a text; its name in ASCII."""
        content, key = text.encode(), name.encode("ascii")
        data = packed(content)
        sums = zlib.crc32(content), len(data), len(content)
        facts = struct.pack(
            "<5H3L2H", _VERSION, 0, zlib.DEFLATED, 0, _FIRST_DAY, *sums, len(key), 0
        )
        return cls(key, facts, data)


def zip_of(parts: Iterable[PackedPart]) -> bytes:
    """The zip that holds some parts, in order."""
    held: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for part in parts:
        entry = b"".join((b"PK\3\4", part.facts, part.name, part.data))
        rest = struct.pack("<3H2L", 0, 0, 0, _MODE, at)
        directory += (b"PK\1\2", struct.pack("<H", _VERSION), part.facts, rest, part.name)
        held.append(entry)
        at += len(entry)
    listed = b"".join(directory)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(held), len(held), len(listed), at, 0)
    return b"".join((*held, listed, end))
