"""Where results go: the one policy of every command that writes.

A result is written beside its target and moved into place whole. It never replaces a file that we
did not make, or that somebody has changed since (:mod:`kumareport.own_digest`): that one stays, and
the result gets the next free name, ``報告書（2）.docx``.
"""

import contextlib
import filecmp
import os
from collections.abc import Callable, Generator, Iterator
from enum import StrEnum
from itertools import count, takewhile
from pathlib import Path
from typing import IO

from msgspec import Struct

from kumareport.errors import OutputFileError, reason_of
from kumareport.own_digest import RECORDS, carries_digest, is_untouched, record
from kumareport.scratch import new_scratch, new_scratch_folder, sweep

_WHERE = "フォルダーに書き込む権限があるかを確かめてください。"


class Left(StrEnum):
    """Why a file that is there was left as it is."""

    HELD = "ほかのソフトで開かれている"
    PERSONS = "人が直したもの（か、このソフトが作ったものではない）"


class Written(Struct, frozen=True):
    """A result in its place.

    Attributes:
        path: the file.
        wanted: the file that was asked for.
        why: why that one was left as it is; None where it is the result.
    """

    path: Path
    wanted: Path
    why: Left | None = None


def _never(_: Path) -> bool:
    return False


def check_target(path: Path) -> None:
    """Refuse a target that can never be written, before the work begins.

    Raises:
        OutputFileError: the path is a folder, a device or a pipe, or no possible name.
    """
    try:
        is_other = path.exists() and not path.is_file()
    except OSError as error:
        raise _failed(path, error) from None
    if path.is_dir():
        raise OutputFileError(
            f"出力先がフォルダーです：{path}",
            "ファイル名まで指定してください（例：output/報告書.docx）。",
        )
    if is_other:
        raise OutputFileError(
            f"出力先がふつうのファイルではありません：{path}",
            "装置や名前付きパイプには書きません。ほかのファイル名を指定してください。",
        )


def write_result(
    path: Path, write: Callable[[IO[bytes]], object], is_carried: Callable[[Path], bool] = _never
) -> Written:
    """Write a result where it may go.

    An old file stays whole whatever happens before the last moment: an exception, a full disk, the
    process killed.

    Args:
        path: where it is wanted.
        write: writes the content into a file.
        is_carried: whether all that people typed into a file that they changed is in the new one,
            so that it may be replaced.

    Raises:
        OutputFileError: the folder or file cannot be written.
    """
    check_target(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        with new_scratch(path.parent) as scratch:
            write(scratch.file)
            scratch.close()
            return _place(scratch.path, path, is_carried)
    except PermissionError:
        raise OutputFileError(f"書き込めません：{path}", _WHERE) from None
    except (FileExistsError, NotADirectoryError):
        raise OutputFileError(
            f"出力先のフォルダーを作れません：{path.parent}",
            "同じ名前のファイルがないか確かめてください。",
        ) from None
    except OSError as error:
        raise _failed(path, error) from None


def write_bytes(path: Path, data: bytes) -> Written:
    """The same of what is made already."""
    return write_result(path, lambda file: file.write(data))


def _failed(path: Path, error: OSError) -> OutputFileError:
    return OutputFileError(
        f"書き込みに失敗しました：{path}（{reason_of(error)}）",
        "ディスクの空き容量と、ファイル名の長さや使えない文字を確かめてください。",
    )


def _place(new: Path, wanted: Path, is_carried: Callable[[Path], bool]) -> Written:
    why: Left | None = None
    for target in names(wanted):
        if target.exists():
            if target.is_file() and filecmp.cmp(new, target, shallow=False):
                return Written(target, wanted, why)
            if not is_replaceable(target, is_carried):
                why = why or Left.PERSONS
                continue
        if not carries_digest(new):
            record(new, target)
        try:
            os.replace(new, target)
        except PermissionError:
            # Windows replaces no file that a program holds open.
            if not target.exists():
                raise
            why = why or Left.HELD
            continue
        return Written(target, wanted, why)
    raise AssertionError("names never end")


def is_replaceable(path: Path, is_carried: Callable[[Path], bool] = _never) -> bool:
    """Whether a result may take the place of a file that is there."""
    return path.is_file() and (is_untouched(path) or is_carried(path))


def names(path: Path) -> Iterator[Path]:
    """``報告書.docx``, ``報告書（2）.docx``, ``報告書（3）.docx`` …"""
    yield path
    yield from (path.with_name(f"{path.stem}（{n}）{path.suffix}") for n in count(2))


def newest(path: Path) -> Path | None:
    """The last of the names of a result that a file has; None for no file."""
    found = list(takewhile(lambda name: name.exists(), names(path)))
    return found[-1] if found else None


def free_name(path: Path, beside: Callable[[Path], tuple[Path, ...]] = lambda path: ()) -> Path:
    """The first of a result's names that it may take, with the files that belong to it.

    Args:
        path: where it is wanted.
        beside: the files that are written with it, by its name.
    """
    return next(
        name
        for name in names(path)
        if all(not file.exists() or is_replaceable(file) for file in (name, *beside(name)))
    )


def free_folder(path: Path, files: tuple[str, ...]) -> Path:
    """The first of a folder's names in which no file of a person is in the way of some files."""
    return next(
        name
        for name in names(path)
        if not name.is_file()
        and all(not (name / file).exists() or is_replaceable(name / file) for file in files)
    )


@contextlib.contextmanager
def filling(folder: Path, last: str) -> Generator[Path, None, None]:
    """A folder to fill, whose files are moved into ``folder`` at the end: all or, where somebody
    pulls the plug between two of them, all but the one that says that it is whole.

    Whoever calls has made sure that no file of a person is in the way.

    Args:
        folder: where the files are wanted; a new folder appears at once with all of them.
        last: the file of ``folder`` that is moved last.

    Raises:
        OutputFileError: the folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with new_scratch_folder(folder if folder.is_dir() else folder.parent) as inner:
            yield inner
            if not folder.exists():
                os.rename(inner, folder)
                return
            _merge(inner, folder, last)
    except PermissionError:
        raise OutputFileError(f"書き込めません：{folder}", _WHERE) from None
    except (FileExistsError, NotADirectoryError):
        raise OutputFileError(
            f"出力先のフォルダーを作れません：{folder}",
            "同じ名前のファイルがないか確かめてください。",
        ) from None
    except OSError as error:
        raise _failed(folder, error) from None


def _merge(new: Path, folder: Path, last: str) -> None:
    files = [p for p in new.rglob("*") if p.is_file() and p.parent.name != RECORDS]
    for file in sorted(files, key=lambda p: (p == new / last, p)):
        target = folder / file.relative_to(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not carries_digest(file):
            record(file, target)
        os.replace(file, target)
