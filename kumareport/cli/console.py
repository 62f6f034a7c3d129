"""The terminal: Japanese text on any console, exit codes, progress, errors without tracebacks."""

import codecs
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kumareport.errors import KumareportError

OK, HAS_ERRORS, CANNOT_RUN = 0, 1, 2


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


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(text + "\n")


def complain(error: KumareportError) -> None:
    """Print why something cannot go on, and what to do."""
    sys.stderr.write(f"エラー：{error.message}\n")
    if error.hint:
        sys.stderr.write(f"　→ {error.hint}\n")


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Tell each step in one line that is overwritten; silent where nobody watches."""
    shown = sys.stderr.isatty()

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
