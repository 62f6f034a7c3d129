"""Only regular files are read: a named pipe or a device might never end."""

import stat
from pathlib import Path

from kumareport.errors import InputFileError


def check_regular(path: Path) -> None:
    """Refuse pipes and devices; what is missing or a folder is told by opening it.

    Raises:
        InputFileError: the path is neither a file nor a folder.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise InputFileError(
            f"ふつうのファイルではありません：{path}",
            "装置や名前付きパイプは読めません。ファイルにしてから指定してください。",
        )
