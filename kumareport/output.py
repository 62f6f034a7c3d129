"""Results appear whole or not at all: written beside the target, then moved into place."""

import contextlib
import os
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import IO

from kumareport.errors import HeldFileError, OutputFileError


def check_target(path: Path) -> None:
    """Refuse a target that can never be written, before the work begins.

    Raises:
        OutputFileError: the path is a folder.
    """
    if path.is_dir():
        raise OutputFileError(
            f"出力先がフォルダーです：{path}",
            "ファイル名まで指定してください（例：output/報告書.docx）。",
        )


@contextlib.contextmanager
def replacing(path: Path) -> Generator[IO[bytes], None, None]:
    """A file to write that replaces ``path`` when the block ends without an error.

    An old file stays whole whatever happens before the last moment: an exception, a full disk, the
    process killed.

    Raises:
        OutputFileError: the folder or file cannot be written, or another program holds it open.
    """
    check_target(path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".作成中-", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner may read; a shared folder's users need more.
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        try:
            os.replace(temporary, path)
        except PermissionError:
            if not path.exists():
                raise
            raise HeldFileError(
                path,
                f"書き込めません：{path}",
                "このファイルを Word や Excel で開いていれば閉じてください。"
                "フォルダーに書き込む権限があるかも確かめてください。",
            ) from None
        temporary = None
    except PermissionError:
        raise OutputFileError(
            f"書き込めません：{path}",
            "このファイルを Word や Excel で開いていれば閉じてください。"
            "フォルダーに書き込む権限があるかも確かめてください。",
        ) from None
    except (FileExistsError, NotADirectoryError):
        raise OutputFileError(
            f"出力先のフォルダーを作れません：{path.parent}",
            "同じ名前のファイルがないか確かめてください。",
        ) from None
    except OSError as error:
        raise OutputFileError(
            f"書き込みに失敗しました：{path}（{error.strerror}）",
            "ディスクの空き容量と、ファイル名の長さや使えない文字を確かめてください。",
        ) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
