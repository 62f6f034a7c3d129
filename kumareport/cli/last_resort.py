"""When nothing else caught it: a Japanese message, an exit code, a record to send; no traceback.

The only place that catches every exception.
"""

import datetime
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kumareport import __version__
from kumareport.cli import console
from kumareport.errors import KumareportError, reason_of


def guarded(command: Callable[[], int], words: Sequence[str], *, debug: bool) -> int:
    """Run a command so that whatever happens ends in a message and an exit code.

    Args:
        command: the command; its exit code.
        words: the command line, for the record.
        debug: whether tracebacks are shown as well.

    Returns:
        The exit code: that of the command, 2 where the system refused something, 3 for a fault of
        ours.
    """
    try:
        code = command()
    except KeyboardInterrupt:
        console.whisper("中止しました。")
        code = console.CANNOT_RUN
    except MemoryError:
        console.whisper("エラー：メモリーが足りません。ほかのソフトを閉じてから試してください。")
        code = console.CANNOT_RUN
    except (BrokenPipeError, SystemExit):
        # Whoever read the output went away, as in ``| head``; typer turns that into SystemExit.
        console.drop_output()
        code = console.CANNOT_RUN
    except OSError as error:
        if debug:
            traceback.print_exc()
        console.complain(_refused(error))
        code = console.CANNOT_RUN
    except Exception as error:
        code = _fault(error, words, debug=debug)
    return code if console.finish() else console.CANNOT_RUN


def _refused(error: OSError) -> KumareportError:
    """What the operating system said no to."""
    place = f"：{error.filename}" if error.filename else ""
    return KumareportError(
        f"ファイルを扱えません{place}（{reason_of(error)}）",
        "ファイルの名前と場所、空き容量、権限を確かめてください。",
    )


def _fault(error: Exception, words: Sequence[str], *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    record = _write_record(_record(error, words))
    hint = (
        f"記録のファイルを、このソフトの担当に送ってください：{record}"
        if record
        else "記録のファイルを書けませんでした。「--debug」を付けて実行し、出た文字を送ってください。"
    )
    message = (
        f"ソフトの不具合で止まりました（{type(error).__name__}）。元のファイルは変わっていません。"
    )
    console.complain(KumareportError(message, hint))
    return console.FAULT


def _record(error: Exception, words: Sequence[str]) -> str:
    """What support needs: no values of variables, so nothing of the workbook that no message has."""
    facts = (
        ("版", __version__),
        ("Python", sys.version.replace("\n", " ")),
        ("環境", platform.platform()),
        ("文字コード", f"{sys.getfilesystemencoding()}、{getattr(sys.stdout, 'encoding', '')}"),
        ("コマンド", " ".join(["kumareport", *(repr(word) for word in words)])),
    )
    lines = [f"{name}：{value}" for name, value in facts]
    return "\n".join([*lines, "", *traceback.format_exception(error)])


def _write_record(text: str) -> Path | None:
    """Write the record to the first folder that takes it."""
    now = datetime.datetime.now().astimezone()
    for folder in _folders():
        path = folder / f"kumareport_不具合_{now:%Y%m%d-%H%M%S}_{os.getpid()}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except (OSError, ValueError):
            continue
        return path
    return None


def _folders() -> Iterator[Path]:
    """The user's folder for such things, then the one for temporary files."""
    if sys.platform == "win32":
        state = os.environ.get("LOCALAPPDATA")
    else:
        state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    if state and os.path.isabs(state):
        yield Path(state) / "kumareport"
    yield Path(tempfile.gettempdir())
