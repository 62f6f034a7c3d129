"""Writing the letters of a round."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kumareport.output import write_bytes

if TYPE_CHECKING:
    from kumareport.review.letters import Letter


def write_letters(
    letters: Sequence["Letter"], folder: Path, label: str, template: bytes | None
) -> None:
    """Write each letter as plain text for an e-mail and, with a template, as a Word file.

    Args:
        letters: the letters.
        folder: where; apart from the forms, which come back.
        label: what the files are called, such as 依頼文; the reader's name follows.
        template: the Word template; None writes no Word files.

    Raises:
        TemplateError: the template cannot be rendered.
        OutputFileError: the folder cannot be written.
    """
    for path, data in letter_files(letters, folder, label, template).items():
        write_bytes(path, data)


def letter_files(
    letters: Sequence["Letter"], folder: Path, label: str, template: bytes | None
) -> dict[Path, bytes]:
    """What :func:`write_letters` writes, and where; the arguments and errors are the same."""
    from kumareport.document.letter import letter_bytes
    from kumareport.review.issue.folder_names import folder_names

    files: dict[Path, bytes] = {}
    names = folder_names([letter.to for letter in letters if letter.to])
    for letter in letters:
        stem = f"{label}_{names[letter.to]}" if letter.to else label
        # Windows' own editor and mail programs take the mark at the start for Unicode.
        text = letter.text.replace("\n", "\r\n").encode("utf-8-sig", "replace")
        files[folder / f"{stem}.txt"] = text
        if template is not None:
            files[folder / f"{stem}.docx"] = letter_bytes(
                template, to=letter.to, date=letter.date, sender=letter.sender,
                title=letter.title, lines=letter.lines,
            )  # fmt: skip
    return files
