"""Reading all that was handed in: Excel forms, Word drafts, and what is neither."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from kumareport.errors import InputFileError, reason_of
from kumareport.last_resort import Breakdown, attempt
from kumareport.model.form import Form
from kumareport.model.issued import IssuedDraft
from kumareport.office.word.word_document import WordDocument
from kumareport.regular_file import check_regular
from kumareport.review.issue.issue_list import ISSUE_LIST
from kumareport.review.returns.collection import Rejected
from kumareport.review.returns.excel.returned import ReturnedFile
from kumareport.review.returns.files import File, Readers
from kumareport.review.returns.word.returned_draft import ReturnedDraft, compare_draft

_SHARED = 0.5
"""The share of places in common from which two Word files count as copies of one."""
Progress = Callable[[int, int, str], None]


class HandedIn(Struct, frozen=True):
    """All that was handed in.

    Attributes:
        lists: the lists of forms (配付一覧).
        forms: everything else that could be read, by name.
        rejected: what could not, or was there already.
        copies: Word files without our record and without our places: path, name and content.
    """

    lists: list[ReturnedFile] = field(default_factory=list[ReturnedFile])
    forms: list[ReturnedFile | ReturnedDraft] = field(
        default_factory=list[ReturnedFile | ReturnedDraft]
    )
    rejected: list[Rejected] = field(default_factory=list[Rejected])
    copies: list[tuple[Path, str, WordDocument]] = field(
        default_factory=list[tuple[Path, str, WordDocument]]
    )


def read_all(
    files: Sequence[tuple[Path, str]],
    form: Form,
    crew: Readers,
    progress: Progress,
    meanwhile: Callable[[], object] = lambda: None,
) -> HandedIn:
    """Read files, each once.

    Args:
        files: the files with the names to show.
        form: the workbook's, for files that do not say with which they were sent out.
        crew: who reads them.
        progress: told how many files are done of how many, and the next one.
        meanwhile: what else there is to do, which is done here while the others of the crew read.
    """
    found = HandedIn()
    lost: list[tuple[Path, str, WordDocument]] = []
    named = sorted(files, key=lambda item: item[1])
    refused = dict(_unreadable(named))
    kept = [File(path, name, form) for path, name in named if path not in refused]
    # It takes as long as ten others, which nobody should wait for at the end.
    kept.sort(key=lambda file: not file.name.endswith(ISSUE_LIST))
    crew.give(kept)
    if crew.has_others:
        meanwhile()
    places = {file.path: place for place, file in enumerate(kept)}
    for number, (path, name) in enumerate(named):
        progress(number, len(files), name)
        if path in refused:
            found.rejected.append(refused[path])
            continue
        try:
            read = attempt(partial(crew.result, places[path]))
        except (InputFileError, OSError) as error:
            found.rejected.append(_rejected(path, name, error))
            continue
        if isinstance(read, Breakdown):
            found.rejected.append(Rejected(name, fault_reason(read)))
        elif isinstance(read, WordDocument):
            lost.append((path, name, read))
        elif isinstance(read, ReturnedFile) and read.is_list:
            found.lists.append(read)
        else:
            found.forms.append(read)
    for path, name, document in lost:
        try:
            base = _likely_base(document, found.forms)
            if base is None:
                found.copies.append((path, name, document))
                continue
            draft = attempt(partial(compare_draft, path, name, document, base))
            if isinstance(draft, Breakdown):
                found.rejected.append(Rejected(name, fault_reason(draft)))
            else:
                found.forms.append(draft)
        except InputFileError as error:
            found.rejected.append(_rejected(path, name, error))
    found.forms.sort(key=lambda form: form.name)
    progress(len(files), len(files), "")
    return found


def _unreadable(files: Sequence[tuple[Path, str]]) -> Iterator[tuple[Path, Rejected]]:
    """The files that are there already under another name, or are none to read."""
    seen: dict[str, str] = {}
    for path, name in files:
        try:
            digest = _digest(path)
        except (InputFileError, OSError) as error:
            yield path, _rejected(path, name, error)
            continue
        if digest in seen:
            yield path, Rejected(name, f"「{seen[digest]}」と同じファイルです")
        seen.setdefault(digest, name)


def _likely_base(
    document: WordDocument, forms: Sequence[ReturnedFile | ReturnedDraft]
) -> IssuedDraft | None:
    """What a file without a record was sent out with: that of the draft whose places it has."""
    names = document.bookmarks
    best: tuple[float, IssuedDraft] | None = None
    for form in forms:
        if isinstance(form, ReturnedDraft) and not form.has_lost_record:
            issued = form.word.issued
            own = {part.bookmark for p in issued.paragraphs for part in p.anchored}
            share = len(own & names) / max(1, len(own | names))
            if share > (best[0] if best else _SHARED):
                best = share, issued
    return best[1] if best else None


def _rejected(path: Path, name: str, error: InputFileError | OSError) -> Rejected:
    if isinstance(error, OSError):
        return Rejected(name, f"ファイルを読めません（{reason_of(error)}）")
    message = error.message.replace(str(path), "").rstrip("：")
    return Rejected(name, f"{message}。{error.hint}")


def fault_reason(fault: Breakdown) -> str:
    """Why a file could not be read where the fault is ours."""
    return f"ソフトの不具合で読めませんでした（{type(fault.error).__name__}）。{fault.hint}"


def _digest(path: Path) -> str:
    check_regular(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
