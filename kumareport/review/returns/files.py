"""The files that were handed in, and what each of them is: an Excel form, a Word draft, or neither."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.model.form import Form
from kumareport.office.word.word_document import WordDocument, is_word, read_word
from kumareport.review.returns.excel.returned import ReturnedFile, read_returned
from kumareport.review.returns.word.returned_draft import ReturnedDraft, compare_draft
from kumareport.workers import Crew

_LEFT_OUT = (".~lock.", "._", ".DS_Store", "__MACOSX", "Thumbs.db", "desktop.ini", ".作成中-")


class File(Struct, frozen=True):
    """A file that was handed in.

    Attributes:
        path: the file.
        name: what to call it.
        form: the workbook's, for a file that does not say with which it was sent out.
    """

    path: Path
    name: str
    form: Form


Read: TypeAlias = ReturnedFile | ReturnedDraft | WordDocument
"""What a file is; a Word file without our record is the document that it is."""
Readers: TypeAlias = Crew[File, Read]
"""Who reads the files, with :func:`read_file`."""


def read_file(file: File) -> Read:
    """Read a file, known by what it holds and not by its name.

    Raises:
        InputFileError: it cannot be read.
    """
    if not is_word(file.path):
        return read_returned(file.path, file.name, file.form)
    document = read_word(file.path)
    if document.issued is None:
        return document
    return compare_draft(file.path, file.name, document)


def files_in(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files at the paths and in all folders below, with the names to show; each once.

    What Office, LibreOffice, Windows and macOS put beside people's files is left out.

    Raises:
        InputFileError: a path that does not exist.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise InputFileError(
                f"返送されたファイルが見つかりません：{path}",
                "ファイルかフォルダーの名前を確かめてください。",
            )
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            below = file.relative_to(path) if path.is_dir() else Path(file.name)
            if not any(part.startswith(_LEFT_OUT) for part in below.parts):
                found.setdefault(file.resolve(), str(below))
    return list(found.items())
