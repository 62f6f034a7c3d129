"""One LibreOffice for a whole test run, shared by all processes of the run.

The process that starts the run names a folder; the first test that needs LibreOffice, in whichever
process, starts it there; the end of the run ends it. Who holds the lock asks: one at a time. A
LibreOffice that hangs or has died is started anew, once for each request.
"""

import contextlib
import functools
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.turns import turn

SOFFICE = shutil.which("soffice")
INSIDE = Path(__file__).with_name("inside.py")
_ROOT = Path(__file__).resolve().parents[2]
_FOLDER = "KUMAREPORT_TEST_LIBREOFFICE"
# Seconds that only a hung LibreOffice takes, on the slowest machine.
_LIMIT = 300
# A LibreOffice that was killed must not keep its files locked for the next one.
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseDocumentOOoLockFile" '
    'oor:op="fuse"><value>false</value></prop></item></oor:items>\n'
)
# Those that this process started: each must be waited for by someone.
_started: list[subprocess.Popen[bytes]] = []


class FailedError(Exception):
    """LibreOffice did not do what it was asked; its words."""


@dataclass(frozen=True)
class _Office:
    """A LibreOffice that runs: its process, its profile, the pipe that it listens at."""

    pid: int
    profile: str
    pipe: str

    def script(self, script: Path, *words: str) -> None:
        """Run a script with LibreOffice's Python; the pipe is its first word."""
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
        _run(str(office_python()), str(script), self.pipe, *words, env=environment)

    def convert(self, source: Path, kind: str, folder: Path) -> None:
        """A second LibreOffice of one profile hands its work to the first, and waits for it."""
        _run(str(SOFFICE), f"-env:UserInstallation={self.profile}", "--headless", "--convert-to",
             kind, "--outdir", str(folder), str(source))  # fmt: skip

    def kill(self) -> None:
        """End it with all that it started."""
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.pid, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGTERM)


@functools.cache
def office_python() -> str | None:
    """The Python that knows LibreOffice's API: the system's, or the one that comes with it."""
    beside = Path(SOFFICE).resolve().parent if SOFFICE else None
    own = [str(beside / name) for name in ("python", "python.exe")] if beside else []
    for program in ("/usr/bin/python3", *own):
        if Path(program).exists():
            done = subprocess.run([program, "-c", "import uno"], capture_output=True, check=False)
            if done.returncode == 0:
                return program
    return None


@contextlib.contextmanager
def run_of_tests() -> Generator[None]:
    """Within it, this process and those that it starts share a LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="kumareport-office-", ignore_cleanup_errors=True) as at:
        os.environ[_FOLDER] = at
        # A run that is told to stop ends its LibreOffice, too.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            yield
        finally:
            with _lock():
                _end()
            del os.environ[_FOLDER]


def run_script(script: Path, *words: str) -> None:
    """Run a script with LibreOffice's Python; the pipe to connect to is its first word.

    Raises:
        FailedError: it failed, with a LibreOffice started for it, too.
    """
    _ask(lambda office: office.script(script, *words))


def convert(source: Path, kind: str, folder: Path) -> Path:
    """Open a file and save it as another kind: an extension, or ``extension:filter:options``.

    Raises:
        FailedError: it failed, with a LibreOffice started for it, too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{source.stem}.{kind.split(':')[0]}"

    def work(office: _Office) -> None:
        target.unlink(missing_ok=True)
        office.convert(source, kind, folder)
        if not target.exists():
            raise FailedError(f"LibreOffice made no {target}")

    _ask(work)
    return target


def _ask(work: Callable[[_Office], None]) -> None:
    with _lock():
        try:
            work(_running() or _start())
        except FailedError:
            _kill()
            work(_start())


def _lock() -> AbstractContextManager[None]:
    return turn(Path(os.environ[_FOLDER]) / "lock")


def _state() -> Path:
    return Path(os.environ[_FOLDER]) / "running.json"


def _running() -> _Office | None:
    return _Office(**json.loads(_state().read_text())) if _state().exists() else None


def _start() -> _Office:
    pipe = f"kumareport-{secrets.token_hex(8)}"
    profile = _state().with_name(pipe)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    process = subprocess.Popen(
        [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    _started.append(process)
    office = _Office(process.pid, profile.as_uri(), pipe)
    _state().write_text(json.dumps(asdict(office)))
    office.script(INSIDE, "hold")
    return office


def _end() -> None:
    office = _running()
    if office is not None:
        with contextlib.suppress(FailedError):
            office.script(INSIDE, "end")
        _kill()


def _kill() -> None:
    office = _running()
    if office is not None:
        office.kill()
        _state().unlink()


def _run(*command: str, env: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(
            command, check=True, capture_output=True, timeout=_LIMIT, env=env,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        raise FailedError(f"{error}\n{error.stderr}") from error
    except subprocess.TimeoutExpired as error:
        raise FailedError(str(error)) from error
