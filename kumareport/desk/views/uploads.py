"""Files that were dropped on a page."""

import filecmp
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from pathvalidate import sanitize_filename
from werkzeug.datastructures import FileStorage

from kumareport.output import names
from kumareport.scratch import new_scratch, sweep


def keep(files: Sequence[FileStorage], folder: Path) -> Path:
    """Put files into a folder, whole; what is there is never replaced, and nothing is kept twice.

    Args:
        files: what was sent. Only the last part of their names counts.
        folder: made where it is missing.

    Returns:
        The folder.
    """
    folder.mkdir(exist_ok=True)
    sweep(folder)
    for file in files:
        last = PurePosixPath((file.filename or "").replace("\\", "/")).name
        name = sanitize_filename(last, replacement_text="＿", platform="universal") or "ファイル"
        with new_scratch(folder) as scratch:
            file.save(scratch.file)
            scratch.close()
            for target in names(folder / name):
                if not target.exists():
                    os.replace(scratch.path, target)
                    break
                if target.is_file() and filecmp.cmp(scratch.path, target, shallow=False):
                    break
    return folder
