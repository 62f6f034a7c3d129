"""When nothing else caught it: the only place that catches every exception.

A fault of ours gives a record to send to support instead of a traceback on the screen. In a batch it
costs one piece of work and not the others.
"""

import datetime
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from kumareport import __version__
from kumareport.errors import KumareportError

_Result = TypeVar("_Result")


class Breakdown(Struct, frozen=True):
    """A fault of ours.

    Attributes:
        error: what was raised.
        record: the file that says where and how; None where none could be written.
    """

    error: Exception
    record: Path | None

    @property
    def hint(self) -> str:
        """What to do, in Japanese."""
        if self.record is None:
            return "記録のファイルを書けませんでした。「--debug」を付けて実行し、出た文字を送ってください。"
        return f"記録のファイルを、このソフトの担当に送ってください：{self.record}"


def attempt(work: Callable[[], _Result]) -> _Result | Breakdown:
    """Do a piece of work.

    Returns:
        What it returns, or the fault that ended it.

    Raises:
        KumareportError, OSError, MemoryError: what is no fault of ours.
    """
    try:
        return work()
    except (KumareportError, OSError, MemoryError):
        raise
    except Exception as error:
        return Breakdown(error, _write_record(error))


def in_advance(work: Callable[[], _Result]) -> tuple[_Result] | None:
    """Do a piece of work before its turn.

    Returns:
        What it returns; None where it raises: done in its turn, it tells why.
    """
    try:
        return (work(),)
    except Exception:
        return None


def _write_record(error: Exception) -> Path | None:
    """Write the record into the first folder that takes it."""
    now = datetime.datetime.now().astimezone()
    text = _record(error)
    for folder in _folders():
        path = folder / f"kumareport_不具合_{now:%Y%m%d-%H%M%S-%f}_{os.getpid()}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except (OSError, ValueError):
            continue
        return path
    return None


def _record(error: Exception) -> str:
    """What support needs: no values of variables, so nothing of the workbook that no message has."""
    facts = (
        ("版", __version__),
        ("Python", sys.version.replace("\n", " ")),
        ("環境", platform.platform()),
        ("文字コード", f"{sys.getfilesystemencoding()}、{getattr(sys.stdout, 'encoding', '')}"),
        ("コマンド", " ".join(map(repr, sys.argv))),
    )
    lines = [f"{name}：{value}" for name, value in facts]
    return "\n".join([*lines, "", *traceback.format_exception(error)])


def _folders() -> Iterator[Path]:
    """The user's folder for such things, then the one for temporary files."""
    if sys.platform == "win32":
        state = os.environ.get("LOCALAPPDATA")
    else:
        state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    if state and os.path.isabs(state):
        yield Path(state) / "kumareport"
    yield Path(tempfile.gettempdir())
