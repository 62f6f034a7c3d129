"""Files that were dropped on a page."""

import filecmp
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from pathvalidate import sanitize_filename
from werkzeug.datastructures import FileStorage

from kumareport.output import names
from kumareport.scratch import new_scratch, sweep


def keep(files: Sequence[FileStorage], folder: Path) -> list[str]:
    """Put files into a folder, whole; what is there is never replaced, and nothing is kept twice.

    Args:
        files: what was sent. Only the last part of their names counts.
        folder: made where it is missing.

    Returns:
        The names that they have there.
    """
    folder.mkdir(exist_ok=True)
    sweep(folder)
    kept: list[str] = []
    for file in files:
        last = PurePosixPath((file.filename or "").replace("\\", "/")).name
        name = sanitize_filename(last, replacement_text="＿", platform="universal") or "ファイル"
        with new_scratch(folder) as scratch:
            file.save(scratch.file)
            scratch.close()
            for target in names(folder / name):
                if not target.exists():
                    os.replace(scratch.path, target)
                elif not target.is_file() or not filecmp.cmp(scratch.path, target, shallow=False):
                    continue
                kept.append(target.name)
                break
    return kept
