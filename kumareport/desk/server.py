"""Serving a desk on this computer, to the one browser that was let in, until it is closed."""

import contextlib
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.utilities import Error
from waitress.wasyncore import close_all

from kumareport.desk.app import MOST_BODY, App
from kumareport.desk.desk import Desk, Show
from kumareport.desk.guard import Guard
from kumareport.desk.memory import Memory
from kumareport.desk.places import Folders, own_folders

_PAUSE = 0.5
_LEFT = 15.0
"""Seconds after the last page was closed: going from page to page takes less."""
_IDLE = 3600.0
_THREADS, _CONNECTIONS, _SILENCE = 6, 400, 10
_MOST_HEADERS = 32 * 1024


class _Forbidden(Error):
    code = 403
    reason = "Forbidden"


class _Parser(HTTPRequestParser):
    """Takes no body from anybody who does not carry the token: it would be stored before it is
    refused."""

    guard: Guard

    def received(self, data: bytes) -> int:
        """Take in what has come."""
        taken: int = super().received(data)
        is_body = self.headers_finished and not self.completed
        if is_body and not self.guard.is_known(self.headers.get("COOKIE", "")):
            self.error = _Forbidden("この窓口を開いた画面からの呼び出しではありません。")
            self.completed = True
        return taken


class _Channel(HTTPChannel):
    """Gives a request a time for its headers as a whole: whoever sends them drop by drop would hold
    one of the connections for ever."""

    def handle_read(self) -> None:
        """Take in what has come."""
        before: float = self.last_activity
        super().handle_read()
        if self.request is not None and not self.request.headers_finished:
            self.last_activity = before


class Server:
    """A desk that listens.

    Args:
        folders: the folders that may be looked into, name and path of each.
        memory: what is remembered from one start to the next.
        show: opens files and folders.
        silence: seconds after which a connection that says nothing is closed.
    """

    def __init__(
        self,
        folders: Sequence[tuple[str, Path]],
        memory: Memory,
        show: Show,
        silence: int = _SILENCE,
    ) -> None:
        self._socket = _listening()
        guard = Guard(self._socket.getsockname()[1])
        self.desk = Desk(guard, Folders(folders), memory, show)
        logging.getLogger("waitress").setLevel(logging.CRITICAL)
        parser = type("Parser", (_Parser,), {"guard": guard})
        self._open: dict[int, Any] = {}
        # waitress has no types.
        self._server: Any = create_server(
            App(self.desk),
            map=self._open,
            sockets=[self._socket],
            threads=_THREADS,
            connection_limit=_CONNECTIONS,
            channel_timeout=silence,
            cleanup_interval=1,
            max_request_header_size=_MOST_HEADERS,
            max_request_body_size=MOST_BODY,
            ident="",
        )
        self._server.channel_class = type("Channel", (_Channel,), {"parser_class": parser})
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Begin to answer, in a thread of its own."""
        self._thread.start()

    def wait(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Return when somebody closes the desk, its last page was closed, or an hour has passed."""
        while not self.desk.is_closing.wait(_PAUSE):
            if not self.desk.jobs.running() and self.desk.is_left(clock(), _LEFT, _IDLE):
                return

    def stop(self) -> None:
        """Stop what goes on, and answer no more."""
        self.desk.close()
        # In its own thread: its loop ends when nothing is open any more. An answer that has just been
        # given wakes the loop as well; then all may be closed before it is woken here.
        with contextlib.suppress(OSError):
            self._server.trigger.pull_trigger(lambda: close_all(self._open, ignore_all=True))
        self._thread.join()
        self._server.task_dispatcher.shutdown()


def _listening() -> socket.socket:
    """A socket that only this computer can reach, on a free port."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        # Else another user's program could take the port over.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    found.bind(("127.0.0.1", 0))
    return found


def serve(chosen: Sequence[Path], memory: Memory, show: Show, ready: Callable[[str], None]) -> None:
    """Serve a desk until it is closed.

    Args:
        chosen: workbooks and folders that were dropped on it.
        memory: what is remembered.
        show: opens files and folders.
        ready: told the address to open.
    """
    server = Server([*_chosen(chosen), *own_folders()], memory, show)
    for path in chosen:
        if path.is_file():
            server.desk.open(path.resolve())
    server.start()
    try:
        ready(server.desk.guard.address)
        server.wait()
    finally:
        server.stop()


def _chosen(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    folders = [path if path.is_dir() else path.parent for path in paths]
    return [(folder.resolve().name, folder) for folder in folders]
