"""Set-up and the everyday jobs, with nothing but Python 3.11+:

``python make.py report`` builds the report from input.xlsx; ``python make.py test`` runs the tests;
``python make.py lint`` does what CI does after them. Each makes a private environment in .venv the
first time. Exit codes: the job's; 2 without one.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOG = VENV / "pip.log"
REPORT = ["-m", "kumareport", "build", "input.xlsx", "-o", "output/報告書.docx"]
# One process for each core; the quicker one takes over what the other has not begun.
TEST = ["-m", "pytest", "-n", "auto", "--dist", "worksteal"]
CHECKS = ["-c", "from importlinter.cli import lint_imports_command as check; check()"]
LINT = [
    ["-m", "ruff", "check", "."],
    ["-m", "ruff", "format", "--check", "."],
    ["-m", "pyright"],
    CHECKS,
]
JOBS = {
    "report": ("", "input.xlsx から報告書を作っています…", [REPORT]),
    "test": ("[test]", "テストを通しています（２コアの PC で 10 分ほど）…", [TEST]),
    "lint": ("[test]", "書き方、型、層の向きを調べています（１分ほど）…", LINT),
}
NO_VENV = """Python の環境（.venv）を作れませんでした：{}
→ Ubuntu や Debian では「sudo apt install python3-venv」のあと、もう一度実行してください。
　 ほかでは、このフォルダーに書き込めるか、空き容量があるかを確かめてください。
"""
NO_LIBRARIES = """ライブラリを入れられませんでした。
→ インターネットにつながっているかを確かめて、もう一度同じコマンドを実行してください。
　 プロキシを使う職場では、環境変数 HTTPS_PROXY にプロキシの番地を入れてから実行します。
　 インターネットを使えない PC では、docs/Windowsでの使い方.md のフォルダーを使ってください。
　 くわしい記録：{}
"""


class StoppedError(Exception):
    """A job cannot be done; what to tell the user."""


def say(words: str) -> None:
    """Tell what is being done, at once."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def set_up(extra: str) -> None:
    """Make the environment and install the project, unless that has been done.

    Raises:
        StoppedError: there is no place for it, or no way to the libraries.
    """
    stamp = VENV / f"installed{extra}"
    if stamp.exists() and stamp.stat().st_mtime >= (ROOT / "pyproject.toml").stat().st_mtime:
        return
    if not has_pip():
        say("はじめての実行なので、Python の環境を .venv に作っています（10 秒ほど）…")
        try:
            venv.create(VENV, with_pip=True, clear=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise StoppedError(NO_VENV.format(error)) from error
    say("必要なライブラリをインターネットから入れています（はじめと更新のときだけ、１分ほど）…")
    install = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command = [*install, "--log", str(LOG), "-e", f".{extra}"]
    if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode:
        raise StoppedError(NO_LIBRARIES.format(LOG))
    # Where PYTHONDONTWRITEBYTECODE is set no command would ever keep what it has compiled. What is
    # edited later is compiled anew: bytecode knows the time and size of its source.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "kumareport"], cwd=ROOT, check=False)
    stamp.touch()


def has_pip() -> bool:
    """Whether the environment was made to its end."""
    look = [str(PYTHON), "-m", "pip", "--version"]
    return PYTHON.exists() and not subprocess.run(look, capture_output=True, check=False).returncode


def run(job: list[str]) -> int:
    """Run a command, which may keep what it compiles; its exit code."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(job, cwd=ROOT, env=kept, check=False).returncode


def main() -> int:
    """Run a job; the exit code is the job's."""
    if len(sys.argv) < 2 or sys.argv[1] not in JOBS:
        say(f"使い方：python make.py {'｜'.join(JOBS)}")
        return 2
    if sys.version_info < (3, 11):
        say("Python 3.11 以上が必要です。")
        return 2
    extra, doing, commands = JOBS[sys.argv[1]]
    try:
        set_up(extra)
        say(doing)
        jobs = [[str(PYTHON), *command, *sys.argv[2:]] for command in commands]
        return max([run(job) for job in jobs])
    except StoppedError as stopped:
        say(str(stopped).rstrip())
    except KeyboardInterrupt:
        say("中断しました。もう一度実行すると、続きから始まります。")
    return 2


if __name__ == "__main__":
    sys.exit(main())
