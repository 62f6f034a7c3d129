"""The first run of make.py: it says what it does, and what to do where the network is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_without_a_network_it_says_what_to_do(tmp_path: Path) -> None:
    for name in ("make.py", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    # Nobody answers at port 9; no folder of wheels and no setting of this computer helps out.
    network = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", "PYTHONUTF8": "1"}
    others = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    done = subprocess.run(
        [sys.executable, "make.py", "report"], cwd=tmp_path, env=others | network | alone,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    first, second, third, *rest = done.stderr.splitlines()
    assert "Python の環境を .venv に作っています" in first
    assert "ライブラリをインターネットから入れています" in second
    assert third == "ライブラリを入れられませんでした。"
    assert "HTTPS_PROXY" in "".join(rest)
    assert "127.0.0.1" in (tmp_path / ".venv" / "pip.log").read_text(encoding="utf-8")
    assert "Traceback" not in done.stderr


def test_a_place_that_cannot_be_used(tmp_path: Path) -> None:
    for name in ("make.py", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").write_text("これはファイル", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "make.py", "test"], cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "環境（.venv）を作れませんでした" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_compiled_is_kept(tmp_path: Path) -> None:
    """Also where the environment says to keep no bytecode: each command would compile all anew."""
    for name in ("make.py", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    # An environment in which all is installed, and a pip that has nothing to do.
    python = (
        tmp_path / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    )
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (tmp_path / "pip.py").touch()
    package = tmp_path / "kumareport"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "unused.py").touch()
    (package / "__main__.py").write_text("import later", "utf-8")
    (tmp_path / "later.py").touch()
    done = subprocess.run(
        [sys.executable, "make.py", "report"], cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    compiled = {path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")}
    assert compiled >= {"unused", "later"}
