"""Whatever happens to a command ends in a Japanese message and an exit code, without a traceback."""

import traceback
from collections.abc import Callable

from kumareport.cli import console
from kumareport.errors import KumareportError, reason_of
from kumareport.last_resort import Breakdown, attempt


def guarded(command: Callable[[], int], *, debug: bool) -> int:
    """Run a command.

    Args:
        command: the command; its exit code.
        debug: whether tracebacks are shown as well.

    Returns:
        The exit code: that of the command, 2 where the system refused something, 3 for a fault of
        ours.
    """
    code = console.CANNOT_RUN
    try:
        done = attempt(command)
        code = _told(done, debug=debug) if isinstance(done, Breakdown) else done
    except KeyboardInterrupt:
        console.whisper("中止しました。")
    except MemoryError:
        console.whisper("エラー：メモリーが足りません。ほかのソフトを閉じてから試してください。")
    except (BrokenPipeError, SystemExit):
        # Whoever read the output went away, as in ``| head``; typer turns that into SystemExit.
        console.drop_output()
    except (KumareportError, OSError) as error:
        if debug:
            traceback.print_exc()
        console.complain(_refused(error) if isinstance(error, OSError) else error)
    return code if console.finish() else console.CANNOT_RUN


def _refused(error: OSError) -> KumareportError:
    """What the operating system said no to."""
    place = f"：{error.filename}" if error.filename else ""
    return KumareportError(
        f"ファイルを扱えません{place}（{reason_of(error)}）",
        "ファイルの名前と場所、空き容量、権限を確かめてください。",
    )


def _told(fault: Breakdown, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(fault.error)
    kind = type(fault.error).__name__
    message = f"ソフトの不具合で止まりました（{kind}）。元のファイルは変わっていません。"
    console.complain(KumareportError(message, fault.hint))
    return console.FAULT
