"""Who holds a file open, as far as the lock files of office programs tell."""

from pathlib import Path

_SHORT, _LONG = 6, 8


def holder(path: Path) -> str | None:
    """The user that has a file open in Excel, Word or LibreOffice; None for nobody.

    Empty where somebody has, and the lock file does not say who. Lock files that a crash left
    behind cannot be told from others.
    """
    for name in _office_names(path.name):
        found = _read(path.with_name(name))
        if found is not None:
            return _office_user(found)
    found = _read(path.with_name(f".~lock.{path.name}#"))
    return None if found is None else _libreoffice_user(found)


def _office_names(name: str) -> tuple[str, ...]:
    """Excel puts ``~$`` before the name; Word takes up to two letters away for it."""
    stem = name.rpartition(".")[0]
    dropped = 0 if len(stem) <= _SHORT else 1 if len(stem) < _LONG else 2
    return tuple(dict.fromkeys((f"~${name}", f"~${name[dropped:]}")))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except PermissionError:
        return b""
    except OSError:
        return None


def _office_user(data: bytes) -> str:
    """An owner file: the length of the name and the name in the system's code page, padded to 54
    bytes, then the same in UTF-16. (As Excel and Word write it; [MS-XLS] has no description.)"""
    if len(data) > 57:
        length = int.from_bytes(data[55:57], "little")
        wide = data[57 : 57 + 2 * length].decode("utf-16-le", "replace").strip("\0 ")
        if wide:
            return wide
    return data[1 : 1 + data[0]].decode("cp932", "replace").strip("\0 ") if data else ""


def _libreoffice_user(data: bytes) -> str:
    """``full name,user,computer,date,profile;``"""
    fields = data.decode("utf-8", "replace").split(",")
    return next((field.strip() for field in fields[:2] if field.strip()), "")
