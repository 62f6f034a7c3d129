"""Build the two archives that are published, and try each alone: ``python tools/check_packages.py``.

The wheel is installed in a new environment and used from another folder; ``--tests`` unpacks the
source archive elsewhere and runs its tests with nothing of this checkout.
"""

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "input.xlsx", "make.py",
    "docs/コマンド.md", "kumareport/py.typed", "templates/report.docx", "tests/conftest.py",
    "tools/make_input.py", "packaging/windows/program/run.py",
)  # fmt: skip


def main() -> int:
    """Build and try them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="run the source archive's tests too")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        # The wheel is made from the source archive: what that lacks is lacking here too.
        python("-m", "build", "-o", str(folder / "dist"), str(ROOT))
        (wheel,) = (folder / "dist").glob("*.whl")
        (source,) = (folder / "dist").glob("*.tar.gz")
        python("-m", "twine", "check", "--strict", str(wheel), str(source))
        python("-m", "check_wheel_contents", str(wheel))
        unpacked = unpack(source, folder)
        try_wheel(wheel, folder / "よその フォルダー")
        if wanted.tests:
            subprocess.run([sys.executable, "make.py", "test"], cwd=unpacked, check=True)
    print("両方の配布ファイルを確かめました。")
    return 0


def python(*arguments: str) -> None:
    """Run a module of this environment."""
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True)


def unpack(source: Path, folder: Path) -> Path:
    """The source archive's folder, which holds all that its tests need and nothing private."""
    with tarfile.open(source) as archive:
        archive.extractall(folder / "source", filter="data")
    (unpacked,) = (folder / "source").iterdir()
    missing = [name for name in NEEDED if not (unpacked / name).exists()]
    if missing:
        sys.exit(f"sdist に入っていません：{'、'.join(missing)}")
    return unpacked


def try_wheel(wheel: Path, folder: Path) -> None:
    """Install it alone; a new plan is made, checked and built, and an error is an exit code 1."""
    folder.mkdir()
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    environment = {**os.environ, "PYTHONPATH": ""}

    def run(*command: str | Path) -> None:
        subprocess.run(command, cwd=folder, env=environment, check=True)

    run(scripts / "python", "-m", "pip", "install", "-q", str(wheel))
    command = str(scripts / "kumareport")
    plan = ["--plan", "総合計画", "--baseline", "R5", "--actual", "R6", "--target", "R9"]
    run(command, "init", "新しい計画", *plan)
    run(command, "check", "新しい計画/input.xlsx")
    run(command, "build", str(ROOT / "input.xlsx"), "-o", "報告書.docx")
    assert (folder / "報告書.docx").stat().st_size > 100_000


if __name__ == "__main__":
    sys.exit(main())
