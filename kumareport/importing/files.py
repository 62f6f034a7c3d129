"""The files to import: which reader reads each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kumareport.errors import InputFileError, KumareportError
from kumareport.importing.quote import Source
from kumareport.importing.word_source import read_word_source

_WORD = (".docx", ".docm")
_BOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv")
_OLD = (".xls", ".ods", ".doc", ".odt")
KNOWN = (*_WORD, *_BOOKS, *_TEXTS, *_OLD)
_MOST_FILES = 1_000


@dataclass(slots=True)
class Sources:
    """What was read, and the files that could not be, with why."""

    sources: list[Source] = field(default_factory=list[Source])
    unread: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def read_sources(paths: Sequence[Path], aside: Path) -> Sources:
    """Read files, and all that folders hold.

    Args:
        paths: files and folders.
        aside: the folder of the results, whose files are none of the sources.

    Raises:
        InputFileError: the only file cannot be read, or there is none.
    """
    files = list(_files(paths, aside))
    if not files:
        raise InputFileError(
            "取り込むファイルがありません。",
            f"{'、'.join(KNOWN)} のファイルか、それを入れたフォルダーを指定してください。",
        )
    if len(files) > _MOST_FILES:
        raise InputFileError(
            f"ファイルが多すぎます：{len(files)} 個", f"{_MOST_FILES} 個までに分けてください。"
        )
    found = Sources()
    for path, name in files:
        try:
            found.sources += read_file(path, name)
        except KumareportError as error:
            if len(files) == 1:
                raise
            found.unread.append((name, f"{error.message}{error.hint}"))
    if not found.sources:
        raise InputFileError("読めたファイルがありません。", found.unread[0][1])
    return found


def _files(paths: Iterable[Path], aside: Path) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        for inner in sorted(path.rglob("*")):
            is_ours = aside.exists() and aside.resolve() in inner.resolve().parents
            if (
                inner.suffix.lower() in KNOWN
                and not inner.name.startswith(("~$", "."))
                and not is_ours
            ):
                yield inner, str(inner.relative_to(path))


def read_file(path: Path, name: str) -> list[Source]:
    """The sources of one file.

    Raises:
        InputFileError: it cannot be read.
    """
    ending = path.suffix.lower()
    if ending in _WORD:
        return [read_word_source(path, name)]
    raise InputFileError(
        f"取り込めない種類のファイルです：{path}",
        f"取り込めるのは {'、'.join(KNOWN)} です。",
    )
