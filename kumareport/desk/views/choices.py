"""Files that a form offers, found beside the workbook."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kumareport.desk.desk import OpenBook
from kumareport.desk.places import BOOKS, PlaceEntry
from kumareport.desk.views.page import Page
from kumareport.errors import InputFileError

_OTHERS = ("反映案", "配付一覧", "点検結果", "確認表", "記入票")
_MOST = 60


def books_beside(page: Page, book: OpenBook, chosen: str = "") -> list[PlaceEntry]:
    """Other workbooks in the folder and in those beside and below it; the chosen one first."""
    folder = book.path.parent
    found = [
        path
        for path in _files([folder, *_folders(folder), *_folders(folder.parent)])
        if path != book.path and not any(word in path.name for word in _OTHERS)
    ]
    return entries(page, found, chosen)


def named_beside(page: Page, book: OpenBook, word: str, chosen: str = "") -> list[PlaceEntry]:
    """The workbooks of a name (反映案, 配付一覧) in the folder and below, the newest first."""
    folder = book.path.parent
    found = [path for path in _files([folder, *_folders(folder)]) if word in path.name]
    found.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    return entries(page, found, chosen)


def folders_beside(page: Page, book: OpenBook, chosen: str = "") -> list[PlaceEntry]:
    """The folders beside the workbook."""
    return entries(page, _folders(book.path.parent), chosen)


def entries(page: Page, paths: Iterable[Path], chosen: str) -> list[PlaceEntry]:
    """Places for a list, the chosen one first; one that is gone or cannot be looked at is left out."""
    places: list[str] = []
    if chosen:
        with contextlib.suppress(InputFileError):
            places.append(page.desk.places.place(page.desk.places.path(chosen)))
    for path in paths:
        with contextlib.suppress(InputFileError):
            places.append(page.desk.places.place(path))
    unique = list(dict.fromkeys(places))[:_MOST]
    return [
        PlaceEntry(place.partition("/")[2] or "（このフォルダー）", place, False)
        for place in unique
    ]


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))[:40]
    except OSError:
        return []


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in dict.fromkeys(folders):
        try:
            names = sorted(folder.iterdir())
        except OSError:
            continue
        yield from (
            p for p in names if p.suffix.lower() in BOOKS and not p.name.startswith(("~$", "."))
        )
