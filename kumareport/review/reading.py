"""Reading all that was handed in: Excel forms, Word drafts, and what is neither."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.ooxml.word_document import is_word
from kumareport.review.collection import Rejected
from kumareport.review.returned import ReturnedFile, read_returned
from kumareport.review.returned_draft import ReturnedDraft, read_draft

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """All that was handed in.

    Attributes:
        lists: the lists of forms (配付一覧).
        forms: everything else that could be read, by name.
        rejected: what could not, or was there already.
    """

    lists: list[ReturnedFile] = field(default_factory=list[ReturnedFile])
    forms: list[ReturnedFile | ReturnedDraft] = field(
        default_factory=list[ReturnedFile | ReturnedDraft]
    )
    rejected: list[Rejected] = field(default_factory=list[Rejected])


def read_all(files: Sequence[tuple[Path, str]], progress: Progress) -> HandedIn:
    """Read files, each once, known by what they hold and not by their names.

    Args:
        files: the files with the names to show.
        progress: told how many files are done of how many, and the next one.
    """
    seen: dict[str, str] = {}
    found = HandedIn()
    for number, (path, name) in enumerate(sorted(files, key=lambda item: item[1])):
        progress(number, len(files), name)
        try:
            digest = _digest(path)
            if digest in seen:
                found.rejected.append(Rejected(name, f"「{seen[digest]}」と同じファイルです"))
                continue
            seen[digest] = name
            file = read_draft(path, name) if is_word(path) else read_returned(path, name)
        except InputFileError as error:
            message = error.message.replace(str(path), "").rstrip("：")
            found.rejected.append(Rejected(name, f"{message}。{error.hint}"))
        except OSError as error:
            found.rejected.append(Rejected(name, f"ファイルを読めません（{error.strerror}）"))
        else:
            if isinstance(file, ReturnedFile) and file.is_list:
                found.lists.append(file)
            else:
                found.forms.append(file)
    progress(len(files), len(files), "")
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
