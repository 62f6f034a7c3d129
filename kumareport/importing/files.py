"""The files to import: which reader reads each."""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from kumareport.errors import InputFileError, KumareportError
from kumareport.importing.data_source import is_of_package, read_data_source
from kumareport.importing.excel_source import read_book_sources
from kumareport.importing.quote import Source
from kumareport.importing.text_source import read_text_source
from kumareport.importing.word_source import read_word_source
from kumareport.regular_file import check_regular

_WORD = (".docx", ".docm")
_BOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv")
_DATA = ".json"
_OLD = {".xls": "xlsx", ".ods": "xlsx", ".doc": "docx", ".odt": "docx"}
KNOWN = (*_WORD, *_BOOKS, *_TEXTS, _DATA, *_OLD)
_MOST_FILES = 1_000


class Sources(Struct):
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
            # Folders with a dot hold what the program keeps for itself.
            is_hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if is_hidden or is_of_package(inner):
                continue
            if inner.suffix.lower() in KNOWN and not inner.name.startswith("~$") and not is_ours:
                yield inner, str(inner.relative_to(path))


def read_file(path: Path, name: str) -> list[Source]:
    """The sources of one file.

    Raises:
        InputFileError: it cannot be read.
    """
    ending = path.suffix.lower()
    if ending in _WORD:
        return [read_word_source(path, name)]
    if ending in _BOOKS:
        return read_book_sources(path, name)
    if ending in _TEXTS:
        return [read_text_source(path, name)]
    if ending == _DATA:
        return [read_data_source(path, name)]
    if ending in _OLD:
        return _by_libreoffice(path, name, _OLD[ending])
    raise InputFileError(
        f"取り込めない種類のファイルです：{path}",
        f"取り込めるのは {'、'.join(KNOWN)} です。",
    )


def _by_libreoffice(path: Path, name: str, kind: str) -> list[Source]:
    """Read a file of another kind through LibreOffice."""
    from kumareport.document.pdf import convert, find_libreoffice

    program = find_libreoffice()
    if program is None:
        raise InputFileError(
            f"LibreOffice がないので読めません：{path}",
            f"Excel か Word で開き、「名前を付けて保存」で .{kind} にしてください。",
        )
    check_regular(path)
    with tempfile.TemporaryDirectory(prefix="kumareport-") as folder:
        copy = Path(folder) / f"source{path.suffix.lower()}"
        try:
            copy.write_bytes(path.read_bytes())
            return read_file(convert(program, copy, kind), name)
        except (subprocess.SubprocessError, OSError, InputFileError) as error:
            raise InputFileError(
                f"LibreOffice で読めませんでした：{path}",
                f"Excel か Word で開き、「名前を付けて保存」で .{kind} にしてください。",
            ) from error
