"""Opening a result in its program, or showing it in its folder."""

import subprocess
import sys
from pathlib import Path

from kumareport.errors import OutputFileError


def show(path: Path, in_folder: bool) -> None:
    """Open a file with the program that is meant for it.

    Args:
        path: the file or folder.
        in_folder: show it in its folder instead.

    Raises:
        OutputFileError: there is no such program.
    """
    try:
        _show(path, in_folder)
    except OSError:
        raise OutputFileError(
            f"開けませんでした：{path}", "この場所を、ファイルの一覧から開いてください。"
        ) from None


def _show(path: Path, in_folder: bool) -> None:
    if sys.platform == "win32":
        import os

        if in_folder and path.is_file():
            subprocess.Popen(["explorer", f"/select,{path}"])
        else:
            os.startfile(path)
        return
    target = path.parent if in_folder and path.is_file() else path
    program = "open" if sys.platform == "darwin" else "xdg-open"
    subprocess.Popen([program, str(target)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
