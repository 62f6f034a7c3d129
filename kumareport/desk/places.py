"""The folders that the desk may look into, and places in them as pages name them.

A page never names a path: it names a folder of the list and what lies below, ``2/照会/返送``. What leads
out of the folder (``..``, an absolute path, a drive, another computer, a link) is refused.
"""

import os
import string
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from msgspec import Struct

from kumareport.desk.words import KNOWN_FOLDERS
from kumareport.errors import InputFileError

BOOKS = (".xlsx", ".xlsm")
_HIDDEN = (".", "~$", "._")
_MOST_SHOWN = 500


class PlaceEntry(Struct, frozen=True):
    """A file or folder in a list."""

    name: str
    place: str
    is_folder: bool


class Listing(Struct, frozen=True):
    """What a folder holds.

    Attributes:
        name: the folder's name.
        place: the folder.
        trail: the folders above it and itself, from the list's on.
        entries: folders first.
        is_cut: whether there is more than is listed.
    """

    name: str
    place: str
    trail: tuple[PlaceEntry, ...]
    entries: tuple[PlaceEntry, ...]
    is_cut: bool


class Folders:
    """The folders of the list.

    Args:
        roots: name and path of each.
    """

    def __init__(self, roots: Sequence[tuple[str, Path]]) -> None:
        self._roots: list[tuple[str, Path]] = []
        for name, path in roots:
            self._add(name, path)

    def allow(self, folder: Path) -> None:
        """Put a folder that the user chose on the list."""
        self._add(folder.name or str(folder), folder)

    def _add(self, name: str, path: Path) -> None:
        real = path.resolve()
        if real.is_dir() and real not in (root for _, root in self._roots):
            self._roots.append((name, real))

    def roots(self) -> list[PlaceEntry]:
        """The list."""
        return [PlaceEntry(name, str(number), True) for number, (name, _) in enumerate(self._roots)]

    def path(self, place: str) -> Path:
        """The path of a place; it exists.

        Raises:
            InputFileError: there is no such place, or it leads out of its folder.
        """
        number, _, below = place.partition("/")
        if not (number.isascii() and number.isdigit() and int(number) < len(self._roots)):
            raise _outside()
        root = self._roots[int(number)][1]
        parts = PurePosixPath(below).parts
        if not all(map(_is_plain, parts)):
            raise _outside()
        try:
            path = root.joinpath(*parts).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            raise InputFileError(
                f"見つかりません：{parts[-1] if parts else number}",
                "名前が変わったか、消されています。もう一度選んでください。",
            ) from None
        if not path.is_relative_to(root):
            raise _outside()
        return path

    def place(self, path: Path) -> str:
        """The place of a path.

        Raises:
            InputFileError: it lies in no folder of the list.
        """
        real = path.resolve()
        inside = [(n, root) for n, (_, root) in enumerate(self._roots) if real.is_relative_to(root)]
        if not inside:
            raise _outside()
        # The deepest has the shortest way down.
        number, root = max(inside, key=lambda found: len(found[1].parts))
        return "/".join([str(number), *real.relative_to(root).parts])

    def listing(self, place: str, kinds: Sequence[str]) -> Listing:
        """What a folder holds: its folders, and its files of some kinds."""
        folder = self.path(place)
        if not folder.is_dir():
            raise InputFileError(f"フォルダーではありません：{folder.name}")
        entries = sorted(
            _entries(folder, place, kinds), key=lambda one: (not one.is_folder, one.name)
        )
        trail = tuple(self._trail(place))
        shown = tuple(entries[:_MOST_SHOWN])
        return Listing(trail[-1].name, place, trail, shown, len(entries) > len(shown))

    def _trail(self, place: str) -> Iterator[PlaceEntry]:
        number, *parts = place.rstrip("/").split("/")
        name = self._roots[int(number)][0]
        for end in range(len(parts) + 1):
            at = "/".join([number, *parts[:end]])
            yield PlaceEntry(parts[end - 1] if end else name, at, True)


def _entries(folder: Path, place: str, kinds: Sequence[str]) -> Iterator[PlaceEntry]:
    try:
        with os.scandir(folder) as found:
            for one in found:
                if one.name.startswith(_HIDDEN) or not _is_plain(one.name):
                    continue
                is_folder = one.is_dir()
                if is_folder or (one.is_file() and one.name.lower().endswith(tuple(kinds))):
                    yield PlaceEntry(one.name, f"{place.rstrip('/')}/{one.name}", is_folder)
    except OSError:
        raise InputFileError(
            f"フォルダーを開けません：{folder.name}", "権限と、つながっているかを確かめてください。"
        ) from None


def _is_plain(part: str) -> bool:
    """Whether a part of a path is a name and nothing else, on any system."""
    if part in ("", ".", "..") or "\0" in part or "\\" in part or "/" in part:
        return False
    windows = PureWindowsPath(part)
    return not windows.drive and not windows.root


def _outside() -> InputFileError:
    return InputFileError(
        "選べるフォルダーの外は開けません。", "一覧のフォルダーから、もう一度選んでください。"
    )


def own_folders() -> Iterator[tuple[str, Path]]:
    """The user's own folders, and on Windows the drives, with the shared ones among them."""
    home = Path.home()
    bases = [home, *sorted(home.glob("OneDrive*"))]
    for label, names in KNOWN_FOLDERS.items():
        yield from ((label, base / n) for base in bases for n in names if (base / n).is_dir())
    yield "自分のフォルダー", home
    if sys.platform == "win32":
        for letter in string.ascii_uppercase[2:]:
            drive = Path(f"{letter}:\\")
            if drive.exists():
                yield f"{letter} ドライブ", drive
