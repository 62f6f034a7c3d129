"""Set-up and the two everyday jobs, with nothing but Python 3.11+:

``python make.py report`` builds the report from input.xlsx; ``python make.py test`` runs the tests.
Each makes a private environment in .venv the first time.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def set_up(extra: str) -> None:
    """Make the environment and install the project, unless that has been done."""
    stamp = VENV / f"installed{extra}"
    if stamp.exists() and stamp.stat().st_mtime >= (ROOT / "pyproject.toml").stat().st_mtime:
        return
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    install = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*install, "-e", f".{extra}"], cwd=ROOT, check=True)
    stamp.touch()


def main() -> int:
    """Run a job; the exit code is the job's."""
    jobs = {
        "report": ("", ["-m", "kumareport", "build", "input.xlsx", "-o", "output/報告書.docx"]),
        "test": ("[test]", ["-m", "pytest"]),
    }
    if len(sys.argv) < 2 or sys.argv[1] not in jobs:
        sys.stderr.write("使い方：python make.py report  または  python make.py test\n")
        return 2
    if sys.version_info < (3, 11):
        sys.stderr.write("Python 3.11 以上が必要です。\n")
        return 2
    extra, command = jobs[sys.argv[1]]
    set_up(extra)
    return subprocess.run([str(PYTHON), *command, *sys.argv[2:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
