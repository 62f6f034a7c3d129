"""The terminal: Japanese text on any console, exit codes, progress, errors without tracebacks."""

import codecs
import os
import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

import typer

from kumareport.errors import KumareportError
from kumareport.present.terminal import Screen

OK, HAS_ERRORS, CANNOT_RUN = 0, 1, 2
# Windows: STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING.
_STD_OUTPUT, _ESCAPES = -11, 0x0004
_quiet = False
_ITEM_SHOWN = 14
"""Letters of a name that fit beside the bar on 80 columns; its end tells more than its beginning."""


def set_up() -> None:
    """Let characters that a console lacks (CP932 has no ⚫) appear as 〓 instead of stopping it."""

    def replace(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeEncodeError)
        try:
            "〓".encode(error.encoding)
            mark = "〓"
        except UnicodeEncodeError:
            mark = "?"
        return mark * (error.end - error.start), error.end

    codecs.register_error("geta", replace)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="geta")


def be_quiet(wanted: bool) -> None:
    """Whether :func:`say` keeps silent from now on."""
    global _quiet
    _quiet = wanted


def say(text: str) -> None:
    """Tell how it went; silent where somebody asked for quiet."""
    if not _quiet:
        show(text)


def show(text: str) -> None:
    """Print what was asked for: findings, a list, a page of help."""
    sys.stdout.write(text + "\n")


def whisper(text: str) -> None:
    """Print a line where it does not mix with the output."""
    sys.stderr.write(text + "\n")


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
    sys.stderr.write(f"エラー：{error.message}\n")
    if error.hint:
        sys.stderr.write(f"　→ {error.hint}\n")


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
