"""The terminal: Japanese text on any console, exit codes, progress, errors without tracebacks."""

import codecs
import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TextIO, cast

import typer

from kumareport.errors import KumareportError, reason_of
from kumareport.output import Written
from kumareport.present.terminal import Screen

OK, HAS_ERRORS, CANNOT_RUN, FAULT = 0, 1, 2, 3
# Windows: STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING.
_STD_OUTPUT, _ESCAPES = -11, 0x0004
_quiet = False
_unprinted: OSError | None = None
"""Why what was to be printed could not be."""
_ITEM_SHOWN = 14
"""Letters of a name that fit beside the bar on 80 columns; its end tells more than its beginning."""


def set_up() -> None:
    """Let characters that a console lacks (CP932 has no ⚫) appear as 〓 instead of stopping it."""

    def replace(error: UnicodeError) -> tuple[bytes, int]:
        assert isinstance(error, UnicodeEncodeError)
        try:
            mark = "〓".encode(error.encoding)
        except UnicodeEncodeError:
            mark = b"?"
        # As bytes: UTF-8 takes no letters in place of half a surrogate pair.
        return mark * (error.end - error.start), error.end

    codecs.register_error("geta", replace)
    # A closed one is None.
    sys.stdout = cast(TextIO | None, sys.stdout) or _nowhere()
    sys.stderr = cast(TextIO | None, sys.stderr) or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        # The locale C says nothing about what the terminal shows; today that is UTF-8.
        says_nothing = codecs.lookup(stream.encoding).name == "ascii" and not os.environ.get(
            "PYTHONIOENCODING"
        )
        reconfigure(encoding="utf-8" if says_nothing else None, errors="geta")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def be_quiet(wanted: bool) -> None:
    """Whether :func:`say` keeps silent from now on."""
    global _quiet
    _quiet = wanted


def say(text: str) -> None:
    """Tell how it went; silent where somebody asked for quiet."""
    if not _quiet:
        show(text)


def show(text: str) -> None:
    """Print what was asked for: findings, a list, a page of help.

    Where nobody takes it the command goes on; :func:`finish` tells.
    """
    try:
        sys.stdout.write(text + "\n")
    except OSError as error:
        drop_output(error)


def whisper(text: str) -> None:
    """Print a line where it does not mix with the output."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")


def tell_written(*results: Written, tell: Callable[[str], None] | None = None) -> None:
    """Say which files were made, and why one has another name than was wanted.

    Args:
        results: the files.
        tell: says a line; :func:`say` where None.
    """
    tell = tell or say
    for result in results:
        tell(f"作りました：{result.path}")
        if result.why is not None:
            tell(f"　「{result.wanted.name}」は{result.why}ので、そのまま残しました。")


def drop_output(error: OSError | None = None) -> None:
    """Print nothing any more.

    Args:
        error: why; nothing is to be told where the reader went away, as in ``| head``.
    """
    global _unprinted
    if error is not None and not isinstance(error, BrokenPipeError):
        _unprinted = error
    old, sys.stdout = sys.stdout, _nowhere()
    _empty(old, sys.stdout)


def _empty(stream: TextIO, into: TextIO) -> None:
    """What is still in its buffer would fail once more when Python ends, which then exits with 120."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(into.fileno(), stream.fileno())


def finish() -> bool:
    """Print what is still in a buffer; whether all could be printed."""
    global _unprinted
    try:
        sys.stdout.flush()
    except OSError as error:
        drop_output(error)
    failed, _unprinted = _unprinted, None
    if failed is not None:
        complain(KumareportError(f"表示を書き出せませんでした（{reason_of(failed)}）"))
    try:
        sys.stderr.flush()
    except OSError:
        _empty(sys.stderr, _nowhere())
    return failed is None


def terminal(reserved: int = 0) -> Screen:
    """The room on the terminal, less the prompt's line and ``reserved`` others."""
    size = shutil.get_terminal_size((80, 24))
    # Some consoles begin a new line after a line that fills their last column.
    return Screen(size.lines - 1 - reserved, size.columns - 1, shows_color())


def shows_color() -> bool:
    """Whether the output goes to a terminal that shows colours (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty() and _takes_escapes()


def _takes_escapes() -> bool:
    """Whether the terminal understands escape sequences; Windows must be asked to."""
    if sys.platform != "win32":
        return True
    import ctypes

    kernel = ctypes.windll.kernel32
    handle = kernel.GetStdHandle(_STD_OUTPUT)
    mode = ctypes.c_ulong()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, mode.value | _ESCAPES))


def complain(error: KumareportError) -> None:
    """Print why something cannot go on, and what to do."""
    whisper(f"エラー：{error.message}")
    if error.hint:
        whisper(f"　→ {error.hint}")


@contextmanager
def progress() -> Generator[Callable[[str], None]]:
    """Tell each step in one line that is overwritten; silent where nobody watches."""
    shown = sys.stderr.isatty() and not _quiet

    def tell(step: str) -> None:
        if shown:
            sys.stderr.write(f"\r\x1b[K{step} …")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _item(item: object) -> str:
    return str(item or "")


@contextmanager
def counter(what: str) -> Generator[Callable[[int, int, str], None]]:
    """A progress bar for work of many pieces; silent where nobody watches."""
    if _quiet or not sys.stderr.isatty():
        yield lambda done, total, item: None
        return
    with typer.progressbar(
        [""],
        label=what,
        file=sys.stderr,
        show_eta=False,
        item_show_func=_item,
    ) as bar:

        def tell(done: int, total: int, item: str) -> None:
            bar.length = max(total, 1)
            bar.current_item = item[-_ITEM_SHOWN:]
            bar.update(done - bar.pos)

        yield tell


def flush() -> None:
    """Let a program that waits for the output have it now."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
